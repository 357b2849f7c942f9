"""When a timer fires: dates, durations and cycles of ISO 8601, as FEEL values or as text (BPMN 2.0.2 §10.5.5.5)."""

import calendar
import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from engine.clock import ZONE
from engine.feel import YearsMonths
from engine.kernel.elements import TimerKind

_DURATION = re.compile(
    r"(?P<sign>-)?P(?=[\dT])(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
_CYCLE = re.compile(r"R(?P<times>\d*)/(?:(?P<start>[^/]+)/)?(?P<every>[^/]+)")

Span = tuple[int, timedelta]
"""Months and the rest of a duration; months are natural months, added first."""


def first(kind: TimerKind, value: Any, now: datetime) -> dict[str, Any] | None:
    """{"due"} of a date or duration, {"due", "every", "left"} of a cycle, counted from `now`; None if it is none."""
    if kind == "cycle":
        found = cycle(value, now)
        return None if found is None else {"due": found[0], "every": found[1], "left": found[2]}
    duration = span(value) if kind == "duration" else None
    due = moment(value, now.tzinfo) if kind == "date" else None if duration is None else later(now, duration)
    return None if due is None else {"due": due}


def moment(value: Any, zone: tzinfo | None = None) -> datetime | None:
    """The moment of a date value or text; a date is its midnight and a naive time is in `zone`. None if it is none."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.partition("[")[0])
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone or ZONE)
    if isinstance(value, date):
        return datetime.combine(value, time(), tzinfo=zone or ZONE)
    return None


def span(value: Any) -> Span | None:
    """A duration value or text as months and the rest, None if it is none."""
    if isinstance(value, timedelta):
        return 0, value
    if isinstance(value, YearsMonths):
        return value.months, timedelta()
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return None
    part = {name: float(text) for name, text in found.groupdict().items() if text and name != "sign"}
    sign = -1 if found["sign"] else 1
    rest = {name: amount for name, amount in part.items() if name not in ("years", "months")}
    months = int(part.get("years", 0) * 12 + part.get("months", 0))
    try:
        return sign * months, sign * timedelta(**rest)
    except OverflowError:
        return None


def later(start: datetime, duration: Span) -> datetime | None:
    """The moment after a duration, the last day of the month where the day does not exist; None beyond year 9999."""
    months, rest = duration
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return None
    day = min(start.day, calendar.monthrange(year, month)[1])
    try:
        return start.replace(year=year, month=month, day=day) + rest
    except OverflowError:
        return None


def cycle(text: Any, now: datetime) -> tuple[datetime, str, int | None] | None:
    """First moment, interval and how many times are left (None = for ever) of `R3/PT1H` or `R/2026-12-01/P1D`.

    The interval must be positive, else a timer would fire for ever at one moment. None if the text is no cycle.
    """
    found = _CYCLE.fullmatch(text) if isinstance(text, str) else None
    if not found:
        return None
    duration = span(found["every"])
    times = int(found["times"]) if found["times"] else None
    if duration is None or times == 0 or duration[0] < 0 or duration[1] < timedelta() or duration == (0, timedelta()):
        return None
    start = moment(found["start"]) if found["start"] else later(now, duration)
    return None if start is None else (start, found["every"], times)
