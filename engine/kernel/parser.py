"""SpiffWorkflow's BPMN parser with our specs, our expressions and without its recursion along the flows."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser

from engine.kernel import activities, ad_hoc, events, gateways, multi_instance, subprocesses, wiring
from engine.kernel.definitions import Link
from engine.kernel.dialect import GLOBAL_TASKS, NODES, full, local
from engine.kernel.elements import Element, Settings
from engine.kernel.event_reading import behavior, definition
from engine.kernel.markup import pairs
from engine.kernel.process_spec import ProcessSpec
from engine.kernel.reading import Reader
from engine.kernel.standard_loop import StandardLoop


class KernelParser(BpmnParser):  # type: ignore[misc]
    """One for a file. The file must have passed the checks; what is refused there is not met here."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.elements: dict[str, Element] = {}
        self.borrowed: dict[str, str] = {}
        """Call activity -> the global task it calls."""
        self.parts: dict[str, str] = {}
        """Node -> the part its lane names."""
        self.unread: list[ScopeParser] = []
        """Scopes met in others, to be read after them: however deep they are nested, nothing here calls itself."""

    def scope(self, process: str) -> ProcessSpec:
        """The graph of a process, with those of all its subprocesses and of the global tasks it calls."""
        self.unread = [self.process_parsers[process]]
        found: list[ScopeParser] = []
        while self.unread:
            found.append(self.unread.pop())
            found[-1].read_nodes()
        for scope in found:
            scope.connect_nodes()
        return found[0].spec

    def inside(self, node: Any, filename: str | None, lane: str | None) -> ScopeParser:
        """The scope of a subprocess or global task, to be read later."""
        self.create_parser(node, filename=filename, lane=lane)
        scope: ScopeParser = self.process_parsers[node.get("id")]
        self.unread.append(scope)
        return scope

    def _add_diagram_indexes(self, bpmn: Any) -> None:
        """Lanes by node; the inner lane of nested ones comes later in the file. Layout means nothing here."""
        lanes: dict[str, str | None] = {}
        for ref in bpmn.iter(full("flowNodeRef")):
            node, lane = (ref.text or "").strip(), ref.getparent()
            lanes[node] = lane.get("name")
            if part := pairs(lane, "properties", "property", "name").get("part"):
                self.parts[node] = part
        key = self._document_key(bpmn)
        self.document_lanes[key] = lanes
        self.document_positions[key] = {}

    def _read_elsewhere(self, bpmn: Any) -> None:
        """Events read what they refer to themselves (`event_reading`); SpiffWorkflow would refuse what it ignores."""

    _add_collaborations = _add_correlations = _add_data_stores = _read_elsewhere
    _add_errors = _add_escalations = _add_messages = _add_signals = _read_elsewhere


class NodeParser(TaskParser):  # type: ignore[misc]
    """One flow node."""

    task: Any

    def parse_node(self) -> Any:
        """Create the spec; flows and boundary events are connected once all nodes are there."""
        element, settings = self.read()
        self.task = self.create(element, settings)
        if settings.loop is not None or settings.repeat is not None:
            self.wrap(element, settings)
        self.task.default_flow = self.node.get("default")
        self.task.instantiates = self.node.get("instantiate") == "true"
        if isinstance(self.task, gateways.EventBasedGateway):
            self.task.parallel = self.node.get("eventGatewayType") == "Parallel"
        return self.task

    def read(self) -> tuple[Element, Any]:
        """The element and its settings."""
        parser = self.process_parser.parser
        parent = self.process_parser.bpmn_id if self.process_parser.parent is not None else None
        part = parser.parts.get(self.node.get("id"))
        element = parser.reader.element(self.node, self.lane or self.process_parser.lane, parent, part)
        parser.elements[element.id] = element
        return element, parser.reader.settings(self.node)

    def create(self, element: Element, settings: Any, **more: Any) -> Any:
        """The spec of the class registered for the tag."""
        lane, name = element.lane, element.name
        return self.spec_class(
            self.spec, element.id, element=element, settings=settings, lane=lane, bpmn_name=name, **more
        )

    def wrap(self, element: Element, settings: Settings) -> None:
        """Put the body of a repeated activity before the task, as SpiffWorkflow does: the task becomes its item."""
        item = self.spec.task_specs.pop(element.id)
        kept, item.settings = settings.parted()
        of = {"task_spec": "", "element": element, "settings": kept}
        if settings.loop is None:
            self.task = StandardLoop(self.spec, element.id, maximum=None, condition=None, test_before=False, **of)
        else:
            body = multi_instance.SequentialItems if settings.loop.sequential else multi_instance.ParallelItems
            self.task = body(self.spec, element.id, **of)
            self.task.behavior = behavior(self.node, self.process_parser.parser)
        self.task.event_definition = getattr(item, "event_definition", None)
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
        if element.kind == "startEvent":
            if self.process_parser.node.get("triggeredByEvent") == "true":
                self.spec_class = events.EventStart
            elif event.parallel:
                self.spec_class = events.ParallelStart
        if element.kind == "boundaryEvent":
            more["cancel_activity"] = self.node.get("cancelActivity") != "false"
        return super().create(element, settings, event_definition=event, **more)


