"""Cron expressions as Camunda 8 has them: six fields from seconds to weekdays, or a macro such as @daily.

A field is `*`, a number, a range, a list, with a step after `/`; months and weekdays may be named. Days know `?`, `L`
(the last day), `L-n`, `LW`, `nW` (the nearest weekday), weekdays `nL` (the last of the month) and `n#k` (the k-th).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

MACROS = {
    "@yearly": "0 0 0 1 1 *",
    "@annually": "0 0 0 1 1 *",
    "@monthly": "0 0 0 1 * *",
    "@weekly": "0 0 0 * * 0",
    "@daily": "0 0 0 * * *",
    "@midnight": "0 0 0 * * *",
    "@hourly": "0 0 * * * *",
}
MONTHS = {
    "JAN": 1, "FEB": 2, "MAR": 3, "APR": 4, "MAY": 5, "JUN": 6,
    "JUL": 7, "AUG": 8, "SEP": 9, "OCT": 10, "NOV": 11, "DEC": 12,
}  # fmt: skip
WEEKDAYS = {"SUN": 0, "MON": 1, "TUE": 2, "WED": 3, "THU": 4, "FRI": 5, "SAT": 6}
YEARS = 9
"""How far to look for the next day; 29 February comes back within eight years."""

Days = Callable[[date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """The times of a day and the days that match."""

    seconds: tuple[int, ...]
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    months: tuple[int, ...]
    day: Days
    weekday: Days


def following(text: str, after: datetime) -> datetime | None:
    """The first moment after another that matches, in its time zone; None if the text is no cron or none comes."""
    cron = read(text)
    if cron is None:
        return None
    day = after.date()
    for ahead in range(366 * YEARS):
        current = day + timedelta(days=ahead)
        if current.month in cron.months and cron.day(current) and cron.weekday(current):
            found = _in_day(cron, current, after)
            if found is not None:
                return found
    return None


@lru_cache(maxsize=256)
def read(text: str) -> Cron | None:
    """A cron expression, or None."""
    fields = MACROS.get(text.strip().lower(), text).upper().split()
    if len(fields) != 6:
        return None
    try:
        return Cron(
            seconds=_numbers(fields[0], 0, 59),
            minutes=_numbers(fields[1], 0, 59),
            hours=_numbers(fields[2], 0, 23),
            day=_days(fields[3]),
            months=_numbers(fields[4], 1, 12, MONTHS),
            weekday=_weekdays(fields[5]),
        )
    except ValueError:
        return None


def _in_day(cron: Cron, day: date, after: datetime) -> datetime | None:
    for hour in cron.hours:
        for minute in cron.minutes:
            for second in cron.seconds:
                found = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=after.tzinfo)
                if found > after:
                    return found
    return None


def _numbers(field: str, low: int, high: int, names: dict[str, int] | None = None) -> tuple[int, ...]:
    """The numbers of a field; ValueError if it has none."""
    found: set[int] = set()
    for part in field.split(","):
        span, slash, step = part.partition("/")
        first, dash, last = span.partition("-")
        if span == "*":
            start, end = low, high
        else:
            start = _number(first, names)
            end = _number(last, names) if dash else high if slash else start
        if not low <= start <= end <= high or (slash and int(step) < 1):
            raise ValueError(field)
        found.update(range(start, end + 1, int(step) if slash else 1))
    return tuple(sorted(found))


def _number(text: str, names: dict[str, int] | None) -> int:
    return names[text] if names and text in names else int(text)


def _days(field: str) -> Days:
    """Which days of the month match."""
    if field in ("*", "?"):
        return lambda day: True
    if field == "LW":
        return lambda day: day == _nearest_weekday(day.replace(day=_last(day)))
    if back := re.fullmatch(r"L(?:-(\d+))?", field):
        return lambda day: day.day == _last(day) - int(back[1] or 0)
    if near := re.fullmatch(r"(\d+)W", field):
        wanted = int(near[1])
        if not 1 <= wanted <= 31:
            raise ValueError(field)
        return lambda day: wanted <= _last(day) and day == _nearest_weekday(day.replace(day=wanted))
    numbers = _numbers(field, 1, 31)
    return lambda day: day.day in numbers


def _weekdays(field: str) -> Days:
    """Which days of the week match; 0 and 7 are Sunday."""
    if field in ("*", "?"):
        return lambda day: True
    if last := re.fullmatch(r"(\w+?)L", field):
        wanted = _number(last[1], WEEKDAYS) % 7
        return lambda day: day.isoweekday() % 7 == wanted and day.day > _last(day) - 7
    if nth := re.fullmatch(r"(\w+)#([1-5])", field):
        wanted, which = _number(nth[1], WEEKDAYS) % 7, int(nth[2])
        return lambda day: day.isoweekday() % 7 == wanted and (day.day - 1) // 7 + 1 == which
    numbers = {number % 7 for number in _numbers(field, 0, 7, WEEKDAYS)}
    return lambda day: day.isoweekday() % 7 in numbers


def _last(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _nearest_weekday(day: date) -> date:
    """The weekday nearest to a day, within its month."""
    if day.isoweekday() == 6:
        return day - timedelta(days=1) if day.day > 1 else day + timedelta(days=2)
    if day.isoweekday() == 7:
        return day + timedelta(days=1) if day.day < _last(day) else day - timedelta(days=2)
    return day
