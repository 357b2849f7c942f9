"""A person changes a patient's record: checked field by field, with what was before in the history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.errors import InvalidAnswers, NotAllowed
from engine.forms import Message, identity
from engine.forms.answers import read_date
from engine.models import Jurisdiction, Patient
from engine.models.patients import STATES
from engine.patients.access import may_edit, may_keep, visible_patient
from engine.patients.cards import Card, cards
from engine.patients.doubles import propose
from engine.patients.records import change
from engine.patients.stating import LONGEST, SEXES, Faults, without_guardian
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit

WHO = ("name", "identity", "sex", "birth")
"""What says who a person is; only who keeps the records may change it."""
DAYS = ("birth", "entitled_from", "entitled_until", "state_on")
MASKED = {"identity": "idcard", "phone": "phone", "guardian_phone": "phone"}
"""Attributes shown masked; one that comes back as it was shown stays."""
EDITABLE = (
    *WHO, "phone", "jurisdiction_code", "address", "entitlement", "entitled_from", "entitled_until", "guardian",
    "guardian_relation", "guardian_phone", "state", "state_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A record opened for changing: `values` as the form shows them; only who keeps it may say who the person is."""

    card: Card
    values: Mapping[str, str]
    may_keep: bool


def opened(view: "Unit", patient_id: str) -> Opened:
    """The record of a patient the actor may change; raises NotFound, NotAllowed."""
    patient = _editable(view, patient_id)
    return Opened(card=cards(view, [patient])[0], values=shown(patient), may_keep=may_keep(view, patient))


def edit(unit: "Unit", patient_id: str, posted: Mapping[str, str]) -> bool:
    """Change the attributes of EDITABLE that were posted; gives whether anything did change.

    Raises InvalidAnswers with a sentence per field, NotFound, NotAllowed.
    """
    patient = _editable(unit, patient_id, lock=True)
    names = EDITABLE if may_keep(unit, patient) else [name for name in EDITABLE if name not in WHO]
    faults: Faults = {}
    news = {name: _read(patient, name, posted[name], faults) for name in names if name in posted}
    after = {name: news.get(name, getattr(patient, name)) for name in EDITABLE}
    _follow_number(news, after, faults, unit.now.date())
    _check(unit, patient, after, faults)
    if faults:
        raise InvalidAnswers(errors=faults)
    changes = change(unit, patient, news)
    if changes.keys() & {*WHO, "phone", "jurisdiction_code"}:
        propose(unit, patient)
    return bool(changes)


def shown(patient: Patient) -> dict[str, str]:
    """The record as the form shows it: days as 2026-03-02, numbers masked."""
    found = {name: getattr(patient, name) for name in EDITABLE}
    written = {name: value.isoformat() if isinstance(value, date) else value or "" for name, value in found.items()}
    return {**written, **{name: identity.mask(kind, written[name]) for name, kind in MASKED.items()}}


def _editable(unit: "Unit", patient_id: str, *, lock: bool = False) -> Patient:
    patient = visible_patient(unit, patient_id, lock=lock)
    if not may_edit(unit, patient):
        action = Message("修改患者档案", "change this patient's record")
        raise NotAllowed(action=action, person=person(unit).name)
    return patient


def _read(patient: Patient, name: str, text: str, faults: Faults) -> Any:
    """The typed value of what was posted; None where it was left empty."""
    text = " ".join(text.split())
    before = getattr(patient, name)
    if name in MASKED and before and text == identity.mask(MASKED[name], before):
        return before
    if name in LONGEST and len(text) > LONGEST[name]:
        faults[name] = Message(f"最多 {LONGEST[name]} 个字，请删减。", f"At most {LONGEST[name]} characters: shorten.")
    if name == "address":
        return text
    if not text:
        return None
    if name in DAYS:
        day = read_date(text)
        if day is None:
            faults[name] = Message("请填写存在的日期，如 2026-11-22。", "Enter an existing date such as 2026-11-22.")
        return day
    if name in ("phone", "guardian_phone"):
        wrong = identity.phone(text)
        if wrong:
            faults[name] = wrong
    return identity.normalized(text) if name == "identity" else text


def _follow_number(news: dict[str, Any], after: dict[str, Any], faults: Faults, today: date) -> None:
    """The birth date and the sex are those of the number."""
    number = after["identity"]
    if not number:
        return
    wrong = identity.idcard(number, today)
    if wrong:
        faults["identity"] = wrong
        return
    derived = {"birth": identity.birth_of(number), "sex": identity.sex_of(number)}
    after.update(derived)
    if "identity" in news:
        news.update(derived)


def _check(unit: "Unit", patient: Patient, after: Mapping[str, Any], faults: Faults) -> None:
    if not after["name"]:
        faults["name"] = Message("请填写姓名。", "Enter the name.")
    if after["sex"] not in (None, *SEXES):
        faults["sex"] = Message("性别应为男或女。", "The sex is 男 or 女.")
    if after["state"] not in STATES:
        faults["state"] = Message("请选择状态。", "Choose the state.")
    if after["jurisdiction_code"] is None or unit.session.get(Jurisdiction, after["jurisdiction_code"]) is None:
        faults["jurisdiction_code"] = Message("请选择常住地。", "Choose where the person lives.")
    first, last = after["entitled_from"], after["entitled_until"]
    if first and last and last < first:
        faults["entitled_until"] = Message("有效期止早于有效期起。", "The entitlement ends before it begins.")
    for name in ("birth", "entitled_from", "state_on"):
        if after[name] and after[name] > unit.now.date():
            faults[name] = Message("日期在今天之后，请核对。", "This day lies ahead: check it.")
    missing = without_guardian(after["birth"], after["guardian"], unit.now.date())
    if missing:
        faults["guardian"] = missing
    _check_number_is_free(unit, patient, after["identity"], faults)


def _check_number_is_free(unit: "Unit", patient: Patient, number: str | None, faults: Faults) -> None:
    if not number or number == patient.identity:
        return
    if unit.session.scalar(select(Patient.id).where(Patient.identity == number)) is not None:
        faults["identity"] = Message(
            "该身份证号已有另一份档案。如是同一人，请在“重复档案”中合并。",
            "Another record has this number. If it is the same person, merge the two under doubles.",
        )
