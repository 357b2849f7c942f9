"""Settings changed by administrators: checked by kind, kept with who, when, from what to what and why."""

from __future__ import annotations

import pytest

from engine.changes import changes
from engine.errors import InvalidAnswers, NotAllowed, NotFound, Refused
from engine.settings import changing
from tests.engine.commission import PLACE, Commission
from tests.engine.settings.offering import COUNTY, NEIGHBOUR, shown


def history(commission: Commission, name: str = "days") -> list[tuple[str, ...]]:
    found = commission.look("admin", changes, subject=f"main/{name}")
    return [(each.kind, each.person, each.place, each.before, each.after, each.reason) for each in found.rows]


def test_every_change_is_kept_with_who_where_from_to_and_why(office: Commission) -> None:
    office.do("admin", changing.give, "main", "days", " 5 ", place=PLACE, reason="云卫发〔2026〕1号")
    office.do("admin", changing.give, "main", "days", "2", place=COUNTY, reason="县局来函")
    office.do("admin", changing.take_back, "main", "days", place=COUNTY, reason="县局撤回")
    row = shown(office, "days", COUNTY)
    assert (row.text, row.default, row.origin, row.by, row.given_here) == ("5", "3", PLACE, "admin", False)
    assert history(office) == [
        ("setting.reset", "admin", "石梁县", 2, 5, "县局撤回"),
        ("setting.given", "admin", "石梁县", 5, 2, "县局来函"),
        ("setting.given", "admin", "云山市", 3, 5, "云卫发〔2026〕1号"),
    ]


def test_confirming_keeps_the_value_and_says_who_did_it(office: Commission) -> None:
    assert shown(office, "limit").pending
    # when it is confirmed for the city
    office.do("admin", changing.confirm, "main", "limit", place=PLACE)
    # then it is settled there and in its county, and still open beside
    row = shown(office, "limit", COUNTY)
    assert (row.text, row.pending, row.by) == ("5000", False, "admin")
    assert shown(office, "limit", NEIGHBOUR).pending
    assert history(office, "limit") == [("setting.confirmed", "admin", "云山市", 5000, 5000, "")]


def test_what_has_no_value_cannot_be_confirmed_but_given(office: Commission) -> None:
    with office.refused(Refused, "“提高方式”还没有值", "no value yet"):
        office.do("admin", changing.confirm, "main", "way", place=PLACE)
    office.do("admin", changing.give, "main", "way", "相对", place=PLACE, reason="医保局复函")
    assert (shown(office, "way").text, shown(office, "way").pending) == ("相对", False)


@pytest.mark.parametrize(
    ("name", "text", "reason", "zh"),
    [
        ("days", "三天", "要点", "“办理时限”请填写0至10000的数字。"),
        ("days", "2.5", "要点", "“办理时限”请填写整数，单位是个工作日。"),
        ("days", "", "要点", "“办理时限”不能为空。"),
        ("days", "5", " ", "请填写修改依据。"),
        ("way", "倍数", "要点", "“提高方式”请选择百分点、相对之一。"),
    ],
)
def test_what_is_typed_wrongly_is_refused_in_words(
    office: Commission, name: str, text: str, reason: str, zh: str
) -> None:
    with office.refused(InvalidAnswers, zh):
        office.do("admin", changing.give, "main", name, text, place=PLACE, reason=reason)


def test_settings_and_places_that_are_not_there_are_refused(office: Commission) -> None:
    with office.refused(NotFound, "设置“unknown”"):
        office.do("admin", changing.give, "main", "unknown", "1", reason="要点")
    with office.refused(NotFound, "辖区"):
        office.do("admin", changing.give, "main", "days", "1", place="110000", reason="要点")
    with office.refused(NotFound, "“办理时限”"):
        office.do("admin", changing.take_back, "main", "days", place=PLACE)


def test_only_administrators_change_settings(office: Commission) -> None:
    with office.refused(NotAllowed):
        office.do("leader", changing.give, "main", "days", "5", reason="要点")
    for command in (changing.confirm, changing.take_back):
        with office.refused(NotAllowed):
            office.do("leader", command, "main", "days")
