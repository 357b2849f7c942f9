"""A new case row: its number, title, jurisdiction, and the responsibility frozen at its start."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import joinedload

from engine import feel
from engine.counters import next_number
from engine.definitions import Deployed
from engine.errors import NotFound
from engine.forms import Message
from engine.ids import new_id
from engine.models import Case, Department, Patient
from engine.patients import finding
from engine.process import Process
from engine.responsibility import frozen_duty
from engine.vocabulary import NAMES

LONGEST_PREFIX = 28
"""Characters of a prefix that a number has room for."""

if TYPE_CHECKING:
    from engine.unit import Unit


def new_case(
    unit: "Unit", deployed: Deployed, variables: Mapping[str, Any], *, parent: Case | None, department_id: str | None
) -> Case:
    """A case not yet started; responsibility is frozen now, so that a later reorganization moves no work given out."""
    starter_department = department_id or (parent.starter_department_id if parent else None)
    department = _department(unit, starter_department)
    jurisdiction = department.organization.jurisdiction_code
    process = unit.processes.get(deployed.key)
    otherwise = department.id if deployed.spec.properties.get("duty.else") == "starter" else None
    duty = frozen_duty(unit, variables.get("duty_id") or deployed.duty_key, jurisdiction, otherwise)
    starter_id = parent.starter_id if parent else unit.actor.id if unit.actor else None
    patient, concern = _patient(unit, process, variables, jurisdiction, parent)
    return Case(
        id=new_id(unit.now),
        number=_number(unit, process.prefix if process else deployed.key),
        key=deployed.key,
        definition_id=deployed.id,
        title=_title(process.title if process else "title", variables, deployed),
        jurisdiction_code=jurisdiction,
        duty_id=duty["id"],
        parent_id=parent.id if parent else None,
        patient_id=patient.id if patient else None,
        concern=concern,
        starter_id=starter_id,
        starter_department_id=department.id,
        started_at=unit.now,
        frozen={"duty": duty, "starter": {"person": starter_id, "department": department.id}},
        ledger={},
        snapshot=b"",
        last_event=0,
        last_hash="",
        state="open",
        stage="",
    )


def place_of_start(unit: "Unit", department_id: str | None, parent: Case | None) -> str:
    """Where a case will be: the jurisdiction of its starting department; everywhere for one that names none."""
    named = department_id or (parent.starter_department_id if parent else None)
    return _department(unit, named).organization.jurisdiction_code


def _patient(
    unit: "Unit", process: Process | None, variables: Mapping[str, Any], jurisdiction: str, parent: Case | None
) -> tuple[Patient | None, str | None]:
    """Whom the case is about, and what that person can have but one such case about."""
    if process is None or process.patient is None:
        return None, None
    patient, concern = finding.of_start(unit, process.patient, variables, jurisdiction, parent)
    if patient is not None and concern is not None:
        finding.refuse_second(unit, process.key, process.patient, patient, concern)
    return patient, concern


def _department(unit: "Unit", department_id: str | None) -> Department:
    found = unit.session.get(Department, department_id, options=[joinedload(Department.organization)])
    if found is None:
        raise NotFound(what=Message("登记处室", "the starting department"))
    return found


def _number(unit: "Unit", prefix: str) -> str:
    series = f"{prefix[:LONGEST_PREFIX]}-{unit.now.year}"
    return f"{series}-{next_number(unit, series):04d}"


def _title(expression: str, variables: Mapping[str, Any], deployed: Deployed) -> str:
    title = feel.parse(expression, names=NAMES).evaluate(variables)
    return (title if isinstance(title, str) and title.strip() else deployed.name)[:300]
