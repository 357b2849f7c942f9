"""The parts of dates, times, durations and ranges after a dot: `.year`, `.weekday` (DMN 1.5 §10.3.2.5, table 53)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from engine.feel.numbers import number
from engine.feel.temporal.far import FarDate, FarMoment, near
from engine.feel.values import Range, YearsMonths


def seconds_of(value: time | datetime) -> int | Decimal:
    """The second with its fraction."""
    if not value.microsecond:
        return value.second
    return number(Decimal(value.second * 1_000_000 + value.microsecond).scaleb(-6))


def _part(value: timedelta, unit: str) -> int | Decimal:
    sign, length = (-1, -value) if value < timedelta() else (1, value)
    if unit == "days":
        return sign * length.days
    if unit == "hours":
        return sign * (length.seconds // 3600)
    if unit == "minutes":
        return sign * (length.seconds // 60 % 60)
    whole = sign * (length.seconds % 60)
    fraction = length.microseconds
    return number(whole + sign * Decimal(fraction).scaleb(-6)) if fraction else whole


def _years(value: YearsMonths) -> int:
    return value.months // 12 if value.months >= 0 else -(-value.months // 12)


def _months(value: YearsMonths) -> int:
    return value.months % 12 if value.months >= 0 else -(-value.months % 12)


def _zone_name(value: time | datetime) -> str | None:
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


def _of(inner: Callable[[Any], Any], part: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: part(inner(value))


PROPERTIES: dict[type, dict[str, Callable[[Any], Any]]] = {
    date: _DAY,
    datetime: {**_DAY, **_CLOCK},
    FarDate: {**_DAY, "weekday": lambda value: near(value).isoweekday()},
    FarMoment: {
        "weekday": lambda value: near(value).isoweekday(),
        **{name: _of(attrgetter("date"), part) for name, part in _DAY.items() if name != "weekday"},
        **{name: _of(attrgetter("clock"), part) for name, part in _CLOCK.items()},
    },
    time: _CLOCK,
    timedelta: {
        "days": lambda value: _part(value, "days"),
        "hours": lambda value: _part(value, "hours"),
        "minutes": lambda value: _part(value, "minutes"),
        "seconds": lambda value: _part(value, "seconds"),
    },
    YearsMonths: {"years": _years, "months": _months},
    Range: {
        "start": lambda value: value.start,
        "end": lambda value: value.end,
        "start included": lambda value: value.start_included,
        "end included": lambda value: value.end_included,
    },
}
"""Python type -> name of the part -> how to take it."""
