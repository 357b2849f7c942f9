"""One jurisdiction at a glance: what is open there and below, what is overdue, who has it, who is treated."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import ledgers
from engine.deadlines import Light
from engine.errors import NotAllowed, NotFound
from engine.overviews.overview import overview
from tests.engine.commission import PERSONS, PLACE
from tests.engine.overviews.county import City
from tests.engine.patients.illness import COUNTY, LI, OTHER_COUNTY, TOWN, ill


@pytest.fixture
def city(database_url: str) -> Iterator[City]:
    """Two findings with the county's hospital, of which one is overdue, one with its bureau, and one in the other."""
    with City(database_url) as city:
        city.find(city.hospitals[COUNTY], 3)
        city.find(city.hospitals[COUNTY], 60)
        city.find(city.bureaus[COUNTY], 60)
        city.find(city.hospitals[OTHER_COUNTY], 3)
        city.work.clock.advance(days=7)
        yield city


def test_a_case_counts_where_it_waits_where_it_was_started_and_where_its_patient_lives(city: City) -> None:
    city.work.start("illness", **ill(place=TOWN))
    found = city.work.look("admin", overview, COUNTY)
    assert [(one.key, one.open) for one in found.processes] == [("finding", 3), ("illness", 1)]
    assert (found.name, found.open, found.above) == ("石桥县", 4, [(PLACE, "云山市")])
    # and the city has them all
    assert city.work.look("admin", overview, PLACE).open == 5


def test_lights_and_overdue_items_come_red_first(city: City) -> None:
    (finding,) = city.work.look("admin", overview, COUNTY).processes
    assert finding.lights == {Light.RED: 1, Light.GREEN: 2}
    found = city.work.look("admin", overview, COUNTY)
    assert (found.overdue_total, [row.step for row in found.overdue], finding.overdue) == (1, ["mend"], 1)


def test_who_has_the_work_is_told_with_the_most_overdue_first(city: City) -> None:
    found = city.work.look("admin", overview, COUNTY)
    assert [(one.name, one.open, one.overdue) for one in found.hospitals] == [("石桥县人民医院", 2, 1)]
    assert [(one.name, one.open, one.overdue) for one in found.offices] == [("石桥县卫生健康局", 1, 0)]
    assert [(one.name, one.open, one.overdue) for one in found.leaders] == [("leader", 1, 0)]


def test_patients_of_the_place_and_how_many_are_treated(city: City) -> None:
    city.work.start("illness", **ill(place=TOWN, entitlement="孤儿"))
    treated = city.work.start("illness", **ill("李梅", LI, place=COUNTY, entitlement="孤儿"))
    city.work.complete("clerk", "treat", case_id=treated)
    city.work.complete("registrar", "close", case_id=treated)
    found = city.work.look("admin", overview, COUNTY)
    assert (found.patients, found.treated, found.entitlements) == (2, 1, [("孤儿", 2)])
    assert city.work.look("admin", overview, OTHER_COUNTY).patients == 0


def test_the_numbers_are_those_of_the_ledger_narrowed_to_the_place(city: City) -> None:
    for login in ("admin", "leader"):
        for code in (PLACE, COUNTY):
            (finding,) = city.work.look(login, overview, code).processes
            filters = ledgers.Filters(place=code, state="open")
            assert city.work.look(login, ledgers.page, "finding", filters).total == finding.open


@pytest.mark.parametrize("login", PERSONS)
def test_leaders_heads_and_administrators_look_over_their_jurisdiction(city: City, login: str) -> None:
    if login in ("head", "leader", "admin"):
        assert city.work.look(login, overview, COUNTY).code == COUNTY
    else:
        with pytest.raises(NotAllowed):
            city.work.look(login, overview, COUNTY)


def test_a_county_looks_over_itself_and_not_its_city_or_another_county(city: City) -> None:
    city.appoint("county-leader", city.bureaus[COUNTY], "leader")
    city.appoint("county-overseer", city.bureaus[COUNTY], "overseer")
    for code in (PLACE, OTHER_COUNTY):
        for login in ("county-leader", "county-overseer"):
            with pytest.raises(NotAllowed):
                city.work.look(login, overview, code)
    # the leader sees what lies with the own department, the overseer all that was started there or lives there
    assert city.work.look("county-leader", overview, COUNTY).open == 1
    assert city.work.look("county-leader", overview, COUNTY).above == []
    city.work.start("illness", **ill(place=TOWN))
    assert city.work.look("county-leader", overview, COUNTY).open == 1
    assert city.work.look("county-overseer", overview, COUNTY).open == 2
    with pytest.raises(NotFound):
        city.work.look("admin", overview, "990199")


def test_it_costs_the_same_however_much_is_open(city: City) -> None:
    counts = []
    city.find(city.bureaus[COUNTY], -1)
    city.work.look("leader", overview, PLACE)
    for _ in range(2):
        with city.work.statements() as sent:
            city.work.look("leader", overview, PLACE)
        counts.append(len(sent))
        for _ in range(8):
            city.find(city.bureaus[COUNTY], -1)
            city.find(city.work.departments["medical"], 5)
        city.work.start("illness", **ill(place=TOWN, disease=f"病{len(counts)}"))
    assert counts[0] == counts[1]
