"""Confirming a notice: what its names become, what is new, and what it replaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import duties, organizations
from engine.duties import Becomes, Leader
from engine.errors import InvalidAnswers, NotAllowed, Refused
from engine.models import Alias, Department, DutyParty, Organization, Person, Portfolio, Post
from tests.engine.duties.city import BRIDGE, CITY, City
from tests.engine.notices import shapes


def test_departments_leaders_and_portfolios_come_from_the_notice(any_city: City) -> None:
    # given a county's plan that names leaders and their offices
    notice_id = any_city.read(shapes.BRACKETS_AT_THE_END, place=BRIDGE)
    # when it is confirmed as proposed
    made = any_city.confirm(notice_id)
    # then its bureau exists with the offices, and both leaders with what they answer for
    assert (made.organizations, made.departments, made.persons) == (1, 2, 2)
    known = any_city.departments()
    assert {"石桥县卫生健康局", "石桥县卫生健康局医政医管股", "石桥县卫生健康局规划财务与信息股"} <= set(known)
    leaders = {person.name: person for person in any_city.commission.rows(Person) if person.name in ("钱甲", "孙乙")}
    assert {person.login for person in leaders.values()} == {"qianjia", "sunyi"}
    assert all(person.password_hash is None for person in leaders.values())
    with any_city.commission.engine.view() as view:
        held = {
            (portfolio.person_id, portfolio.department_id)
            for portfolio in view.session.query(Portfolio)
            if portfolio.person_id in {person.id for person in leaders.values()}
        }
    assert held == {
        (leaders["钱甲"].id, known["石桥县卫生健康局医政医管股"]),
        (leaders["孙乙"].id, known["石桥县卫生健康局规划财务与信息股"]),
    }
    # and every party of every duty is known
    parties = [party for row in any_city.rows(notice_id) for party in row.parties]
    assert all(party.department_id or party.person_id for party in parties)
    assert any_city.notice(notice_id).state == "in_force"


def test_a_short_name_means_the_organization_that_is_there(city: City) -> None:
    # given the commission under its full name, and a notice that says 市卫健委
    with city.commission.engine.unit() as unit:
        organizations.add_organization(unit, "云河市卫生健康委员会", "commission", CITY)
        organizations.add_organization(unit, "云河市医疗保障局", "bureau", CITY)
    notice_id = city.read(shapes.NUMBERED_ITEMS)
    proposed = city.proposal(notice_id).names
    assert proposed["市卫健委"].name == "云河市卫生健康委员会"
    assert proposed["市医保局"].name == "云河市医疗保障局"
    assert proposed["市财政局"] == Becomes(kind="organization", name="云河市财政局", organization_kind="bureau")
    # when it is confirmed, no second commission appears, and the short names are kept
    city.confirm(notice_id)
    names = [row.name for row in city.commission.rows(Organization, Organization.jurisdiction_code == CITY)]
    assert sum("卫" in name for name in names) == 1
    assert {alias.name for alias in city.commission.rows(Alias)} >= {"市卫健委", "市医保局"}


def test_an_alias_decides_before_any_likeness(city: City) -> None:
    with city.commission.engine.unit() as unit:
        organizations.add_organization(unit, "云河市卫生健康委员会", "commission", CITY)
        centre = organizations.add_organization(unit, "云河市健康事务中心", "other", CITY)
        front = unit.session.query(Department).filter_by(organization_id=centre).one().id
        organizations.set_alias(unit, CITY, "市卫健委", front)
    notice_id = city.read(shapes.NUMBERED_ITEMS)
    assert city.proposal(notice_id).names["市卫健委"].department_id == front


def test_a_person_may_decide_otherwise_than_proposed(city: City) -> None:
    notice_id = city.read(shapes.BRACKETS_AT_THE_END, place=BRIDGE)
    proposed = city.proposal(notice_id)
    names = {**proposed.names, "医政医管股": Becomes(kind="department", name="医政科")}
    leaders = {**proposed.leaders, "孙乙": Leader(person_id=city.commission.persons["leader"], name="孙乙")}
    made = city.confirm(notice_id, names=names, leaders=leaders)
    assert made.persons == 1
    assert "石桥县卫生健康局医政科" in city.departments()
    assert city.named([city.row(notice_id, 2).named("leader")[0].person_id or ""]) == ["leader"]


def test_groups_are_expanded_to_the_organizations_of_the_jurisdictions(city: City) -> None:
    notice_id = city.in_force(shapes.LABELS_ON_LINES)
    found = city.responsible(city.row(notice_id, 1).id)
    assert found is not None
    names = city.named(found.lead)
    assert {"石桥县卫生健康局", "东坡县卫生健康局", "云河市第一医院", "云河市中医院"} < set(names)
    assert any("办公室" in name for name in names)
    assert city.named(found.leaders) == ["钱甲"]


def test_nothing_is_created_when_one_decision_cannot_be_carried_out(city: City) -> None:
    notice_id = city.read(shapes.BRACKETS_AT_THE_END, place=BRIDGE)
    city.commission.do("admin", duties.accept_all, notice_id)
    names = {**city.proposal(notice_id).names, "规划财务与信息股": Becomes(kind="existing")}
    with city.commission.refused(InvalidAnswers, zh="请选择处室或单位"):
        city.confirm(notice_id, names=names)


def test_no_name_is_left_without_a_decision(city: City) -> None:
    notice_id = city.read(shapes.BRACKETS_AT_THE_END, place=BRIDGE)
    city.commission.do("admin", duties.accept_all, notice_id)
    with city.commission.refused(Refused, zh="规划财务与信息股"):
        city.confirm(notice_id, names={"医政医管股": Becomes(kind="department", name="医政医管股")})


def test_a_newer_notice_of_the_same_number_supersedes_the_older_and_both_are_kept(city: City) -> None:
    older = city.in_force(shapes.TABLE_IN_TEXT)
    newer = city.read(shapes.TABLE_IN_TEXT.replace("建好山区巡诊车队。\t医政处、基层处", "建好山区巡诊车队。\t基层处"))
    proposal = city.commission.look("admin", duties.propose, newer)
    assert [id_ for id_, _title in proposal.older] == [older]
    city.confirm(newer)
    assert (city.notice(older).state, city.notice(newer).state) == ("superseded", "in_force")
    row = city.notice(older)
    assert row.superseded_by is not None
    assert row.superseded_by[0] == newer
    assert len(city.rows(older)) == len(city.rows(newer))


def test_an_edition_with_a_number_of_its_own_may_supersede_any_notice_in_force(city: City) -> None:
    older = city.in_force(shapes.TABLE_IN_TEXT)
    elsewhere = city.in_force(shapes.BRACKETS_AT_THE_END, place=BRIDGE)
    newer = city.read(shapes.NUMBERED_ITEMS)
    proposal = city.commission.look("admin", duties.propose, newer)
    assert proposal.decisions.supersedes is None, "nothing is guessed"
    assert [id_ for id_, _title in proposal.older] == [older]
    city.confirm(newer, supersedes=older)
    assert [city.notice(id_).state for id_ in (older, elsewhere, newer)] == ["superseded", "in_force", "in_force"]


def test_the_same_task_keeps_its_key_in_the_notice_that_replaces(city: City) -> None:
    city.in_force(shapes.TABLE_IN_TEXT, keys={1: "transport", 3: "archive"})
    newer = city.read(shapes.TABLE_IN_TEXT.replace("3\t管好转诊档案。", "3\t管好全部档案。"))
    assert {sequence: key for sequence, key in city.proposal(newer).keys.items() if key} == {1: "transport"}


def test_a_newer_notice_may_stand_beside_the_older(city: City) -> None:
    older = city.in_force(shapes.TABLE_IN_TEXT)
    newer = city.in_force(shapes.TABLE_IN_TEXT + "\n", supersedes=None)
    assert (city.notice(older).state, city.notice(newer).state) == ("in_force", "in_force")


def test_a_withdrawn_notice_counts_no_more_until_it_is_reinstated(city: City) -> None:
    notice_id = city.in_force(shapes.TABLE_IN_TEXT, keys={1: "rounds"})
    assert city.responsible("rounds") is not None
    city.commission.do("admin", duties.withdraw, notice_id)
    assert city.responsible("rounds") is None
    city.commission.do("admin", duties.reinstate, notice_id)
    assert city.responsible("rounds") is not None


def test_a_second_notice_finds_what_the_first_created(city: City) -> None:
    city.in_force(shapes.TABLE_IN_TEXT)
    count = len(city.commission.rows(Department))
    posts = len(city.commission.rows(Post))
    made = city.confirm(city.read(shapes.TABLE_IN_TEXT.replace("〔2021〕7号", "〔2022〕9号")))
    assert (made.organizations, made.departments, made.persons, made.aliases) == (0, 0, 0, 0)
    assert (len(city.commission.rows(Department)), len(city.commission.rows(Post))) == (count, posts)


def test_only_administrators_confirm(city: City) -> None:
    notice_id = city.read(shapes.TABLE_IN_TEXT)
    with city.commission.refused(NotAllowed):
        city.commission.do("head", duties.confirm, notice_id, city.proposal(notice_id))


SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.exists(), reason="the five notices of the field lie beside the project only sometimes")
def test_the_notices_of_the_field_are_imported_and_put_in_force_with_every_row(city: City) -> None:
    counts = [len(city.rows(city.in_force(path.read_bytes(), path.name))) for path in sorted(SEEDS.glob("*.txt"))]
    assert counts == [0, 18, 5, 15, 19]
    unresolved = [party for party in city.commission.rows(DutyParty) if not (party.department_id or party.person_id)]
    assert all(party.group_name for party in unresolved)


def test_a_group_keeps_the_members_an_administrator_gave_it(city: City) -> None:
    hospital = city.departments()["云河市中医院"]
    city.commission.do("admin", organizations.set_group, CITY, "各医疗卫生单位", [hospital])
    proposed = city.proposal(city.read(shapes.LABELS_ON_LINES))
    assert proposed.groups["各医疗卫生单位"] == [hospital]


def test_the_issuer_of_another_place_is_not_taken_for_the_commission_that_is_there(city: City) -> None:
    # given the city's commission, and a county's plan imported for the city by mistake or on purpose
    with city.commission.engine.unit() as unit:
        organizations.add_organization(unit, "云河市卫生健康委员会", "commission", CITY)
    proposed = city.proposal(city.read(shapes.BRACKETS_AT_THE_END))
    # then the bureau is proposed as what it is called
    assert (proposed.home_id, proposed.home_name) == ("", "石桥县卫生健康局")
    # and where nobody issued it, the commission of the place
    assert city.proposal(city.read(shapes.NUMBERED_ITEMS)).home_name == "云河市卫生健康委员会"
