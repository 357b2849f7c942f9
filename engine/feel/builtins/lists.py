"""List functions that look at or change single elements (DMN 1.5 §10.3.4.4, table 75)."""

from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

from engine.feel.builtins.registry import builtin
from engine.feel.builtins.spans import span
from engine.feel.comparing import equal
from engine.feel.errors import Fault
from engine.feel.numbers import Number
from engine.feel.values import Function

if TYPE_CHECKING:
    from engine.feel.run import Run


@builtin("list contains", "list: list, element: any")
def list_contains(run: "Run", items: list[Any], element: Any) -> bool:
    """Whether an element of the list equals a value; null may be looked for."""
    return any(equal(run, each, element) is True for each in items)


@builtin("count", "list: list")
def count(run: "Run", items: list[Any]) -> int:
    """How many elements."""
    return len(items)


@builtin("sublist", "list: list, start position: number, length?: number?")
def sublist(run: "Run", items: list[Any], start: Number, length: Number | None = None) -> list[Any]:
    """The elements from a position on, counted from 1 or from the end when negative; there must be so many."""
    begin, end = span(len(items), start, length)
    return items[begin:end]


@builtin("append", "list: list, *item: any")
def append(run: "Run", items: list[Any], further: list[Any]) -> list[Any]:
    """The list with elements added at its end."""
    return [*items, *further]


@builtin("insert before", "list: list, position: number, newItem: any")
def insert_before(run: "Run", items: list[Any], position: Number, item: Any) -> list[Any]:
    """The list with an element inserted before a position."""
    begin, _ = span(len(items), position)
    return [*items[:begin], item, *items[begin:]]


@builtin("remove", "list: list, position: number")
def remove(run: "Run", items: list[Any], position: Number) -> list[Any]:
    """The list without the element at a position."""
    begin, _ = span(len(items), position)
    return [*items[:begin], *items[begin + 1 :]]


@builtin("list replace", "list: list, position: number, newItem: any")
def replace_at(run: "Run", items: list[Any], position: Number, item: Any) -> list[Any]:
    """The list with the element at a position replaced."""
    begin, _ = span(len(items), position)
    return [*items[:begin], item, *items[begin + 1 :]]


@builtin("list replace", "list: list, match: function, newItem: any")
def replace_matching(run: "Run", items: list[Any], match: Function, item: Any) -> list[Any]:
    """The list with each element replaced for which match(element, newItem) is true."""
    return [item if _holds(run, match, each, item) else each for each in items]


@builtin("reverse", "list: list")
def reverse(run: "Run", items: list[Any]) -> list[Any]:
    """The list from its end."""
    return items[::-1]


@builtin("index of", "list: list, match: any")
def index_of(run: "Run", items: list[Any], match: Any) -> list[int]:
    """The places, from 1, where an element equals a value."""
    return [place for place, each in enumerate(items, 1) if equal(run, each, match) is True]


@builtin("sort", "list: list, precedes: function")
def sort(run: "Run", items: list[Any], precedes: Function) -> list[Any]:
    """The list in the order given by precedes(a, b); equal elements keep their order."""

    def compare(a: Any, b: Any) -> int:
        if _holds(run, precedes, a, b):
            return -1
        return 1 if _holds(run, precedes, b, a) else 0

    return sorted(items, key=cmp_to_key(compare))


def _holds(run: "Run", function: Function, a: Any, b: Any) -> bool:
    value = function.call(run, [a, b])
    if not isinstance(value, bool):
        raise Fault("比较函数应返回布尔值", "expected the function to give true or false")
    return value
