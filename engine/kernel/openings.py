"""Begins a case: at a start event, at what instantiates, or wherever no flow leads to (BPMN 2.0.2 §13.2.4)."""

from __future__ import annotations

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
