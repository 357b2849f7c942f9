"""What is known of a patient as expressions, services and events see it, and as it is written back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.models import Patient

KEPT = (
    "name", "identity", "sex", "birth", "phone", "jurisdiction_code", "address", "entitlement", "entitled_from",
    "entitled_until", "guardian", "guardian_relation", "guardian_phone", "state", "state_on",
)  # fmt: skip
"""The attributes of a record that people know a person by and may change."""

CHILD = 14
"""Years below which a person needs a guardian (个人信息保护法 第31条)."""


def facts(patient: Patient, today: date) -> dict[str, Any]:
    """What `patient` is in expressions; see `engine.process.Desk.patient`."""
    known = {name: getattr(patient, name) or None for name in KEPT}
    known["place"] = known.pop("jurisdiction_code")
    return {"id": patient.id, **known, "age": age(patient.birth, today)}


def record_of(patient: Patient) -> dict[str, Any]:
    """The record as it stands, to be compared with or brought back."""
    return {name: getattr(patient, name) for name in KEPT}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What differs: name -> [before, after]; nothing and an empty text are the same."""
    return {name: [before[name], after[name]] for name in KEPT if (before[name] or None) != (after[name] or None)}


def age(birth: date | None, today: date) -> int | None:
    """Whole years lived; somebody born on 29 February is a year older on 1 March of common years."""
    if birth is None:
        return None
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def is_child(birth: date | None, today: date) -> bool:
    """Whether a person needs a guardian today."""
    years = age(birth, today)
    return years is not None and years < CHILD


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike: blanks and the kinds of dots in names of minorities do not count."""
    return _bare(one) == _bare(other)


def masked_name(name: str) -> str:
    """王**: enough to recognize a person one knows."""
    return name[:1] + "*" * max(1, len(name) - 1)


def _bare(name: str) -> str:
    return "".join(sign for sign in name if not sign.isspace() and sign not in "·•・．.‧∙")
