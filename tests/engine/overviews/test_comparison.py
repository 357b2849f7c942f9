"""The counties of a city side by side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import organizations
from engine.overviews.comparison import comparison
from tests.engine.commission import PLACE
from tests.engine.overviews.county import City
from tests.engine.patients.illness import COUNTY, OTHER_COUNTY, TOWN, ill


@pytest.fixture
def city(database_url: str) -> Iterator[City]:
    with City(database_url) as city:
        city.find(city.hospitals[COUNTY], 3)
        city.find(city.hospitals[COUNTY], 60)
        city.find(city.hospitals[OTHER_COUNTY], 60)
        city.work.start("illness", **ill(place=TOWN))
        city.work.clock.advance(days=7)
        yield city


def numbers(city: City, **asked: str) -> list[tuple[str, int, int, int, int, int]]:
    lines = city.work.look("admin", comparison, PLACE, **asked)
    return [(one.name, one.open, one.late, one.items, one.patients, one.treated) for one in lines]


def test_each_county_has_its_own_numbers_with_those_of_its_townships(city: City) -> None:
    assert numbers(city) == [("石桥县", 3, 1, 1, 1, 1), ("青禾县", 1, 0, 0, 0, 0)]
    assert city.work.look("admin", comparison, COUNTY)[0].treated == 1
    assert city.work.look("admin", comparison, OTHER_COUNTY) == []


@pytest.mark.parametrize(
    ("sort", "first"), [("code", "石桥县"), ("name", "石桥县"), ("open", "青禾县"), ("late", "石桥县")]
)
def test_they_are_sorted_by_code_name_or_the_greatest_number(city: City, sort: str, first: str) -> None:
    for _ in range(5):
        city.find(city.bureaus[OTHER_COUNTY], 60)
    assert numbers(city, sort=sort)[0][0] == first


def test_it_costs_the_same_however_many_counties_there_are(city: City) -> None:
    counts = []
    for number in range(2):
        with city.work.statements() as sent:
            city.work.look("admin", comparison, PLACE)
        counts.append(len(sent))
        for more in range(5):
            city.work.do(None, organizations.add_jurisdiction, f"9901{number + 4}{more}", "某县", "county", PLACE)
    assert counts[0] == counts[1]
