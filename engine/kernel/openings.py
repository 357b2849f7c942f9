"""Begins a case: at a start event, at what instantiates, or wherever no flow leads to (BPMN 2.0.2 §13.2.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine.feel import parse
from engine.kernel import timers
from engine.kernel.elements import Start
from engine.kernel.errors import NotStartable
from engine.kernel.gateways import EventBasedGateway
from engine.kernel.workflow import CaseWorkflow


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
    """A receive task, or an event after a gateway, has come; a parallel gateway awaits its others too (§13.3.3)."""
    scope = case.spec
    gateway = scope.instantiating[element]
    case.place(scope.task_specs[element]).internal_data["came"] = 0
    if isinstance(gateway, EventBasedGateway) and gateway.parallel:
        for flow in gateway.outgoing:
            if flow.target != element:
                case.place(scope.task_specs[flow.target])


def first_time(start: Start, now: datetime) -> dict[str, Any] | None:
    """When a timer start event begins its first case, as `timers.first` gives it; there are no variables to see yet."""
    text = start.text or ""
    value = parse(text).evaluate({}, now=now) if text.startswith("=") else text
    return None if start.timer is None else timers.first(start.timer, value, now)


def next_time(timer: dict[str, Any]) -> bool:
    """Set the timer of a start event to its next time; False if there is none."""
    return timers.advance(timer)
