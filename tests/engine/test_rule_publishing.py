"""A workbook becomes a draft and a draft a version: in force for its place from its day on, until it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from engine import organizations, rule_publishing, rule_register
from engine.changes import changes
from engine.errors import Invalid, InvalidAnswers, NotAllowed, NotFound, Refused
from engine.rule_examples import examples, outcome
from engine.rules import Rule
from engine.unit import Unit
from tests.engine.commission import PLACE, Commission
from tests.engine.rule_workbooks import COUNTY, KEY, edited, rules, workbook

TODAY = date(2026, 3, 2)
HOME = "990121"
BILL = {"医院等级": "三级", "就医地": "县域内"}


@pytest.fixture
def office(database_url: str) -> Iterator[Commission]:
    with Commission(database_url, rules=rules()) as commission:
        commission.do(None, organizations.add_jurisdiction, HOME, "石梁县", "county", PLACE)
        commission.do(None, organizations.add_jurisdiction, "990122", "青禾县", "county", PLACE)
        yield commission


def draft(
    unit: Unit, *, since: date = TODAY, place: str = HOME, source: str = "县卫发〔2026〕3号", **cells: Any
) -> str:
    base = rule_register.version(unit, KEY, COUNTY)
    content = workbook(unit, **cells)
    return rule_publishing.draft(unit, base, "表.xlsx", content, place=place, since=since, source=source)


def published(office: Commission, **given: Any) -> str:
    draft_id = office.do("admin", draft, **given)
    return str(office.do("admin", rule_publishing.publish, draft_id))


def in_force(office: Commission, place: str = HOME, on: date = TODAY) -> Rule:
    office.clock.advance(seconds=6)
    found: Rule = office.look(None, lambda view: view.rules.in_force(KEY, view.upward(place), on))
    return found


def rate(office: Commission, on: date = TODAY) -> Any:
    return in_force(office, on=on).model.evaluate("住院报销比例", BILL).value


def test_a_draft_decides_nothing_until_it_is_published(office: Commission) -> None:
    draft_id = office.do("admin", draft, D12=75)
    assert rate(office) == 70
    assert office.do("admin", rule_publishing.publish, draft_id) == "990121.2026-03-02.1"
    assert rate(office) == 75
    # and what was published is no draft any more
    with office.refused(NotFound, "规则草稿"):
        office.do("admin", rule_publishing.publish, draft_id)


def test_it_holds_from_its_day_on_and_only_in_its_place(office: Commission) -> None:
    published(office, since=date(2026, 7, 1), D12=75)
    assert (rate(office, date(2026, 6, 30)), rate(office, date(2026, 7, 1))) == (70, 75)
    assert in_force(office, "990122", date(2026, 7, 1)).jurisdiction == PLACE


def test_a_correction_for_the_same_day_takes_the_place_of_the_first(office: Commission) -> None:
    first, second = published(office, D12=75), published(office, D12=76)
    assert (first, second) == ("990121.2026-03-02.1", "990121.2026-03-02.2")
    assert rate(office) == 76
    # when the correction is withdrawn, the first one holds again, then the file
    office.do("admin", rule_publishing.withdraw, KEY, second, "单位写错")
    assert rate(office) == 75
    office.do("admin", rule_publishing.withdraw, KEY, first, "重新发文")
    assert rate(office) == 70
    # and a later version does not get a name that was given before
    assert published(office, D12=77) == "990121.2026-03-02.3"


def test_who_imports_a_rule_gets_its_new_edition(office: Commission) -> None:
    # given the settlement of the county, which imports who is entitled to what
    def checked(on: date) -> Any:
        found = office.look(None, lambda view: view.rules.in_force(KEY, [HOME], on))
        return found.model.evaluate("资格.待遇资格", {"人员类别": "孤儿"}).value["倾斜待遇"], found.version

    def narrowed(unit: Unit) -> str:
        base = rule_register.version(unit, "assistance-eligibility", COUNTY)
        book = edited(base.content, "待遇资格", B10="特困供养人员")
        return rule_publishing.draft(
            unit, base, "表.xlsx", book, place=HOME, since=date(2026, 7, 1), source="县卫发〔2026〕5号"
        )

    # when a new edition of that begins in July, which names fewer people
    office.do("admin", rule_publishing.publish, office.do("admin", narrowed))
    office.clock.advance(seconds=6)
    # then settlements of July go by it, and those of June by the old one, though their own text is the same
    assert checked(date(2026, 6, 30)) == (True, COUNTY)
    assert checked(date(2026, 7, 1)) == (False, COUNTY)


def test_publishing_and_withdrawing_are_kept_with_who_and_why(office: Commission) -> None:
    version = published(office, D12=75)
    office.do("admin", rule_publishing.withdraw, KEY, version, "重新发文")
    found = office.look("admin", changes, subject=KEY).rows
    assert [(each.kind, each.person, each.place, each.before, each.after, each.reason) for each in found] == [
        ("rule.withdrawn", "admin", "石梁县", version, None, "重新发文"),
        ("rule.published", "admin", "石梁县", None, version, "县卫发〔2026〕3号"),
    ]
    # and the version can still be looked at, for what was decided by it
    rule = office.look("clerk", rule_register.version, KEY, version)
    assert rule.model.evaluate("住院报销比例", BILL).value == 75
    publication = office.look("clerk", rule_register.publication, rule)
    assert (publication.by, publication.withdrawn_by) == ("admin", "admin")


def test_worked_examples_expect_what_was_published(office: Commission) -> None:
    published(office, D11=75)
    rule = in_force(office)
    found = examples(rule)
    assert any(each.name.startswith("二级医院") for each in found)
    with office.engine.view() as view:
        assert all(outcome(rule, each, view.now) == each.value for each in found)


def test_another_place_gets_a_text_of_its_own(office: Commission) -> None:
    published(office, place="990122", D12=75)
    rule = in_force(office, "990122")
    assert (rule.jurisdiction, rule.namespace.rpartition("/")[2]) == ("990122", "990122.2026-03-02")
    assert in_force(office).version == COUNTY


def test_what_cannot_be_published_is_refused_in_words(office: Commission) -> None:
    with office.refused(Invalid, "D12"):
        office.do("admin", draft, D12="七成")
    with office.refused(InvalidAnswers, "请填写依据"):
        office.do("admin", draft, source=" ")
    with office.refused(NotFound, "辖区"):
        office.do("admin", draft, place="110000")
    with office.refused(Refused, "随系统安装的版本不能撤回"):
        office.do("admin", rule_publishing.withdraw, KEY, COUNTY, "不要了")
    with office.refused(NotFound, "规则版本"):
        office.do("admin", rule_publishing.withdraw, KEY, "990121.2001-01-01.9", "不要了")
    with office.refused(InvalidAnswers, "请填写撤回原因"):
        office.do("admin", rule_publishing.withdraw, KEY, COUNTY, "")


def test_only_administrators_publish(office: Commission) -> None:
    draft_id = office.do("admin", draft, D12=75)
    for command, given in (
        (rule_publishing.publish, (draft_id,)),
        (rule_publishing.discard, (draft_id,)),
        (rule_publishing.withdraw, (KEY, COUNTY, "不要了")),
        (draft, ()),
    ):
        with office.refused(NotAllowed):
            office.do("leader", command, *given)
    office.do("admin", rule_publishing.discard, draft_id)
    assert office.look("admin", rule_register.drafts) == []
