"""A look at the numbers of a patient in full: for a reason, and noted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import InvalidAnswers
from engine.forms import Message
from engine.patients.access import visible_patient
from engine.patients.histories import note

if TYPE_CHECKING:
    from engine.unit import Unit

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What is masked elsewhere; empty where it is not known."""

    identity: str
    phone: str
    guardian_phone: str


def look(unit: "Unit", patient_id: str, reason: str) -> Numbers:
    """The numbers of a patient the actor may see; the look and its reason go into the history of the record.

    Raises InvalidAnswers without a reason, NotFound, NotAllowed.
    """
    patient = visible_patient(unit, patient_id, lock=True)
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if not reason:
        raise InvalidAnswers(errors={"reason": Message("请写明查看理由。", "Please give the reason.")})
    note(unit, patient, "looked", reason=reason)
    return Numbers(
        identity=patient.identity or "", phone=patient.phone or "", guardian_phone=patient.guardian_phone or ""
    )
