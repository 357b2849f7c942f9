"""History is append-only: what was altered or removed afterwards is found."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from engine import history
from engine.history import record
from engine.models import Case, Event
from tests.engine.commission import Commission


@pytest.fixture
def case(commission: Commission) -> str:
    """A finished case with some history."""
    case = commission.start(title="药品")
    commission.complete("clerk", "first", "属实", finding="缺货")
    commission.complete("registrar", "second")
    return case


def broken_at(commission: Commission, case: str) -> int | None:
    with commission.engine.view() as view:
        return history.broken_at(view.session, case)


def tamper(commission: Commission, *statements: object) -> None:
    """What somebody with the keys of the database does: past the engine, with its guard taken away."""
    with commission.engine.database.execution_options(write=True).begin() as connection:
        for statement in history_unguarded(connection.dialect.name):
            connection.exec_driver_sql(statement)
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


def history_unguarded(dialect: str) -> list[str]:
    on = " ON event" if dialect == "postgresql" else ""
    return [f"DROP TRIGGER event_stays_{what}{on}" for what in ("unchanged", "there")]


def test_an_untouched_history_is_whole(commission: Commission, case: str) -> None:
    assert broken_at(commission, case) is None
    assert [event.sequence for event in commission.history(case)] == list(range(1, 8))


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"opinion": "不属实"}},
        {"actor_id": None},
        {"kind": "claimed"},
        {"item_id": "0" * 32},
        {"element": "second"},
    ],
)
def test_an_altered_event_is_found(commission: Commission, case: str, change: dict[str, object]) -> None:
    (event,) = (one for one in commission.history(case, "completed") if one.element == "first")
    tamper(commission, update(Event).where(Event.id == event.id).values(**change))
    assert broken_at(commission, case) == event.sequence


def test_an_event_moved_to_another_moment_is_found(commission: Commission, case: str) -> None:
    event = commission.history(case)[2]
    tamper(commission, update(Event).where(Event.id == event.id).values(at=event.at + timedelta(seconds=1)))
    assert broken_at(commission, case) == 3


@pytest.mark.parametrize("sequence", [1, 3, 7])
def test_a_removed_event_is_found_also_the_last_one(commission: Commission, case: str, sequence: int) -> None:
    tamper(commission, delete(Event).where(Event.case_id == case, Event.sequence == sequence))
    assert broken_at(commission, case) == sequence


def test_an_event_added_behind_the_engines_back_is_found(commission: Commission, case: str) -> None:
    last = commission.history(case)[-1]
    with commission.engine.unit() as unit:
        forged = Event(id="f" * 32, case_id=case, sequence=8, at=unit.now, kind="completed", data={}, hash=last.hash)
        unit.session.add(forged)
    assert broken_at(commission, case) == 8


@pytest.mark.parametrize("statement", [update(Event).values(kind="claimed"), delete(Event)])
def test_the_database_itself_lets_nobody_change_or_remove_events(
    commission: Commission, case: str, statement: object
) -> None:
    before = commission.contents()
    with pytest.raises(DBAPIError, match="append-only"), commission.engine.unit() as unit:
        unit.session.execute(statement)  # type: ignore[call-overload]
    assert commission.contents() == before


def test_every_kind_of_value_keeps_its_hash_through_the_database(commission: Commission, case: str) -> None:
    values = {"day": date(2026, 3, 2), "amount": Decimal("0.10"), "span": timedelta(hours=1), "list": (1, 2.5, None)}
    with commission.engine.unit() as unit:
        record(unit, unit.session.get_one(Case, case), "noted", at_=unit.now, **values)
    assert broken_at(commission, case) is None
