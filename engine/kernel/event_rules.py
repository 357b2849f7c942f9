"""Static rules about events: kinds where they may stand, references, timers, links (BPMN 2.0.2 §10.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine.clock import ZONE
from engine.kernel import timers
from engine.kernel.dialect import ACTIVITIES, DEFINITIONS, full, local
from engine.kernel.event_reading import TIMES, referred
from engine.kernel.faults import Faults
from engine.kernel.flow_rules import Scope
from engine.kernel.reading import attribute, extension, text_of

KINDS: dict[str, frozenset[str]] = {
    "startEvent": frozenset({"message", "timer", "signal"}),
    "intermediateCatchEvent": frozenset({"message", "timer", "signal", "link"}),
    "intermediateThrowEvent": frozenset({"message", "signal", "escalation", "link"}),
    "endEvent": frozenset({"message", "signal", "error", "escalation", "terminate"}),
    "boundaryEvent": frozenset({"message", "timer", "signal", "error", "escalation"}),
}
GUARDING = frozenset({"message", "timer", "signal", "error", "escalation"})
"""Kinds of start events of event subprocesses."""

TRIAL = datetime(2000, 1, 1, tzinfo=ZONE)
"""A moment to try a literal time with."""

NAMED = {"message": ("messageRef", "消息", "message"), "signal": ("signalRef", "信号", "signal")}
CODED = {
    "error": ("errorRef", "errorCode", "错误", "error"),
    "escalation": ("escalationRef", "escalationCode", "升级", "escalation"),
}


def check(scope: Scope, faults: Faults) -> None:
    """Report broken rules of the events of one scope."""
    for node in scope.nodes:
        tag = local(node)
        if tag in KINDS:
            check_event(scope, node, faults)
        elif tag in ("sendTask", "receiveTask"):
            check_named("message", node, node, faults)
    check_starts(scope, faults)
    check_links(scope, faults)


def check_event(scope: Scope, node: Any, faults: Faults) -> None:
    """One event with its definition."""
    tag, found = local(node), definitions(node)
    if len(found) > 1 or (not found and tag in ("intermediateCatchEvent", "boundaryEvent")):
        faults.add("one-event", node)
    allowed = GUARDING if tag == "startEvent" and guards(scope.node) else KINDS[tag]
    for event in found:
        kind = kind_of(event)
        if kind not in allowed:
            faults.add("event-kind", node, what=f"bpmn:{local(event)}")
        elif kind in NAMED:
            check_named(kind, event, node, faults)
        elif kind in CODED:
            check_coded(kind, event, node, faults)
        elif kind == "timer":
            check_timer(event, node, faults)
        if kind == "error" and "false" in (node.get("cancelActivity"), node.get("isInterrupting")):
            faults.add("interrupting", node)
    if tag == "boundaryEvent":
        host = scope.by_id.get(node.get("attachedToRef"))
        if host is None or local(host) not in ACTIVITIES or guards(host):
            faults.add("attached", node)


def check_named(kind: str, event: Any, node: Any, faults: Faults) -> None:
    """A message or signal: the reference, its name, and the correlation key where it is waited for."""
    reference, zh, en = NAMED[kind]
    if not event.get(reference):
        if not (kind == "message" and sends(node) and extension(node, "taskDefinition") is not None):
            faults.add("setting-missing", node, what=reference)
        return
    declared = referred(event, reference, kind)
    if declared is None:
        faults.add("dangling", node, what=reference, ref=event.get(reference))
    elif not attribute(declared, "name"):
        faults.add("name-missing", node, zh=zh, en=en)
    elif kind == "message" and correlates(node) and not correlation_key(declared):
        faults.add("setting-missing", node, what="zeebe:subscription correlationKey")


def check_coded(kind: str, event: Any, node: Any, faults: Faults) -> None:
    """An error or escalation: whoever throws one says which; whoever catches may leave it open."""
    reference, code, _, _ = CODED[kind]
    declared = referred(event, reference, kind)
    if event.get(reference) and declared is None:
        faults.add("dangling", node, what=reference, ref=event.get(reference))
    elif sends(node) and not attribute(declared, code):
        faults.add("setting-missing", node, what=code)


def check_timer(event: Any, node: Any, faults: Faults) -> None:
    """Exactly one of date, duration and cycle; a literal must be one."""
    times = [(TIMES[local(child)], text_of(child) or "") for child in event if local(child) in TIMES]
    if len(times) != 1 or not times[0][1]:
        faults.add("setting-missing", node, what="timeDate / timeDuration / timeCycle")
        return
    kind, text = times[0]
    if not text.startswith("=") and timers.first(kind, text, TRIAL) is None:
        faults.add("setting", node, what=f"bpmn:time{kind.title()}", value=text)


def check_starts(scope: Scope, faults: Faults) -> None:
    """How a scope begins (§10.3.5, §10.5.2)."""
    starts = [node for node in scope.nodes if local(node) == "startEvent"]
    kinds = [kind_of(event) for start in starts for event in definitions(start)]
    if local(scope.node) == "process":
        if not starts:
            faults.add("no-start", scope.node)
    elif guards(scope.node):
        if scope.node.find(full("multiInstanceLoopCharacteristics")) is not None:
            faults.add("unsupported", scope.node, what="bpmn:multiInstanceLoopCharacteristics")
        if len(starts) != 1 or len(kinds) != 1:
            faults.add("event-starts", scope.node)
    elif len(starts) != 1 or kinds:
        faults.add("starts", scope.node)


def check_links(scope: Scope, faults: Faults) -> None:
    """Every throwing link has one catching link of its name, and every catching link a throwing one."""
    ends: dict[str, dict[str, list[Any]]] = {"intermediateCatchEvent": {}, "intermediateThrowEvent": {}}
    for node in scope.nodes:
        event = node.find(full("linkEventDefinition"))
        if event is not None and local(node) in ends:
            name = event.get("name") or node.get("name") or ""
            ends[local(node)].setdefault(name, []).append(node)
    caught, thrown = ends["intermediateCatchEvent"], ends["intermediateThrowEvent"]
    for name in {*caught, *thrown}:
        if not name or len(caught.get(name, [])) != 1 or not thrown.get(name):
            for node in [*caught.get(name, []), *thrown.get(name, [])]:
                faults.add("link", node)


def definitions(node: Any) -> list[Any]:
    """The event definitions of a node that are known at all; others were refused with the vocabulary."""
    return [child for child in node if isinstance(child.tag, str) and local(child) in DEFINITIONS]


def kind_of(event: Any) -> str:
    """`timer` for timerEventDefinition."""
    return local(event).removesuffix("EventDefinition")


def guards(node: Any) -> bool:
    """Whether it is an event subprocess."""
    return bool(node.get("triggeredByEvent") == "true")


def sends(node: Any) -> bool:
    """Whether it throws its event."""
    return local(node) in ("sendTask", "intermediateThrowEvent", "endEvent")


def correlates(node: Any) -> bool:
    """Whether a message must find this case: not one that is sent, nor one that begins the process."""
    return not sends(node) and not (local(node) == "startEvent" and local(node.getparent()) == "process")


def correlation_key(message: Any) -> str | None:
    """The expression a message is told apart by."""
    return attribute(extension(message, "subscription"), "correlationKey")
