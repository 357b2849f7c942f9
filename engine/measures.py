"""Measures (统计): how long things take, counted over the cases of a ledger and grouped by who did them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Integer, Select, and_, cast, false, func, or_, select, true
from sqlalchemy import case as sql_case

from engine.clock import ZONE
from engine.errors import NotFound
from engine.forms import Message
from engine.ledgers import process_of
from engine.models import Case, Figure
from engine.parts import seen
from engine.pinyin import initials
from engine.places import department_names
from engine.process import Measure, Process
from engine.rights import person, visible

if TYPE_CHECKING:
    from engine.unit import Unit

SORTS = ("name", "count", "mean", "median", "longest", "on_time")
MOST_GROUPS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first to the last day on which the cases began, both included; without an end where None."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The figures of one of those grouped by, in the unit of the measure.

    `on_time` is the share (0..1) of the figures that kept their limit, None where none had any.
    """

    value: str
    name: str
    count: int
    mean: float
    median: float
    longest: float
    on_time: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One measure: its groups as sorted, and all figures together; None where there is none."""

    measure: Measure
    by: str
    """What is grouped by, as the ledger calls it."""
    groups: list[Group]
    total: Group | None


def measure_of(process: Process, name: str) -> Measure:
    """A measure of a process by its name, the first where it is empty; raises NotFound."""
    found = next((one for one in process.measures if name in ("", one.name)), None)
    if found is None:
        raise NotFound(what=Message("该统计口径", "this measure"))
    return found


def table(
    view: "Unit", key: str, name: str = "", period: Period | None = None, *, text: str = "", sort: str = "name"
) -> Table:
    """One measure over the cases the actor may see; `text` narrows to groups with these words in their name.

    `sort` is one of SORTS, "-" before it turns it around. Three statements, however many cases and groups there are.
    """
    process = process_of(view, key)
    measure = measure_of(process, name)
    figures = _figures(view, process, measure, period or Period())
    rows = view.session.execute(_summed(figures, figures.c.by)).all()
    kind = {column.name: column.kind for column in process.ledger}[measure.by]
    names = department_names(view.session, (row.by for row in rows)) if kind == "departments" else {}
    groups = [_group(row, names) for row in rows]
    words = text.lower().split()
    found = [group for group in groups if all(word in group.name.lower() for word in words)]
    total = view.session.execute(_summed(figures, None)).first() if groups else None
    return Table(
        measure=measure,
        by=next(column.label for column in process.ledger if column.name == measure.by),
        groups=_sorted(found, sort),
        total=_group(total, {}) if total else None,
    )


def _figures(view: "Unit", process: Process, measure: Measure, period: Period) -> Any:
    """The figures that are counted, each with its place among those of its group and among all."""
    parts = {column.part for column in process.ledger if column.name in (measure.value, measure.by)}
    actor = person(view)
    query = (
        select(Figure.by, Figure.value, Figure.on_time, *_places(Figure.by), *_places(None))
        .join(Case, Case.id == Figure.case_id)
        .where(Case.key == process.key, Figure.measure == measure.name, visible(actor), _began(period))
    )
    return query.where(*(seen(actor, part) for part in sorted(parts))).subquery()


def _places(within: Any) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Window functions by which a median is found on every database: the rank of a figure, and how many there are."""
    of = "all" if within is None else "group"
    order = (Figure.value, Figure.case_id, Figure.position)
    rank = func.row_number().over(partition_by=within, order_by=order).label(f"rank_{of}")
    return rank, func.count().over(partition_by=within).label(f"count_{of}")


def _summed(figures: Any, by: Any) -> Select[Any]:
    of = "all" if by is None else "group"
    rank, count = figures.c[f"rank_{of}"], figures.c[f"count_{of}"]
    in_the_middle = or_(rank == (count + 1) // 2, rank == count // 2 + 1)
    query = select(
        func.count().label("count"),
        func.avg(figures.c.value).label("mean"),
        func.avg(sql_case((in_the_middle, figures.c.value))).label("median"),
        func.max(figures.c.value).label("longest"),
        func.avg(cast(figures.c.on_time, Integer)).label("on_time"),
    )
    if by is None:
        return query.having(func.count() > 0)
    return query.add_columns(by.label("by")).group_by(by).order_by(by).limit(MOST_GROUPS)


def _began(period: Period) -> ColumnElement[bool]:
    if period.since and period.until and period.since > period.until:
        return false()
    conditions = []
    if period.since:
        conditions.append(Case.started_at >= dt.datetime.combine(period.since, dt.time.min, ZONE))
    if period.until:
        end = period.until + dt.timedelta(days=1)
        conditions.append(Case.started_at < dt.datetime.combine(end, dt.time.min, ZONE))
    return and_(true(), *conditions)


def _group(row: Any, names: Mapping[str, str]) -> Group:
    by = getattr(row, "by", "")
    return Group(
        value=by,
        name=names.get(by, by),
        count=row.count,
        mean=float(row.mean),
        median=float(row.median),
        longest=float(row.longest),
        on_time=None if row.on_time is None else float(row.on_time),
    )


def _sorted(groups: list[Group], sort: str) -> list[Group]:
    """Names in the order of their pinyin; those that have nothing to be sorted by come last either way."""
    name = sort.removeprefix("-")
    name = name if name in SORTS else "name"
    lacking = [group for group in groups if getattr(group, name) is None]
    having = [group for group in groups if getattr(group, name) is not None]
    backwards = sort.startswith("-")
    by_name = sorted(having, key=lambda group: (initials(group.name), group.name), reverse=name == "name" and backwards)
    if name != "name":
        by_name.sort(key=lambda group: getattr(group, name), reverse=backwards)
    return [*by_name, *lacking]
