"""The audit: what happened in all cases and to all records of patients, for administrators to search."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, literal, null, or_, select

from engine.clock import ZONE
from engine.history import broken_at
from engine.keyset import Page, page
from engine.models import Case, Event, Patient, PatientEvent, Person
from engine.organizations.access import administrators_only
from engine.patients import histories

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event with its case, or the patient whose record it is about; `person` is empty where the system acted."""

    id: str
    at: dt.datetime
    kind: str
    person: str
    case_id: str
    patient_id: str
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
    """A page of events, the newest first; `text` is a case's number or title, a patient's or a person's name."""
    administrators_only(view, "查看操作记录")
    both = _of_cases().union_all(_of_patients()).subquery("happened")
    happened, statement = both.c, select(*both.c)
    if text.strip():
        words = f"%{text.strip().lower()}%"
        named = select(Person.id).where(Person.pinyin.like(words))
        statement = statement.where(
            or_(happened.number.ilike(words), happened.title.like(words), happened.actor_id.in_(named))
        )
    if kind:
        statement = statement.where(happened.kind == kind)
    if since:
        statement = statement.where(happened.at >= dt.datetime.combine(since, dt.time.min, ZONE))
    if until:
        statement = statement.where(happened.at < dt.datetime.combine(until + dt.timedelta(days=1), dt.time.min, ZONE))
    found = page(view.session, statement, [happened.id], cursor=cursor, limit=limit, descending=True)
    rows = [_row(*row) for row in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def kinds(view: "Unit") -> list[str]:
    """The kinds of events there are."""
    both = select(Event.kind).union(select(PatientEvent.kind))
    return sorted(view.session.scalars(both))


def altered(view: "Unit", case_id: str) -> int | None:
    """The number of the first event of a case that was changed behind the engine's back; None when all are sound."""
    administrators_only(view, "核验操作记录")
    return broken_at(view.session, case_id)


def altered_record(view: "Unit", patient_id: str) -> int | None:
    """The same for the record of a patient."""
    administrators_only(view, "核验操作记录")
    return histories.broken_at(view.session, patient_id)


def _of_cases() -> Select[Any]:
    return (
        select(
            Event.id, Event.at, Event.kind, Event.actor_id, Event.element, Event.data, Person.name.label("person"),
            Event.case_id, null().label("patient_id"), Case.number, Case.title,
        )
        .join(Case, Case.id == Event.case_id)
        .outerjoin(Person, Person.id == Event.actor_id)
    )  # fmt: skip


def _of_patients() -> Select[Any]:
    return (
        select(
            PatientEvent.id, PatientEvent.at, PatientEvent.kind, PatientEvent.actor_id, null(), PatientEvent.data,
            Person.name, null(), PatientEvent.patient_id, literal(""), Patient.name,
        )
        .join(Patient, Patient.id == PatientEvent.patient_id)
        .outerjoin(Person, Person.id == PatientEvent.actor_id)
    )  # fmt: skip


def _row(
    id_: str, at: dt.datetime, kind: str, _actor_id: str | None, element: str | None, data: Any, person: str | None,
    case_id: str | None, patient_id: str | None, number: str, title: str,
) -> EventRow:  # fmt: skip
    return EventRow(
        id=id_, at=at, kind=kind, person=person or "", case_id=case_id or "", patient_id=patient_id or "",
        number=number, title=title, element=element or "", data=data or {},
    )  # fmt: skip
