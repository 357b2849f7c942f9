"""Where the open cases of a version stand now: at each element how many, and how many of them are red."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, distinct, func, select

from engine.models import Case, Definition, Incident, Item, Job, Subscription
from engine.watching.access import Watched, watched

if TYPE_CHECKING:
    from engine.unit import Unit

GUARDS = frozenset({"boundaryEvent", "startEvent"})
"""Events that wait beside a step or for a subprocess: no case stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Cases at one element; of them `overdue` are past the due date of an item there, `troubled` have an incident."""

    element: str
    name: str
    kind: str
    cases: int
    overdue: int
    troubled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version that can be watched, with its open cases."""

    number: int
    cases: int


def standing(view: "Unit", key: str, version: int | None = None, place: str = "") -> list[Standing]:
    """Every element with cases, those with red ones first. Five statements, however many cases there are."""
    seen = watched(view, key, version, place)
    found: dict[str, list[int]] = {}
    for number, rows in enumerate((_items(view, seen), _waits(view, seen), _incidents(view, seen))):
        for element, cases, overdue in rows:
            counts = found.setdefault(element, [0, 0, 0])
            counts[0] = max(counts[0], cases) if number == 2 else counts[0] + cases
            counts[1 if number < 2 else 2] += overdue
    elements = seen.deployed.spec.elements
    lines = [
        Standing(element=id_, name=seen.deployed.name_of(id_), kind=elements[id_].kind, cases=cases, overdue=overdue,
                 troubled=troubled)
        for id_, (cases, overdue, troubled) in found.items() if id_ in elements
    ]  # fmt: skip
    return sorted(lines, key=lambda one: (-one.troubled, -one.overdue, -one.cases))


def versions(view: "Unit", key: str) -> list[Version]:
    """The versions of a process with their open cases, the newest first."""
    seen = watched(view, key)
    here = (Case.definition_id == Definition.id) & (Case.state == "open") & seen.cases
    rows = select(Definition.version, func.count(Case.id)).outerjoin(Case, here).where(Definition.key == key)
    found = view.session.execute(rows.group_by(Definition.version).order_by(Definition.version.desc()))
    return [Version(number=number, cases=count) for number, count in found]


def _items(view: "Unit", seen: Watched) -> Iterator[tuple[str, int, int]]:
    late = func.count(distinct(case((Item.due_at < view.now, Item.case_id))))
    here = (Item.definition_id == seen.deployed.id) & (Item.state == "open")
    rows = select(Item.element, func.count(distinct(Item.case_id)), late).where(here)
    yield from view.session.execute(seen.narrowed(rows, Item.case_id).group_by(Item.element))


def _waits(view: "Unit", seen: Watched) -> Iterator[tuple[str, int, int]]:
    """Timers and messages that cases stand at, not those beside a step."""
    elements = seen.deployed.spec.elements
    kinds: tuple[Any, ...] = (Job, Subscription)
    for kind in kinds:
        rows = select(kind.element, func.count(distinct(kind.case_id))).where(kind.definition_id == seen.deployed.id)
        for element, cases in view.session.execute(seen.narrowed(rows, kind.case_id).group_by(kind.element)):
            if element in elements and elements[element].kind not in GUARDS:
                yield element, cases, 0


def _incidents(view: "Unit", seen: Watched) -> Iterator[tuple[str, int, int]]:
    here = (Incident.definition_id == seen.deployed.id) & Incident.resolved_at.is_(None)
    rows = select(Incident.element, func.count(distinct(Incident.case_id))).where(here)
    for element, cases in view.session.execute(seen.narrowed(rows, Incident.case_id).group_by(Incident.element)):
        yield element, cases, cases
