"""Puts values into an explanation: JSON types only, of bounded size, everything else as FEEL writes it."""

from collections.abc import Mapping
from typing import Any

from engine.feel.values import entries
from engine.feel.writing import single

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
    return single(value)[:LONGEST]
