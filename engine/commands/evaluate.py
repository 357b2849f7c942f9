"""Evaluate conditions: every process that begins with a condition which is true of some facts begins a case."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine import beginnings
from engine.course import launch
from engine.forms import Message
from engine.rights import administrator

if TYPE_CHECKING:
    from engine.unit import Unit


def evaluate(unit: "Unit", facts: Mapping[str, Any], key: str | None = None) -> list[str]:
    """The ids of the cases begun; `facts` become their variables. `key` asks one process only.

    Each call is about facts of its own: a condition that holds in two calls begins two cases (as Camunda's
    evaluateConditions). For the system and administrators.
    """
    if unit.actor is not None:
        administrator(unit, Message("评估条件", "evaluate conditions"))
    return [case.id for case in beginnings.by_condition(unit, facts, launch, key)]
