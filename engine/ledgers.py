"""Ledgers: the table of all cases of one kind, filtered, sorted, paged, and written out as a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy import case as sql_case

from engine.deadlines import Light, Remaining
from engine.definitions import Deployed
from engine.errors import NotFound
from engine.in_force import all_in_force, general
from engine.items import worded
from engine.keyset import Page
from engine.keyset import page as keyset_page
from engine.lights import case_left, case_light, soon_until
from engine.models import Case, CaseFact
from engine.overviews.lying import lying_in
from engine.parts import Sight, seen, sights
from engine.places import department_names, place_names
from engine.process import Column, Process
from engine.rights import person, visible

if TYPE_CHECKING:
    from engine.unit import Unit

SORTS = ("number", "due", "title", "stage")
"""What a ledger is sorted by; numbers come newest first, the others ascending, and "-" before one turns it around."""
STATES = ("open", "done", "cancelled")
MOST_EXPORTED = 20_000
_RUNNING = (Case.state == "open") & Case.settled_at.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One ledger as a list of ledgers shows it; numbers are cases the actor may see."""

    key: str
    name: str
    total: int
    open: int
    overdue: int
    has_intake: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One case; `cells` are the words of its columns by name, `values` what lies behind them, as far as seen."""

    case_id: str
    number: str
    title: str
    state: str
    stage: str
    light: Light
    left: Remaining | None
    due_at: datetime | None
    started_at: datetime
    cells: Mapping[str, str]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a ledger is narrowed to: words, state, stage, light, place (a code), and facts (column name -> value)."""

    text: str = ""
    state: str = ""
    stage: str = ""
    light: Light | None = None
    place: str = ""
    facts: Mapping[str, str] | None = None


def ledgers(view: "Unit") -> list[Ledger]:
    """The ledgers of all published processes that keep one, by name."""
    late = func.sum(sql_case((_RUNNING & (Case.due_at < view.now), 1), else_=0))
    still_open = func.sum(sql_case((Case.state == "open", 1), else_=0))
    counted = select(Case.key, func.count(), still_open, late).where(visible(person(view))).group_by(Case.key)
    numbers = {key: (total, still, overdue) for key, total, still, overdue in view.session.execute(counted)}
    found = []
    for definition in all_in_force(view):
        process = view.processes.get(definition.key)
        if process is not None and process.ledger:
            total, still, overdue = numbers.get(definition.key, (0, 0, 0))
            found.append(
                Ledger(key=definition.key, name=definition.name, total=total, open=still, overdue=overdue,
                       has_intake=bool(process.intake))
            )  # fmt: skip
    return found


def name_of(view: "Unit", key: str) -> str:
    """What people call the process of a ledger; raises NotFound."""
    process_of(view, key)
    return general(view, key).name


def process_of(view: "Unit", key: str) -> Process:
    """The process of a ledger; raises NotFound."""
    process = view.processes.get(key)
    if process is None:
        raise NotFound(what=f"台账“{key}”")
    return process


def place_name(view: "Unit", code: str) -> str:
    """What people call the jurisdiction a ledger is narrowed to; empty where it is narrowed to none that there is."""
    return place_names(view.session, [code]).get(code, "") if code else ""


def page(
    view: "Unit", key: str, filters: Filters, *, sort: str = "number", cursor: str | None = None, limit: int = 20
) -> Page[LedgerRow]:
    """One page of the cases the actor may see."""
    process = process_of(view, key)
    keys, descending = _order(sort)
    query = _filtered(view, key, filters)
    found = keyset_page(view.session, query, keys, cursor=cursor, limit=limit, descending=descending)
    rows = _rows(view, process, [case for (case,) in found.rows])
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def export(view: "Unit", key: str, filters: Filters) -> Iterator[LedgerRow]:
    """All rows of the filtered ledger by number, read in portions; at most MOST_EXPORTED."""
    process = process_of(view, key)
    query = _filtered(view, key, filters).order_by(Case.number).limit(MOST_EXPORTED).execution_options(yield_per=500)
    for portion in view.session.scalars(query).partitions():
        yield from _rows(view, process, list(portion))


def options(view: "Unit", key: str, filters: Filters) -> dict[str, list[tuple[str, str, int]]]:
    """For every column to filter by: (value, words, number of cases), the most frequent first.

    Counted is what the other filters leave, so that each number is what choosing that value would show.
    """
    columns = [column for column in process_of(view, key).ledger if column.filter]
    counted = {column.name: _counted(view, key, filters, column) for column in columns}
    ids = (value for column in columns if _is_place(column) for value, _n in counted[column.name])
    names = department_names(view.session, ids)
    return {
        name: [(value, names.get(value, value), count) for value, count in values] for name, values in counted.items()
    }


def counts(view: "Unit", key: str) -> dict[str, int]:
    """How many visible cases stand at each stage, ended ones included, in the order of the diagram."""
    query = select(Case.stage, func.count()).where(Case.key == key, visible(person(view))).group_by(Case.stage)
    counted: dict[str, int] = dict(view.session.execute(query.order_by(Case.stage)).all())
    deployed = general(view, key)
    order = dict.fromkeys([*_stages(view, deployed), *counted])
    return {stage: counted[stage] for stage in order if stage and stage in counted}


