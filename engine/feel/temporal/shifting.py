"""Calculates with dates, times and durations of every range (DMN 1.5 §10.3.2.15, tables 57 and 59)."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from engine.feel.temporal.exact import (
    DAY,
    DaysTime,
    FarMoment,
    FineTime,
    Moment,
    clock_of,
    combined,
    duration_of,
    length,
    moment_at,
    of_day,
    parts_of,
    plain_clock,
    positions,
)
from engine.feel.temporal.far import Day, FarDate, day_at, months_after


def later(moment: Any, by: DaysTime) -> Any:
    """A date, time or moment moved by a days and time duration. Raises OverflowError or ValueError for one too far."""
    if isinstance(moment, time | FineTime):
        clock = plain_clock(moment)
        return clock_of((of_day(moment) + length(by)) % DAY, clock.tzinfo)
    if isinstance(moment, datetime | FarMoment):
        return _moment_later(moment, by)
    return day_at(moment.toordinal() + length(by) // DAY)


def _moment_later(moment: Moment, by: DaysTime) -> Moment:
    """In UTC where there is an offset, so that an hour is an hour when clocks change."""
    if isinstance(moment, datetime) and isinstance(by, timedelta):
        with suppress(OverflowError, ValueError):
            if moment.utcoffset() is None:
                return moment + by
            return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)
    position = positions(moment, moment)[0] + length(by)
    return moment_at(position, moment.tzinfo if moment.utcoffset() is not None else None)


def months_later(moment: Day | Moment, months: int) -> Day | Moment:
    """A date or moment so many months later. Raises ValueError for one too far."""
    if isinstance(moment, date | FarDate) and not isinstance(moment, datetime):
        return months_after(moment, months)
    day, clock = parts_of(moment)
    return combined(months_after(day, months), clock)


def distance(a: Any, b: Any) -> DaysTime:
    """a - b of two dates, two moments or two times; a date among moments is its midnight in UTC.

    Raises ValueError where one of two has an offset and the other has not.
    """
    if isinstance(a, date | FarDate) and isinstance(b, date | FarDate) and not _moments(a, b):
        return duration_of((a.toordinal() - b.toordinal()) * DAY)
    a, b = _moment(a), _moment(b)
    if (a.utcoffset() is None) != (b.utcoffset() is None):
        raise ValueError("one has a time zone and the other has not")
    first, second = positions(a, b)
    return duration_of(first - second)


def _moments(*values: Any) -> bool:
    return any(isinstance(each, datetime) for each in values)


def _moment(value: Any) -> Any:
    if isinstance(value, FarDate) or (isinstance(value, date) and not isinstance(value, datetime)):
        return combined(value, time(tzinfo=UTC))
    return value
