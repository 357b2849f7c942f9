"""Occurrences (情况变化): what happens to a case while it is worked on, which people may report at any time.

A message the diagram waits for at an event subprocess, a boundary event or a catch event can be reported by the
departments and persons of its property `reporters`; the form of a start event asks for the details.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import feel
from engine.answers import choices, surroundings
from engine.course import run_of
from engine.environment import functions
from engine.errors import NotAllowed, NotFound
from engine.forms import Form, Message, View
from engine.items import Typed
from engine.kernel import Element, MessageWait
from engine.models import Case, Subscription
from engine.rights import person, visible_case
from engine.vocabulary import NAMES

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One thing the actor may report of a case now; `id` stands in addresses, as long as the case waits for it."""

    id: str
    element: str
    name: str
    help: str
    part: str | None
    opinion_rule: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceView:
    """What the page of an occurrence shows."""

    case: Case
    occurrence: Occurrence
    form: View | None
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A case with one of its occurrences, and what the form and the rules of the diagram see there."""

    case: Case
    occurrence: Occurrence
    form: Form | None
    variables: Mapping[str, Any]
    known: Mapping[str, Any]


def occurrences(view: "Unit", case_id: str) -> list[Occurrence]:
    """What the actor may report of a case now, in the order in which the case began to wait for it."""
    return [waiting.occurrence for waiting in _all(view, visible_case(view, case_id))]


def find(view: "Unit", case_id: str, id_: str) -> Waiting:
    """One of them; raises NotAllowed where the case waits for it, but not from the actor, and NotFound."""
    case = visible_case(view, case_id)
    found = {waiting.occurrence.id: waiting for waiting in _all(view, case)}
    if id_ in found:
        return found[id_]
    if id_ in run_of(view, case).waits:
        raise NotAllowed(action=Message("登记该情况", "report this"), person=person(view).name)
    raise NotFound(what=Message("该情况（事项可能已经办结或不再等待）", "this occurrence: the case waits no longer"))


def open_occurrence(
    view: "Unit", case_id: str, id_: str, *, typed: Typed | None = None, language: str = "zh"
) -> OccurrenceView:
    """An occurrence with its form, empty or with what was typed."""
    waiting = find(view, case_id, id_)
    case, filled = waiting.case, None
    if waiting.form is not None:
        filled = waiting.form.fill(
            waiting.variables, waiting.known, choices(view, case, case.jurisdiction_code), now=view.now,
            functions=functions(view, case.jurisdiction_code), posted=typed.posted if typed else None,
            errors=typed.errors if typed else None, language=language,
        )  # fmt: skip
    return OccurrenceView(
        case=case, occurrence=waiting.occurrence, form=filled, opinion=typed.opinion if typed else ""
    )  # fmt: skip


def _all(view: "Unit", case: Case) -> list[Waiting]:
    told = (Subscription.case_id == case.id) & (Subscription.kind == "message")
    if not view.session.scalar(select(Subscription.id).where(told).limit(1)):
        return []
    run = run_of(view, case)
    found = []
    for wait in (one for one in run.waits.values() if isinstance(one, MessageWait)):
        deployed = view.definitions.get(view.session, wait.ref)
        element = deployed.element(wait.element)
        if "reporters" not in element.properties:
            continue
        variables = run.variables(wait.scope)
        known = surroundings(view, case, deployed, variables)
        if _may_report(view, case, element, known):
            found.append(
                Waiting(case=case, occurrence=_occurrence(wait, element), variables=variables, known=known,
                        form=deployed.forms.get(element.form or ""))
            )  # fmt: skip
    return found


def _may_report(view: "Unit", case: Case, element: Element, known: Mapping[str, Any]) -> bool:
    actor = person(view)
    called = functions(view, case.jurisdiction_code)
    named = feel.parse(element.properties["reporters"], names=NAMES).evaluate(known, functions=called, now=view.now)
    ids = {one for one in (named if isinstance(named, list) else [named]) if isinstance(one, str)}
    return actor.is_administrator or actor.id in ids or bool(actor.departments & ids)


def _occurrence(wait: MessageWait, element: Element) -> Occurrence:
    return Occurrence(
        id=wait.id,
        element=element.id,
        name=element.name or element.id,
        help=element.documentation or "",
        part=wait.part,
        opinion_rule=element.properties.get("opinion", "optional"),
        phrases=tuple(filter(None, element.properties.get("phrases", "").split("|"))),
    )
