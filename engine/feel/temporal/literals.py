"""Reads dates, times and durations from their ISO 8601 writing (DMN 1.5 §10.3.2.3.4 to §10.3.2.3.8)."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from engine.feel.errors import Fault
from engine.feel.temporal.exact import (
    DAY,
    SECOND,
    Clock,
    DaysTime,
    Moment,
    clock_of,
    combined,
    duration_of,
)
from engine.feel.temporal.far import Day, day_at, day_of
from engine.feel.values import YearsMonths

_DATE = re.compile(r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})", re.ASCII)
_TIME = re.compile(
    r"(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:(Z|z)|([+-])(\d{2}):(\d{2})(?::(\d{2}))?|@([A-Za-z][\w+/-]*))?", re.ASCII
)
_MONTHS = re.compile(r"(-?)P(?=\d)(?:(\d{1,10})Y)?(?:(\d{1,10})M)?", re.ASCII)
_DAYS = re.compile(
    r"(-?)P(?=\d|T)(?:(\d{1,16})D)?(?:T(?=\d)(?:(\d{1,18})H)?(?:(\d{1,20})M)?(?:(\d{1,22})(?:\.(\d{1,34}))?S)?)?",
    re.ASCII,
)
Duration = DaysTime | YearsMonths
_ENDS = re.compile(r"24:00:00(?:\.0+)?(?![.\d])")
"""The end of a day, which is the midnight after it."""


def at_literal(text: str) -> Day | Moment | Clock | Duration:
    """What `@"..."` means: a date, a date and time, a time or a duration, told apart by its form."""
    if text.startswith(("P", "-P")):
        return duration(text)
    if _DATE.match(text):
        return date_and_time(text) if "T" in text else day(text)
    return clock_time(text)


def day(text: str) -> Day:
    """`2026-11-22`, `-0044-03-15`, `12026-01-01`"""
    found = _DATE.fullmatch(text)
    if not found or text.startswith("-0000"):
        raise _fault(text, "日期", "a date")
    try:
        return day_of(*(int(part) for part in found.groups()))
    except ValueError as error:
        raise _fault(text, "日期", "a date") from error


def clock_time(text: str) -> Clock:
    """`08:30:00`, with `Z`, `+08:00` or `@Asia/Shanghai` after it or nothing; 24:00:00 is midnight."""
    found = _TIME.fullmatch(_ENDS.sub("00:00:00", text, count=1) if _ENDS.match(text) else text)
    if not found:
        raise _fault(text, "时间", "a time")
    hour, minute, second = (int(each) for each in found.group(1, 2, 3))
    if hour > 23 or minute > 59 or second > 59:
        raise _fault(text, "时间", "a time")
    try:
        return clock_of((hour * 3600 + minute * 60 + second) * SECOND + _nanoseconds(found[4]), _zone(found))
    except (ValueError, LookupError, OSError) as error:
        raise _fault(text, "时间", "a time") from error


def date_and_time(text: str) -> Moment:
    """`2026-11-22T08:30:00+08:00`; a date alone, which may have an offset, is its midnight."""
    head, separator, tail = text.partition("T")
    if not separator:
        date_alone = _DATE.match(text)
        end = date_alone.end() if date_alone else len(text)
        return combined(day(text[:end]), clock_time(f"00:00:00{text[end:]}"))
    on, clock = day(head), clock_time(tail)
    try:
        return combined(day_at(on.toordinal() + 1) if _ENDS.match(tail) else on, clock)
    except ValueError as error:
        raise _fault(text, "日期", "a date") from error


def duration(text: str) -> Duration:
    """`P1Y2M` or `P1DT2H`; years and months do not mix with days."""
    found = _MONTHS.fullmatch(text)
    if found:
        months = int(found[2] or 0) * 12 + int(found[3] or 0)
        return YearsMonths(-months if found[1] else months)
    found = _DAYS.fullmatch(text)
    if not found:
        raise _fault(text, "时长", "a duration")
    days, hours, minutes, seconds = (int(part or 0) for part in found.group(2, 3, 4, 5))
    length = days * DAY + (hours * 3600 + minutes * 60 + seconds) * SECOND + _nanoseconds(found[6])
    try:
        return duration_of(-length if found[1] else length)
    except OverflowError as error:
        raise _fault(text, "时长", "a duration") from error


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """All names, since looking for one that is not there takes long."""
    return frozenset(available_timezones())


def _nanoseconds(fraction: str | None) -> int:
    return int((fraction or "0").ljust(9, "0")[:9])


def offset_zone(offset: DaysTime) -> tzinfo:
    """The zone of a fixed offset, at most 14 hours."""
    if not isinstance(offset, timedelta) or abs(offset) > timedelta(hours=14):
        raise Fault("时区偏移超过14小时", "the offset is more than 14 hours")
    return timezone(offset) if offset else UTC


def _zone(found: re.Match[str]) -> tzinfo | None:
    utc, sign, hours, minutes, seconds, name = found.group(5, 6, 7, 8, 9, 10)
    if utc:
        return UTC
    if name:
        if name not in _zones():
            raise LookupError(name)
        return ZoneInfo(name)
    if not sign:
        return None
    if int(minutes) > 59 or int(seconds or 0) > 59:
        raise ValueError(found[0])
    offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    return offset_zone(-offset if sign == "-" else offset)


def _fault(text: str, zh: str, en: str) -> Fault:
    return Fault(f"“{text[:40]}”不是有效的{zh}", f'"{text[:40]}" is not {en}')
