"""The history of a patient's record: append-only events, hashed one upon the other like those of cases."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.history import chained
from engine.ids import new_id
from engine.models import Patient, PatientEvent

if TYPE_CHECKING:
    from engine.unit import Unit


def note(unit: "Unit", patient: Patient, kind: str, **data: Any) -> None:
    """Append an event (registered, edited, entitled, looked, ...) to a record's history."""
    patient.last_event += 1
    event = PatientEvent(
        id=new_id(unit.now),
        patient_id=patient.id,
        sequence=patient.last_event,
        at=unit.now,
        actor_id=unit.actor.id if unit.actor else None,
        kind=kind,
        data=data,
    )
    event.hash = patient.last_hash = _hash(patient.last_hash, event)
    unit.session.add(event)


def broken_at(session: Session, patient_id: str) -> int | None:
    """The sequence number of the first event that was altered or removed afterwards; None when all are sound."""
    patient = session.get_one(Patient, patient_id)
    previous, expected = "", 1
    events = select(PatientEvent).where(PatientEvent.patient_id == patient_id).order_by(PatientEvent.sequence)
    for event in session.scalars(events):
        if event.sequence != expected or event.hash != _hash(previous, event):
            return expected
        previous, expected = event.hash, expected + 1
    return None if (patient.last_event, patient.last_hash) == (expected - 1, previous) else expected


def _hash(previous: str, event: PatientEvent) -> str:
    return chained(previous, [event.patient_id, event.sequence, event.at, event.actor_id, event.kind, event.data])
