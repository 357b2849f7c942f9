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


@rule(
    "startEvent",
    zh="流程的条件开始事件“{element}”无法触发：事项开始之前没有变量可供判断；请改用消息、信号或定时开始事件。",
    en="The conditional start event {element} of a process has no variables to look at before a case begins; "
    "use a message, signal or timer.",
    clause=CLAUSE,
)
def conditional_process_start(at: At) -> Broken:
    return at.scope is not None and at.scope.tag == "process" and "conditional" in at.kinds


@rule(
    "startEvent",
    "boundaryEvent",
    "intermediateCatchEvent",
    zh="并行多重事件“{element}”不能等待错误、升级、补偿或取消：它们不会等到其他事件到来。",
    en="The parallel multiple event {element} cannot await errors, escalations, compensation or cancelling; "
    "these do not wait for the other events.",
    clause=CLAUSE,
)
def parallel_multiple_code(at: At) -> Broken:
    codes = {"error", "escalation", "compensate", "cancel"}
    return at.is_true("parallelMultiple") and len(at.kinds) > 1 and bool(codes & set(at.kinds))
