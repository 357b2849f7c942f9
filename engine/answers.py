"""Answers to forms: checked against what the case knows, and worded for its history."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import false, select

from engine import duties
from engine.definitions import Deployed
from engine.diseases import diseases_for_choice
from engine.environment import context, functions, me, settings
from engine.errors import InvalidAnswers
from engine.forms import Choice, Form, Message
from engine.forms.views import FieldView, ListView, View, cells
from engine.kernel import Element
from engine.models import Attachment, Case
from engine.neighbours import organizations
from engine.parts import sight
from engine.patients.access import visible_patient
from engine.patients.finding import on_record
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit

Posted = Mapping[str, Sequence[str]]
"""Input name -> strings, as an HTML form sends them."""

Shown = list[list[str]]
"""[label, text] of every answered question, as the history keeps it."""


def checked(
    unit: "Unit", case: Case | None, form: Form | None, posted: Posted, known: Mapping[str, Any]
) -> tuple[dict[str, Any], Shown]:
    """Typed values of posted answers with their words; raises InvalidAnswers with a sentence per field.

    A step without a form has no answers.
    """
    if form is None:
        return {}, []
    place = _place(unit, case)
    offered, called = choices(unit, case, place), functions(unit, place)
    result = form.check(posted, known, offered, now=unit.now, functions=called)
    if result.errors:
        raise InvalidAnswers(errors=result.errors)
    view = form.fill(result.values, known, offered, now=unit.now, functions=called)
    return result.values, shown(view)


def check_opinion(element: Element, opinion: str) -> None:
    """Raises InvalidAnswers where the step requires an opinion and there is none."""
    if element.properties.get("opinion") == "required" and not opinion.strip():
        raise InvalidAnswers(errors={"opinion": Message("请填写办理意见。", "Please write an opinion.")})


def surroundings(unit: "Unit", case: Case, deployed: Deployed, variables: Mapping[str, Any]) -> dict[str, Any]:
    """What the expressions of a form see: the case's context under its variables."""
    return {**context(unit, case, deployed), **variables}


def starting(
    unit: "Unit", deployed: Deployed, department_id: str, patient_id: str = ""
) -> tuple[Form | None, dict[str, Any]]:
    """The start form of a process and what its expressions see.

    With a patient the actor may see, what the record says stands in the questions about the person.
    """
    form_id = deployed.element(deployed.entry).form if deployed.entry else None
    known = {
        "starter": {"person": person(unit).id, "department": department_id},
        "settings": settings(unit, deployed, starting_place(unit, department_id)),
        "me": me(unit),
    }
    process = unit.processes.get(deployed.key)
    if patient_id and process is not None and process.patient is not None:
        known.update(on_record(process.patient, visible_patient(unit, patient_id)))
    return deployed.forms.get(form_id or ""), known


def choices(unit: "Unit", case: Case | None, place: str) -> Callable[[str, Mapping[str, str]], Sequence[Choice]]:
    """What pickers offer: duties, departments, organizations, persons, places, diseases of a place; files at hand."""
    read: dict[str, Callable[[], list[tuple[str, str, str]]]] = {
        "duty": lambda: duties.duties_for_choice(unit, place),
        "department": lambda: duties.departments_for_choice(unit, place),
        "person": lambda: duties.persons_for_choice(unit, place),
        "disease": lambda: [(name, name, "") for name in diseases_for_choice(unit, place)],
        "file": lambda: _files(unit, case),
    }
    known: dict[str, list[Choice]] = {}

    def offered(kind: str, properties: Mapping[str, str]) -> Sequence[Choice]:
        if kind == "jurisdiction":
            return _jurisdictions(unit, place, properties.get("level", ""))
        if kind == "organization":
            return _organizations(unit, place, properties.get("kinds", ""), properties.get("reach", ""))
        if kind not in known:
            rows = read[kind]() if kind in read else []
            known[kind] = [Choice(value=value, label=label, group=group) for value, label, group in rows]
        return known[kind]

    return offered


def _organizations(unit: "Unit", place: str, kinds: str, reach: str) -> Sequence[Choice]:
    """An organization is chosen by the department that receives for it."""

    def read() -> list[Choice]:
        rows = organizations(unit, place, kinds, reach)
        return [Choice(value=value, label=label, group=group) for value, label, group in rows]

    return unit.standing(("organizations for choice", place, kinds, reach), read)


def _jurisdictions(unit: "Unit", place: str, deepest: str) -> Sequence[Choice]:
    """Remembered, since a city has thousands of villages and an intake asks for them row by row."""

    def read() -> list[Choice]:
        rows = duties.jurisdictions_for_choice(unit, place, deepest)
        return [Choice(value=value, label=label, group=group) for value, label, group in rows]

    return unit.standing(("jurisdictions for choice", place, deepest), read)


def shown(view: View) -> Shown:
    """Questions with their answers in words; unanswered ones are left out."""
    found = []
    for cell in cells(view.rows):
        if isinstance(cell, FieldView) and cell.text:
            found.append([cell.label, cell.text])
        elif isinstance(cell, ListView) and cell.entries:
            found.append([cell.label, f"{len(cell.entries)} 条"])
    return found


def _files(unit: "Unit", case: Case | None) -> list[tuple[str, str, str]]:
    """The files of the parts of the case that are seen, and the actor's own that belong to none yet."""
    free = Attachment.case_id.is_(None) & (Attachment.person_id == person(unit).id)
    ours = false() if case is None else (Attachment.case_id == case.id) & sight(unit, case).within(Attachment.part)
    rows = unit.session.execute(select(Attachment.id, Attachment.name).where(free | ours).order_by(Attachment.id))
    return [(id_, name, "") for id_, name in rows]


def _place(unit: "Unit", case: Case | None) -> str:
    return case.jurisdiction_code if case is not None else place_of(unit)


def place_of(unit: "Unit") -> str:
    """Where the actor works; of several places the widest, since its departments include those of the others."""
    return min(person(unit).jurisdictions, default="")


def starting_place(unit: "Unit", department_id: str) -> str:
    """Where a department of the actor's lies; of another, where the actor works."""
    posts = (post for post in person(unit).posts if post.department_id == department_id)
    return next((post.jurisdiction_code for post in posts), place_of(unit))
