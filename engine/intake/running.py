"""Taking a workbook in: a portion of rows per transaction, so that a crash loses and doubles nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import people
from engine.answers import checked, starting, starting_place
from engine.commands.start import start
from engine.errors import BangfuError, InvalidAnswers, NotFound, Refused
from engine.forms import Message, View
from engine.ids import new_id
from engine.in_force import in_force
from engine.intake import rows, workbook
from engine.items import start_form
from engine.models import Intake, IntakeRow, Job
from engine.process import Process
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit

PORTION = 20
"""Rows per transaction: small enough that nobody waits long for the database."""

Errors = list[dict[str, Any]]
"""[{"row": number, "messages": [[zh, en], ...]}] of the rows that were not taken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an intake is; rows."""

    id: str
    key: str
    file_name: str
    state: str
    total: int
    position: int
    taken: int
    known: int
    errors: Errors
    started_at: datetime
    ended_at: datetime | None

    @property
    def percent(self) -> int:
        """Rows looked at, in percent."""
        return 100 if not self.total else self.position * 100 // self.total


def begin(unit: "Unit", key: str, file_name: str, content: bytes, department_id: str) -> str:
    """Check a workbook, keep it and set its taking in going; gives the intake's id. Raises Refused in words."""
    actor = person(unit)
    process = _process(unit, key)
    if department_id not in actor.departments:
        raise Refused(zh="请选择您所在的处室作为登记处室。", en="choose one of your own departments.")
    table = workbook.read(content, process.intake)
    if not table.rows:
        raise Refused(zh="表格中没有数据行，请填写后再导入。", en="the table has no rows; fill it in first.")
    intake = Intake(
        id=new_id(unit.now), key=key, file_name=file_name[:260], content=content, person_id=actor.id,
        department_id=department_id, started_at=unit.now, total=len(table.rows), errors=[], state="running",
        taken=0, known=0, position=0,
    )  # fmt: skip
    unit.session.add(intake)
    _go_on(unit, intake)
    return intake.id


def take_portion(unit: "Unit", intake_id: str) -> None:
    """Take the next rows in, as the person who uploaded them; the effect of a job."""
    intake = unit.session.get_one(Intake, intake_id)
    unit.actor = people.actor(unit, intake.person_id)
    process = _process(unit, intake.key)
    table = workbook.read(intake.content, process.intake)
    _deployed, form = start_form(unit, intake.key, intake.department_id)
    errors: Errors = list(intake.errors)
    for row in table.rows[intake.position : intake.position + PORTION]:
        messages = _take(unit, intake, process, form, row) if form else []
        if messages:
            errors.append({"row": row.number, "messages": messages})
    intake.position = min(intake.position + PORTION, intake.total)
    intake.errors = errors
    if intake.position >= intake.total:
        intake.state, intake.ended_at = "done", unit.now
    else:
        _go_on(unit, intake)


def progress(view: "Unit", intake_id: str) -> Progress:
    """How far one of the actor's intakes is; raises NotFound."""
    intake = view.session.get(Intake, intake_id)
    if intake is None or intake.person_id != person(view).id:
        raise NotFound(what="该次导入")
    return _progress(intake)


def recent(view: "Unit", key: str, limit: int = 10) -> list[Progress]:
    """The actor's latest intakes of a process, the newest first."""
    mine = (Intake.person_id == person(view).id) & (Intake.key == key)
    newest = select(Intake).where(mine).order_by(Intake.id.desc()).limit(limit)
    return [_progress(intake) for intake in view.session.scalars(newest)]


def _progress(intake: Intake) -> Progress:
    return Progress(
        id=intake.id, key=intake.key, file_name=intake.file_name, state=intake.state, total=intake.total,
        position=intake.position, taken=intake.taken, known=intake.known, errors=intake.errors,
        started_at=intake.started_at, ended_at=intake.ended_at,
    )  # fmt: skip


def _process(unit: "Unit", key: str) -> Process:
    process = unit.processes.get(key)
    if process is None or not process.intake:
        raise Refused(zh="该流程不支持从表格导入。", en="this process cannot be imported from a workbook.")
    return process


def _go_on(unit: "Unit", intake: Intake) -> None:
    unit.session.add(
        Job(id=new_id(unit.now), kind="intake", due_at=unit.now, data={"intake": intake.id}, attempts=0)
    )  # fmt: skip


def _take(unit: "Unit", intake: Intake, process: Process, form: View, row: workbook.Row) -> list[list[str]]:
    """Start a case of a row unless it came before; the sentences of what is wrong with it, none if it was taken."""
    digest = rows.digest(intake.key, row.texts, process.intake)
    if unit.session.get(IntakeRow, digest) is not None:
        intake.known += 1
        return []
    answers, wrong = rows.posted(row.texts, form)
    labels = {name: field.label for name, field in form.fields.items()}
    try:
        with unit.session.begin_nested():
            if wrong:
                # A row is corrected once: what the form would say of its other fields is said now, too.
                raise InvalidAnswers(errors={**_faults(unit, intake, answers), **wrong})
            case_id = start(unit, intake.key, answers, intake.department_id)
            unit.session.add(IntakeRow(digest=digest, intake_id=intake.id, case_id=case_id))
    except InvalidAnswers as invalid:
        return [_sentence(labels.get(name, name), message) for name, message in invalid.errors.items()]
    except BangfuError as error:
        return [[error.text("zh"), error.text("en")]]
    intake.taken += 1
    return []


def _faults(unit: "Unit", intake: Intake, answers: dict[str, list[str]]) -> dict[str, Message]:
    deployed = in_force(unit, intake.key, starting_place(unit, intake.department_id))
    form, known = starting(unit, deployed, intake.department_id)
    try:
        checked(unit, None, form, answers, known)
    except InvalidAnswers as invalid:
        return invalid.errors
    return {}


def _sentence(label: str, message: Message) -> list[str]:
    if label in message.zh:
        return [message.zh, message.en]
    return [f"“{label}”：{message.zh}", f"{label}: {message.en}"]
