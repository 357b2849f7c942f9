"""The page of a jurisdiction: numbers that lead to what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from engine import organizations
from tests.engine.patients.illness import COUNTY, TOWN
from tests.web.commission import PLACE, Commission
from tests.web.patients.ward import at_work, start


@pytest.fixture
def city(sqlite_url: str) -> Iterator[Commission]:
    commission = at_work(sqlite_url)
    start(commission, place=TOWN, entitlement="孤儿")
    start(commission, name="李四", identity="")
    yield commission
    commission.engine.close()


def test_the_city_has_its_counties_side_by_side_and_its_numbers_lead_on(city: Commission) -> None:
    browser = city.browser("overseer")
    page = browser.follow(browser.get("/overviews")).text
    assert "云山市总览" in page and "石桥县" in page and "孤儿" in page
    link = re.search(r'href="(/ledgers/illness\?[^"]*)"', page)
    assert link
    assert "共 2 件" in browser.get(link[1].replace("&amp;", "&")).text
    # and the county, with the ledger narrowed to it
    county = browser.get(f"/overviews/{COUNTY}").text
    assert "石桥县总览" in county and "云山市" in county
    ledger = browser.get(f"/ledgers/illness?place={COUNTY}&state=open").text
    assert "共 1 件" in ledger and "石桥县 ×" in ledger and 'name="place" value="990121"' in ledger
    assert "共 1 人" in browser.get(f"/patients?place={COUNTY}&state=living&treated=1").text


def test_the_counties_are_sorted_by_their_numbers(city: Commission) -> None:
    page = city.browser("admin").get(f"/overviews/{PLACE}?sort=open").text
    assert 'aria-sort="descending"' in page


def test_others_neither_see_the_section_nor_the_page(city: Commission) -> None:
    clerk = city.browser("clerk")
    assert clerk.get("/overviews").status_code == 403
    assert clerk.get(f"/overviews/{COUNTY}").status_code == 403
    assert ">辖区<" not in clerk.get("/patients").text
    assert city.browser("admin").get("/overviews/999999").status_code == 404


def test_nothing_open_is_said_so(city: Commission) -> None:
    with city.engine.unit() as unit:
        organizations.add_jurisdiction(unit, "990129", "空县", "county", PLACE)
    assert "没有在办事项" in city.browser("admin").get("/overviews/990129").text
