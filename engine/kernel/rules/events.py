"""Rules about events: which kinds may stand where, boundary events, what a definition must say (BPMN 2.0.2 §10.5)."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, add, rule
from engine.kernel.rules.diagram import ACTIVITIES, CATCHING, EVENTS, THROWING, At

WORDS = {
    "message": "消息", "timer": "定时", "signal": "信号", "error": "错误", "escalation": "升级",
    "conditional": "条件", "link": "链接", "compensate": "补偿", "cancel": "取消", "terminate": "终止",
}  # fmt: skip
OPENING = frozenset({"message", "timer", "conditional", "signal"})
GUARDING = OPENING | {"error", "escalation", "compensate"}


def placed(at: At) -> str:
    """Where an event stands: start events are of three places (§10.5.2), all others of one."""
    if at.tag != "startEvent" or at.scope is None or at.scope.tag == "process":
        return at.tag
    return "event-subprocess" if at.scope.event_subprocess else "subprocess"


def kinds(place: str, allowed: frozenset[str], zh: str, en: str, clause: str) -> None:
    """A rule about the kinds of events of one place."""

    def check(at: At) -> Broken:
        wrong = (kind for kind in at.kinds if kind in WORDS and kind not in allowed)
        return [at.breach(zh=WORDS[kind], en=kind) for kind in wrong] if placed(at) == place else False

    tag = place if place in EVENTS else "startEvent"
    name = {"startEvent": "start-kind", "subprocess": "subprocess-start-kind"}.get(place)
    name = name or {"event-subprocess": "event-subprocess-start-kind", "endEvent": "end-kind"}.get(place)
    name = name or {"intermediateCatchEvent": "catch-kind", "intermediateThrowEvent": "throw-kind"}.get(place)
    add(name or "boundary-kind", tag, topic=__name__, zh=zh, en=en, clause=f"BPMN 2.0.2 {clause}", check=check)


kinds(
    "startEvent",
    OPENING,
    "流程的开始事件“{element}”不能是{zh}事件；它只能用在事件子流程里。",
    "The start event {element} of a process cannot be of kind {en}; that is for event subprocesses.",
    "§10.5.2",
)
kinds(
    "subprocess",
    frozenset(),
    "子流程的开始事件“{element}”只能是空开始事件，不能是{zh}事件。",
    "The start event {element} of a subprocess has no trigger and cannot be of kind {en}.",
    "§10.5.2",
)
kinds(
    "event-subprocess",
    GUARDING,
    "事件子流程的开始事件“{element}”不能是{zh}事件。",
    "The start event {element} of an event subprocess cannot be of kind {en}.",
    "§10.5.2",
)
kinds(
    "intermediateCatchEvent",
    OPENING | {"link"},
    "中间捕获事件“{element}”不能是{zh}事件；错误、升级、取消、补偿只能用边界事件捕获。",
    "The intermediate event {element} cannot catch the kind {en}; errors and the like are caught on a boundary.",
    "§10.5.4",
)
kinds(
    "intermediateThrowEvent",
    frozenset({"message", "escalation", "compensate", "link", "signal"}),
    "中间抛出事件“{element}”不能是{zh}事件。",
    "The intermediate event {element} cannot throw the kind {en}.",
    "§10.5.4",
)
kinds(
    "boundaryEvent",
    GUARDING | {"cancel"},
    "边界事件“{element}”不能是{zh}事件。",
    "The boundary event {element} cannot be of kind {en}.",
    "§10.5.4",
)
kinds("endEvent", frozenset({"message", "error", "escalation", "cancel", "compensate", "signal", "terminate"}),
      "结束事件“{element}”不能是{zh}事件。",
      "The end event {element} cannot be of kind {en}.", "§10.5.3")  # fmt: skip


@rule(
    "intermediateCatchEvent",
    zh="中间捕获事件“{element}”没有说明等待什么（缺少事件定义）。",
    en="The intermediate catch event {element} does not say what it waits for (no event definition).",
    clause="BPMN 2.0.2 §10.5.4",
)
def catch_of_nothing(at: At) -> Broken:
    return not at.definitions


@rule(
    "boundaryEvent",
    zh="边界事件“{element}”没有说明捕获什么（缺少事件定义）。",
    en="The boundary event {element} does not say what it catches (no event definition).",
    clause="BPMN 2.0.2 §10.5.4",
)
def boundary_of_nothing(at: At) -> Broken:
    return not at.definitions


@rule(
    "boundaryEvent",
    zh="边界事件“{element}”没有附着在任何活动上。",
    en="The boundary event {element} is attached to nothing.",
    clause="BPMN 2.0.2 §10.5.4",
)
def boundary_unattached(at: At) -> Broken:
    return not at.get("attachedToRef")


@rule(
    "boundaryEvent",
    zh="边界事件“{element}”附着的“{host}”不是活动。",
    en="The boundary event {element} is attached to {host}, which is no activity.",
    clause="BPMN 2.0.2 §10.5.4",
)
def boundary_host_kind(at: At) -> Broken:
    host = at.target("attachedToRef")
    return [at.breach(host=host.label)] if host is not None and host.tag not in ACTIVITIES else False


@rule(
    "boundaryEvent",
    zh="边界事件“{element}”与它附着的活动“{host}”不在同一层。",
    en="The boundary event {element} and the activity {host} it is attached to are not of one level.",
    clause="BPMN 2.0.2 §10.5.4",
)
def boundary_host_elsewhere(at: At) -> Broken:
    host = at.target("attachedToRef")
    if host is None or host.tag not in ACTIVITIES or host.parent is at.parent:
        return False
    return [at.breach(host=host.label)]


@rule(
    "boundaryEvent",
    zh="边界事件“{element}”捕获错误，只能是中断型的。",
    en="The boundary event {element} catches an error and can only be interrupting.",
    clause="BPMN 2.0.2 §10.5.4",
)
def boundary_error_continues(at: At) -> Broken:
    return "error" in at.kinds and not at.is_true("cancelActivity", "true")


@rule(
    "boundaryEvent",
    zh="边界事件“{element}”捕获取消，只能是中断型的。",
    en="The boundary event {element} catches a cancellation and can only be interrupting.",
    clause="BPMN 2.0.2 §10.5.4",
)
def boundary_cancel_continues(at: At) -> Broken:
    return "cancel" in at.kinds and not at.is_true("cancelActivity", "true")


@rule(
    "startEvent",
    zh="事件子流程的开始事件“{element}”捕获错误，只能是中断型的。",
    en="The start event {element} of an event subprocess catches an error and can only be interrupting.",
    clause="BPMN 2.0.2 §10.5.2",
)
def start_error_continues(at: At) -> Broken:
    return "error" in at.kinds and not at.is_true("isInterrupting", "true")


@rule(
    "boundaryEvent",
    zh="取消边界事件“{element}”只能附着在事务上。",
    en="The cancel boundary event {element} can only be attached to a transaction.",
    clause="BPMN 2.0.2 §10.5.4",
)
def cancel_boundary_outside(at: At) -> Broken:
    host = at.target("attachedToRef")
    return "cancel" in at.kinds and host is not None and host.tag in ACTIVITIES - {"transaction"}


@rule(
    "endEvent",
    zh="取消结束事件“{element}”只能直接用在事务里，不能用在流程、事务内的其他子流程里。",
    en="The cancel end event {element} can only be used right in a transaction, in no other kind of subprocess.",
    clause="BPMN 2.0.2 §10.5.5",
)
def cancel_end_outside(at: At) -> Broken:
    return "cancel" in at.kinds and (at.scope is None or at.scope.tag != "transaction")


@rule(
    "startEvent",
    "boundaryEvent",
    zh="并行多重事件“{element}”不能等待补偿：活动完成之后才会补偿，那时其他事件已不再等待。",
    en="The parallel multiple event {element} cannot await compensation: that comes after the activity has completed, "
    "when its other events are no longer awaited.",
    clause="BPMN 2.0.2 §10.7.1",
)
def parallel_multiple_compensation(at: At) -> Broken:
    return at.is_true("parallelMultiple") and len(at.kinds) > 1 and "compensate" in at.kinds


@rule(
    *EVENTS,
    zh="链接事件“{element}”不能再有别的事件定义。",
    en="The link event {element} can have no other event definition.",
    clause="BPMN 2.0.2 §10.5.4",
)
def link_among_others(at: At) -> Broken:
    return "link" in at.kinds and len(at.kinds) > 1


@rule(
    *CATCHING,
    zh="事件“{element}”等待消息，但没有选定消息。",
    en="The event {element} waits for a message, but for none in particular.",
    clause="BPMN 2.0.2 §10.5.5",
)
def caught_message_missing(at: At) -> Broken:
    return lacks(at, "message", "messageRef")


@rule(
    *THROWING,
    zh="事件“{element}”发送消息，但没有选定消息，也没有选定发送的服务。",
    en="The event {element} sends a message, but neither a message nor a sending service is chosen.",
    clause="BPMN 2.0.2 §10.5.5",
)
def thrown_message_missing(at: At) -> Broken:
    return lacks(at, "message", "messageRef") and at.setting("taskDefinition", "type") is None


@rule(
    *EVENTS,
    zh="信号事件“{element}”没有选定信号。",
    en="No signal is chosen for the signal event {element}.",
    clause="BPMN 2.0.2 §10.5.5",
)
def signal_missing(at: At) -> Broken:
    return lacks(at, "signal", "signalRef")


@rule(
    *THROWING,
    zh="“{element}”抛出错误，但没有选定错误。",
    en="{element} throws an error, but no error is chosen.",
    clause="BPMN 2.0.2 §10.5.3",
)
def thrown_error_missing(at: At) -> Broken:
    return lacks(at, "error", "errorRef")


@rule(
    *THROWING,
    zh="“{element}”抛出的错误没有错误代码。",
    en="The error thrown by {element} has no error code.",
    clause="BPMN 2.0.2 §8.4.3",
)
def error_code_missing(at: At) -> Broken:
    return any(error is not None and not error.get("errorCode") for error in referred(at, "errorRef"))


@rule(
    *THROWING,
    zh="“{element}”抛出升级，但没有选定升级。",
    en="{element} throws an escalation, but no escalation is chosen.",
    clause="BPMN 2.0.2 §10.5.5",
)
def thrown_escalation_missing(at: At) -> Broken:
    return lacks(at, "escalation", "escalationRef")


@rule(
    *THROWING,
    zh="“{element}”抛出的升级没有升级代码。",
    en="The escalation thrown by {element} has no escalation code.",
    clause="BPMN 2.0.2 §8.4.4",
)
def escalation_code_missing(at: At) -> Broken:
    return any(raised is not None and not raised.get("escalationCode") for raised in referred(at, "escalationRef"))


@rule(
    *CATCHING,
    zh="条件事件“{element}”没有填写条件。",
    en="The conditional event {element} has no condition.",
    clause="BPMN 2.0.2 §10.5.5",
)
def event_condition_missing(at: At) -> Broken:
    conditions = [event.children("condition") for event in at.definitions if event.tag == "conditionalEventDefinition"]
    return any(not any(condition.text for condition in found) for found in conditions)


def lacks(at: At, kind: str, reference: str) -> bool:
    """Whether a definition of a kind refers to nothing."""
    return any(event.tag == f"{kind}EventDefinition" and not event.get(reference) for event in at.definitions)


def referred(at: At, reference: str) -> list[At | None]:
    """What the definitions of an event refer to by an attribute."""
    return [event.target(reference) for event in at.definitions if event.get(reference)]