class SubprocessNodeParser(NodeParser):
    """An embedded or event subprocess with its own scope."""

    def create(self, element: Element, settings: Any, **more: Any) -> Any:
        if self.node.get("triggeredByEvent") == "true":
            self.spec_class = subprocesses.EventSubprocess
        inner = self.process_parser.parser.inside(self.node, self.filename, element.lane)
        inner.parent = self.process_parser
        task = super().create(element, settings, subworkflow_spec=element.id)
        task.inner = inner.spec
        return task


def as_process(task: Any) -> Any:
    """A global task as a process of that one task, so that it can be called (BPMN 2.0.2 §10.3.6)."""
    root = task.getroottree().getroot()
    process = etree.SubElement(root, full("process"), id=task.get("id"), isExecutable="false")
    inner = etree.SubElement(process, full(GLOBAL_TASKS[local(task)]), dict(task.attrib))
    inner.extend(deepcopy(child) for child in task)
    return process


class CallParser(NodeParser):
    """A call activity; what it calls is looked up when it runs."""

    def create(self, element: Element, settings: Any, **more: Any) -> Any:
        task = super().create(element, settings, subworkflow_spec=element.called_process)
        parser, called = self.process_parser.parser, settings.process
        found = None if called is None else global_task(self.node, called.target.text)
        if found is not None:
            if called.target.text not in parser.process_parsers:
                parser.inside(as_process(found), self.filename, element.lane)
            task.inner = parser.process_parsers[called.target.text].spec
            parser.borrowed.setdefault(element.id, called.target.text)
        return task


def global_task(node: Any, key: str) -> Any:
    """The global task of the file with an id, or None."""
    root = node.getroottree().getroot()
    found = (child for tag in GLOBAL_TASKS for child in root.findall(full(tag)))
    return next((child for child in found if child.get("id") == key), None)


class ScopeParser(ProcessParser):  # type: ignore[misc]
    """A process or subprocess: all its nodes in the order of the file, then its flows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spec = ProcessSpec(self.bpmn_id, self.get_name())
        self.nodes = [child for child in self.node if isinstance(child.tag, str) and local(child) in NODES]

    def _index_process_nodes(self) -> None:
        """Flows and boundary events are found by `wiring`; an index for each scope of all below it would be large."""

    def read_nodes(self) -> None:
        """The specs of all nodes."""
        for node in self.nodes:
            self.parse_node(node)

    def connect_nodes(self) -> None:
        """Their flows and boundary events, once the nodes of all scopes are there."""
        wiring.wire(self.spec, self.node, self.nodes, self.parser.reader)


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
        "transaction": (SubprocessNodeParser, subprocesses.Transaction),
        "adHocSubProcess": (SubprocessNodeParser, ad_hoc.AdHocSubprocess),
        "callActivity": (CallParser, subprocesses.CallActivity),
        "exclusiveGateway": (NodeParser, gateways.ExclusiveGateway),
        "parallelGateway": (NodeParser, gateways.ParallelGateway),
        "inclusiveGateway": (NodeParser, gateways.InclusiveGateway),
        "complexGateway": (NodeParser, gateways.ComplexGateway),
        "eventBasedGateway": (EventParser, gateways.EventBasedGateway),
        "startEvent": (EventParser, events.StartEvent),
        "endEvent": (EventParser, events.EndEvent),
        "intermediateCatchEvent": (EventParser, events.CatchEvent),
        "intermediateThrowEvent": (EventParser, events.ThrowEvent),
        "boundaryEvent": (EventParser, events.BoundaryEvent),
    }.items()
}
