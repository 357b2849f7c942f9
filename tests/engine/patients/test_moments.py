"""The moments of a patient's life follow the variables of a case whenever it moves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine import ledgers
from tests.engine.commission import Commission
from tests.engine.patients.illness import at_work, ill


@pytest.fixture
def work(sqlite_url: str) -> Commission:
    return at_work(sqlite_url)


def lines(work: Commission, case_id: str) -> list[tuple[str, str, str]]:
    return [(one["kind"], str(one["at"]), one["text"]) for one in work.case(case_id).life or []]


def test_a_moment_shows_once_it_has_a_day(work: Commission) -> None:
    case_id = work.launch("illness", **ill())
    assert lines(work, case_id) == []
    work.assign(case_id, found_on=date(2026, 3, 1))
    assert lines(work, case_id) == [("treatment", "2026-03-01", "食管癌")]


def test_a_list_gives_a_moment_for_each_entry(work: Commission) -> None:
    visits = [{"on": date(2026, 4, 1), "result": "平稳"}, {"on": None, "result": "未到"}, {"on": date(2026, 5, 1)}]
    case_id = work.launch("illness", **ill(), visits=visits)
    assert lines(work, case_id) == [("follow_up", "2026-04-01", "平稳"), ("follow_up", "2026-05-01", "")]


def test_amounts_are_kept_by_their_label_where_they_are_numbers(work: Commission) -> None:
    case_id = work.launch("illness", **ill(), settled_on=date(2026, 6, 1), cost=Decimal("1200.50"))
    (moment,) = work.case(case_id).life
    assert moment["amounts"] == {"总费用": Decimal("1200.50")}


def test_the_ledger_hides_the_number_and_writes_yuan(work: Commission) -> None:
    case_id = work.start("illness", **ill())
    work.assign(case_id, cost=Decimal("1200.5"))
    (row,) = work.look("registrar", ledgers.page, "illness", ledgers.Filters()).rows
    assert (row.cells["identity"], row.cells["cost"]) == ("640299********0010", "1,200.50")
    # and a part of the number finds nothing
    found = work.look("registrar", ledgers.page, "illness", ledgers.Filters(text="1970"))
    assert found.rows == []
