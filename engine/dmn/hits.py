"""Hit policies: which outputs of the rules that match are the value of a table (DMN 1.5 §8.2.10).

Without a match no policy is asked: the default output is the value, or null (§10.3.2.10), an empty collection too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from engine.feel.builtins import BUILTINS
from engine.feel.comparing import equal, matches_test
from engine.feel.errors import Fault
from engine.feel.run import Run
from engine.feel.values import Context

AGGREGATIONS: Final = {"SUM": "sum", "MIN": "min", "MAX": "max", "COUNT": "count"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The rules that match, by their numbers from 1, with their outputs; `orders` are the output values in order."""

    run: Run
    numbers: list[int]
    outputs: list[Any]
    orders: list[tuple[str | None, list[Any]]]


Policy = Callable[[Hits], Any]


def unique(hits: Hits) -> Any:
    """The one rule that matches."""
    if len(hits.outputs) > 1:
        listed = ", ".join(map(str, hits.numbers[:10]))
        raise Fault(
            f"命中策略为“唯一”，但第 {listed} 条规则同时命中", f"the hit policy is UNIQUE, but the rules {listed} match"
        )
    return hits.outputs[0]


def any_of(hits: Hits) -> Any:
    """The output all rules that match have in common."""
    if any(not _same(hits.run, each, hits.outputs[0]) for each in hits.outputs[1:]):
        listed = ", ".join(map(str, hits.numbers[:10]))
        raise Fault(
            f"命中策略为“任一”，但第 {listed} 条规则的输出不同",
            f"the hit policy is ANY, but the outputs of the rules {listed} differ",
        )
    return hits.outputs[0]


def priority(hits: Hits) -> Any:
    """The output that comes first in the order of the output values."""
    return output_order(hits)[0]


def first(hits: Hits) -> Any:
    """The output of the first rule that matches."""
    return hits.outputs[0]


def rule_order(hits: Hits) -> Any:
    """All outputs in the order of the rules."""
    return hits.outputs


def output_order(hits: Hits) -> Any:
    """All outputs in the order of the output values; the first output counts most."""

    def rank(output: Any) -> list[int]:
        parts = [output if name is None else output[name] for name, _ in hits.orders]
        return [
            next((place for place, each in enumerate(order) if _fits(hits.run, part, each)), len(order))
            for part, (_, order) in zip(parts, hits.orders, strict=True)
            if order
        ]

    return sorted(hits.outputs, key=rank)


def collect(aggregation: str | None) -> Policy:
    """All outputs, or what an aggregation makes of them."""
    if aggregation is None:
        return rule_order
    function = BUILTINS[AGGREGATIONS[aggregation]]
    return lambda hits: function.call(hits.run, [hits.outputs])


POLICIES: Final[dict[str, Policy]] = {
    "UNIQUE": unique,
    "ANY": any_of,
    "PRIORITY": priority,
    "FIRST": first,
    "RULE ORDER": rule_order,
    "OUTPUT ORDER": output_order,
}
LISTS: Final = frozenset({"RULE ORDER", "OUTPUT ORDER", "COLLECT"})


def _same(run: Run, a: Any, b: Any) -> bool:
    if isinstance(a, Context) and isinstance(b, Context):
        return all(_same(run, a[name], b[name]) for name in a)
    return equal(run, a, b) is True


def _fits(run: Run, value: Any, listed: Any) -> bool:
    try:
        return matches_test(run, value, listed) is True
    except Fault:
        return False
