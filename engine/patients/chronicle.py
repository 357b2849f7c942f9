"""The history of a record as people read it: what changed from what to what, who looked, what was merged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.forms import identity
from engine.keyset import Page, page
from engine.models import Merger, Patient, PatientEvent, Person
from engine.patients.access import visible_patient
from engine.patients.editing import MASKED
from engine.places import place_names

if TYPE_CHECKING:
    from engine.unit import Unit

Change = tuple[str, Any, Any]
"""(attribute, before, after): texts and days, numbers masked, places by name; before is None where it was filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event; `actor` is empty where the system acted, `case` the id of the case that brought it about."""

    at: datetime
    kind: str
    actor: str
    changes: Sequence[Change]
    reason: str
    other_id: str
    """The other record of a merger."""
    other: str
    case_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """A merger that can be taken apart again."""

    id: str
    gone: str
    at: datetime
    by: str
    cases: int


def history(view: "Unit", patient_id: str, *, cursor: str | None = None, limit: int = 30) -> Page[Entry]:
    """A page of what happened to a record and to those merged into it, the latest first.

    Raises NotFound, NotAllowed.
    """
    patient = visible_patient(view, patient_id)
    ids = [patient.id, *view.session.scalars(select(Patient.id).where(Patient.merged_into_id == patient.id))]
    statement = (
        select(PatientEvent, Person.name)
        .outerjoin(Person, Person.id == PatientEvent.actor_id)
        .where(PatientEvent.patient_id.in_(ids))
    )
    found = page(view.session, statement, [PatientEvent.id], cursor=cursor, limit=limit, descending=True)
    codes = {code for event, _name in found.rows for code in _codes(event.data)}
    names = place_names(view.session, codes)
    rows = [_entry(event, name, names) for event, name in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def mergers(view: "Unit", patient_id: str) -> list[Undoable]:
    """The mergers into a record that were not undone, the latest first; raises NotFound, NotAllowed."""
    patient = visible_patient(view, patient_id)
    rows = view.session.execute(
        select(Merger, Patient.name, Person.name)
        .join(Patient, Patient.id == Merger.gone_id)
        .join(Person, Person.id == Merger.person_id)
        .where(Merger.kept_id == patient.id, Merger.undone_at.is_(None))
        .order_by(Merger.id.desc())
    )
    return [
        Undoable(id=merger.id, gone=gone, at=merger.at, by=by, cases=len(merger.before["cases"]))
        for merger, gone, by in rows
    ]


def _entry(event: PatientEvent, actor: str | None, names: Mapping[str, str]) -> Entry:
    data = event.data
    return Entry(
        at=event.at, kind=event.kind, actor=actor or "", changes=tuple(_changes(data, names)),
        reason=data.get("reason", ""), other_id=data.get("other") or data.get("into") or "",
        other=data.get("name", ""), case_id=data.get("case", ""), number=data.get("number", ""),
    )  # fmt: skip


def _changes(data: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Change]:
    for name, (before, after) in data.get("changes", {}).items():
        yield name, _shown(name, before, names), _shown(name, after, names)
    for name, value in data.get("facts", {}).items():
        yield name, None, _shown(name, value, names)


def _shown(name: str, value: Any, names: Mapping[str, str]) -> str | date:
    if value is None:
        return ""
    if name == "jurisdiction_code":
        return names.get(str(value), str(value))
    if name in MASKED:
        return identity.mask(MASKED[name], str(value))
    return value if isinstance(value, date) else str(value)


def _codes(data: Mapping[str, Any]) -> Iterator[str]:
    yield from (code for code in data.get("changes", {}).get("jurisdiction_code", ()) if code)
    if "jurisdiction_code" in data.get("facts", {}):
        yield data["facts"]["jurisdiction_code"]
