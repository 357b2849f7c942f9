"""List functions that join lists or drop what is there twice (DMN 1.5 §10.3.4.4, table 75)."""

from collections.abc import Hashable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel.builtins.registry import builtin
from engine.feel.comparing import equal
from engine.feel.errors import Fault
from engine.feel.values import YearsMonths, as_list, kind_of

if TYPE_CHECKING:
    from engine.feel.run import Run

_HASHED = (bool, int, Decimal, str, date, time, timedelta, YearsMonths)


@builtin("concatenate", "*list: any")
def concatenate(run: "Run", lists: list[Any]) -> list[Any]:
    """The elements of several lists one after the other."""
    joined: list[Any] = []
    for each in lists:
        if each is None:
            raise Fault("null 不是列表", "null is not a list")
        items = as_list(each)
        run.spend(len(items))
        joined.extend(items)
    return joined


@builtin("union", "*list: any")
def union(run: "Run", lists: list[Any]) -> list[Any]:
    """The elements of several lists, each once."""
    return distinct_values(run, concatenate(run, lists))


@builtin("distinct values", "list: list")
def distinct_values(run: "Run", items: list[Any]) -> list[Any]:
    """Each element once, in the order of their first appearance."""
    seen: set[Hashable] = set()
    compared: list[Any] = []
    kept: list[Any] = []
    for each in items:
        if each is None or isinstance(each, _HASHED):
            key = (kind_of(each), each)
            if key in seen:
                continue
            seen.add(key)
        else:
            run.spend(len(compared))
            if any(equal(run, each, other) is True for other in compared):
                continue
            compared.append(each)
        kept.append(each)
    return kept


@builtin("flatten", "list: list")
def flatten(run: "Run", items: list[Any]) -> list[Any]:
    """The elements with those of the lists inside, however deep."""
    flat: list[Any] = []
    open_lists = [iter(items)]
    while open_lists:
        run.spend(2)
        each = next(open_lists[-1], _END)
        if each is _END:
            open_lists.pop()
        elif type(each) is list:
            open_lists.append(iter(each))
        else:
            flat.append(each)
    return flat


_END = object()
