"""When a timer fires: dates, durations and cycles of ISO 8601, as FEEL values or text, and cron (BPMN §10.5.5)."""

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from engine.clock import ZONE
from engine.feel import YearsMonths
from engine.kernel import cron
from engine.kernel.elements import TimerKind

_DURATION = re.compile(
    r"(?P<sign>-)?P(?=[\dT])(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
_CYCLE = re.compile(r"R(?P<times>\d*)/(?:(?P<start>[^/]+)/)?(?P<every>[^/]+)")

Span = tuple[int, timedelta]
"""Months and the rest of a duration; months are natural months, added first."""


def first(kind: TimerKind, value: Any, now: datetime) -> dict[str, Any] | None:
    """{"due"} of a date or duration, more of a cycle (see `cycle`), counted from `now`; None if it is none."""
    if kind == "cycle":
        return cycle(value, now)
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


def cycle(text: Any, now: datetime) -> dict[str, Any] | None:
    """{"due", "every", "left"} and, where it ends, "until": of `R3/PT1H`, `R/2026-12-01/P1D`, `R/PT1H/2026-12-31`,
    `R4/2026-12-01/2026-12-08` or a cron expression. `left` counts the firings including the next, None for ever.

    An interval must be positive, else a timer would fire for ever at one moment. None if it is no cycle, or one
    that never fires.
    """
    if not isinstance(text, str):
        return None
    found = _CYCLE.fullmatch(text.strip())
    if found is None:
        due = cron.following(text, now)
        return None if due is None else {"due": due, "every": text, "left": None}
    times = int(found["times"]) if found["times"] else None
    parts = [part for part in (found["start"], found["every"]) if part]
    return None if times == 0 else _interval(parts, times, now)


def _interval(parts: list[str], times: int | None, now: datetime) -> dict[str, Any] | None:
    """A cycle of a start, a duration and an end, of which a duration or both moments are given."""
    durations = [part for part in parts if span(part) is not None]
    moments = [moment(part, now.tzinfo) for part in parts if span(part) is None]
    if None in moments or len(durations) + len(moments) != len(parts):
        return None
    ends = bool(durations) and parts[0] == durations[0] and len(parts) == 2
    until = moments[0] if ends else None
    start = None if ends or not moments else moments[0]
    if not durations:
        first_moment, second = (*moments, None)[:2]
        if first_moment is None or second is None:
            return None
        durations = [f"PT{(second - first_moment).total_seconds():.0f}S"]
    duration = span(durations[0])
    if duration is None or duration[0] < 0 or duration[1] < timedelta() or duration == (0, timedelta()):
        return None
    due = start or later(now, duration)
    if due is None or (until is not None and due > until):
        return None
    return {"due": due, "every": durations[0], "left": times, **({"until": until} if until else {})}


def repeated(*arguments: Any) -> str | None:
    """The FEEL function `cycle(interval)` or `cycle(repetitions, interval)` of Camunda 8: the text of a cycle."""
    *times, interval = arguments or (None,)
    duration = span(interval)
    if duration is None or len(times) > 1:
        return None
    months, rest = duration
    count = times[0] if times and times[0] is not None else ""
    return f"R{count}/P{months}M" if months else f"R{count}/PT{rest.total_seconds():f}S"


FUNCTIONS: dict[str, Callable[..., Any]] = {"cycle": repeated}
"""What every expression may call beside the functions of FEEL and of its environment."""


def advance(timer: dict[str, Any]) -> bool:
    """Set a timer that fired to its next time; False if that was the last."""
    every, left = timer.get("every"), timer.get("left")
    if every is None or left == 1:
        return False
    duration = span(every)
    due = cron.following(every, timer["due"]) if duration is None else later(timer["due"], duration)
    if due is None or ("until" in timer and due > timer["until"]):
        return False
    timer["due"] = due
    timer["left"] = None if left is None else left - 1
    return True
