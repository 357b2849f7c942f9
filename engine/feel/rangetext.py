"""Reads a range from a text for the function `range` (DMN 1.5 §10.3.4.1)."""

import re
from collections.abc import Callable
from operator import le
from typing import TYPE_CHECKING, Any

from engine.feel.comparing import ordered
from engine.feel.errors import Fault, FeelSyntaxError
from engine.feel.numbers import literal
from engine.feel.temporal.literals import at_literal
from engine.feel.tokens import Token, tokens
from engine.feel.values import Range, YearsMonths

if TYPE_CHECKING:
    from engine.feel.run import Run

_CALL = re.compile(r'\s*(date and time|date|time|duration)\s*\(\s*"([^"]*)"\s*\)\s*')
_NUMBER = re.compile(r"\s*(-?)\s*((?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,4})?)\s*", re.ASCII)
_STRING = re.compile(r'\s*("(?:[^"\\]|\\.)*")\s*')
_AT = re.compile(r'\s*@\s*"([^"]*)"\s*')


def read_range(run: "Run", text: str) -> Range:
    """`[1..5)`, `]"a".."f"]`, `[@"2026-01-01"..@"2026-12-31"]`, `(..5]`: the ends must be written values (rule 66).

    An end that is missing is not included.
    """
    text = text.strip()
    if len(text) < 4 or text[0] not in "[](" or text[-1] not in "[])":
        raise _unreadable(text)
    start, position = _end(text, 1, "..")
    if not text.startswith("..", position):
        raise _unreadable(text)
    end, position = _end(text, position + 2, text[-1])
    open_start, open_end = text[0] != "[", text[-1] != "]"
    missing = (start is None) + (end is None)
    closed = (start is None and not open_start) or (end is None and not open_end)
    if position != len(text) - 1 or missing == 2 or closed:
        raise _unreadable(text)
    if start is not None and end is not None and not ordered(run, le, start, end):
        raise _unreadable(text)
    return Range(start=start, end=end, start_included=not open_start, end_included=not open_end)


def _end(text: str, position: int, stop: str) -> tuple[Any, int]:
    """The value written at a position and where it ends; None when nothing stands before `stop`."""
    for pattern, read in _READERS:
        found = pattern.match(text, position)
        if found:
            return read(found), found.end()
    if text[position:].lstrip().startswith(stop):
        return None, position + len(text[position:]) - len(text[position:].lstrip())
    raise _unreadable(text)


def _read_number(found: re.Match[str]) -> Any:
    value = literal(found[2])
    return -value if found[1] else value


def _read_string(found: re.Match[str]) -> str:
    try:
        token: Token = tokens(found[1])[0]
    except FeelSyntaxError as error:
        raise _unreadable(found[1]) from error
    return token.text


def _read_call(found: re.Match[str]) -> Any:
    value = at_literal(found[2])
    kinds: dict[str, tuple[str, ...]] = {
        "date": ("date",),
        "time": ("time",),
        "date and time": ("datetime",),
        "duration": ("timedelta", YearsMonths.__name__),
    }
    if type(value).__name__ not in kinds[found[1]]:
        raise _unreadable(found[0])
    return value


def _unreadable(text: str) -> Fault:
    return Fault(f"“{text[:40]}”不是范围", f'"{text[:40]}" is not a range')


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Any]], ...] = (
    (_NUMBER, _read_number),
    (_STRING, _read_string),
    (_AT, lambda found: at_literal(found[1])),
    (_CALL, _read_call),
)
