"""Read a reminder: it no longer counts as new, and stays in the list."""

from __future__ import annotations

import pytest

from engine import commands, reminders
from engine.errors import NotFound
from engine.models import Reminder
from tests.engine.commission import Commission


@pytest.fixture
def reminder(office: Commission) -> str:
    """A reminder of the clerk's, who holds an urged item."""
    office.start(title="药品")
    office.do("clerk", commands.claim, office.item("first"))
    office.do("registrar", commands.remind, office.item("first"))
    (found,) = office.rows(Reminder)
    return str(found.id)


def test_a_reminder_read_is_no_longer_new(office: Commission, reminder: str) -> None:
    assert office.look("clerk", reminders.unread) == 1
    read_at = office.clock()
    office.do("clerk", commands.read_reminder, reminder)
    office.clock.advance(hours=1)
    office.do("clerk", commands.read_reminder, reminder)
    assert office.look("clerk", reminders.unread) == 0
    assert office.row(Reminder, reminder).read_at == read_at


def test_nobody_reads_for_somebody_else(office: Commission, reminder: str) -> None:
    for login, id_ in (("colleague", reminder), ("clerk", "0" * 32)):
        with office.refused(NotFound, "该提醒", "this reminder"):
            office.do(login, commands.read_reminder, id_)
