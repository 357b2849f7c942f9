"""What the variables a case starts with say of its patient, and what is wrong with it in itself."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from engine import feel
from engine.environment import functions
from engine.errors import InvalidAnswers
from engine.forms import Message, identity
from engine.models import Jurisdiction
from engine.patients.facts import is_child
from engine.process import PatientOf
from engine.vocabulary import NAMES

if TYPE_CHECKING:
    from engine.unit import Unit

LONGEST = {"name": 60, "phone": 40, "address": 200, "entitlement": 40, "guardian": 60, "guardian_relation": 20,
           "guardian_phone": 40}  # fmt: skip
SEXES = ("男", "女")
Faults = dict[str, Message]


class PatientFaults(InvalidAnswers):
    """Expected data of a patient that agree with themselves and with the record, but: {said}"""

    zh = "患者信息需要更正：{said}"

    def __init__(self, *, errors: Mapping[str, Message]) -> None:
        super().__init__(errors=errors)
        said = errors.values()
        self.details["said"] = Message("".join(one.zh for one in said), " ".join(one.en for one in said))
        self.args = (self.text("en"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Whom a case is about, as its start says; attributes as in `PatientOf`, None where it says nothing."""

    identity: str | None
    name: str | None
    sex: str | None
    birth: date | None
    phone: str | None
    place: str | None
    address: str | None
    entitlement: str | None
    entitled_from: date | None
    entitled_until: date | None
    guardian: str | None
    guardian_relation: str | None
    guardian_phone: str | None
    id: str | None
    once: str | None


def stated(unit: "Unit", of: PatientOf, variables: Mapping[str, Any], jurisdiction: str) -> Stated:
    """Look the expressions up; the birth date and the sex are those of the number. Raises PatientFaults."""
    seen = _evaluated(unit, of, variables, jurisdiction)
    faults: Faults = {}
    found: dict[str, Any] = {}
    for field in fields(Stated):
        is_day = field.name in ("birth", "entitled_from", "entitled_until")
        found[field.name] = _day(seen[field.name]) if is_day else _text(seen[field.name])
    if found["identity"]:
        _read_number(found, faults, unit.now.date())
    _check(unit, found, faults)
    if faults:
        raise PatientFaults(errors={getattr(of, name): message for name, message in faults.items()})
    return Stated(**found)


def concern(unit: "Unit", of: PatientOf, variables: Mapping[str, Any], jurisdiction: str) -> str | None:
    """What a person can have but one open case of the process about, as the variables have it now."""
    known = functions(unit, jurisdiction)
    found = _text(feel.parse(of.once, names=NAMES).evaluate(variables, functions=known, now=unit.now))
    return found[:120] if found else None


def without_guardian(birth: date | None, guardian: str | None, today: date) -> Message | None:
    """What to say where a child's guardian is missing."""
    if guardian or not is_child(birth, today):
        return None
    return Message("患者未满14周岁，请填写监护人。", "The patient is under 14: enter the guardian.")


def _evaluated(unit: "Unit", of: PatientOf, variables: Mapping[str, Any], jurisdiction: str) -> dict[str, Any]:
    known = functions(unit, jurisdiction)
    return {
        field.name: feel.parse(getattr(of, field.name), names=NAMES).evaluate(variables, functions=known, now=unit.now)
        for field in fields(of)
    }


def _read_number(found: dict[str, Any], faults: Faults, today: date) -> None:
    number = identity.normalized(found["identity"])
    wrong = identity.idcard(number, today)
    if wrong:
        faults["identity"] = wrong
        return
    birth, sex = identity.birth_of(number), identity.sex_of(number)
    if found["birth"] not in (None, birth):
        faults["birth"] = Message("出生日期与身份证号中的不一致，请核对。", "The birth date is not that of the number.")
    if found["sex"] not in (None, sex):
        faults["sex"] = Message("性别与身份证号中的不一致，请核对。", "The sex is not that of the number: check them.")
    found.update(identity=number, birth=birth, sex=sex)


def _check(unit: "Unit", found: dict[str, Any], faults: Faults) -> None:
    if found["identity"] and not found["name"]:
        faults["name"] = Message("请填写患者姓名。", "Enter the patient's name.")
    if found["sex"] not in (None, *SEXES):
        faults["sex"] = Message("性别应为男或女。", "The sex is 男 or 女.")
    for name in ("birth", "entitled_from"):
        if found[name] and found[name] > unit.now.date():
            faults[name] = Message("日期在今天之后，请核对。", "This day lies ahead: check it.")
    if found["entitled_from"] and found["entitled_until"] and found["entitled_until"] < found["entitled_from"]:
        faults["entitled_until"] = Message("有效期止早于有效期起。", "The entitlement ends before it begins.")
    if found["place"] and unit.session.get(Jurisdiction, found["place"]) is None:
        faults["place"] = Message("常住地不在辖区目录中，请重新选择。", "This place is not known: choose again.")
    for name, longest in LONGEST.items():
        if found[name] and len(found[name]) > longest:
            faults[name] = Message(f"最多 {longest} 个字，请删减。", f"At most {longest} characters: shorten.")


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, list | dict):
        return None
    return " ".join(str(value).split()) or None


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
