"""Cases begin by the version in force at their place and moment; running ones stay on theirs."""

from __future__ import annotations

from datetime import datetime

import pytest

from engine import organizations
from engine.clock import ZONE
from engine.errors import NotFound
from engine.in_force import all_in_force, general, in_force
from engine.models import Definition
from tests.engine.commission import PLACE, Commission, start_event, task

COUNTY = "990121"
SOON = datetime(2026, 4, 1, 8, 0)


@pytest.fixture
def county(office: Commission) -> Commission:
    with office.engine.unit() as unit:
        organizations.add_jurisdiction(unit, COUNTY, "石桥县", "county", PLACE)
    return office


def publish(office: Commission, name: str, **said: object) -> str:
    return office.deploy(f"{start_event()}{task(name)}\nstart -> {name}", process="visit", **said)


def version(office: Commission, place: str = "") -> int:
    return int(office.look(None, lambda view: in_force(view, "visit", place).version))


def test_the_nearest_jurisdiction_decides(county: Commission) -> None:
    publish(county, "everywhere")
    publish(county, "ours", place=COUNTY)
    publish(county, "again")
    assert (version(county, COUNTY), version(county, PLACE), version(county)) == (2, 3, 3)


def test_what_holds_in_a_city_holds_in_its_counties(county: Commission) -> None:
    publish(county, "everywhere")
    publish(county, "city", place=PLACE)
    assert (version(county, COUNTY), version(county)) == (2, 1)


def test_what_comes_into_force_last_holds_whatever_was_published_last(county: Commission) -> None:
    publish(county, "first")
    publish(county, "later", since=SOON.replace(tzinfo=ZONE))
    publish(county, "meanwhile")
    assert version(county) == 3
    county.clock.set(SOON)
    assert version(county) == 2


def test_a_case_begins_by_the_version_of_its_place_and_stays_on_it(county: Commission) -> None:
    publish(county, "everywhere")
    first = county.launch("visit")
    publish(county, "city", place=PLACE)
    second = county.launch("visit")
    assert [county.row(Definition, county.case(one).definition_id).version for one in (first, second)] == [
        1, 2,
    ]  # fmt: skip


def test_a_process_of_one_county_is_named_everywhere_and_begins_only_there(county: Commission) -> None:
    publish(county, "ours", place=COUNTY)
    assert "visit" in [row.key for row in county.look(None, all_in_force)]
    assert "visit" not in [row.key for row in county.look(None, all_in_force, PLACE)]
    assert county.look(None, lambda view: general(view, "visit").version) == 1
    with pytest.raises(NotFound):
        version(county, PLACE)
