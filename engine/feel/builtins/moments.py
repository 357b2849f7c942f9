"""Date and time functions and calendar functions (DMN 1.5 §10.3.4.6, §10.3.4.8)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from engine.feel.builtins.registry import builtin
from engine.feel.comparing import equal
from engine.feel.temporal.exact import Clock, FarMoment, Moment, parts_of
from engine.feel.temporal.far import Day, near
from engine.feel.values import kind_of

if TYPE_CHECKING:
    from engine.feel.run import Run

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@builtin("is", "value1: any, value2: any")
def is_same(run: "Run", a: Any, b: Any) -> bool:
    """Whether two values are the same element of one domain: times with different offsets are not."""
    if kind_of(a) != kind_of(b):
        return False
    if kind_of(a) in ("time", "date and time") and _offset(a) != _offset(b):
        return False
    return equal(run, a, b) is True


@builtin("now", "")
def now(run: "Run") -> datetime:
    """The moment of the evaluation."""
    return run.now


@builtin("today", "")
def today(run: "Run") -> date:
    """The date of the evaluation, where it takes place."""
    return run.now.date()


@builtin("day of year", "date: date|date and time")
def day_of_year(run: "Run", day: Day | Moment) -> int:
    """1 to 366"""
    return _near(day).timetuple().tm_yday


@builtin("day of week", "date: date|date and time")
def day_of_week(run: "Run", day: Day | Moment) -> str:
    """"Monday" to "Sunday" """
    return _DAYS[_near(day).weekday()]


@builtin("month of year", "date: date|date and time")
def month_of_year(run: "Run", day: Day | Moment) -> str:
    """"January" to "December" """
    return _MONTHS[_near(day).month - 1]


@builtin("week of year", "date: date|date and time")
def week_of_year(run: "Run", day: Day | Moment) -> int:
    """The week by ISO 8601, 1 to 53"""
    return _near(day).isocalendar().week


def _near(value: Day | Moment) -> date:
    return near(parts_of(value)[0] if isinstance(value, datetime | FarMoment) else value)


def _offset(value: Moment | Clock) -> timedelta | str | None:
    offset = value.utcoffset()
    return str(value.tzinfo) if offset is None and value.tzinfo is not None else offset
