"""Connects the specs of one scope: boundary events, event subprocesses, flows, links, handlers, where it begins."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.specs.base import TaskSpec

from engine.kernel import data, events, gateways, subprocesses
from engine.kernel.dialect import full, local
from engine.kernel.elements import Flow
from engine.kernel.multi_instance import Repeating
from engine.kernel.node import Node
from engine.kernel.process_spec import ProcessSpec
from engine.kernel.reading import Reader


def wire(scope: ProcessSpec, node: Any, nodes: list[Any], reader: Reader) -> None:
    """Connect all that was parsed; `node` is the process or subprocess, `nodes` the flow nodes in it."""
    for found in nodes:
        attach(scope, found)
    for flow in node.findall(full("sequenceFlow")):
        connect(scope, flow, reader)
    for association in node.findall(full("association")):
        handle(scope, association)
    specs = [spec for spec in scope.task_specs.values() if isinstance(spec, Node)]
    connect_links(specs)
    scope.before = predecessors(specs)
    scope.variables = data.objects(node)
    begin(scope, node, specs)


def attach(scope: ProcessSpec, node: Any) -> None:
    """Boundary events to their activity, event subprocesses to this scope."""
    spec = scope.task_specs[node.get("id")]
    if isinstance(spec, events.BoundaryEvent):
        host = scope.task_specs[node.get("attachedToRef")]
        host.attached = (*host.attached, spec)
        return
    item = scope.task_specs[spec.task_spec] if isinstance(spec, Repeating) else spec
    if isinstance(item, subprocesses.EventSubprocess):
        start = spec.trigger = item.trigger = item.inner.bpmn_start_events[0]
        start.interrupting = node.find(full("startEvent")).get("isInterrupting") != "false"
        kinds = {part.kind for part in start.event_definition.parts}
        if "compensate" in kinds:
            scope.undoing = start
        if kinds - {"compensate"}:
            scope.event_starts.append(start)


def connect(scope: ProcessSpec, node: Any, reader: Reader) -> None:
    """One sequence flow."""
    source, target = scope.task_specs[node.get("sourceRef")], scope.task_specs[node.get("targetRef")]
    default = source.default_flow == node.get("id")
    flow = Flow(node.get("id"), source.name, target.name, reader.condition(node), default)
    TaskSpec.connect(source, target)
    source.outgoing = (*source.outgoing, flow)
    target.incoming = (*target.incoming, flow)


def handle(scope: ProcessSpec, association: Any) -> None:
    """A compensation boundary event to its handler, for the activity and each item of a repeated one (§10.7.1)."""
    ends = [(association.get(end) or "").rpartition(":")[2] for end in ("sourceRef", "targetRef")]
    event, handler = (scope.task_specs.get(end) for end in ends)
    if not isinstance(event, events.BoundaryEvent) or handler is None:
        return
    if "compensate" not in {part.kind for part in event.event_definition.parts}:
        return
    host = next(spec for spec in scope.task_specs.values() if event in getattr(spec, "attached", ()))
    host.undo = handler.name
    if isinstance(host, Repeating):
        scope.task_specs[host.task_spec].undo = handler.name


def connect_links(specs: list[Node]) -> None:
    """Throwing links to the catching link of their name."""
    catching = [spec for spec in specs if isinstance(spec, events.CatchEvent)]
    landings = {spec.event_definition.name: spec.name for spec in catching if spec.event_definition.kind == "link"}
    for spec in specs:
        if isinstance(spec, events.LinkThrow):
            spec.landing = landings[spec.event_definition.name]


def begin(scope: ProcessSpec, node: Any, specs: list[Node]) -> None:
    """Where tokens appear: at start events, at what instantiates, else wherever no flow leads to (§13.2)."""
    if local(node) == "process":
        for spec in specs:
            if spec.instantiates and not spec.incoming:
                after = [scope.task_specs[flow.target] for flow in spec.outgoing]
                waiting = after if isinstance(spec, gateways.EventBasedGateway) else [spec]
                scope.instantiating.update((one.name, spec) for one in waiting)
    if not scope.bpmn_start_events and not scope.instantiating:
        scope.firsts = tuple(spec for spec in specs if not spec.incoming and first(spec))


def first(spec: Node) -> bool:
    """Whether a token appears here when the scope begins."""
    if spec.settings.for_compensation or spec.name != spec.element.id:
        return False
    if isinstance(spec, events.BoundaryEvent | events.StartEvent) or spec.handles_events:
        return False
    return not (isinstance(spec, events.CatchEvent) and spec.event_definition.kind == "link")


def predecessors(specs: list[Node]) -> dict[str, set[str]]:
    """For each node those from which a token may come to it directly."""
    before: dict[str, set[str]] = {}
    for spec in specs:
        for flow in spec.outgoing:
            before.setdefault(flow.target, set()).add(spec.name)
        for event in spec.boundary:
            before.setdefault(event.name, set()).add(spec.name)
        if isinstance(spec, events.LinkThrow):
            before.setdefault(spec.landing, set()).add(spec.name)
    return before
