"""Reads the event definition of a node: kind, name, code, time and correlation key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.kernel.definitions import Definition, Error, Escalation, Link, Message, Passing, Signal, Terminate, Timer
from engine.kernel.dialect import full, local
from engine.kernel.elements import TimerKind
from engine.kernel.expressions import Expression
from engine.kernel.reading import attribute, extension, text_of

if TYPE_CHECKING:
    from engine.kernel.parser import KernelParser

NOTHING = Expression("", None)
TIMES: dict[str, TimerKind] = {"timeDate": "date", "timeDuration": "duration", "timeCycle": "cycle"}


def definition(node: Any, parser: KernelParser) -> Definition:
    """The definition of an event node, a send or a receive task; passing if there is none."""
    if local(node) in ("sendTask", "receiveTask"):
        return message(node, node, parser)
    for child in node:
        read = READERS.get(local(child)) if isinstance(child.tag, str) else None
        if read is not None:
            return read(child, node, parser)
    return Passing()


def message(event: Any, node: Any, parser: KernelParser) -> Definition:
    """A message by reference; a sender without one calls a service instead."""
    declared = referred(event, "messageRef", "message")
    if declared is None:
        return Message(NOTHING, None)
    name = parser.reader.text(node, declared.get("name"))
    key = parser.reader.feel(node, attribute(extension(declared, "subscription"), "correlationKey"))
    return Message(name or NOTHING, key)


def signal(event: Any, node: Any, parser: KernelParser) -> Definition:
    """A signal by reference."""
    declared = referred(event, "signalRef", "signal")
    return Signal(parser.reader.text(node, attribute(declared, "name")) or NOTHING)


def timer(event: Any, node: Any, parser: KernelParser) -> Definition:
    """A date, a duration or a cycle."""
    for child in event:
        kind = TIMES.get(local(child)) if isinstance(child.tag, str) else None
        if kind is not None:
            return Timer(kind, parser.reader.text(node, text_of(child)) or NOTHING)
    return Timer("date", NOTHING)


def error(event: Any, node: Any, parser: KernelParser) -> Definition:
    """An error by reference; without one it catches all."""
    return Error(attribute(referred(event, "errorRef", "error"), "errorCode"))


def escalation(event: Any, node: Any, parser: KernelParser) -> Definition:
    """An escalation by reference; without one it catches all."""
    return Escalation(attribute(referred(event, "escalationRef", "escalation"), "escalationCode"))


def link(event: Any, node: Any, parser: KernelParser) -> Definition:
    """A link by name."""
    return Link(event.get("name") or node.get("name") or "")


def terminate(event: Any, node: Any, parser: KernelParser) -> Definition:
    """Ends the scope."""
    return Terminate()


READERS: dict[str, Callable[[Any, Any, KernelParser], Definition]] = {
    "messageEventDefinition": message,
    "signalEventDefinition": signal,
    "timerEventDefinition": timer,
    "errorEventDefinition": error,
    "escalationEventDefinition": escalation,
    "linkEventDefinition": link,
    "terminateEventDefinition": terminate,
}


def referred(event: Any, attribute_name: str, tag: str) -> Any:
    """The root element an event refers to, or None."""
    ref = event.get(attribute_name)
    if not ref:
        return None
    root = event.getroottree().getroot()
    return next((found for found in root.findall(full(tag)) if found.get("id") == ref.rpartition(":")[2]), None)
