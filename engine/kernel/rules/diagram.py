"""A file as its rules look at it: elements by id, flows by end, scopes, event definitions; nothing of how it runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from engine.kernel.dialect import BPMN, executable, full, local, namespace
from engine.kernel.markup import attribute, extension, text_of
from engine.kernel.rulebook import Breach

DI = "http://www.omg.org/spec/BPMN/20100524/DI"

TASKS = frozenset({
    "task", "userTask", "manualTask", "scriptTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask",
})  # fmt: skip
SUBPROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
ACTIVITIES = TASKS | SUBPROCESSES | {"callActivity"}
GATEWAYS = frozenset({
    "exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway",
})  # fmt: skip
CATCHING = frozenset({"startEvent", "intermediateCatchEvent", "boundaryEvent"})
THROWING = frozenset({"intermediateThrowEvent", "endEvent", "implicitThrowEvent"})
EVENTS = CATCHING | THROWING
NODES = ACTIVITIES | GATEWAYS | EVENTS
SCOPES = SUBPROCESSES | {"process"}
ROOT_ONLY = frozenset({"process", "collaboration"})


class Diagram:
    """One file. Elements of processes that are not executed count only as what others refer to."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.by_id: dict[str, At] = {}
        self.incoming: dict[str, list[At]] = {}
        self.outgoing: dict[str, list[At]] = {}
        self.guards: dict[str, list[At]] = {}
        self.everything = [At(node, self) for node in root.iter() if isinstance(node.tag, str)]
        self._of_node = {at.node: at for at in self.everything}
        for at in self.everything:
            if at.space in (BPMN, DI) and at.id:
                self.by_id.setdefault(at.id, at)
            if at.space == BPMN:
                self._index(at)

    def _index(self, at: At) -> None:
        if at.tag == "sequenceFlow":
            self.outgoing.setdefault(at.ref("sourceRef"), []).append(at)
            self.incoming.setdefault(at.ref("targetRef"), []).append(at)
        elif at.tag == "boundaryEvent":
            self.guards.setdefault(at.ref("attachedToRef"), []).append(at)

    @cached_property
    def checked(self) -> list[At]:
        """What the rules are held against: all but processes that are not executed, in the order of the file."""
        sketches = set(self.root.findall(full("process"))) - set(executable(self.root))
        return [at for at in self.everything if at.process is None or at.process.node not in sketches]

    @cached_property
    def links(self) -> dict[tuple[Any, str, str], list[At]]:
        """Link events by (scope node, tag, name of the link)."""
        found: dict[tuple[Any, str, str], list[At]] = {}
        for at in self.everything:
            if at.space == BPMN and at.tag in EVENTS and "link" in at.kinds:
                found.setdefault((at.node.getparent(), at.tag, at.link), []).append(at)
        return found

    @cached_property
    def link_names(self) -> frozenset[tuple[str, str]]:
        """(tag, name of the link) of all link events, wherever they are."""
        return frozenset((tag, name) for _, tag, name in self.links)

    def associated(self, at: At, end: str, other: str) -> list[At]:
        """What is at the `other` end of the associations that name an element as their `end`."""
        found = (line.target(other) for line in self._associations.get((end, at.id), []))
        return [far for far in found if far is not None]

    @cached_property
    def _associations(self) -> dict[tuple[str, str], list[At]]:
        found: dict[tuple[str, str], list[At]] = {}
        for at in self.everything:
            if at.space == BPMN and at.tag == "association":
                for end in ("sourceRef", "targetRef"):
                    found.setdefault((end, at.ref(end)), []).append(at)
        return found

    @cached_property
    def lanes(self) -> dict[str, list[At]]:
        """The lanes that name a node, by its id."""
        found: dict[str, list[At]] = {}
        for at in self.everything:
            if at.tag == "flowNodeRef" and at.parent is not None:
                found.setdefault(name_of(at.text), []).append(at.parent)
        return found

    def at(self, node: Any) -> At:
        """The element of an XML node."""
        return self._of_node[node]


