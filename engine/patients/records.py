"""A patient's record changed: by a person who knows better, or by a case that found something out."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.ids import new_id
from engine.models import Case, Entitlement, Job, Patient
from engine.models.patients import STATES
from engine.patients.facts import changed, record_of
from engine.patients.histories import note
from engine.pinyin import searchable, syllables

if TYPE_CHECKING:
    from engine.unit import Unit

FOUND_OUT = (
    "phone", "place", "address", "entitlement", "entitled_from", "entitled_until", "guardian", "guardian_relation",
    "guardian_phone", "state", "state_on",
)  # fmt: skip
"""What a case may change; who a person is, only people may."""


def current(unit: "Unit", patient: Patient) -> Patient:
    """The record that a merged one leads to."""
    while patient.merged_into_id:
        patient = unit.session.get_one(Patient, patient.merged_into_id)
    return patient


def found_out(unit: "Unit", patient: Patient, facts: Mapping[str, Any], **where: str) -> None:
    """Change what a case found out; raises ValueError for what no case may change, or a state that is none."""
    for name in facts.keys() - set(FOUND_OUT):
        raise ValueError(f"a case cannot change {name!r} of a patient; it can: {', '.join(FOUND_OUT)}")
    if facts.get("state", "living") not in STATES:
        raise ValueError(f"{facts['state']!r} is no state of a patient; it is one of: {', '.join(STATES)}")
    if facts.get("entitled_from") and facts["entitled_from"] > unit.now.date():
        raise ValueError("an entitlement is noted on the day it begins: the one before is in force until then")
    news = {"jurisdiction_code" if name == "place" else name: value for name, value in facts.items()}
    if news.get("state") and "state_on" not in news:
        news["state_on"] = unit.now.date()
    change(unit, patient, news, **where)


def change(unit: "Unit", patient: Patient, news: Mapping[str, Any], **where: str) -> dict[str, list[Any]]:
    """Write new facts with an event that says what was before. Gives what changed, by attribute: [before, after]."""
    before = record_of(patient)
    for name, value in news.items():
        setattr(patient, name, value)
    if patient.entitlement != before["entitlement"]:
        # The validity of the category before says nothing of the new one.
        if patient.entitled_from == before["entitled_from"]:
            patient.entitled_from = unit.now.date()
        if patient.entitled_until == before["entitled_until"]:
            patient.entitled_until = None
    if not patient.entitlement:
        patient.entitled_from = patient.entitled_until = None
    difference = changed(before, record_of(patient))
    if not difference:
        return {}
    if difference.keys() & {"entitlement", "entitled_from", "entitled_until"}:
        _entitle_anew(unit, patient)
    name_for_search(patient)
    note(unit, patient, "edited", changes=difference, **where)
    refresh_ledgers(unit, patient, but=where.get("case"))
    return difference


def refresh_ledgers(unit: "Unit", patient: Patient, *, but: str | None = None) -> None:
    """Have what the ledgers say of a person's cases brought in step with the record, right after this transaction."""
    for case_id in unit.session.scalars(select(Case.id).where(Case.patient_id == patient.id, Case.id != (but or ""))):
        unit.session.add(Job(id=new_id(unit.now), kind="refresh", due_at=unit.now, case_id=case_id, data={}))


def entitle(unit: "Unit", patient: Patient) -> None:
    """Keep the category the record now has, with its validity, among those the person has been in."""
    if patient.entitlement is None:
        return
    patient.entitled_from = patient.entitled_from or unit.now.date()
    unit.session.add(
        Entitlement(
            id=new_id(unit.now), patient_id=patient.id, category=patient.entitlement,
            valid_from=patient.entitled_from, valid_until=patient.entitled_until,
        )
    )  # fmt: skip


def name_for_search(patient: Patient) -> None:
    """Keep the words by which a record is found and sorted in step with the name."""
    patient.pinyin = syllables(patient.name)[:240]
    patient.search = searchable(patient.name)


def _entitle_anew(unit: "Unit", patient: Patient) -> None:
    """End the last category the day before the new one begins; one that began the same day was a slip and goes."""
    query = select(Entitlement).where(Entitlement.patient_id == patient.id).order_by(Entitlement.id.desc()).limit(1)
    last = unit.session.scalar(query)
    begins = patient.entitled_from or unit.now.date()
    if last is not None:
        if last.valid_from >= begins or (last.category == patient.entitlement and last.valid_from == begins):
            unit.session.delete(last)
        elif last.valid_until is None or last.valid_until >= begins:
            last.valid_until = begins - timedelta(days=1)
    entitle(unit, patient)
