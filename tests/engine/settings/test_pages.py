"""What waits to be confirmed, and where: each setting once, at the widest place where nobody has given a value."""

from __future__ import annotations

import pytest

from engine.errors import NotAllowed
from engine.settings import changing, pages
from tests.engine.commission import PLACE, Commission
from tests.engine.settings.offering import COUNTY, NEIGHBOUR, opened, rule


def waiting(commission: Commission) -> set[tuple[str, str]]:
    commission.clock.advance(seconds=6)
    return {(row.setting.label, row.place) for row in commission.look("admin", pages.pending)}


def test_a_setting_of_a_process_waits_at_the_top_of_each_tree(office: Commission) -> None:
    process = {(label, place) for label in ("起付线", "提高方式") for place in (PLACE, NEIGHBOUR)}
    assert waiting(office) == process | {("比例", PLACE), ("比例", NEIGHBOUR)}
    # when it is confirmed everywhere it waits nowhere, at one city it waits at the other
    office.do("admin", changing.confirm, "main", "limit")
    office.do("admin", changing.give, "main", "way", "相对", place=PLACE, reason="复函")
    assert waiting(office) == {("提高方式", NEIGHBOUR), ("比例", PLACE), ("比例", NEIGHBOUR)}
    assert office.look("admin", pages.pending_count) == 3


def test_a_setting_of_a_rule_waits_where_a_version_with_it_holds(sqlite_url: str) -> None:
    # given a national rule, and a version of a county of its own since last year and of a city from next year on
    versions = rule(), rule(COUNTY, "2025-01-01"), rule(NEIGHBOUR, "2027-01-01")
    with opened(sqlite_url, *versions) as commission:
        assert {place for label, place in waiting(commission) if label == "比例"} == {PLACE, NEIGHBOUR}
        # when the city has confirmed it, its county has it confirmed too
        commission.do("admin", changing.give, "benefit", "比例", "70", place=PLACE, reason="要点")
        assert {place for label, place in waiting(commission) if label == "比例"} == {NEIGHBOUR}
        commission.do("admin", changing.take_back, "benefit", "比例", place=PLACE)
        commission.do("admin", changing.give, "benefit", "比例", "70", place=COUNTY, reason="要点")
        assert {place for label, place in waiting(commission) if label == "比例"} == {PLACE, NEIGHBOUR}


def test_the_settings_of_a_rule_are_those_of_the_version_in_force_at_the_place(office: Commission) -> None:
    def texts(place: str) -> list[tuple[str, str, bool]]:
        return [
            (row.text, row.setting.source, row.pending) for row in office.look("admin", pages.rows, "benefit", place)
        ]

    assert texts(COUNTY) == [("", "第 2 条", True)]
    assert texts(NEIGHBOUR) == [("60", "第 2 条", True)]
    assert texts("") == []


def test_the_overview_counts_what_each_offers_and_finds_by_words(office: Commission) -> None:
    rows = {row.key: (row.kind, row.count, row.pending) for row in office.look("admin", pages.overview)}
    assert rows == {"main": ("process", 3, 4), "benefit": ("rule", 1, 2)}
    assert [row.key for row in office.look("admin", pages.overview, "提高")] == ["main"]
    assert office.look("admin", pages.overview, "没有") == []


def test_only_administrators_look(office: Commission) -> None:
    with pytest.raises(NotAllowed):
        office.look("clerk", pages.overview)
