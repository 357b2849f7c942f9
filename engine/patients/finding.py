"""The patient of a case that starts: found by the identity number or made, with conflicts told and never settled."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.errors import NotFound
from engine.forms import Message
from engine.ids import new_id
from engine.models import Case, Patient
from engine.patients.doubles import propose
from engine.patients.facts import masked_name, same_name
from engine.patients.histories import note
from engine.patients.records import current, entitle, name_for_search
from engine.patients.stating import PatientFaults, Stated, concern, stated, without_guardian
from engine.process import PatientOf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.unit import Unit

FILLED = (
    "identity", "sex", "birth", "phone", "address", "entitlement", "entitled_from", "entitled_until", "guardian",
    "guardian_relation", "guardian_phone",
)  # fmt: skip
"""What a start may add to a record where the record says nothing yet."""


def of_start(
    unit: "Unit", of: PatientOf, variables: "Mapping[str, Any]", jurisdiction: str, parent: Case | None
) -> tuple[Patient | None, str | None]:
    """The patient of a starting case, and what the person can have but one open case of it about.

    A case that names nobody is about its parent's patient. Raises PatientFaults with a sentence for each question.
    """
    said = stated(unit, of, variables, jurisdiction)
    patient = _known(unit, of, said, parent)
    if patient is None and said.name:
        patient = _registered(unit, of, said, jurisdiction)
    elif patient is not None:
        _agree(unit, of, said, patient)
    return patient, concern(unit, of, variables, jurisdiction)


def on_record(of: PatientOf, patient: Patient) -> dict[str, Any]:
    """What the questions of a start form about the person are answered with by the record, by their names."""
    known = {"place": patient.jurisdiction_code, **{name: getattr(patient, name) for name in ("name", *FILLED)}}
    named = {getattr(of, name): value for name, value in known.items() if value not in (None, "")}
    return {**{question: value for question, value in named.items() if question.isidentifier()}, of.id: patient.id}


def refuse_second(unit: "Unit", key: str, of: PatientOf, patient: Patient, about: str) -> None:
    """Raises PatientFaults where the patient has an open case of the process about the same."""
    same = (Case.patient_id == patient.id) & (Case.key == key) & (Case.state == "open") & (Case.concern == about)
    number = unit.session.scalar(select(Case.number).where(same).order_by(Case.id).limit(1))
    if number is not None:
        raise PatientFaults(
            errors={
                of.once: Message(
                    f"该患者已有办理中的“{about}”事项 {number}，没有重复登记。",
                    f"This patient has an open case about {about}: {number}. It was not registered twice.",
                )
            }
        )


def _known(unit: "Unit", of: PatientOf, said: Stated, parent: Case | None) -> Patient | None:
    """The record by its id, by the number, or the parent's where nobody else is named."""
    session = unit.session
    if said.id:
        found = session.get(Patient, said.id)
        if found is None:
            raise NotFound(what=Message("患者档案", "this patient"))
        if said.identity is None or current(unit, found).identity in (None, said.identity):
            return _of_that_name(unit, of, said, found)
    if said.identity:
        # Locked: of two cases that start for one person at the same moment, the second sees the first.
        found = session.scalar(select(Patient).where(Patient.identity == said.identity).with_for_update())
        return _of_that_name(unit, of, said, found) if found else None
    if parent is None or parent.patient_id is None:
        return None
    found = session.get_one(Patient, parent.patient_id)
    return found if said.name is None or same_name(said.name, found.name) else None


def _of_that_name(unit: "Unit", of: PatientOf, said: Stated, found: Patient) -> Patient:
    patient = current(unit, found)
    names = (found.name, patient.name)
    if said.name and not any(same_name(said.name, name) for name in names):
        raise PatientFaults(
            errors={
                of.name: Message(
                    f"该患者已有档案，姓名为“{masked_name(patient.name)}”，与填写的姓名不一致。"
                    "请对照证件核对姓名和号码；确属档案有误的，先更正患者档案。",
                    f"The record of this person is of {masked_name(patient.name)}, which is another name. "
                    "Compare name and number with the card; if the record is wrong, correct it first.",
                )
            }
        )
    return patient


def _agree(unit: "Unit", of: PatientOf, said: Stated, patient: Patient) -> None:
    """Fill in what the record does not know yet, and note where it says otherwise: a start overwrites nothing."""
    guardian = said.guardian or patient.guardian
    missing = without_guardian(patient.birth, guardian, unit.now.date())
    if missing:
        raise PatientFaults(errors={of.guardian: missing})
    news = {name: value for name in FILLED if (value := getattr(said, name)) is not None}
    if said.place:
        news["jurisdiction_code"] = said.place
    if patient.entitlement:
        for name in ("entitled_from", "entitled_until"):
            news.pop(name, None)  # The validity of one category says nothing of another.
    filled = {name: value for name, value in news.items() if getattr(patient, name) in (None, "")}
    for name, value in filled.items():
        setattr(patient, name, value)
    if filled.get("entitlement"):
        patient.entitled_from = patient.entitled_from or unit.now.date()
        entitle(unit, patient)
    differing = {name: value for name, value in news.items() if getattr(patient, name) != value}
    if filled:
        note(unit, patient, "filled", facts=filled)
    if differing:
        note(unit, patient, "differed", facts=differing)


def _registered(unit: "Unit", of: PatientOf, said: Stated, jurisdiction: str) -> Patient:
    missing = without_guardian(said.birth, said.guardian, unit.now.date())
    if missing:
        raise PatientFaults(errors={of.guardian: missing})
    patient = Patient(
        id=new_id(unit.now), name=said.name, jurisdiction_code=said.place or jurisdiction, state="living",
        created_at=unit.now, last_event=0, last_hash="", **{name: getattr(said, name) for name in FILLED},
    )  # fmt: skip
    patient.address = said.address or ""
    name_for_search(patient)
    if patient.entitlement:
        patient.entitled_from = patient.entitled_from or unit.now.date()
    unit.session.add(patient)
    unit.session.flush()
    if patient.entitlement:
        entitle(unit, patient)
    note(unit, patient, "registered")
    propose(unit, patient)
    return patient
