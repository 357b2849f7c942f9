"""Unary tests that are written values and ranges only: what a table needs to find its rules by index."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel import nodes
from engine.feel.values import Range

_OPEN = {
    "<": lambda value: Range(start=None, end=value, start_included=False, end_included=False),
    "<=": lambda value: Range(start=None, end=value, start_included=False),
    ">": lambda value: Range(start=value, end=None, start_included=False, end_included=False),
    ">=": lambda value: Range(start=value, end=None, end_included=False),
}
_KINDS: dict[type, str] = {int: "number", Decimal: "number", str: "string", date: "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralTests:
    """Ranges of one kind (number, string or date), a single value being the range from it to itself.

    A cell that any value passes (`-`) has no kind.
    """

    kind: str | None
    ranges: tuple[Range, ...]
    negated: bool


def literal_tests(node: nodes.UnaryTests) -> LiteralTests | None:
    """The tests of a cell, or None where one of them has to be evaluated."""
    if not node.tests:
        return LiteralTests(kind=None, ranges=(), negated=False)
    ranges = [_range(each) for each in node.tests]
    known = [each for each in ranges if each is not None]
    kinds = {index_kind(end) for each in known for end in (each.start, each.end) if end is not None}
    if len(known) < len(ranges) or len(kinds) != 1 or None in kinds:
        return None
    return LiteralTests(kind=kinds.pop(), ranges=tuple(known), negated=node.negated)


def index_kind(value: Any) -> str | None:
    """The kind of a value by which rules can be found; None for those of which the index knows nothing."""
    return _KINDS.get(type(value))


def _range(test: nodes.Test) -> Range | None:
    operand = test.operand
    if isinstance(operand, nodes.Constant):
        if test.operator in (None, "="):
            return Range(start=operand.value, end=operand.value)
        return _OPEN[test.operator](operand.value) if test.operator in _OPEN else None
    if test.operator is not None or not isinstance(operand, nodes.RangeOf) or operand.operator is not None:
        return None
    ends = (operand.start, operand.end)
    if not all(isinstance(end, nodes.Constant) for end in ends):
        return None
    start, end = (end.value for end in ends if isinstance(end, nodes.Constant))
    if start is None or end is None or index_kind(start) != index_kind(end) or index_kind(start) is None or end < start:
        return None
    return Range(start=start, end=end, start_included=operand.start_included, end_included=operand.end_included)
