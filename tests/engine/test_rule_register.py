"""The register of rules: what holds where, found by words, with who published it; versions and drafts by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from engine import organizations, rule_publishing, rule_register
from engine.errors import NotAllowed, NotFound
from tests.engine.commission import PLACE, Commission
from tests.engine.rule_workbooks import COUNTY, KEY, rules
from tests.engine.test_rule_publishing import HOME, draft, published


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Commission]:
    with Commission(sqlite_url, rules=rules()) as commission:
        commission.do(None, organizations.add_jurisdiction, HOME, "石梁县", "county", PLACE)
        yield commission


def listed(office: Commission, **asked: object) -> dict[str, str]:
    """Version -> state of the settlement."""
    office.clock.advance(seconds=6)
    rows = office.look("clerk", rule_register.versions, **asked)
    return {row.rule.version: row.state for row in rows if row.rule.key == KEY}


def test_versions_in_force_and_to_come_are_listed_and_all_of_them_on_demand(office: Commission) -> None:
    assert listed(office) == {COUNTY: "in force", "990100.2019-01-01": "in force"}
    now, later = published(office, D12=75), published(office, D12=76, since=date(2026, 7, 1))
    assert listed(office) == {now: "in force", later: "coming", "990100.2019-01-01": "in force"}
    office.do("admin", rule_publishing.withdraw, KEY, later, "重新发文")
    assert listed(office, every=True) == {
        COUNTY: "superseded", now: "in force", later: "withdrawn", "990100.2019-01-01": "in force"
    }  # fmt: skip


def test_what_holds_in_a_place_is_found_there(office: Commission) -> None:
    assert set(listed(office, place=HOME)) == {COUNTY}
    assert set(listed(office, place=PLACE)) == {"990100.2019-01-01"}
    keys = {row.rule.key for row in office.look("clerk", rule_register.versions, place=HOME)}
    assert {"deadline-lights", "assistance-eligibility"} <= keys


def test_words_are_looked_for_in_titles_and_clauses(office: Commission) -> None:
    rows = office.look("clerk", rule_register.versions, text="三色督办")
    assert [row.rule.key for row in rows] == ["deadline-lights"]
    assert office.look("clerk", rule_register.versions, text="没有这个") == []


def test_settings_that_wait_are_counted_with_their_version(office: Commission) -> None:
    rows = office.look("clerk", rule_register.versions, text="县方案")
    assert {(row.rule.key, row.pending) for row in rows} == {(KEY, 1), ("assistance-eligibility", 0)}


def test_drafts_are_for_administrators_with_their_author(office: Commission) -> None:
    draft_id = office.do("admin", draft, D12=75)
    (row,) = office.look("admin", rule_register.drafts)
    assert (row.id, row.base, row.made_by) == (draft_id, COUNTY, "admin")
    assert row.rule.model.evaluate("住院报销比例", {"医院等级": "三级", "就医地": "县域内"}).value == 75
    with pytest.raises(NotAllowed):
        office.look("clerk", rule_register.drafts)


@pytest.mark.parametrize("version", ["990121.1999-01-01", "990121.2020-01-01.7", "cn", "990121.heute"])
def test_a_version_that_is_not_there_is_not_found(office: Commission, version: str) -> None:
    with pytest.raises(NotFound):
        office.look("clerk", rule_register.version, KEY, version)
