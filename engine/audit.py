"""The audit: what happened in all cases, for administrators to search."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from engine.clock import ZONE
from engine.history import broken_at
from engine.keyset import Page, page
from engine.models import Case, Event, Person
from engine.organizations.access import administrators_only

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event with its case and who caused it; `person` is empty where the system did."""

    id: str
    at: dt.datetime
    kind: str
    person: str
    case_id: str
    number: str
    title: str
    element: str
    data: dict[str, Any]


def events(
    view: "Unit",
    *,
    text: str = "",
    kind: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[EventRow]:
    """A page of events, the newest first; `text` is a case's number or title, or a person's name or login."""
    administrators_only(view, "查看操作记录")
    statement = (
        select(Event, Case.number, Case.title, Person.name)
        .join(Case, Case.id == Event.case_id)
        .outerjoin(Person, Person.id == Event.actor_id)
    )
    if text.strip():
        words = f"%{text.strip().lower()}%"
        named = select(Person.id).where(Person.pinyin.like(words))
        statement = statement.where(or_(Case.number.ilike(words), Case.title.like(words), Event.actor_id.in_(named)))
    if kind:
        statement = statement.where(Event.kind == kind)
    if since:
        statement = statement.where(Event.at >= dt.datetime.combine(since, dt.time.min, ZONE))
    if until:
        statement = statement.where(Event.at < dt.datetime.combine(until + dt.timedelta(days=1), dt.time.min, ZONE))
    found = page(view.session, statement, [Event.id], cursor=cursor, limit=limit, descending=True)
    rows = [_row(event, number, title, person) for event, number, title, person in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def kinds(view: "Unit") -> list[str]:
    """The kinds of events there are."""
    return list(view.session.scalars(select(Event.kind).distinct().order_by(Event.kind)))


def altered(view: "Unit", case_id: str) -> int | None:
    """The number of the first event of a case that was changed behind the engine's back; None when all are sound."""
    administrators_only(view, "核验操作记录")
    return broken_at(view.session, case_id)


def _row(event: Event, number: str, title: str, person: str | None) -> EventRow:
    return EventRow(
        id=event.id,
        at=event.at,
        kind=event.kind,
        person=person or "",
        case_id=event.case_id,
        number=number,
        title=title,
        element=event.element or "",
        data=event.data or {},
    )