class At:
    """One element in its diagram."""

    def __init__(self, node: Any, diagram: Diagram) -> None:
        self.node = node
        self.diagram = diagram
        self.tag = local(node)
        self.space = namespace(node.tag)
        self.id: str = node.get("id") or ""

    def breach(self, **details: str) -> Breach:
        """A fault here."""
        return Breach(node=self.node, details=details)

    def get(self, name: str, default: str = "") -> str:
        """An attribute without the blanks around it."""
        return str(self.node.get(name, default)).strip()

    def is_true(self, name: str, default: str = "false") -> bool:
        """Whether a flag is set; XML Schema writes it as `true` or `1`."""
        return self.get(name, default) in ("true", "1")

    def ref(self, name: str) -> str:
        """The id an attribute refers to, without a namespace prefix."""
        return name_of(self.get(name))

    def target(self, name: str) -> At | None:
        """The element an attribute refers to."""
        return self.diagram.by_id.get(self.ref(name))

    def children(self, *tags: str) -> list[At]:
        """The BPMN elements right below of these tags."""
        found = (child for tag in tags for child in self.node.findall(full(tag)))
        return [self.diagram.at(child) for child in found]

    def has(self, extended: str) -> bool:
        """Whether it has a zeebe extension element."""
        return extension(self.node, extended) is not None

    def setting(self, holder: str, name: str) -> str | None:
        """An attribute of a zeebe extension element; empty counts as missing."""
        return attribute(extension(self.node, holder), name)

    @property
    def text(self) -> str:
        """The text inside."""
        return text_of(self.node) or ""

    @cached_property
    def parent(self) -> At | None:
        """What it stands in."""
        node = self.node.getparent()
        return None if node is None else self.diagram.at(node)

    @property
    def around(self) -> Iterator[At]:
        """What it stands in, from the inside out."""
        found = self.parent
        while found is not None:
            yield found
            found = found.parent

    @cached_property
    def process(self) -> At | None:
        """The process it belongs to or is; None for what stands beside the processes."""
        return next((at for at in (self, *self.around) if at.tag == "process"), None)

    @property
    def scope(self) -> At | None:
        """The process or subprocess around it."""
        return next((at for at in self.around if at.tag in SCOPES), None)

    @cached_property
    def nodes(self) -> list[At]:
        """The flow nodes right inside a scope, in the order of the file."""
        return [self.diagram.at(child) for child in self.node if isinstance(child.tag, str) and local(child) in NODES]

    @cached_property
    def node_tags(self) -> frozenset[str]:
        """The tags of the flow nodes right inside a scope."""
        return frozenset(node.tag for node in self.nodes)

    @property
    def incoming(self) -> list[At]:
        """The sequence flows that name it as their target."""
        return self.diagram.incoming.get(self.id, []) if self.id else []

    @property
    def outgoing(self) -> list[At]:
        """The sequence flows that name it as their source."""
        return self.diagram.outgoing.get(self.id, []) if self.id else []

    @property
    def label(self) -> str:
        """Its name, else its id."""
        return self.get("name") or self.id or self.tag

    @property
    def event_subprocess(self) -> bool:
        """Whether it is an event subprocess."""
        return self.tag in SUBPROCESSES and self.is_true("triggeredByEvent")

    @property
    def compensates(self) -> bool:
        """Whether it is a compensation activity."""
        return self.tag in ACTIVITIES and self.is_true("isForCompensation")

    @cached_property
    def definitions(self) -> list[At]:
        """The event definitions of an event, shared ones included."""
        own = [self.diagram.at(child) for child in self.node if isinstance(child.tag, str)]
        shared = [self.diagram.by_id.get(name_of(at.text)) for at in own if at.tag == "eventDefinitionRef"]
        return [at for at in [*own, *shared] if at is not None and at.tag.endswith("EventDefinition")]

    @property
    def kinds(self) -> list[str]:
        """`timer` for timerEventDefinition, for each definition."""
        return [at.tag.removesuffix("EventDefinition") for at in self.definitions]

    @property
    def link(self) -> str:
        """The name a link event is paired by."""
        names = [at.get("name") for at in self.definitions if at.tag == "linkEventDefinition"]
        return next((name for name in names if name), self.get("name"))

    @property
    def conditional(self) -> bool:
        """Whether a flow has a condition."""
        return any(at.text for at in self.children("conditionExpression"))

    @property
    def is_default(self) -> bool:
        """Whether a flow is the default of its source."""
        source = self.target("sourceRef")
        return source is not None and bool(self.id) and source.ref("default") == self.id


def name_of(text: str) -> str:
    """The id of a qualified name."""
    return text.strip().rpartition(":")[2]
