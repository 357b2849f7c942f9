"""Which value of a setting holds where: the nearest jurisdiction upward decides, else everywhere, else the default."""

from __future__ import annotations

from typing import Any

from engine.in_force import general
from engine.settings import changing
from engine.settings.owners import setting_of
from engine.settings.values import in_force, values
from tests.engine.commission import PLACE, Commission
from tests.engine.settings.offering import COUNTY, NEIGHBOUR


def held(commission: Commission, place: str, name: str = "days") -> Any:
    found = commission.look(None, lambda view: in_force(view, setting_of(view, "main", name), place))
    return found.value


def test_the_nearest_jurisdiction_upward_decides(office: Commission) -> None:
    places = ("", PLACE, COUNTY, NEIGHBOUR)
    assert [held(office, place) for place in places] == [3, 3, 3, 3]
    # given a value everywhere, another for a city, another for a county of it
    for place, text in (("", "4"), (PLACE, "5"), (COUNTY, "6")):
        office.do("admin", changing.give, "main", "days", text, place=place, reason="要点")
    assert [held(office, place) for place in places] == [4, 5, 6, 4]
    # when that of the city is taken back, the county keeps its own and the city has what holds everywhere
    office.do("admin", changing.take_back, "main", "days", place=PLACE)
    assert [held(office, place) for place in places] == [4, 4, 6, 4]


def test_what_nobody_confirmed_is_pending_and_no_value_can_be_one(office: Commission) -> None:
    def found(name: str) -> Any:
        return office.look(None, lambda view: in_force(view, setting_of(view, "main", name), COUNTY))

    assert (found("days").pending, found("limit").pending, found("way").pending) == (False, True, True)
    # when the city says that there is no limit, the county has none either, and knows it for certain
    office.do("admin", changing.give, "main", "limit", "", place=PLACE, reason="没有起付线")
    assert (found("limit").value, found("limit").pending) == (None, False)


def test_expressions_of_a_case_see_the_settings_of_its_jurisdiction(office: Commission) -> None:
    office.do("admin", changing.give, "main", "days", "9", place=NEIGHBOUR, reason="要点")
    office.do("admin", changing.give, "main", "days", "5", place=PLACE, reason="要点")

    def seen(view: Any) -> dict[str, Any]:
        return values(view, general(view, "main").settings.values(), COUNTY)

    assert office.look(None, seen) == {"days": 5, "limit": 5000, "way": None}
