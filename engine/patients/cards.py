"""A patient as pages show one: numbers masked, the place by name, the age and whether the entitlement is in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from engine.forms import identity
from engine.models import Case, Patient
from engine.patients.access import visible_patient
from engine.patients.facts import age
from engine.places import place_names

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of a patient; texts are empty and days None where nothing is."""

    id: str
    name: str
    identity: str
    """640299********0010."""
    sex: str
    birth: date | None
    age: int | None
    """Whole years today, or on the day of death."""
    phone: str
    place: str
    """石桥县城关镇."""
    place_code: str
    address: str
    entitlement: str
    entitled_from: date | None
    entitled_until: date | None
    entitled: bool
    """Whether the entitlement is in force today."""
    guardian: str
    guardian_relation: str
    guardian_phone: str
    state: str
    state_on: date | None
    created_at: datetime


def card(view: "Unit", patient_id: str) -> Card:
    """A patient the actor may see; raises NotFound, NotAllowed."""
    return cards(view, [visible_patient(view, patient_id)])[0]


def patient_of(view: "Unit", case: Case) -> Card | None:
    """Whom a case is about; who sees the case sees the patient."""
    found = view.session.get(Patient, case.patient_id) if case.patient_id else None
    return cards(view, [found])[0] if found else None


def cards(view: "Unit", patients: Sequence[Patient]) -> list[Card]:
    """Records as cards, in their order; two statements however many."""
    names = place_names(view.session, {patient.jurisdiction_code for patient in patients})
    return [_card(patient, names.get(patient.jurisdiction_code, ""), view.now.date()) for patient in patients]


def in_force(patient: Patient, today: date) -> bool:
    """Whether the entitlement of a record is in force on a day."""
    begun = patient.entitled_from is None or patient.entitled_from <= today
    return bool(patient.entitlement) and begun and (patient.entitled_until is None or today <= patient.entitled_until)


def differing(one: Patient, other: Patient) -> int | None:
    """In how many digits two numbers differ, for those who see but their ends; None where one has no number."""
    if not one.identity or not other.identity:
        return None
    return sum(a != b for a, b in zip(one.identity, other.identity, strict=False))


def _card(patient: Patient, place: str, today: date) -> Card:
    last_day = patient.state_on if patient.state == "died" and patient.state_on else today
    return Card(
        id=patient.id, name=patient.name, identity=identity.mask("idcard", patient.identity or ""),
        sex=patient.sex or "", birth=patient.birth, age=age(patient.birth, last_day),
        phone=identity.mask("phone", patient.phone or ""), place=place, place_code=patient.jurisdiction_code,
        address=patient.address, entitlement=patient.entitlement or "", entitled_from=patient.entitled_from,
        entitled_until=patient.entitled_until, entitled=in_force(patient, today), guardian=patient.guardian or "",
        guardian_relation=patient.guardian_relation or "",
        guardian_phone=identity.mask("phone", patient.guardian_phone or ""), state=patient.state,
        state_on=patient.state_on, created_at=patient.created_at,
    )  # fmt: skip
