"""Regular expressions from forms: compiled only when no answer can make them run long."""

import re
from math import prod
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from engine.forms.messages import Message

LONGEST = 200
"""Answers longer than this are not matched but refused."""

_MOST_WAYS = 1_000_000
_ONE_WAY = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN, op.RANGE, op.CATEGORY, op.AT)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)


class Unsafe(Exception):
    """Expected a pattern that always ends soon, but it may not, or is none at all."""

    def __init__(self, message: Message) -> None:
        self.message = message


def compile_pattern(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern as JavaScript reads it (`\d` and `\w` are ASCII, it may match anywhere). Raises Unsafe.

    Python's matcher backtracks, so the number of ways to match `LONGEST` characters is counted beforehand.
    """
    try:
        tree = _parser.parse(pattern, re.ASCII)
        compiled = re.compile(pattern, re.ASCII)
    except (re.error, RecursionError, OverflowError) as error:
        raise Unsafe(Message(f"正则表达式有误：{error}", f"The pattern is no regular expression: {error}")) from error
    if _ways(tree) > _MOST_WAYS:
        raise Unsafe(
            Message("正则表达式可能极慢，请简化其中的重复。", "The pattern may be very slow: simplify its repeats.")
        )
    return compiled


def _ways(tree: Any) -> int:
    """In how many ways the pattern can match one text of LONGEST characters, at most and roughly."""
    return prod(min(_ways_of(code, argument), _MOST_WAYS + 1) for code, argument in tree)


def _ways_of(code: Any, argument: Any) -> int:
    if code in _ONE_WAY:
        return 1
    if code in _REPEATS:
        least, most, body = argument
        most = min(int(most), LONGEST)
        inside = _ways(body)
        return (max(most - int(least), 0) + 1) * (inside ** min(most, 40) if inside > 1 else 1)
    if code is op.BRANCH:
        return sum(_ways(branch) for branch in argument[1])
    if code is op.SUBPATTERN:
        return _ways(argument[3])
    return _MOST_WAYS + 1
