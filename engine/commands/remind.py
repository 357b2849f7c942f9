"""Remind (催办): tell those who hold an item that it is waited for, at most once an hour."""

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.errors import NotFound, Refused
from engine.forms import Message
from engine.history import named, record
from engine.models import Item, Reminder
from engine.parts import sight
from engine.reminders import holders, tell
from engine.rights import person, visible_case

if TYPE_CHECKING:
    from engine.unit import Unit

PAUSE = timedelta(hours=1)
"""Officials' practice limits how often one may press (domain notes B7)."""


def remind(unit: "Unit", item_id: str) -> None:
    """Send a reminder to the claimant, or to the staff of the departments that could claim the item."""
    item = unit.session.get(Item, item_id)
    if item is None or item.state != "open":
        raise NotFound(what=Message("未办结的待办", "this item among the open ones"))
    case = visible_case(unit, item.case_id)
    sight(unit, case).check(item.part, person(unit).name)
    recent = select(Reminder.id).where(
        Reminder.item_id == item.id, Reminder.kind == "urged", Reminder.at > unit.now - PAUSE
    )
    if unit.session.scalar(recent.limit(1)):
        raise Refused(
            zh="一小时内已经催办过，请稍后再催。", en="this was already urged within the hour; wait a little."
        )
    tell(unit, item, "urged", holders(unit, item))
    record(unit, case, "urged", element=item.element, item_id=item.id, **named(item))
