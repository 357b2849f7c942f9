"""How the steps of a version went in a period: how often, how long in waiting and in work, and what came back."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, Float, case, distinct, extract, func, select, type_coerce

from engine.clock import ZONE
from engine.models import Item
from engine.watching.access import Watched, watched

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A step in a period: items done, in how many cases; mean hours from arrival to being claimed and from then on.

    `due` items had a due date and `in_time` of them kept it; `returned` were sent back to an earlier step.
    """

    element: str
    name: str
    items: int
    cases: int
    waiting: float
    working: float
    returned: int
    due: int
    in_time: int

    @property
    def total(self) -> float:
        """Mean hours from arrival to the end."""
        return self.waiting + self.working

    @property
    def again(self) -> int:
        """How many times it was done beyond once a case: rounds, or several parties."""
        return self.items - self.cases

    @property
    def share(self) -> int | None:
        """Percent done in time; None where nothing had a due date."""
        return self.in_time * 100 // self.due if self.due else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """How often a step was sent back to another one."""

    element: str
    name: str
    to: str
    to_name: str
    times: int


def pace(
    view: "Unit", key: str, version: int | None = None, place: str = "", *, since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Pace]:  # fmt: skip
    """Every step with items done in a period (both days included), the slowest first. One statement for them all."""
    seen = watched(view, key, version, place)
    claimed = func.coalesce(Item.claimed_at, Item.completed_at)
    due = Item.due_at.is_not(None)
    columns = (
        Item.element,
        func.count(),
        func.count(distinct(Item.case_id)),
        func.avg(_hours(view, claimed, Item.arrived_at)),
        func.avg(_hours(view, Item.completed_at, claimed)),
        func.count(Item.returned_to),
        func.sum(case((due, 1), else_=0)),
        func.sum(case((due & (Item.completed_at <= Item.due_at), 1), else_=0)),
    )
    rows = seen.narrowed(_done(select(*columns), seen, since, until), Item.case_id).group_by(Item.element)
    found = [
        Pace(element=element, name=seen.deployed.name_of(element), items=items, cases=cases,
             waiting=max(float(waiting or 0), 0.0), working=max(float(working or 0), 0.0), returned=returned,
             due=with_due, in_time=in_time)
        for element, items, cases, waiting, working, returned, with_due, in_time in view.session.execute(rows)
    ]  # fmt: skip
    return sorted(found, key=lambda one: -one.total)


def loops(
    view: "Unit", key: str, version: int | None = None, place: str = "", *, since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Loop]:  # fmt: skip
    """Which steps were sent back to which, the most frequent first."""
    seen = watched(view, key, version, place)
    rows = _done(select(Item.element, Item.returned_to, func.count().label("times")), seen, since, until)
    rows = seen.narrowed(rows.where(Item.returned_to.is_not(None)), Item.case_id)
    rows = rows.group_by(Item.element, Item.returned_to).order_by(func.count().desc()).limit(20)
    name = seen.deployed.name_of
    return [
        Loop(element=element, name=name(element), to=to, to_name=name(to), times=times)
        for element, to, times in view.session.execute(rows)
    ]


def _done(statement: Any, seen: Watched, since: dt.date | None, until: dt.date | None) -> Any:
    statement = statement.where(Item.definition_id == seen.deployed.id, Item.state == "done")
    if since is not None:
        statement = statement.where(Item.completed_at >= _midnight(since))
    if until is not None:
        statement = statement.where(Item.completed_at < _midnight(until + dt.timedelta(days=1)))
    return statement


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, ZONE)


def _hours(view: "Unit", later: Any, earlier: Any) -> Any:
    """The hours between two moments, in the words of the database."""
    if view.engine.database.dialect.name == "sqlite":
        return (func.julianday(later, type_=Float) - func.julianday(earlier, type_=Float)) * 24.0
    plain = DateTime(timezone=True)
    return extract("epoch", type_coerce(later, plain) - type_coerce(earlier, plain)) / 3600.0
