"""A case as people look at it: its summary, its timeline, who takes part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.ad_hoc import AdHoc, ad_hocs
from engine.course import run_of
from engine.deadlines import Light, Remaining
from engine.environment import context
from engine.forms import Message
from engine.inbox import Row, rows_of
from engine.items import ledger_words
from engine.lights import case_left, case_light
from engine.materials import materials
from engine.models import Attachment, Case, Department, Event, Item, Person, Post
from engine.parts import Sight, sight
from engine.patients.cards import Card, patient_of
from engine.places import department_names
from engine.rights import administrator, may_cancel, person, visible, visible_case
from engine.workdays import Calendar

if TYPE_CHECKING:
    from engine.unit import Unit

SILENT = ("moved", "fired", "received")
"""Events that tell people nothing; the path in the diagram is drawn from them."""

ENDINGS = ("completed", "concluded", "returned")
"""Events by which a person ends an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything the page of a case shows but its timeline and diagram."""

    case: Case
    process: str
    version: int
    light: Light
    left: Remaining | None
    starter: str
    duty: dict[str, Any]
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    leaders: tuple[str, ...]
    facts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(group of ledger columns, ((label, words), ...)); empty columns and groups are left out."""
    open_items: tuple[Row, ...]
    elsewhere: int
    """How many open items lie in parts of other parties."""
    ad_hocs: tuple[AdHoc, ...]
    """The ad-hoc subprocesses among them, with the work that can be begun."""
    materials: tuple[Attachment, ...]
    linked: tuple[Case, ...]
    patient: Card | None
    may_cancel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the timeline, newest first: an event with who did it, or a step still waiting (`at` its arrival)."""

    at: datetime
    kind: str
    name: str
    actor: str
    actor_of: str
    opinion: str
    data: dict[str, Any]
    answers: Sequence[Sequence[str]]
    late: bool = False
    took: int | None = None
    """Working days from the arrival of the item to this event, where it ended one."""


def case_view(view: "Unit", case_id: str) -> CaseView:
    """A case the actor may see; raises NotFound or NotAllowed."""
    case = visible_case(view, case_id)
    deployed = view.definitions.get(view.session, case.definition_id)
    calendar = view.calendar(case.jurisdiction_code)
    is_open = case.state == "open"
    duty = case.frozen["duty"]
    names = department_names(view.session, [*duty["lead"], *duty["support"]])
    seen = sight(view, case)
    open_items = (Item.case_id == case.id) & (Item.state == "open")
    items = list(view.session.scalars(select(Item).where(open_items).order_by(Item.sort_at, Item.id)))
    ours = [item for item in items if seen.sees(item.part)]
    linked = select(Case).where((Case.parent_id == case.id) | (Case.id == case.parent_id), visible(person(view)))
    return CaseView(
        case=case,
        process=deployed.name,
        version=deployed.version,
        light=case_light(case, view.now, calendar),
        left=case_left(case, view.now, calendar),
        starter=_starter(view, case),
        duty=duty,
        leads=tuple(names.get(id_, id_) for id_ in duty["lead"]),
        supports=tuple(names.get(id_, id_) for id_ in duty["support"]),
        leaders=tuple(_people(view, duty["leaders"])),
        facts=_facts(view, case, seen),
        open_items=tuple(rows_of(view, ours)),
        elsewhere=len(items) - len(ours),
        ad_hocs=tuple(ad_hocs(view, case, ours)),
        materials=tuple(materials(view, case.id, seen)),
        patient=patient_of(view, case),
        linked=tuple(view.session.scalars(linked.order_by(Case.id))),
        may_cancel=is_open and may_cancel(person(view), case),
    )  # fmt: skip


def timeline(view: "Unit", case_id: str) -> list[Entry]:
    """What people did in the parts of a case the actor sees, and what time limits brought about, the newest first."""
    case = visible_case(view, case_id)
    events = list(
        view.session.scalars(
            select(Event)
            .where(Event.case_id == case.id, Event.kind.not_in(SILENT), sight(view, case).within(Event.part))
            .order_by(Event.sequence.desc())
            .limit(500)
        )
    )
    actors = _actors(view, {event.actor_id for event in events if event.actor_id})
    calendar = view.calendar(case.jurisdiction_code)
    arrived = select(Item.id, Item.arrived_at).where(Item.case_id == case.id)
    arrivals = dict(view.session.execute(arrived).all())
    return [_entry(event, actors, arrivals, calendar) for event in events]


def variables(view: "Unit", case_id: str) -> dict[str, dict[str, Any]]:
    """The variables of every scope a token sees, by scope id: what an administrator can mend. Raises NotAllowed."""
    administrator(view, Message("查看变量", "see the variables"))
    case = visible_case(view, case_id)
    deployed = view.definitions.get(view.session, case.definition_id)
    run, outside = run_of(view, case), context(view, case, deployed)
    return {
        scope: {name: value for name, value in run.variables(scope).items() if name not in outside}
        for scope in dict.fromkeys(token.scope for token in run.tokens)
    }


def _facts(view: "Unit", case: Case, seen: Sight) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for group, label, words in ledger_words(view, case, seen):
        groups.setdefault(group, []).append((label, words))
    return tuple((group, tuple(facts)) for group, facts in groups.items())


def _entry(
    event: Event, actors: dict[str, tuple[str, str]], arrivals: Mapping[str, datetime], calendar: Calendar
) -> Entry:
    arrived = arrivals.get(event.item_id or "") if event.kind in ENDINGS else None
    name, of = actors.get(event.actor_id or "", ("", ""))
    return Entry(
        at=event.at,
        kind=event.kind,
        name=event.data.get("name", ""),
        actor=name,
        actor_of=of,
        opinion=event.data.get("opinion", ""),
        data=event.data,
        answers=event.data.get("answers", ()),
        late=bool(event.data.get("late")),
        took=calendar.between(arrived, event.at) if arrived else None,
    )


def _actors(view: "Unit", ids: set[str]) -> dict[str, tuple[str, str]]:
    """Person id -> (name, department)."""
    rows = view.session.execute(
        select(Person.id, Person.name, Department)
        .outerjoin(Post, Post.person_id == Person.id)
        .outerjoin(Department, Department.id == Post.department_id)
        .where(Person.id.in_(ids))
        .order_by(Post.id)
    )
    found: dict[str, tuple[str, str]] = {}
    for id_, name, department in rows:
        found.setdefault(id_, (name, department.full_name if department else ""))
    return found


def _people(view: "Unit", ids: Sequence[str]) -> list[str]:
    known = dict(view.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))).all())
    return [known.get(id_, id_) for id_ in ids]


def _starter(view: "Unit", case: Case) -> str:
    department = department_names(view.session, filter(None, [case.starter_department_id]))
    words = [*department.values(), *_people(view, [case.starter_id] if case.starter_id else [])]
    return " ".join(words)
