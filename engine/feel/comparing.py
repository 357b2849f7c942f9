"""Equality, order and membership; null where values do not compare (DMN 1.5 §10.3.2.3.2, tables 42 to 55)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from engine.feel.errors import Fault
from engine.feel.numbers import NUMERIC
from engine.feel.temporal.exact import FarMoment, FineTime, LongDuration, length, positions
from engine.feel.temporal.far import FarDate
from engine.feel.values import Range, YearsMonths, entry, kind_of

if TYPE_CHECKING:
    from engine.feel.run import Run

Order = Callable[[Any, Any], bool]
ORDERS: dict[str, Order] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_ORDERED = (str, date, time, timedelta, YearsMonths, FarDate, FarMoment, FineTime, LongDuration)


def equal(run: "Run", a: Any, b: Any) -> bool | None:
    """a = b; null when they are of different kinds."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return bool(a == b)
    if a is None or b is None:
        return a is b
    kind = kind_of(a)
    if kind != kind_of(b):
        return None
    if kind == "list":
        run.spend(2 * len(a) + 2)
        return len(a) == len(b) and all(equal(run, x, y) is True for x, y in zip(a, b, strict=True))
    if kind == "context":
        return _equal_contexts(run, a, b)
    if kind == "range":
        return _equal_ranges(run, a, b)
    if kind == "string":
        run.spend(len(a) >> 4)
    a, b = _measured(kind, a, b)
    return bool(a == b)


def _equal_ranges(run: "Run", a: Range, b: Range) -> bool:
    ends = ((a.start, b.start), (a.end, b.end))
    alike = (a.start_included, a.end_included, a.other) == (b.start_included, b.end_included, b.other)
    return alike and all(equal(run, one, another) is True for one, another in ends)


def _equal_contexts(run: "Run", a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    run.spend(2 * len(a) + 2)
    return a.keys() == b.keys() and all(equal(run, entry(a, key), entry(b, key)) is True for key in a)


def ordered(run: "Run", order: Order, a: Any, b: Any) -> bool:
    """a < b and its like, of two values of one ordered kind."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return order(a, b)
    kind = kind_of(a)
    if kind != kind_of(b) or not isinstance(a, _ORDERED):
        raise Fault(f"{kind} 与 {kind_of(b)} 不能比较大小", f"{kind} and {kind_of(b)} have no order")
    if isinstance(a, str):
        run.spend(min(len(a), len(b)) >> 4)
    return order(*_measured(kind, a, b))


def _measured(kind: str, a: Any, b: Any) -> tuple[Any, Any]:
    """Two values of one kind as Python compares them: times by their place in UTC, long durations by their length."""
    if kind == "date and time" or kind == "time":
        plain = type(a) is type(b) and isinstance(a, datetime | time)
        told = (a.tzinfo is None) + (b.tzinfo is None)
        return (a, b) if plain and (told == 2 or (not told and kind == "date and time")) else positions(a, b)
    if isinstance(a, LongDuration) or isinstance(b, LongDuration):
        return length(a), length(b)
    return a, b


def compared(run: "Run", operator: str, a: Any, b: Any) -> bool | None:
    """Any of = != < <= > >= by its sign."""
    if operator == "=":
        return equal(run, a, b)
    if operator == "!=":
        same = equal(run, a, b)
        return None if same is None else not same
    return ordered(run, ORDERS[operator], a, b)


def within(run: "Run", value: Any, scope: Range) -> bool | None:
    """Whether a value lies in a range."""
    if scope.other:
        return compared(run, "!=", value, scope.start)
    if scope.start is not None and not ordered(run, ge if scope.start_included else gt, value, scope.start):
        return False
    return scope.end is None or ordered(run, le if scope.end_included else lt, value, scope.end)


def matches_test(run: "Run", value: Any, tested: Any) -> bool | None:
    """`value in tested`: in a range, among the members of a list (ranges too), or equal."""
    if isinstance(tested, Range) and not isinstance(value, Range):
        return within(run, value, tested)
    if type(tested) is not list:
        return equal(run, value, tested)
    run.spend(len(tested))
    if type(value) is list and equal(run, value, tested):
        return True
    return any(_is_member(run, value, each) for each in tested)


def _is_member(run: "Run", value: Any, member: Any) -> bool:
    if isinstance(member, Range) and not isinstance(value, Range):
        try:
            return within(run, value, member) is True
        except Fault:
            return False
    return equal(run, value, member) is True
