"""Reads the event definition of a node: kind, name, code, time and correlation key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.kernel.definitions import (
    Cancel,
    Compensate,
    Conditional,
    Definition,
    Error,
    Escalation,
    Link,
    Message,
    Multiple,
    Passing,
    Signal,
    Terminate,
    Timer,
)
from engine.kernel.dialect import DEFINITIONS, full, local
from engine.kernel.elements import TimerKind
from engine.kernel.expressions import Expression
from engine.kernel.markup import attribute, extension, referred, text_of

if TYPE_CHECKING:
    from engine.kernel.parser import KernelParser

NOTHING = Expression("", None)
TIMES: dict[str, TimerKind] = {"timeDate": "date", "timeDuration": "duration", "timeCycle": "cycle"}


def definition(node: Any, parser: KernelParser) -> Definition:
    """The definition of an event node, a send or a receive task; passing if there is none."""
    if local(node) in ("sendTask", "receiveTask"):
        return message(node, node, parser)
    found = [READERS[local(event)](event, node, parser) for event in definitions(node) if local(event) in READERS]
    if len(found) > 1:
        return Multiple(found, node.get("parallelMultiple") == "true")
    return found[0] if found else Passing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Behavior:
    """Which events a multi-instance activity throws as its instances complete (BPMN 2.0.2 §10.3.8)."""

    kind: str = "All"
    events: tuple[tuple[Expression | None, Definition], ...] = ()

    def thrown(self, first: bool) -> tuple[tuple[Expression | None, Definition], ...]:
        """The events after an instance, each with its condition; `first` is the first to complete."""
        return () if self.kind == "One" and not first else self.events


def behavior(node: Any, parser: KernelParser) -> Behavior:
    """The behavior of the multi-instance activity `node`; where no event is named it is a signal named as its id."""
    found = node.find(full("multiInstanceLoopCharacteristics"))
    kind = "All" if found is None else found.get("behavior", "All")
    if kind in ("None", "One"):
        event = shared(node, found.get(f"{kind.lower()}BehaviorEventRef"))
        own = Signal(Expression(node.get("id"), None))
        read = own if event is None else READERS[local(event)](event, node, parser)
        return Behavior(kind=kind, events=((None, read),))
    events = []
    for choice in [] if kind == "All" else found.findall(full("complexBehaviorDefinition")):
        condition = parser.reader.feel(node, text_of(choice.find(full("condition"))))
        event = choice.find(full("event"))
        events += [(condition, READERS[local(one)](one, node, parser)) for one in definitions(event)]
    return Behavior(kind=kind, events=tuple(events))


def definitions(node: Any) -> list[Any]:
    """The event definitions of a node: its own, and those it shares by eventDefinitionRef."""
    own = [child for child in node if isinstance(child.tag, str) and local(child) in DEFINITIONS]
    refs = [(child.text or "").strip() for child in node.findall(full("eventDefinitionRef"))]
    return own + [found for found in (shared(node, ref) for ref in refs) if found is not None]


def shared(node: Any, ref: str | None) -> Any:
    """The event definition at the root of the file with this id, or None."""
    wanted = (ref or "").rpartition(":")[2]
    root = node.getroottree().getroot()
    found = (child for child in root if isinstance(child.tag, str) and local(child) in DEFINITIONS)
    return next((child for child in found if wanted and child.get("id") == wanted), None)


def message(event: Any, node: Any, parser: KernelParser) -> Definition:
    """A message by reference; a sender without one calls a service instead."""
    declared = referred(event, "messageRef", "message")
    if declared is None:
        return Message(NOTHING, None)
    name = parser.reader.text(node, declared.get("name"))
    posting = extension(node, "publishMessage")
    key = attribute(posting, "correlationKey") or attribute(extension(declared, "subscription"), "correlationKey")
    return Message(
        name or NOTHING,
        parser.reader.feel(node, key),
        parser.reader.text(node, attribute(posting, "messageId")),
        parser.reader.text(node, attribute(posting, "timeToLive")),
    )


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
    return Error(parser.reader.text(node, attribute(referred(event, "errorRef", "error"), "errorCode")))


def escalation(event: Any, node: Any, parser: KernelParser) -> Definition:
    """An escalation by reference; without one it catches all."""
    found = referred(event, "escalationRef", "escalation")
    return Escalation(parser.reader.text(node, attribute(found, "escalationCode")))


def link(event: Any, node: Any, parser: KernelParser) -> Definition:
    """A link by name."""
    return Link(event.get("name") or node.get("name") or "")


def terminate(event: Any, node: Any, parser: KernelParser) -> Definition:
    """Ends the scope."""
    return Terminate()


def conditional(event: Any, node: Any, parser: KernelParser) -> Definition:
    """A condition over the variables."""
    return Conditional(parser.reader.feel(node, text_of(event.find(full("condition")))) or NOTHING)


def compensate(event: Any, node: Any, parser: KernelParser) -> Definition:
    """What to undo: one activity or all; whether to wait until that is done."""
    activity = (event.get("activityRef") or "").rpartition(":")[2]
    return Compensate(activity or None, event.get("waitForCompletion") != "false")


def cancel(event: Any, node: Any, parser: KernelParser) -> Definition:
    """Cancels the transaction."""
    return Cancel()


READERS: dict[str, Callable[[Any, Any, KernelParser], Definition]] = {
    "messageEventDefinition": message,
    "signalEventDefinition": signal,
    "timerEventDefinition": timer,
    "errorEventDefinition": error,
    "escalationEventDefinition": escalation,
    "linkEventDefinition": link,
    "terminateEventDefinition": terminate,
    "conditionalEventDefinition": conditional,
    "compensateEventDefinition": compensate,
    "cancelEventDefinition": cancel,
}
