"""Reads dates, times and durations from their ISO 8601 writing (DMN 1.5 §10.3.2.3.4 to §10.3.2.3.8)."""

import re
from datetime import UTC, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from engine.feel.errors import Fault
from engine.feel.temporal.far import Day, Moment, combined, day_of
from engine.feel.values import YearsMonths

_DATE = re.compile(r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})", re.ASCII)
_TIME = re.compile(
    r"(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:(Z|z)|([+-])(\d{2}):(\d{2})(?::(\d{2}))?|@([A-Za-z][\w+/-]*))?", re.ASCII
)
_MONTHS = re.compile(r"(-?)P(?=\d)(?:(\d{1,10})Y)?(?:(\d{1,10})M)?", re.ASCII)
_DAYS = re.compile(
    r"(-?)P(?=\d|T)(?:(\d{1,10})D)?(?:T(?=\d)(?:(\d{1,12})H)?(?:(\d{1,14})M)?(?:(\d{1,16})(?:\.(\d{1,18}))?S)?)?",
    re.ASCII,
)
Duration = timedelta | YearsMonths


def at_literal(text: str) -> Day | Moment | time | Duration:
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


def clock_time(text: str) -> time:
    """`08:30:00`, with `Z`, `+08:00` or `@Asia/Shanghai` after it or nothing."""
    found = _TIME.fullmatch(text)
    if not found:
        raise _fault(text, "时间", "a time")
    hour, minute, second, fraction = found.group(1, 2, 3, 4)
    microsecond = int((fraction or "0").ljust(6, "0")[:6])
    try:
        return time(int(hour), int(minute), int(second), microsecond, tzinfo=_zone(found))
    except (ValueError, LookupError, OSError) as error:
        raise _fault(text, "时间", "a time") from error


def date_and_time(text: str) -> Moment:
    """`2026-11-22T08:30:00+08:00`; a date alone is its midnight."""
    head, separator, tail = text.partition("T")
    if not separator:
        return combined(day(head), time())
    return combined(day(head), clock_time(tail))


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
    microseconds = int((found[6] or "0").ljust(6, "0")[:6])
    try:
        length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, microseconds=microseconds)
    except OverflowError as error:
        raise _fault(text, "时长", "a duration") from error
    return -length if found[1] else length


def offset_zone(offset: timedelta) -> tzinfo:
    """The zone of a fixed offset, at most 14 hours."""
    if abs(offset) > timedelta(hours=14):
        raise Fault("时区偏移超过14小时", "the offset is more than 14 hours")
    return timezone(offset) if offset else UTC


def _zone(found: re.Match[str]) -> tzinfo | None:
    utc, sign, hours, minutes, seconds, name = found.group(5, 6, 7, 8, 9, 10)
    if utc:
        return UTC
    if name:
        return ZoneInfo(name)
    if not sign:
        return None
    if int(minutes) > 59 or int(seconds or 0) > 59:
        raise ValueError(found[0])
    offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    return offset_zone(-offset if sign == "-" else offset)


def _fault(text: str, zh: str, en: str) -> Fault:
    return Fault(f"“{text[:40]}”不是有效的{zh}", f'"{text[:40]}" is not {en}')
