"""Who is responsible: the nearest duty in force upward, its leads, its supports, its leaders, groups expanded."""

from __future__ import annotations

from datetime import date

from engine import duties, organizations
from engine.duties import Draft, register
from tests.engine.duties.city import BRIDGE, CITY, SLOPE, City
from tests.engine.notices import shapes


def responsible_names(city: City, key: str, place: str = CITY) -> tuple[list[str], list[str], list[str]] | None:
    found = city.responsible(key, place)
    return (city.named(found.lead), city.named(found.support), city.named(found.leaders)) if found else None


def test_the_duty_of_the_county_goes_before_that_of_its_city(any_city: City) -> None:
    # given a city and one of its counties that both divide the work on patient transport
    any_city.in_force(shapes.TABLE_IN_TEXT, keys={1: "transport"})
    any_city.in_force(shapes.BRACKETS_AT_THE_END, place=BRIDGE, keys={1: "transport"})
    # then the county's own office has it there, and the city's everywhere else within the city
    in_county = any_city.responsible("transport", BRIDGE)
    elsewhere = any_city.responsible("transport", SLOPE)
    assert in_county and any_city.named(in_county.lead) == ["石桥县卫生健康局医政医管股"]
    assert elsewhere and any_city.named(elsewhere.lead) == ["云河市卫生健康委员会医政处", "云河市卫生健康委员会基层处"]
    # and outside the city nobody
    assert any_city.responsible("transport", "990000") is None


def test_a_notice_counts_from_its_day(city: City) -> None:
    city.in_force(shapes.TABLE_IN_TEXT, keys={1: "transport"})  # of 5 March 2021
    with city.commission.engine.view() as view:
        assert duties.responsible(view, "transport", CITY, date(2021, 3, 4)) is None
        assert duties.responsible(view, "transport", CITY, date(2021, 3, 5)) is not None


def test_the_newest_notice_of_a_place_decides(city: City) -> None:
    city.in_force(shapes.TABLE_IN_TEXT, keys={1: "transport"})
    newer = shapes.TABLE_IN_TEXT.replace("2021年3月5日", "2021年9月5日").replace("〔2021〕7号", "〔2021〕20号")
    newest = city.in_force(newer, keys={2: "transport"})
    found = city.responsible("transport")
    assert found and found.duty_id == city.row(newest, 2).id


def test_units_lead_where_no_lead_is_named_and_take_part_where_one_is(city: City) -> None:
    city.in_force(shapes.NUMBERED_ITEMS, keys={1: "book", 3: "money"})
    assert responsible_names(city, "book") == (["云河市卫生健康委员会"], [], [])
    leads, supports, _leaders = responsible_names(city, "money") or ([], [], [])
    assert leads == ["云河市医保局"]
    assert set(supports) == {"云河市民政局", "云河市财政局", "云河市卫生健康委员会"}


def test_the_leader_is_the_rows_else_whose_portfolio_holds_the_lead(city: City) -> None:
    notice_id = city.in_force(shapes.TABLE_IN_TEXT, keys={1: "transport", 2: "medicine"})
    departments = city.departments()
    with city.commission.engine.unit() as unit:
        vice = organizations.add_person(unit, "孙乙")
        organizations.set_portfolio(unit, vice, [departments["云河市卫生健康委员会医政处"]])
    # the table names no leader, so the portfolio decides
    assert (responsible_names(city, "transport") or ([], [], []))[2] == ["孙乙"]
    assert (responsible_names(city, "medicine") or ([], [], []))[2] == []
    # a leader named by the row goes first
    row = city.row(notice_id, 1)
    leads = [party.department_id for party in row.named("lead") if party.department_id]
    version = city.commission.look(None, register.duty, row.id).version
    draft = Draft(
        task=row.task, mode="joint", key="transport", departments={"lead": leads},
        leaders=[city.commission.persons["leader"]],
    )  # fmt: skip
    city.commission.do("admin", duties.edit_duty, row.id, draft, reason="局长办公会决定", version=version)
    assert (responsible_names(city, "transport") or ([], [], []))[2] == ["leader"]


def test_nobody_who_left_is_responsible(city: City) -> None:
    city.in_force(shapes.BRACKETS_AT_THE_END, place=BRIDGE, keys={1: "transport"})
    found = city.responsible("transport", BRIDGE)
    assert found
    city.commission.do("admin", organizations.set_person_active, found.leaders[0], False)
    assert (responsible_names(city, "transport", BRIDGE) or ([], [], ["?"]))[2] == []


def test_a_group_means_its_members_of_today(city: City) -> None:
    notice_id = city.in_force(shapes.LABELS_ON_LINES)
    duty_id = city.row(notice_id, 1).id
    hospital = city.departments()["云河市第一医院"]
    found = city.responsible(duty_id)
    assert found and hospital in found.lead
    city.commission.do("admin", organizations.set_group, CITY, "各医疗卫生单位", [])
    found = city.responsible(duty_id)
    assert found and hospital not in found.lead


def test_mode_says_whether_any_or_each_acts(city: City) -> None:
    city.in_force(shapes.TABLE_IN_TEXT, keys={1: "transport", 2: "medicine", 3: "archive"})
    modes = {key: found.mode for key in ("transport", "medicine", "archive") if (found := city.responsible(key))}
    assert modes == {"transport": "joint", "medicine": "single", "archive": "each"}


def test_heads_and_leaders_of_departments_are_found_in_their_order(city: City) -> None:
    office = city.commission
    with office.engine.view() as view:
        assert duties.heads_of(view, [office.departments["office"], office.departments["medical"]]) == [
            office.persons["head"]
        ]
        # by portfolio for medical, by post for office, each person once
        both = duties.leaders_of(view, [office.departments["medical"], office.departments["office"]])
        assert both == [office.persons["leader"]]
        assert duties.leaders_of(view, [office.departments["county"]]) == []
        assert duties.leaders_of(view, []) == []
