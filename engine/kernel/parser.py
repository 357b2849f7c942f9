"""SpiffWorkflow's BPMN parser with our specs, our expressions and without its recursion along the flows."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.specs.base import TaskSpec

from engine.kernel import activities, events, gateways, multi_instance, subprocesses
from engine.kernel.definitions import Link
from engine.kernel.dialect import NODES, full, local
from engine.kernel.elements import Element, Flow, Settings
from engine.kernel.event_reading import definition
from engine.kernel.node import Node
from engine.kernel.process_spec import ProcessSpec
from engine.kernel.reading import Reader


class KernelParser(BpmnParser):  # type: ignore[misc]
    """One for a file. The file must have passed the checks; what is refused there is not met here."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.elements: dict[str, Element] = {}
        self.keys: dict[str, str | None] = {}

    def _add_diagram_indexes(self, bpmn: Any) -> None:
        """Lanes by node; the inner lane of nested ones comes later in the file. Layout means nothing here."""
        lanes: dict[str, str | None] = {}
        for ref in bpmn.iter(full("flowNodeRef")):
            lanes[(ref.text or "").strip()] = ref.getparent().get("name")
        key = self._document_key(bpmn)
        self.document_lanes[key] = lanes
        self.document_positions[key] = {}


class NodeParser(TaskParser):  # type: ignore[misc]
    """One flow node."""

    task: Any

    def parse_node(self) -> Any:
        """Create the spec; flows and boundary events are connected once all nodes are there."""
        element, settings = self.read()
        self.task = self.create(element, settings)
        if settings.loop is not None:
            self.wrap(element, settings)
        return self.task

    def read(self) -> tuple[Element, Any]:
        """The element and its settings."""
        parser = self.process_parser.parser
        parent = self.process_parser.bpmn_id if self.process_parser.parent is not None else None
        element = parser.reader.element(self.node, self.lane or self.process_parser.lane, parent)
        parser.elements[element.id] = element
        return element, parser.reader.settings(self.node)

    def create(self, element: Element, settings: Any, **more: Any) -> Any:
        """The spec of the class registered for the tag."""
        lane, name = element.lane, element.name
        return self.spec_class(
            self.spec, element.id, element=element, settings=settings, lane=lane, bpmn_name=name, **more
        )

    def wrap(self, element: Element, settings: Any) -> None:
        """Put a multi-instance body before the task, as SpiffWorkflow does: the task becomes its item."""
        item = self.spec.task_specs.pop(element.id)
        spec_class = multi_instance.SequentialItems if settings.loop.sequential else multi_instance.ParallelItems
        self.task = spec_class(
            self.spec, element.id, task_spec="", element=element, settings=Settings(loop=settings.loop)
        )
        self._copy_task_attrs(item)

    def get_description(self) -> str:
        return local(self.node)


class ScriptParser(NodeParser):
    """A script task; SpiffWorkflow wants the script as text."""

    def create(self, element: Element, settings: Any, **more: Any) -> Any:
        script = "" if settings.script is None else settings.script.text
        return super().create(element, settings, script=script)


class EventParser(NodeParser):
    """A node with an event definition."""

    def create(self, element: Element, settings: Any, **more: Any) -> Any:
        event = definition(self.node, self.process_parser.parser)
        if isinstance(event, Link) and element.kind == "intermediateThrowEvent":
            self.spec_class = events.LinkThrow
        if element.kind == "startEvent" and self.process_parser.node.get("triggeredByEvent") == "true":
            self.spec_class = events.EventStart
        if element.kind == "boundaryEvent":
            more["cancel_activity"] = self.node.get("cancelActivity") != "false"
        return super().create(element, settings, event_definition=event, **more)


class SubprocessNodeParser(NodeParser):
    """An embedded or event subprocess with its own scope."""

    def create(self, element: Element, settings: Any, **more: Any) -> Any:
        if self.node.get("triggeredByEvent") == "true":
            self.spec_class = subprocesses.EventSubprocess
        parser = self.process_parser.parser
        parser.create_parser(self.node, filename=self.filename, lane=element.lane)
        inner = parser.process_parsers[element.id]
        inner.parent = self.process_parser
        task = super().create(element, settings, subworkflow_spec=element.id)
        task.inner = inner.get_spec()
        return task


class CallParser(NodeParser):
    """A call activity; what it calls is looked up when it runs."""

    def create(self, element: Element, settings: Any, **more: Any) -> Any:
        return super().create(element, settings, subworkflow_spec=element.called_process)


