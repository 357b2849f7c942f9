"""One jurisdiction at a glance: open cases by process and light, what is overdue, who has it, who is treated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select
from sqlalchemy import case as sql_case
from sqlalchemy.orm import joinedload, selectinload

from engine.deadlines import Light
from engine.in_force import all_in_force
from engine.inbox import Row, rows_of
from engine.jurisdictions import upward, within
from engine.lights import soon_until
from engine.models import Candidate, Case, Department, Item, Jurisdiction, Organization, Patient, Person, Portfolio
from engine.overviews.access import jurisdiction, looks_over
from engine.overviews.lying import lying_in
from engine.patients.access import visible_patients
from engine.rights import person, visible

if TYPE_CHECKING:
    from engine.unit import Unit

MOST_OVERDUE, MOST_UNITS, MOST_LEADERS = 20, 50, 30
HOSPITALS = ("hospital", "health_centre", "clinic")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessOf:
    """The open cases of one process; `overdue` are its open items past their due date."""

    key: str
    name: str
    open: int
    lights: Mapping[Light, int]
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An organization, or a leader with the departments led, and the open and overdue items there."""

    id: str
    name: str
    kind: str
    open: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One jurisdiction with all below it, as far as the actor may see the cases."""

    code: str
    name: str
    level: str
    above: Sequence[tuple[str, str]]
    """(code, name) of what contains it and the actor looks over, the widest first."""
    processes: Sequence[ProcessOf]
    overdue: Sequence[Row]
    """The items overdue longest."""
    overdue_total: int
    hospitals: Sequence[Holder]
    offices: Sequence[Holder]
    leaders: Sequence[Holder]
    patients: int
    treated: int
    entitlements: Sequence[tuple[str, int]] = field(default=())

    @property
    def open(self) -> int:
        """All open cases."""
        return sum(process.open for process in self.processes)


def overview(view: "Unit", code: str) -> Overview:
    """A jurisdiction the actor may look over, in the same number of statements however much is open there.

    Raises NotFound, NotAllowed.
    """
    found = jurisdiction(view, code)
    cases = _open_cases(view, code)
    overdue, total = _overdue(view, code)
    units = _units(view, code)
    patients, treated = _patients(view, code)
    return Overview(
        code=found.code,
        name=found.name,
        level=found.level,
        above=_above(view, found),
        processes=_processes(view, cases, _overdue_by_process(view, code)),
        overdue=overdue,
        overdue_total=total,
        hospitals=[unit for unit in units if unit.kind in HOSPITALS],
        offices=[unit for unit in units if unit.kind not in HOSPITALS],
        leaders=_leaders(view, code),
        patients=patients,
        treated=treated,
        entitlements=_entitlements(view, code),
    )


def _open_cases(view: "Unit", code: str) -> list[tuple[str, Light, int]]:
    """(process, light, cases); a case already settled, that waits for a look-back, counts as without a deadline."""
    soon = soon_until(view.now, view.calendar(code))
    colour = sql_case(
        (Case.due_at.is_(None) | Case.settled_at.is_not(None), "none"),
        (Case.due_at < view.now, "red"), (Case.due_at <= soon, "blue"), else_="green",
    )  # fmt: skip
    query = select(Case.key, colour, func.count()).where(Case.state == "open", visible(person(view)), lying_in(code))
    return [(key, Light(name), count) for key, name, count in view.session.execute(query.group_by(Case.key, colour))]


def _processes(view: "Unit", cases: Sequence[tuple[str, Light, int]], late: Mapping[str, int]) -> list[ProcessOf]:
    """The processes with anything open, those with the most overdue first."""
    names = {row.key: row.name for row in all_in_force(view)}
    lights: dict[str, dict[Light, int]] = {}
    for key, light, count in cases:
        lights.setdefault(key, {})[light] = count
    found = [
        ProcessOf(key=key, name=names.get(key, key), open=sum(of.values()), lights=of, overdue=late.get(key, 0))
        for key, of in lights.items()
    ]
    return sorted(found, key=lambda one: (-one.lights.get(Light.RED, 0), -one.overdue, -one.open, one.key))


def _items(view: "Unit", code: str, *columns: Any) -> Select[Any]:
    """Open items that wait in the jurisdiction, of cases the actor may see."""
    return (
        select(*columns)
        .join(Candidate, Candidate.item_id == Item.id)
        .join(Department, Department.id == Candidate.department_id)
        .join(Organization, Organization.id == Department.organization_id)
        .join(Case, Case.id == Item.case_id)
        .where(Item.state == "open", Candidate.role == "lead", Organization.jurisdiction_code.in_(within(code)))
        .where(visible(person(view)))
    )


def _overdue_by_process(view: "Unit", code: str) -> dict[str, int]:
    query = _items(view, code, Case.key, func.count(func.distinct(Item.id))).where(Item.due_at < view.now)
    return dict(view.session.execute(query.group_by(Case.key)).all())


def _overdue(view: "Unit", code: str) -> tuple[list[Row], int]:
    """The items overdue longest, and how many there are."""
    late = _items(view, code, Item.id).where(Item.due_at < view.now).distinct().subquery()
    total = view.session.scalar(select(func.count()).select_from(late)) or 0
    query = select(Item).where(Item.id.in_(select(late.c.id))).order_by(Item.due_at, Item.id).limit(MOST_OVERDUE)
    items = view.session.scalars(query.options(joinedload(Item.case), selectinload(Item.candidates)))
    return rows_of(view, list(items)), total


def _units(view: "Unit", code: str) -> list[Holder]:
    """The organizations in whose departments anything waits, those with the most overdue first."""
    late = _late(view.now)
    query = _items(view, code, Organization.id, Organization.name, Organization.kind, _number(), late)
    rows = view.session.execute(
        query.group_by(Organization.id, Organization.name, Organization.kind)
        .order_by(late.desc(), _number().desc(), Organization.id)
        .limit(MOST_UNITS)
    )
    return [Holder(id=id_, name=name, kind=kind, open=still, overdue=red) for id_, name, kind, still, red in rows]


def _leaders(view: "Unit", code: str) -> list[Holder]:
    """The leaders of departments in which anything waits, those with the most overdue first."""
    late = _late(view.now)
    query = _items(view, code, Person.id, Person.name, _number(), late)
    rows = view.session.execute(
        query.join(Portfolio, Portfolio.department_id == Department.id)
        .join(Person, Person.id == Portfolio.person_id)
        .where(Person.active)
        .group_by(Person.id, Person.name)
        .order_by(late.desc(), _number().desc(), Person.id)
        .limit(MOST_LEADERS)
    )
    return [Holder(id=id_, name=name, kind="leader", open=still, overdue=red) for id_, name, still, red in rows]


def _number() -> Any:
    return func.count(func.distinct(Item.id))


def _late(now: datetime) -> Any:
    return func.count(func.distinct(sql_case((Item.due_at < now, Item.id))))


def _patients(view: "Unit", code: str) -> tuple[int, int]:
    """How many patients live there, and how many of them have an open case."""
    actor = person(view)
    treated = select(Case.patient_id).where(Case.state == "open", Case.patient_id.is_not(None), visible(actor))
    counted = select(func.count(), func.count().filter(Patient.id.in_(treated))).where(*_living_there(view, code))
    row = view.session.execute(counted).one()
    return row[0], row[1]


def _entitlements(view: "Unit", code: str) -> list[tuple[str, int]]:
    """(category, patients), the most frequent first."""
    counted = (
        select(Patient.entitlement, func.count())
        .where(*_living_there(view, code), Patient.entitlement.is_not(None))
        .group_by(Patient.entitlement)
        .order_by(func.count().desc(), Patient.entitlement)
    )
    return [(category, count) for category, count in view.session.execute(counted) if category]


def _living_there(view: "Unit", code: str) -> tuple[Any, ...]:
    here = Patient.jurisdiction_code.in_(within(code))
    return Patient.merged_into_id.is_(None), Patient.state == "living", here, visible_patients(person(view))


def _above(view: "Unit", found: Jurisdiction) -> list[tuple[str, str]]:
    """What contains it, up to where the actor looks over."""
    chain = upward(view.session, found.code)
    names = select(Jurisdiction.code, Jurisdiction.name).where(Jurisdiction.code.in_(chain))
    rows = dict(view.session.execute(names).all())
    over = looks_over(person(view))
    last = max((number for number, code in enumerate(chain) if code in over), default=0)
    return [(code, rows[code]) for code in reversed(chain[1 : last + 1])]
