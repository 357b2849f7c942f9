"""Availability of data: an activity waits for one of its input sets, and must give one of its output sets (§10.4.2).

A data object is available once its variable has a value. What an association into the first available input set
copies is mapped; those into inputs of other sets are not. The same holds for what is copied out of the outputs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.kernel import scopes
from engine.kernel.elements import DataSet
from engine.kernel.errors import Incident
from engine.kernel.expressions import Assignment, Expression

if TYPE_CHECKING:
    from engine.kernel.tokens import Token


def lacks(token: Token) -> bool:
    """Whether the activity needs data of which no input set is available."""
    sets = token.task_spec.settings.input_sets
    return bool(sets) and first(token, sets) is None


def inputs(token: Token) -> tuple[Assignment, ...]:
    """The input mappings, those into the available input set included."""
    settings = token.task_spec.settings
    return chosen(settings.inputs, settings.input_sets, first(token, settings.input_sets))


def outputs(token: Token, answers: dict[str, Any]) -> tuple[Assignment, ...]:
    """The output mappings, those out of the available output set included; `answers` are no variables yet.

    Raises Incident where no output set is available.
    """
    settings = token.task_spec.settings
    given = first(token, settings.output_sets, answers)
    if settings.output_sets and given is None:
        element = token.task_spec.element
        name, missing = element.name or element.id, "、".join(sorted(settings.output_sets[0].names))
        raise Incident(
            "output-set",
            f"“{name}”没有给出应有的输出：{missing}。请补齐变量后重试。",
            f"{name} has not given the outputs it must give: {missing}. Set these variables and retry.",
        )
    return chosen(settings.outputs, settings.output_sets, given)


def first(token: Token, sets: tuple[DataSet, ...], answers: dict[str, Any] | None = None) -> DataSet | None:
    """The first set of which everything required is there, as the token sees it."""
    engine = token.workflow.script_engine
    maps = [answers or {}, *scopes.seen_from(token)] if sets else []

    def is_there(need: Expression) -> bool:
        return engine.compute(need, maps, engine.now)[0] is not None

    return next((one for one in sets if all(map(is_there, one.needs))), None)


def chosen(mappings: tuple[Assignment, ...], sets: tuple[DataSet, ...], used: DataSet | None) -> tuple[Assignment, ...]:
    """The mappings but those of inputs or outputs of unused sets only."""
    unused = frozenset().union(*(one.names for one in sets)) - (used.names if used else frozenset())
    return tuple(mapping for mapping in mappings if not mapping.of & unused)
