"""The audit: what happened in all cases, searched by administrators, and proof that nobody rewrote it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from engine import audit
from engine.errors import NotAllowed
from engine.models import Event
from tests.engine.commission import Commission
from tests.engine.test_history import tamper


def test_events_are_found_by_case_person_kind_and_day(commission: Commission) -> None:
    case_id = commission.start(title="药品储备")
    commission.complete("clerk", "first", finding="已核")
    number = commission.case(case_id).number

    def kinds(**asked: object) -> set[str]:
        return {row.kind for row in commission.look("admin", audit.events, **asked).rows}

    assert {"started", "completed"} <= kinds() == kinds(text=number) == kinds(text="药品")
    assert kinds(kind="completed") == {"completed"}
    assert "started" not in kinds(text="clerk")
    assert kinds(since=date(2026, 3, 3)) == set() == kinds(until=date(2026, 3, 1))
    assert kinds(since=date(2026, 3, 2), until=date(2026, 3, 2)) == kinds()
    assert set(commission.look("admin", audit.kinds)) == kinds()


def test_the_newest_event_comes_first(office: Commission) -> None:
    office.start(title="甲")
    office.clock.advance(hours=1)
    office.start(title="乙")
    rows = office.look("admin", audit.events, kind="started").rows
    assert [row.title for row in rows] == ["乙", "甲"]
    assert rows[0].person == "registrar"


def test_an_event_changed_behind_the_engines_back_is_found(commission: Commission) -> None:
    case_id = commission.start(title="药品")
    assert commission.look("admin", audit.altered, case_id) is None
    first = commission.history(case_id)[0]
    tamper(commission, update(Event).where(Event.id == first.id).values(kind="cancelled"))
    assert commission.look("admin", audit.altered, case_id) == 1


def test_only_administrators_see_it(office: Commission) -> None:
    with pytest.raises(NotAllowed):
        office.look("leader", audit.events)
