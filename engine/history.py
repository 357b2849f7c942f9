"""The history of a case: append-only events, each hashed together with the hash of the one before."""

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import values
from engine.ids import new_id
from engine.models import Case, Event, Item

if TYPE_CHECKING:
    from engine.unit import Unit


def record(
    unit: "Unit", case: Case, kind: str, *, element: str | None = None, item_id: str | None = None,
    part: str | None = None, **data: Any,
) -> None:  # fmt: skip
    """Append an event (a participle: started, claimed, completed, ...) to a case's history.

    `part` is whose part of the case it is in; without one everybody who sees the case sees it.
    """
    case.last_event += 1
    event = Event(
        id=new_id(unit.now),
        case_id=case.id,
        sequence=case.last_event,
        at=unit.now,
        actor_id=unit.actor.id if unit.actor else None,
        kind=kind,
        element=element,
        item_id=item_id,
        part=part,
        data=data,
    )
    event.hash = case.last_hash = _hash(case.last_hash, event)
    unit.session.add(event)


def named(item: Item) -> dict[str, Any]:
    """What an event says of its item: the step, what it is about where one stands open several times, whose part."""
    return {"name": item.name, "subject": item.subject, "part": item.part}


def broken_at(session: Session, case_id: str) -> int | None:
    """The sequence number of the first event that was altered or removed afterwards; None when all are sound.

    The case keeps the number and the hash of its last event, so that events missing at the end are found too.
    """
    case = session.get_one(Case, case_id)
    previous, expected = "", 1
    for event in session.scalars(select(Event).where(Event.case_id == case_id).order_by(Event.sequence)):
        if event.sequence != expected or event.hash != _hash(previous, event):
            return expected
        previous, expected = event.hash, expected + 1
    return None if (case.last_event, case.last_hash) == (expected - 1, previous) else expected


def chained(previous: str, fields: list[Any]) -> str:
    """The hash of what an event says, together with the hash of the one before it."""
    return hashlib.sha256(values.dumps([previous, *fields])).hexdigest()


def _hash(previous: str, event: Event) -> str:
    fields = [event.case_id, event.sequence, event.at, event.actor_id, event.kind, event.element, event.item_id,
              event.data, *([event.part] if event.part else [])]  # fmt: skip
    return chained(previous, fields)
