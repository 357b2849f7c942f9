"""What the ledger shows of a case follows its variables whenever it moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from engine import inbox, ledgers
from engine.clock import ZONE
from engine.ledgers import Filters
from engine.models import CaseFact
from engine.process import Column, Process
from tests.engine.commission import FORMS, TWO_STEPS, Commission

COLUMNS = (
    Column(name="title", label="事项", value="title"),
    Column(name="amount", label="金额", value="amount * 2", kind="number"),
    Column(name="day", label="日期", value="date(day)", kind="date"),
    Column(name="units", label="单位", value="units", filter=True),
    Column(name="source", label="来源", value="source", filter=True),
    Column(name="number", label="编号", value="case.number"),
)
PROCESS = Process(key="main", prefix="ZG", title="title", due="date(day)", ledger=COLUMNS)


@pytest.fixture
def kept(database_url: str) -> Iterator[Commission]:
    with Commission(database_url, PROCESS) as commission:
        commission.deploy(TWO_STEPS, forms=FORMS)
        yield commission


def facts(commission: Commission) -> set[tuple[str, str]]:
    with commission.engine.view() as view:
        return {(name, value) for name, value in view.session.execute(select(CaseFact.name, CaseFact.value))}


def test_columns_are_computed_with_their_types_and_the_case_is_due(kept: Commission) -> None:
    case = kept.launch(title="药品", amount=Decimal("1.25"), day="2026-06-30", units=["a", "b"], source="巡察")
    row = kept.case(case)
    assert row.ledger == {
        "title": "药品", "amount": Decimal("2.5"), "day": date(2026, 6, 30), "units": ["a", "b"], "source": "巡察",
        "number": "ZG-2026-0001",
    }  # fmt: skip
    assert row.due_at == datetime(2026, 6, 30, 17, 30, tzinfo=ZONE)


def test_facts_follow_the_columns_that_can_be_filtered_by(kept: Commission) -> None:
    case = kept.launch(title="药品", units=["a", "b"], source="巡察")
    assert facts(kept) == {("units", "a"), ("units", "b"), ("source", "巡察")}
    kept.assign(case, units=["b", "c"], source=None)
    assert facts(kept) == {("units", "b"), ("units", "c")}


def test_a_column_that_cannot_be_computed_is_empty_and_stops_nothing(kept: Commission) -> None:
    case = kept.launch(title="药品", day="soon", amount="much")
    row = kept.case(case)
    assert (row.ledger["day"], row.ledger["amount"], row.due_at) == (None, None, None)


def test_a_case_is_found_by_its_words_also_where_its_process_has_no_columns(office: Commission) -> None:
    office.engine.processes["main"] = Process(key="main", prefix="ZG", title="title")  # type: ignore[index]
    office.start(title="药品储备")
    for words in ("药品", "zg-2026", "ypcb"):
        assert office.look("registrar", inbox.page, "started", text=words).total == 1, words


def test_what_a_case_shares_with_others_is_kept_and_on_no_page(office: Commission) -> None:
    # given a process with one column that shares a list beside it
    process = Process(key="main", prefix="ZG", ledger=COLUMNS[:1], shared={"costs": "costs"})
    office.engine.processes["main"] = process  # type: ignore[index]
    costs = [{"hospital": "县医院", "paid": Decimal("12.50"), "on": date(2026, 3, 2)}]
    # when a case starts and moves
    case = office.launch(title="药品", costs=costs)
    # then the list is kept as it is, and neither found nor shown by the ledger
    assert office.case(case).ledger["costs"] == costs
    assert office.look("registrar", inbox.page, "started", text="县医院").total == 0
    (row,) = office.look("registrar", ledgers.page, "main", Filters()).rows
    assert dict(row.cells) == {"title": "药品"}
    assert dict(row.values) == {"title": "药品"}
