"""Writes dates, times and durations the way they are read (DMN 1.5 §10.3.4.1, `string`)."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from engine.feel.temporal.exact import SECOND, Clock, DaysTime, Moment, fraction, length, parts_of, plain_clock
from engine.feel.temporal.far import Day


def written_date(value: Day) -> str:
    """`2026-11-22`"""
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}" if isinstance(value, date) else str(value)


def written_time(value: Clock | datetime) -> str:
    """`08:30:00+08:00`, fractions of a second only when there are any."""
    clock = value if isinstance(value, datetime) else plain_clock(value)
    text = f"{clock.hour:02d}:{clock.minute:02d}:{clock.second:02d}{_fraction(fraction(value))}"
    return text + _written_zone(clock.tzinfo, clock.utcoffset())


def written_moment(value: Moment) -> str:
    """`2026-11-22T08:30:00@Asia/Shanghai`"""
    day, clock = parts_of(value)
    return f"{written_date(day)}T{written_time(value if isinstance(value, datetime) else clock)}"


def written_duration(value: DaysTime) -> str:
    """`P1DT2H3M4.5S`; nothing at all is `PT0S`."""
    nanoseconds = length(value)
    sign, nanoseconds = ("-", -nanoseconds) if nanoseconds < 0 else ("", nanoseconds)
    seconds, rest = divmod(nanoseconds, SECOND)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    second_text = f"{seconds}{_fraction(rest)}"
    parts = ((hours, f"{hours}H"), (minutes, f"{minutes}M"), (second_text != "0", f"{second_text}S"))
    clock = "".join(text for amount, text in parts if amount)
    day_text = f"{days}D" if days else ""
    return f"{sign}P{day_text}T{clock}" if clock else f"{sign}P{day_text}" if day_text else "PT0S"


def _fraction(nanoseconds: int) -> str:
    return f".{nanoseconds:09d}".rstrip("0") if nanoseconds else ""


def _written_zone(zone: tzinfo | None, offset: timedelta | None) -> str:
    if zone is None:
        return ""
    if zone is UTC:
        return "Z"
    if isinstance(zone, ZoneInfo) and zone.key:
        return f"@{zone.key}"
    seconds = int((offset or timedelta()).total_seconds())
    if not seconds:
        return "Z"
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    hours, minutes = divmod(seconds // 60, 60)
    return f"{sign}{hours:02d}:{minutes:02d}" + (f":{seconds % 60:02d}" if seconds % 60 else "")
