"""Read a reminder: it no longer counts as new."""

from typing import TYPE_CHECKING

from engine.errors import NotFound
from engine.forms import Message
from engine.models import Reminder
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit


def read_reminder(unit: "Unit", reminder_id: str) -> None:
    """Mark one of the actor's own reminders as read."""
    reminder = unit.session.get(Reminder, reminder_id)
    if reminder is None or reminder.person_id != person(unit).id:
        raise NotFound(what=Message("该提醒", "this reminder"))
    reminder.read_at = reminder.read_at or unit.now
