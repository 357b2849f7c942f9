"""The history of a record is append-only: the database refuses to change or remove what happened."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from engine.models import PatientEvent
from tests.engine.patients.illness import at_work, ill


@pytest.mark.parametrize("statement", [update(PatientEvent).values(kind="edited"), delete(PatientEvent)])
def test_no_event_of_a_record_is_changed_or_removed(database_url: str, statement: object) -> None:
    with at_work(database_url) as work:
        work.start("illness", **ill())
        with pytest.raises(DBAPIError, match="append-only"), work.engine.unit() as unit:
            unit.session.execute(statement)  # type: ignore[call-overload]
