"""Looking into a trial: what is open, where the tokens are, what was decided, which papers there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import cases
from engine.deadlines import Light
from engine.diagrams import Diagram
from engine.diagrams import diagrams as case_diagrams
from engine.in_force import all_in_force
from engine.lights import item_light
from engine.models import Case, Definition, Event, Incident, Item, Subscription
from engine.papers.offering import offered
from engine.places import names_of, person_names
from engine.trials.finding import open_items

if TYPE_CHECKING:
    from engine.trials.trial import Trial
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An open item in words: with whom it lies, who gets a copy, when it is due and how near that is."""

    item_id: str
    case_id: str
    case_number: str
    process: str
    element: str
    name: str
    subject: str
    receivers: tuple[str, ...]
    copied: tuple[str, ...]
    claimant: str
    arrived_at: datetime
    due_at: datetime | None
    light: Light
    stray: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A message or signal (`kind`) a case waits for, by the name of the event."""

    kind: str
    name: str
    key: str
    event: str
    case_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision a case asked for: its id, its value, the rows that decided, and of which rule it was."""

    decision: str
    value: Any
    explanation: Mapping[str, Any]
    rule: Mapping[str, Any] | None


def open_now(trial: "Trial", case_id: str | None = None) -> list[Open]:
    """The open items, oldest first; of one case or of all there are."""
    with trial.space.engine.view() as view:
        return [_open(view, item) for item in open_items(view) if case_id in (None, item.case_id)]


def case_of(trial: "Trial", process: str = "") -> str | None:
    """The id of the trial's own case, or of the newest one of a process."""
    if not process:
        return trial.case_id
    with trial.space.engine.view() as view:
        return view.session.scalar(select(Case.id).where(Case.key == process).order_by(Case.id.desc()))


def passed(trial: "Trial", case_id: str, since: str = "") -> tuple[str, ...]:
    """The elements and flows a case has passed so far, or after a row of its history, in order, each once.

    Those of called processes are among them.
    """
    return tuple(dict.fromkeys(element for element, *_ in _steps(trial, case_id, since)))


def passed_in(trial: "Trial", case_id: str) -> dict[str, tuple[str, ...]]:
    """Key of a process, the case's own or one it called -> the elements and flows passed in it."""
    with trial.space.engine.view() as view:
        own = view.session.scalar(select(Case.key).where(Case.id == case_id)) or ""
        keys = dict(view.session.execute(select(Definition.id, Definition.key)).all())
    found: dict[str, dict[str, None]] = {}
    for element, _what, *elsewhere in _steps(trial, case_id):
        found.setdefault(keys[elsewhere[0]] if elsewhere else own, {})[element] = None
    return {key: tuple(path) for key, path in found.items()}


def decided(trial: "Trial", case_id: str) -> list[Decided]:
    """The decisions a case asked for, in order."""
    return [
        Decided(decision=data["decision"], value=data["explanation"]["value"], explanation=data["explanation"],
                rule=data.get("rule"))
        for data in _data(trial, case_id, "decided")
    ]  # fmt: skip


def variables(trial: "Trial", case_id: str) -> dict[str, dict[str, Any]]:
    """The variables of every scope a token stands in, by scope id."""
    with trial.space.engine.view(trial.administrator()) as view:
        return cases.variables(view, case_id)


def diagrams(trial: "Trial", case_id: str) -> list[Diagram]:
    """Where a case stands in its diagram and in those of the processes it has called."""
    with trial.space.engine.view(trial.administrator()) as view:
        return case_diagrams(view, case_id)


def history(trial: "Trial", case_id: str) -> list[cases.Entry]:
    """What people did and what time limits brought about, the newest first."""
    with trial.space.engine.view(trial.administrator()) as view:
        return cases.timeline(view, case_id)


def papers(trial: "Trial", case_id: str) -> list[tuple[str, str]]:
    """Name and label of the papers a case offers now."""
    with trial.space.engine.view(trial.administrator()) as view:
        return [(paper.name, paper.label) for paper in offered(view, case_id)]


def standing(trial: "Trial", case_id: str) -> dict[str, Any]:
    """Where a case stands, in the words of what a scenario can expect."""
    with trial.space.engine.view() as view:
        case = view.session.get_one(Case, case_id)
        found: dict[str, Any] = {"state": case.state, "stage": case.stage}
    return {**found, "waiting": [one.element for one in open_now(trial, case_id)]}


def names(trial: "Trial") -> dict[str, str]:
    """Element -> what people call it, in all processes there are; those of the trial's own case first."""
    with trial.space.engine.view() as view:
        own = trial.own_case(view).definition_id if trial.case_id else None
        found: dict[str, str] = {}
        for row in sorted(all_in_force(view), key=lambda one: one.id == own):
            elements = view.definitions.get(view.session, row.id).spec.elements
            found.update({id_: one.name or id_ for id_, one in elements.items()})
        return found


def awaited(trial: "Trial") -> list[Awaited]:
    """The messages and signals all cases wait for, in the order they began to."""
    with trial.space.engine.view() as view:
        rows = select(Subscription, Case.number).join(Case, Case.id == Subscription.case_id)
        return [
            Awaited(
                kind=one.kind, name=one.name, key=one.key, case_number=number,
                event=view.definitions.get(view.session, one.definition_id).name_of(one.element)
                if one.definition_id and one.element else "",
            )
            for one, number in view.session.execute(rows.order_by(Subscription.id))
        ]  # fmt: skip


def incidents(trial: "Trial") -> list[Incident]:
    """The open incidents of all cases, oldest first."""
    with trial.space.engine.view() as view:
        return list(view.session.scalars(select(Incident).where(Incident.resolved_at.is_(None)).order_by(Incident.id)))


def _open(view: "Unit", item: Item) -> Open:
    candidates = sorted(item.candidates, key=lambda one: one.position)
    holders = {
        role: [one.department_id or one.person_id or "" for one in candidates if one.role == role]
        for role in ("lead", "support")
    }
    calendar = view.calendar(item.case.jurisdiction_code)
    return Open(
        item_id=item.id, case_id=item.case_id, case_number=item.case.number, process=item.case.key,
        element=item.element, name=item.name, subject=item.subject,
        receivers=tuple(names_of(view.session, holders["lead"])),
        copied=tuple(names_of(view.session, holders["support"])),
        claimant=person_names(view.session, filter(None, [item.claimant_id])).get(item.claimant_id or "", ""),
        arrived_at=item.arrived_at, due_at=item.due_at,
        light=item_light(item.due_at, item.behind_at, view.now, calendar), stray=item.stray or "",
    )  # fmt: skip


def _steps(trial: "Trial", case_id: str, since: str = "") -> Iterator[list[str]]:
    """What tokens did, as `moved` events keep it: [element, what] or, in a called process, [element, what, version]."""
    for data in _data(trial, case_id, "moved", since):
        yield from data["steps"]


def _data(trial: "Trial", case_id: str, kind: str, since: str = "") -> list[dict[str, Any]]:
    with trial.space.engine.view() as view:
        events = select(Event.data).where(Event.case_id == case_id, Event.kind == kind, Event.id > since)
        return list(view.session.scalars(events.order_by(Event.sequence)))
