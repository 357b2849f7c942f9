"""The parts of dates, times, durations and ranges after a dot: `.year`, `.weekday` (DMN 1.5 §10.3.2.5, table 53)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from engine.feel.numbers import number
from engine.feel.temporal.exact import (
    DAY,
    SECOND,
    Clock,
    DaysTime,
    FarMoment,
    FineTime,
    LongDuration,
    fraction,
    length,
    plain_clock,
)
from engine.feel.temporal.far import FarDate, near
from engine.feel.values import Range, YearsMonths


def seconds_of(value: Clock | datetime) -> int | Decimal:
    """The second with its fraction."""
    second = value.clock.second if isinstance(value, FineTime) else value.second
    return _seconds(second * SECOND + fraction(value))


def _seconds(nanoseconds: int) -> int | Decimal:
    if nanoseconds % SECOND:
        return number(Decimal(nanoseconds).scaleb(-9))
    return nanoseconds // SECOND


def _part(value: DaysTime, unit: str) -> int | Decimal:
    nanoseconds = length(value)
    sign, nanoseconds = (-1, -nanoseconds) if nanoseconds < 0 else (1, nanoseconds)
    if unit == "days":
        return sign * (nanoseconds // DAY)
    if unit == "hours":
        return sign * (nanoseconds // (3600 * SECOND) % 24)
    if unit == "minutes":
        return sign * (nanoseconds // (60 * SECOND) % 60)
    return sign * _seconds(nanoseconds % (60 * SECOND))


def _years(value: YearsMonths) -> int:
    return value.months // 12 if value.months >= 0 else -(-value.months // 12)


def _months(value: YearsMonths) -> int:
    return value.months % 12 if value.months >= 0 else -(-value.months % 12)


def _zone_name(value: Clock | datetime | FarMoment) -> str | None:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


_DAY: dict[str, Callable[[Any], Any]] = {
    "year": lambda value: value.year,
    "month": lambda value: value.month,
    "day": lambda value: value.day,
    "weekday": lambda value: value.isoweekday(),
}
_CLOCK: dict[str, Callable[[Any], Any]] = {
    "hour": lambda value: value.hour,
    "minute": lambda value: value.minute,
    "second": seconds_of,
    "time offset": lambda value: value.utcoffset(),
    "timezone": _zone_name,
}


_DURATION: dict[str, Callable[[Any], Any]] = {
    "days": lambda value: _part(value, "days"),
    "hours": lambda value: _part(value, "hours"),
    "minutes": lambda value: _part(value, "minutes"),
    "seconds": lambda value: _part(value, "seconds"),
}


def _of(inner: Callable[[Any], Any], part: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: part(inner(value))


PROPERTIES: dict[type, dict[str, Callable[[Any], Any]]] = {
    date: _DAY,
    datetime: {**_DAY, **_CLOCK},
    FarDate: {**_DAY, "weekday": lambda value: near(value).isoweekday()},
    FarMoment: {
        "weekday": lambda value: near(value.date).isoweekday(),
        **{name: _of(attrgetter("date"), part) for name, part in _DAY.items() if name != "weekday"},
        "hour": lambda value: plain_clock(value.clock).hour,
        "minute": lambda value: plain_clock(value.clock).minute,
        "second": lambda value: seconds_of(value.clock),
        "time offset": lambda value: value.utcoffset(),
        "timezone": _zone_name,
    },
    time: _CLOCK,
    FineTime: {**{name: _of(attrgetter("clock"), part) for name, part in _CLOCK.items()}, "second": seconds_of},
    timedelta: _DURATION,
    LongDuration: _DURATION,
    YearsMonths: {"years": _years, "months": _months},
    Range: {
        "start": lambda value: value.start,
        "end": lambda value: value.end,
        "start included": lambda value: value.start_included,
        "end included": lambda value: value.end_included,
    },
}
"""Python type -> name of the part -> how to take it."""
