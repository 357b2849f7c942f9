"""Looking into a trial: what is open, where the tokens are, what was decided, what happened since a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import cases
from engine.deadlines import Light
from engine.lights import item_light
from engine.models import Case, Event, Incident, Item, Person, Reminder
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
class Decided:
    """A decision a case asked for: its id, its value, the rows that decided, and of which rule it was."""

    decision: str
    value: Any
    explanation: Mapping[str, Any]
    rule: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something in the history of a case or a reminder laid before a person, with the words that name it."""

    at: datetime
    case_number: str
    kind: str
    name: str
    to: str = ""


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


def passed(trial: "Trial", case_id: str) -> tuple[str, ...]:
    """The elements and flows a case has passed so far, in order, each once."""
    moves = (step for data in _data(trial, case_id, "moved") for step in data["steps"])
    return tuple(dict.fromkeys(element for element, _what in moves))


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


def diagram(trial: "Trial", case_id: str) -> cases.Diagram:
    """Where a case stands in its diagram: tokens per element, and the path."""
    with trial.space.engine.view(trial.administrator()) as view:
        return cases.diagram(view, case_id)


def history(trial: "Trial", case_id: str) -> list[cases.Entry]:
    """What people did and what time limits brought about, the newest first."""
    with trial.space.engine.view(trial.administrator()) as view:
        return cases.timeline(view, case_id)


def incidents(trial: "Trial") -> list[Incident]:
    """The open incidents of all cases, oldest first."""
    with trial.space.engine.view() as view:
        return list(view.session.scalars(select(Incident).where(Incident.resolved_at.is_(None)).order_by(Incident.id)))


def happened(trial: "Trial", since: str) -> list[Happened]:
    """What happened in all cases after an event or reminder (its id), in order; moves of tokens are left out."""
    with trial.space.engine.view() as view:
        events = view.session.execute(
            select(Event, Case.number).join(Case, Case.id == Event.case_id)
            .where(Event.id > since, Event.kind != "moved").order_by(Event.id)
        )  # fmt: skip
        found = [
            (event.id, Happened(at=event.at, case_number=number, kind=event.kind, name=_name(event)))
            for event, number in events
        ]
        reminders = view.session.execute(
            select(Reminder, Case.number, Item.name, Person.name).join(Case, Case.id == Reminder.case_id)
            .join(Person, Person.id == Reminder.person_id).outerjoin(Item, Item.id == Reminder.item_id)
            .where(Reminder.id > since).order_by(Reminder.id)
        )  # fmt: skip
        found += [
            (one.id, Happened(at=one.at, case_number=number, kind=f"reminded:{one.kind}", name=step or "", to=person))
            for one, number, step, person in reminders
        ]
    return [one for _id, one in sorted(found, key=lambda pair: pair[0])]


def latest(trial: "Trial") -> str:
    """The id after which everything is new."""
    with trial.space.engine.view() as view:
        ids = (view.session.scalar(select(kind.id).order_by(kind.id.desc()).limit(1)) for kind in (Event, Reminder))
        return max(filter(None, ids), default="")


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


def _data(trial: "Trial", case_id: str, kind: str) -> list[dict[str, Any]]:
    with trial.space.engine.view() as view:
        events = select(Event.data).where(Event.case_id == case_id, Event.kind == kind).order_by(Event.sequence)
        return list(view.session.scalars(events))


def _name(event: Event) -> str:
    return str(event.data.get("name") or event.element or "")
