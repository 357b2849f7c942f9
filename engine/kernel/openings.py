"""Begins a case: at a start event, at what instantiates, or wherever no flow leads to (BPMN 2.0.2 §13.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from engine.feel import FeelError
from engine.kernel import timers
from engine.kernel.elements import Start
from engine.kernel.errors import NotStartable
from engine.kernel.expressions import Expression
from engine.kernel.gateways import EventBasedGateway
from engine.kernel.workflow import CaseWorkflow

Functions = Mapping[str, Callable[..., Any]]


def begin(case: CaseWorkflow, element: str | None, part: int) -> None:
    """Put the first tokens; `part` is the one of several event definitions that has come. Raises NotStartable."""
    scope = case.spec
    if element in scope.instantiating:
        instantiate(case, element)
    elif element is None or element in {spec.name for spec in scope.firsts}:
        if scope.none_start is None and not scope.firsts:
            raise NotStartable(element=scope.name)
        case.commence()
    elif element in {event.name for event in scope.bpmn_start_events}:
        case.place(scope.task_specs[element]).internal_data["came"] = part
    else:
        raise NotStartable(element=element)


def instantiate(case: CaseWorkflow, element: str) -> None:
    """A receive task, or an event after a gateway, has come; a parallel gateway awaits its others too (§13.2)."""
    scope = case.spec
    gateway = scope.instantiating[element]
    case.place(scope.task_specs[element]).internal_data["came"] = 0
    if isinstance(gateway, EventBasedGateway) and gateway.parallel:
        for flow in gateway.outgoing:
            if flow.target != element:
                case.place(scope.task_specs[flow.target])


def first_time(start: Start, now: datetime, functions: Functions = MappingProxyType({})) -> dict[str, Any] | None:
    """When a timer start event begins its first case, as `timers.first` gives it; there are no variables to see yet.

    None where its expression gives no such time.
    """
    if start.timer is None or start.expression is None:
        return None
    return timers.first(start.timer, value_of(start.expression, {}, now, functions), now)


def next_time(timer: dict[str, Any]) -> bool:
    """Set the timer of a start event to its next time; False if there is none."""
    return timers.advance(timer)


def holds(start: Start, facts: Mapping[str, Any], now: datetime, functions: Functions) -> bool:
    """Whether the condition of a start event is true of some facts; what cannot be computed does not hold."""
    return start.expression is not None and value_of(start.expression, facts, now, functions) is True


def value_of(expression: Expression, facts: Mapping[str, Any], now: datetime, functions: Functions) -> Any:
    """The value of an expression before there is a case; null where it has none."""
    if expression.compiled is None:
        return expression.text
    try:
        return expression.compiled.evaluate(facts, functions={**timers.FUNCTIONS, **functions}, now=now)
    except FeelError:
        return None
