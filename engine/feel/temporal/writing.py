"""Writes dates, times and durations the way they are read (DMN 1.5 §10.3.4.1, `string`)."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo


def written_date(value: date) -> str:
    """`2026-11-22`"""
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"


def written_time(value: time | datetime) -> str:
    """`08:30:00+08:00`, fractions of a second only when there are any."""
    text = f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}"
    if value.microsecond:
        text += f".{value.microsecond:06d}".rstrip("0")
    return text + _written_zone(value.tzinfo, value.utcoffset())


def written_moment(value: datetime) -> str:
    """`2026-11-22T08:30:00@Asia/Shanghai`"""
    return f"{written_date(value)}T{written_time(value)}"


def written_duration(value: timedelta) -> str:
    """`P1DT2H3M4.5S`; nothing at all is `PT0S`."""
    sign, value = ("-", -value) if value < timedelta() else ("", value)
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    second_text = f"{seconds}" + (f".{value.microseconds:06d}".rstrip("0") if value.microseconds else "")
    parts = ((hours, f"{hours}H"), (minutes, f"{minutes}M"), (second_text != "0", f"{second_text}S"))
    clock = "".join(text for amount, text in parts if amount)
    days = f"{value.days}D" if value.days else ""
    return f"{sign}P{days}T{clock}" if clock else f"{sign}P{days}" if days else "PT0S"


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
