"""The register of patients: found by name, pinyin and whole number, narrowed, sorted, paged, at a flat cost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.models import Case
from engine.patients import editing, register
from tests.engine.commission import PLACE, Commission
from tests.engine.patients.illness import COUNTY, LI, OLD_WANG, OTHER_COUNTY, TOWN, WANG, at_work, ill, patient_of

Filters = register.Filters


@pytest.fixture
def work(sqlite_url: str) -> Iterator[Commission]:
    """王小明 of a township of the county, an orphan; 李梅 of the other county, who has died; 艾力 of the city."""
    with at_work(sqlite_url) as commission:
        commission.start("illness", **ill(place=TOWN, entitlement="孤儿", phone="13800001234"))
        commission.clock.advance(days=1)
        li = patient_of(commission, commission.start("illness", **ill("李梅", LI, place=OTHER_COUNTY)))
        commission.do("admin", editing.edit, li.id, {"state": "died"})
        commission.clock.advance(days=1)
        commission.start("illness", **ill("艾力·买买提", "", sex="男", entitlement="特困供养人员"))
        yield commission


def names(work: Commission, filters: Filters = Filters(), sort: str = "name") -> list[str]:  # noqa: B008
    return [line.card.name for line in work.look("admin", register.patients, filters, sort=sort).rows]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(text="王小"), ["王小明"]),
        (Filters(text="wxm"), ["王小明"]),
        (Filters(text="LiMei"), ["李梅"]),
        (Filters(text=WANG), ["王小明"]),
        (Filters(text=OLD_WANG), ["王小明"]),
        (Filters(text=LI.lower()), ["李梅"]),
        (Filters(text="64029919700101001"), []),
        (Filters(text="1970"), []),
        (Filters(place=COUNTY), ["王小明"]),
        (Filters(place=TOWN), ["王小明"]),
        (Filters(place=PLACE), ["艾力·买买提", "李梅", "王小明"]),
        (Filters(entitlement="孤儿"), ["王小明"]),
        (Filters(state="died"), ["李梅"]),
        (Filters(text="%"), []),
    ],
)
def test_it_is_narrowed_by_what_people_know(work: Commission, filters: Filters, found: list[str]) -> None:
    assert names(work, filters) == found


def test_it_is_sorted_by_name_place_or_the_newest(work: Commission) -> None:
    assert names(work) == ["艾力·买买提", "李梅", "王小明"]
    assert names(work, sort="place") == ["艾力·买买提", "王小明", "李梅"]
    assert names(work, sort="new") == ["艾力·买买提", "李梅", "王小明"]


def test_its_lines_hide_the_middle_of_numbers_and_name_the_place_in_full(work: Commission) -> None:
    (line,) = work.look("admin", register.patients, Filters(text="王小明")).rows
    assert (line.card.identity, line.card.phone) == ("640299********0010", "138****1234")
    assert (line.card.place, line.card.age, line.card.entitled) == ("石桥县城关镇", 56, True)
    assert (line.cases, line.open) == (1, 1)
    assert work.look("admin", register.entitlements) == ["孤儿", "特困供养人员"]


def test_only_who_is_treated(work: Commission) -> None:
    first = work.rows(Case)[0].id
    work.complete("clerk", "treat", case_id=first)
    work.complete("registrar", "close", case_id=first)
    assert names(work, Filters(treated=True)) == ["艾力·买买提", "李梅"]


def test_pages_follow_one_another_and_cost_the_same(work: Commission) -> None:
    for number in range(25):
        work.start("illness", **ill(f"患者{number:02}", "", sex="男"))
    first = work.look("admin", register.patients, Filters(), limit=10)
    second = work.look("admin", register.patients, Filters(), cursor=first.next, limit=10)
    assert first.total == 28 and not {line.card.id for line in first.rows} & {line.card.id for line in second.rows}
    counts = []
    for limit in (1, 20):
        with work.statements() as sent:
            work.look("registrar", register.patients, Filters(), limit=limit)
        counts.append(len(sent))
    assert counts[0] == counts[1]

