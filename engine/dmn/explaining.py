"""Puts values into an explanation: JSON types only, of bounded size, everything else as FEEL writes it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.feel import Function, Range
from engine.feel.numbers import plain
from engine.feel.temporal.writing import written_date, written_duration, written_moment, written_time
from engine.feel.values import entries

MOST = 50
LONGEST = 500
DEEPEST = 8


def shown(value: Any, depth: int = 0) -> Any:
    """A value as None, bool, int, text, list or dict; long ones are cut with "…"."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[:LONGEST] + "…"
    if depth >= DEEPEST:
        return "…"
    if isinstance(value, list):
        return [*(shown(each, depth + 1) for each in value[:MOST]), *(["…"] if len(value) > MOST else [])]
    if isinstance(value, Mapping):
        first = dict(zip(range(MOST), entries(value), strict=False))
        made = {key: shown(each, depth + 1) for key, each in first.values()}
        return made if len(value) <= MOST else {**made, "…": "…"}
    return _written(value)


def _written(value: Any) -> str:
    if isinstance(value, Decimal):
        return plain(value)[:LONGEST]
    if isinstance(value, datetime):
        return written_moment(value)
    if isinstance(value, date):
        return written_date(value)
    if isinstance(value, time):
        return written_time(value)
    if isinstance(value, timedelta):
        return written_duration(value)
    if isinstance(value, Range):
        opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
        return f"{opening}{shown(value.start)}..{shown(value.end)}{closing}"
    return f"function {value.name}" if isinstance(value, Function) else str(value)[:LONGEST]
