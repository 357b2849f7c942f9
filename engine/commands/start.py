"""Start (登记): begin a case from its start form."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.answers import checked, starting, starting_place
from engine.course import launch
from engine.errors import Conflict, NotAllowed, Refused
from engine.forms import Form, Message
from engine.in_force import in_force
from engine.materials import bind
from engine.models import Case, Event
from engine.patients.stating import PatientFaults
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit


MEMORY = timedelta(days=1)
"""For so long the same form sent again is recognized."""


class AlreadyStarted(Conflict):
    """Expected a form that was not sent before, but it has already started case {case_id}."""

    zh = "这份登记表已经提交过，没有重复登记。"

    @property
    def case_id(self) -> str:
        """The case the first submission started."""
        return str(self.details["case_id"])


def start(
    unit: "Unit", key: str, posted: Mapping[str, Sequence[str]], department_id: str, *, submission: str = "",
    patient_id: str = "",
) -> str:  # fmt: skip
    """Start a case of the version in force for a department of the actor's. Gives the case's id.

    `submission` names the one filling-in of the form, so that sending it twice starts one case; `patient_id` the
    record it was filled in from. Raises InvalidAnswers with a sentence per field of the start form, NotAllowed outside
    one's own departments or for a patient one may not see, AlreadyStarted.
    """
    actor = person(unit)
    if department_id not in actor.departments:
        raise NotAllowed(action=Message("以该处室名义登记", "start cases for this department"), person=actor.name)
    deployed = in_force(unit, key, starting_place(unit, department_id))
    form, context = starting(unit, deployed, department_id, patient_id)
    answers, shown = checked(unit, None, form, posted, context)
    if patient_id:
        answers.update(_record(unit, key, context))
    noted = {"answers": shown, **({"submission": submission} if submission else {})}
    case = _launched(unit, key, form, answers, department_id, noted)
    bind(unit, case, answers, part=deployed.part_of(deployed.entry))
    # Only now: numbering the case made a second submission of the same moment wait until the first was committed.
    first = _first_of(unit, actor.id, submission)
    if first not in (None, case.id):
        raise AlreadyStarted(case_id=first)
    return case.id


def _record(unit: "Unit", key: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """The variable by which the case finds the record the form was filled in from."""
    process = unit.processes.get(key)
    name = process.patient.id if process is not None and process.patient is not None else ""
    return {name: context[name]} if name in context else {}


def _launched(
    unit: "Unit", key: str, form: Form | None, answers: Mapping[str, Any], department_id: str, noted: Mapping[str, Any]
) -> Case:
    try:
        return launch(unit, key, answers, department_id=department_id, noted=noted)
    except PatientFaults as faults:
        if form is None or not faults.errors.keys() <= form.names:
            # No question stands where it could be said.
            raise Refused(zh=faults.text("zh"), en=faults.text("en")) from faults
        raise


def _first_of(unit: "Unit", person_id: str, submission: str) -> str | None:
    if not submission:
        return None
    recent = (Event.actor_id == person_id) & (Event.kind == "started") & (Event.at > unit.now - MEMORY)
    events = unit.session.execute(select(Event.case_id, Event.data).where(recent).order_by(Event.id))
    return next((case_id for case_id, data in events if data.get("submission") == submission), None)