def _stages(view: "Unit", deployed: Deployed, around: tuple[str, ...] = ()) -> Iterator[str]:
    """The stages of a process in the order of its diagram, with those of the processes it calls where it calls them."""
    for element in deployed.spec.elements.values():
        yield element.properties.get("stage", "")
        if element.called_process in (None, deployed.key, *around):
            continue
        try:
            called = general(view, str(element.called_process))
        except NotFound:  # Its name is computed, or it is not published yet.
            continue
        yield from _stages(view, called, (deployed.key, *around))


def lights(view: "Unit", key: str) -> dict[Light, int]:
    """How many open cases of each light there are."""
    soon = soon_until(view.now, view.calendar(min(person(view).jurisdictions, default="")))
    colour = sql_case(
        (Case.due_at.is_(None), "none"), (Case.due_at < view.now, "red"), (Case.due_at <= soon, "blue"), else_="green"
    )
    query = select(colour, func.count()).where(Case.key == key, _RUNNING, visible(person(view)))
    return {Light(name): count for name, count in view.session.execute(query.group_by(colour))}


def _counted(view: "Unit", key: str, filters: Filters, column: Column) -> list[tuple[str, int]]:
    others = {other: value for other, value in (filters.facts or {}).items() if other != column.name}
    cases = _filtered(view, key, replace(filters, facts=others)).with_only_columns(Case.id)
    counted = view.session.execute(
        select(CaseFact.value, func.count())
        .where(CaseFact.name == column.name, CaseFact.case_id.in_(cases.where(seen(person(view), column.part))))
        .group_by(CaseFact.value)
        .order_by(func.count().desc(), CaseFact.value)
    )
    return [(value, count) for value, count in counted]


def _filtered(view: "Unit", key: str, filters: Filters) -> Select[Any]:
    query = select(Case).where(Case.key == key, visible(person(view)))
    parts = {column.name: column.part for column in process_of(view, key).ledger}
    for word in filters.text.lower().split():
        query = query.where(Case.search.contains(word, autoescape=True))
    if filters.state in STATES:
        query = query.where(Case.state == filters.state)
    if filters.stage:
        query = query.where(Case.stage == filters.stage)
    if filters.place:
        query = query.where(lying_in(filters.place))
    for name, value in (filters.facts or {}).items():
        same = (CaseFact.case_id == Case.id) & (CaseFact.name == name) & (CaseFact.value == value)
        query = query.where(exists().where(same), seen(person(view), parts.get(name, "")))
    return _of_light(view, query, filters.light)


def _of_light(view: "Unit", query: Select[Any], light: Light | None) -> Select[Any]:
    if light is None:
        return query
    soon = soon_until(view.now, view.calendar(min(person(view).jurisdictions, default="")))
    conditions = {
        Light.RED: Case.due_at < view.now,
        Light.BLUE: Case.due_at.between(view.now, soon),
        Light.GREEN: Case.due_at > soon,
        Light.NONE: Case.due_at.is_(None),
    }
    return query.where(_RUNNING, conditions[light]) if light in conditions else query


def _order(sort: str) -> tuple[list[Any], bool]:
    """Columns to order by, and whether the greatest comes first."""
    turned, name = sort.startswith("-"), sort.removeprefix("-")
    first: dict[str, Any] = {
        "due": func.coalesce(Case.due_at, Case.started_at),
        "title": Case.title,
        "stage": Case.stage,
    }
    if name in first:
        return [first[name], Case.id], turned
    return [Case.id], not turned


def _rows(view: "Unit", process: Process, cases: Sequence[Case]) -> list[LedgerRow]:
    places = [column.name for column in process.ledger if _is_place(column)]
    names = department_names(view.session, (id_ for case in cases for name in places for id_ in _ids(case, name)))
    found = sights(view, cases)
    return [_row(view, process, case, names, found[case.id]) for case in cases]


def _row(view: "Unit", process: Process, case: Case, names: Mapping[str, str], sight: Sight) -> LedgerRow:
    ledger = case.ledger or {}
    values = {column.name: ledger.get(column.name) for column in process.ledger if sight.sees(column.part)}
    calendar = view.calendar(case.jurisdiction_code)
    return LedgerRow(
        case_id=case.id,
        number=case.number,
        title=case.title,
        state=case.state,
        stage=case.stage,
        light=case_light(case, view.now, calendar),
        left=case_left(case, view.now, calendar),
        due_at=case.due_at,
        started_at=case.started_at,
        cells={column.name: worded(values.get(column.name), column.kind, names) for column in process.ledger},
        values=values,
    )


def _is_place(column: Column) -> bool:
    return column.kind == "departments"


def _ids(case: Case, name: str) -> list[str]:
    value = (case.ledger or {}).get(name)
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str)]
    return [value] if isinstance(value, str) else []
