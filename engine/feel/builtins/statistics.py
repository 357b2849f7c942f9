"""Functions that make one value of a list: min, sum, mean, all, ... (DMN 1.5 §10.3.4.4, table 75).

Each takes a list or its elements as arguments.
"""

from collections import Counter
from collections.abc import Callable
from operator import gt, lt
from typing import TYPE_CHECKING, Any

from engine.feel import numbers
from engine.feel.arithmetic import LENGTHS, add
from engine.feel.builtins.registry import builtin
from engine.feel.comparing import Order, ordered
from engine.feel.errors import Fault
from engine.feel.numbers import CONTEXT, NUMERIC, Number

if TYPE_CHECKING:
    from engine.feel.run import Run

Aggregate = Callable[["Run", list[Any]], Any]


def _aggregate(name: str) -> Callable[[Aggregate], Aggregate]:
    def register(function: Aggregate) -> Aggregate:
        builtin(name, "list: list")(function)
        builtin(name, "*c: any")(function)
        return function

    return register


@_aggregate("min")
def least(run: "Run", items: list[Any]) -> Any:
    """The least of comparable elements; null for none."""
    return _extreme(run, lt, items)


@_aggregate("max")
def greatest(run: "Run", items: list[Any]) -> Any:
    """The greatest of comparable elements; null for none."""
    return _extreme(run, gt, items)


@_aggregate("sum")
def total(run: "Run", items: list[Any]) -> Any:
    """The sum of numbers, or of durations of one kind; null for none."""
    if not items:
        return None
    if type(items[0]) in NUMERIC:
        if set(map(type, _numbers(items))) == {int}:
            return numbers.number(sum(items))
    elif not isinstance(items[0], LENGTHS):
        raise Fault("应为数或时长的列表", "expected numbers or durations")
    result = items[0]
    for each in items[1:]:
        result = add(run, result, each)
    return result


@_aggregate("product")
def product(run: "Run", items: list[Any]) -> Any:
    """The product of numbers; null for none."""
    result: Number = 1
    for each in _numbers(items):
        result = numbers.multiply(result, each)
    return result if items else None


@_aggregate("mean")
def mean(run: "Run", items: list[Any]) -> Any:
    """The arithmetic mean; null for none."""
    return numbers.divide(total(run, _numbers(items)), len(items)) if items else None


@_aggregate("median")
def median(run: "Run", items: list[Any]) -> Any:
    """The middle number, or the mean of the two in the middle; null for none."""
    if not items:
        return None
    in_order = sorted(_numbers(items))
    middle = len(in_order) // 2
    if len(in_order) % 2:
        return in_order[middle]
    return numbers.divide(numbers.add(in_order[middle - 1], in_order[middle]), 2)


@_aggregate("stddev")
def deviation(run: "Run", items: list[Any]) -> Any:
    """The standard deviation of a sample; null for fewer than two."""
    if len(_numbers(items)) < 2:
        return None
    centre = mean(run, items)
    squares = [numbers.power(numbers.subtract(each, centre), 2) for each in items]
    run.spend(20 * len(items))
    return CONTEXT.sqrt(numbers.divide(total(run, squares), len(items) - 1))


@_aggregate("mode")
def mode(run: "Run", items: list[Any]) -> list[Any]:
    """The most frequent numbers, in ascending order."""
    counted = Counter(_numbers(items))
    most = max(counted.values(), default=0)
    return sorted(number for number, times in counted.items() if times == most)


@_aggregate("all")
def all_true(run: "Run", items: list[Any]) -> bool | None:
    """False if any element is false, else true if all are true, else null."""
    return _decided(items, False)


@_aggregate("any")
def any_true(run: "Run", items: list[Any]) -> bool | None:
    """True if any element is true, else false if all are false, else null."""
    return _decided(items, True)


def _decided(items: list[Any], decisive: bool) -> bool | None:
    if any(each is decisive for each in items):
        return decisive
    return not decisive if all(each is (not decisive) for each in items) else None


def _extreme(run: "Run", order: Order, items: list[Any]) -> Any:
    best: Any = None
    for place, each in enumerate(items):
        if place == 0:
            ordered(run, order, each, each)
            best = each
        elif ordered(run, order, each, best):
            best = each
    return best


def _numbers(items: list[Any]) -> list[Number]:
    if not NUMERIC.issuperset(map(type, items)):
        raise Fault("列表中应只有数", "expected numbers only")
    return items
