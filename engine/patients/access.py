"""Who may see a patient, change the record, and decide about doubles: denied unless a rule here says otherwise."""

from typing import TYPE_CHECKING

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from engine.errors import NotAllowed, NotFound
from engine.forms import Message
from engine.jurisdictions import within
from engine.models import Case, Patient
from engine.rights import person, visible

if TYPE_CHECKING:
    from engine.people import Actor
    from engine.unit import Unit


def visible_patients(actor: "Actor") -> ColumnElement[bool]:
    """The records an actor may see, as a condition on `patient`.

    Of whom the actor may see a case, who lives where the actor is an overseer, and all for administrators.
    """
    if actor.is_administrator:
        return Patient.id.is_not(None)
    has_case = exists().where(Case.patient_id == Patient.id, visible(actor)).correlate(Patient)
    return or_(has_case, _kept_by(actor)) if actor.oversees else has_case


def visible_patient(unit: "Unit", patient_id: str, *, lock: bool = False) -> Patient:
    """A record the actor may see, locked where it is to be changed; one that was merged gives the one it leads to.

    Raises NotFound or NotAllowed.
    """
    actor = person(unit)
    found = _current(unit, patient_id, lock)
    if not unit.session.scalar(select(exists().where(Patient.id == found.id, visible_patients(actor)))):
        raise NotAllowed(action=Message("查看该患者", "see this patient"), person=actor.name)
    return found


def may_edit(unit: "Unit", patient: Patient) -> bool:
    """Whether the actor may change how a person is reached and helped: who keeps the record, and who started a case."""
    actor = person(unit)
    started = exists().where(Case.patient_id == patient.id, Case.starter_department_id.in_(actor.departments))
    return may_keep(unit, patient) or bool(unit.session.scalar(select(started)))


def may_keep(unit: "Unit", patient: Patient) -> bool:
    """Whether the actor keeps the record: says who the person is, and which records are of one person."""
    actor = person(unit)
    if actor.is_administrator:
        return True
    kept = exists().where(Patient.id == patient.id, _kept_by(actor))
    return bool(actor.oversees) and bool(unit.session.scalar(select(kept)))


def keeps_records(actor: "Actor") -> bool:
    """Whether the actor keeps any records at all."""
    return actor.is_administrator or bool(actor.oversees)


def kept(actor: "Actor", column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """The records the actor keeps, as a condition on a column with their jurisdictions."""
    return column.is_not(None) if actor.is_administrator else column.in_(within(*actor.oversees))


def _kept_by(actor: "Actor") -> ColumnElement[bool]:
    return Patient.jurisdiction_code.in_(within(*actor.oversees))


def _current(unit: "Unit", patient_id: str | None, lock: bool) -> Patient:
    while True:
        found = unit.session.get(Patient, patient_id, with_for_update=lock or None)
        if found is None:
            raise NotFound(what=Message("该患者", "this patient"))
        if found.merged_into_id is None:
            return found
        patient_id = found.merged_into_id
