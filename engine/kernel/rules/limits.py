"""What is valid BPMN but not executed here: each with its reason; a rule goes when its element runs."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, rule
from engine.kernel.rules.diagram import SUBPROCESSES, At

CLAUSE = "BPMN 2.0.2 §2.2"


@rule(
    *SUBPROCESSES,
    zh="事件子流程“{element}”不能循环或多实例。",
    en="The event subprocess {element} cannot be repeated.",
    clause=CLAUSE,
)
def event_subprocess_repeated(at: At) -> Broken:
    return at.event_subprocess and bool(at.children("multiInstanceLoopCharacteristics", "standardLoopCharacteristics"))


@rule(
    "boundaryEvent",
    zh="边界事件“{element}”附着在事件子流程上，本系统不能执行。",
    en="The boundary event {element} is attached to an event subprocess, which cannot be executed here.",
    clause=CLAUSE,
)
def event_subprocess_guarded(at: At) -> Broken:
    host = at.target("attachedToRef")
    return host is not None and host.event_subprocess


@rule(
    "eventBasedGateway",
    zh="事件网关“{element}”之后的接收任务“{target}”不能循环或多实例。",
    en="The receive task {target} after the event-based gateway {element} cannot be repeated.",
    clause=CLAUSE,
)
def event_gateway_target_repeated(at: At) -> Broken:
    targets = [flow.target("targetRef") for flow in at.outgoing]
    loops = ("multiInstanceLoopCharacteristics", "standardLoopCharacteristics")
    return [at.breach(target=found.label) for found in targets if found is not None and found.children(*loops)]
