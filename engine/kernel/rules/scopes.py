"""Rules about processes and subprocesses: how they begin and end, what may stand in them (BPMN 2.0.2 §10.3.5)."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, rule
from engine.kernel.rules.diagram import ACTIVITIES, NODES, SCOPES, SUBPROCESSES, At

DECLARED = ("messageRef", "signalRef", "errorRef", "escalationRef")


@rule(
    *SCOPES,
    zh="“{element}”有结束事件，却没有开始事件。",
    en="{element} has an end event, but no start event.",
    clause="BPMN 2.0.2 §10.5.2",
)
def start_missing(at: At) -> Broken:
    if at.event_subprocess or at.tag == "adHocSubProcess":
        return False
    missing = "endEvent" in at.node_tags and "startEvent" not in at.node_tags
    return missing and not any(map(instantiates, at.nodes))


@rule(
    *NODES,
    zh="没有连线通向“{element}”；有开始事件时，每个节点都应有入口。",
    en="No sequence flow leads to {element}; where there is a start event, every node needs a way in.",
    clause="BPMN 2.0.2 §10.5.2",
)
def unreached(at: At) -> Broken:
    if at.incoming or begins(at) or at.scope is None or at.scope.tag == "adHocSubProcess":
        return False
    return "startEvent" in at.scope.node_tags


@rule(
    *sorted(NODES),
    "sequenceFlow",
    zh="“{element}”不在任何流程里。",
    en="{element} is in no process.",
    clause="BPMN 2.0.2 §8.4.8",
)
def outside_process(at: At) -> Broken:
    return at.process is None and at.parent is not None and at.parent.node is not at.diagram.root


@rule(
    *SUBPROCESSES,
    zh="子流程“{element}”只能有一个开始事件。",
    en="The subprocess {element} can have one start event only.",
    clause="BPMN 2.0.2 §13.3.4",
)
def subprocess_several_starts(at: At) -> Broken:
    return not at.event_subprocess and at.tag != "adHocSubProcess" and len(starts(at)) > 1


@rule(
    *SUBPROCESSES,
    zh="事件子流程“{element}”没有开始事件。",
    en="The event subprocess {element} has no start event.",
    clause="BPMN 2.0.2 §10.3.5",
)
def event_subprocess_startless(at: At) -> Broken:
    return at.event_subprocess and not starts(at)


@rule(
    *SUBPROCESSES,
    zh="事件子流程“{element}”只能有一个开始事件。",
    en="The event subprocess {element} can have one start event only.",
    clause="BPMN 2.0.2 §10.3.5",
)
def event_subprocess_several_starts(at: At) -> Broken:
    return at.event_subprocess and len(starts(at)) > 1


@rule(
    *SUBPROCESSES,
    zh="事件子流程“{element}”的开始事件没有触发条件，永远不会启动。",
    en="The start event of the event subprocess {element} has no trigger; it would never start.",
    clause="BPMN 2.0.2 §10.3.5",
)
def event_subprocess_untriggered(at: At) -> Broken:
    return at.event_subprocess and any(not start.definitions for start in starts(at))


@rule(
    *SCOPES,
    zh="“{element}”与同一层的另一个事件子流程等待同一个{zh}，且都是中断型的。",
    en="{element} and another event subprocess of its level interrupt at the same {en}.",
    clause="BPMN 2.0.2 §10.5.6",
)
def event_subprocess_rivals(at: At) -> Broken:
    words = {"message": "消息", "signal": "信号", "error": "错误", "escalation": "升级"}
    earlier: set[tuple[str, str]] = set()
    found = []
    for handler in at.nodes:
        triggers = interrupting(handler) if handler.event_subprocess else set()
        found += [handler.breach(zh=words[kind], en=kind) for kind, _ in sorted(triggers & earlier)]
        earlier |= triggers
    return found


@rule(
    "adHocSubProcess",
    zh="自由子流程“{element}”里不能有开始事件。",
    en="The ad-hoc subprocess {element} can have no start event.",
    clause="BPMN 2.0.2 §10.3.5",
)
def adhoc_start(at: At) -> Broken:
    return bool(starts(at))


@rule(
    "adHocSubProcess",
    zh="自由子流程“{element}”里不能有结束事件。",
    en="The ad-hoc subprocess {element} can have no end event.",
    clause="BPMN 2.0.2 §10.3.5",
)
def adhoc_end(at: At) -> Broken:
    return any(node.tag == "endEvent" for node in at.nodes)


@rule(
    "adHocSubProcess",
    zh="自由子流程“{element}”里没有任何活动。",
    en="The ad-hoc subprocess {element} has no activity.",
    clause="BPMN 2.0.2 §10.3.5",
)
def adhoc_empty(at: At) -> Broken:
    return not any(node.tag in ACTIVITIES for node in at.nodes)


@rule(
    "adHocSubProcess",
    zh="自由子流程“{element}”的次序“{value}”无效，应为 Parallel 或 Sequential。",
    en="The ordering {value} of the ad-hoc subprocess {element} is neither Parallel nor Sequential.",
    clause="BPMN 2.0.2 §10.3.5",
)
def adhoc_ordering(at: At) -> Broken:
    value = at.get("ordering", "Parallel")
    return [] if value in ("Parallel", "Sequential") else [at.breach(value=value)]


@rule(
    "process",
    zh="流程“{element}”的类型“{value}”无效，应为 None、Private 或 Public。",
    en="The type {value} of the process {element} is none of None, Private and Public.",
    clause="BPMN 2.0.2 §10.2",
)
def process_type(at: At) -> Broken:
    value = at.get("processType", "None")
    return [] if value in ("None", "Private", "Public") else [at.breach(value=value)]


def starts(at: At) -> list[At]:
    """The start events of a scope."""
    return [node for node in at.nodes if node.tag == "startEvent"]


def begins(at: At) -> bool:
    """Whether a token comes here without a sequence flow."""
    if at.tag in ("startEvent", "boundaryEvent") or at.event_subprocess or at.compensates or instantiates(at):
        return True
    return at.tag == "intermediateCatchEvent" and "link" in at.kinds


def instantiates(at: At) -> bool:
    """Whether it starts the process by itself."""
    return at.tag in ("receiveTask", "eventBasedGateway") and at.is_true("instantiate")


def interrupting(at: At) -> set[tuple[str, str]]:
    """(kind, id of the declaration) of the triggers by which an event subprocess interrupts its scope."""
    return {
        (reference.removesuffix("Ref"), event.ref(reference))
        for start in starts(at)
        if start.is_true("isInterrupting", "true")
        for event in start.definitions
        for reference in DECLARED
        if event.ref(reference)
    }