class ScopeParser(ProcessParser):  # type: ignore[misc]
    """A process or subprocess: all its nodes in the order of the file, then its flows."""

    def create_spec(self) -> ProcessSpec:
        return ProcessSpec(self.bpmn_id, self.get_name())

    def _parse(self) -> None:
        self.spec = self.create_spec()
        self.add_tasks()

    def add_tasks(self) -> None:
        nodes = [child for child in self.node if isinstance(child.tag, str) and local(child) in NODES]
        for node in nodes:
            self.parse_node(node)
        for node in nodes:
            self.attach(node)
        for flow in self.node.findall(full("sequenceFlow")):
            self.connect(flow)
        self.connect_links()
        for spec in self.spec.task_specs.values():
            if isinstance(spec, gateways.InclusiveGateway):
                spec.upstream = {flow.id: upstream(self.spec, flow.source, spec.name) for flow in spec.incoming}

    def attach(self, node: Any) -> None:
        """Boundary events to their activity, event subprocesses to this scope."""
        spec = self.spec.task_specs[node.get("id")]
        if isinstance(spec, events.BoundaryEvent):
            host = self.spec.task_specs[node.get("attachedToRef")]
            host.attached = (*host.attached, spec)
        elif isinstance(spec, subprocesses.EventSubprocess):
            start = spec.inner.bpmn_start_events[0]
            start.interrupting = node.find(full("startEvent")).get("isInterrupting") != "false"
            self.spec.event_starts.append(start)

    def connect(self, node: Any) -> None:
        """One sequence flow."""
        source = self.spec.task_specs[node.get("sourceRef")]
        target = self.spec.task_specs[node.get("targetRef")]
        condition = self.parser.reader.condition(node)
        default = self.get_node_by_id(source.name).get("default") == node.get("id")
        flow = Flow(node.get("id"), source.name, target.name, condition, default)
        TaskSpec.connect(source, target)
        source.outgoing = (*source.outgoing, flow)
        target.incoming = (*target.incoming, flow)

    def connect_links(self) -> None:
        """Throwing links to the catching link of their name."""
        nodes = [spec for spec in self.spec.task_specs.values() if isinstance(spec, events.CatchEvent)]
        landings = {spec.event_definition.name: spec.name for spec in nodes if spec.event_definition.kind == "link"}
        for spec in self.spec.task_specs.values():
            if isinstance(spec, events.LinkThrow):
                spec.landing = landings[spec.event_definition.name]


def upstream(scope: ProcessSpec, source: str, gateway: str) -> frozenset[str]:
    """The nodes from which a token can come to the end of `source` without passing the gateway."""
    before: dict[str, set[str]] = {}
    for spec in scope.task_specs.values():
        if not isinstance(spec, Node):
            continue
        for flow in spec.outgoing:
            before.setdefault(flow.target, set()).add(spec.name)
        for event in spec.boundary:
            before.setdefault(event.name, set()).add(spec.name)
        if isinstance(spec, events.LinkThrow):
            before.setdefault(spec.landing, set()).add(spec.name)
    found: set[str] = set()
    todo = [source]
    while todo:
        name = todo.pop()
        if name != gateway and name not in found:
            found.add(name)
            todo.extend(before.get(name, ()))
    return frozenset(found)


KernelParser.PROCESS_PARSER_CLASS = ScopeParser
KernelParser.PARSER_CLASSES = {
    full(tag): classes
    for tag, classes in {
        "task": (NodeParser, activities.PassingTask),
        "manualTask": (NodeParser, activities.ManualTask),
        "userTask": (NodeParser, activities.UserTask),
        "scriptTask": (ScriptParser, activities.ScriptTask),
        "serviceTask": (NodeParser, activities.ServiceTask),
        "businessRuleTask": (NodeParser, activities.RuleTask),
        "sendTask": (EventParser, events.SendTask),
        "receiveTask": (EventParser, events.ReceiveTask),
        "subProcess": (SubprocessNodeParser, subprocesses.Subprocess),
        "callActivity": (CallParser, subprocesses.CallActivity),
        "exclusiveGateway": (NodeParser, gateways.ExclusiveGateway),
        "parallelGateway": (NodeParser, gateways.ParallelGateway),
        "inclusiveGateway": (NodeParser, gateways.InclusiveGateway),
        "eventBasedGateway": (EventParser, gateways.EventBasedGateway),
        "startEvent": (EventParser, events.StartEvent),
        "endEvent": (EventParser, events.EndEvent),
        "intermediateCatchEvent": (EventParser, events.CatchEvent),
        "intermediateThrowEvent": (EventParser, events.ThrowEvent),
        "boundaryEvent": (EventParser, events.BoundaryEvent),
    }.items()
}
