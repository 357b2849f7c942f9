"""A parsed process: built once a version, immutable, shared by all cases and threads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from engine.kernel import checks, source
from engine.kernel.dialect import executable, full
from engine.kernel.elements import Element, SequenceFlow, Start
from engine.kernel.event_reading import definition
from engine.kernel.expressions import fixed
from engine.kernel.faults import Faults
from engine.kernel.markup import attribute, extension, pairs
from engine.kernel.parser import KernelParser
from engine.kernel.process_spec import ProcessSpec
from engine.kernel.reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spec:
    """One executable process. `ref` is what the engine calls this version; snapshots of calling cases keep it.

    `tag` is its zeebe:versionTag.
    """

    process: str
    name: str
    ref: str
    properties: Mapping[str, str]
    elements: Mapping[str, Element]
    flows: Mapping[str, SequenceFlow]
    starts: tuple[Start, ...]
    tag: str | None
    root: ProcessSpec


def parse(data: bytes, ref: str, names: frozenset[str] = frozenset()) -> list[Spec]:
    """Every executable process of a file; `names` are the function names with spaces FEEL has to know.

    Raises Invalid with all faults of the file.
    """
    root = source.read(data)
    faults = Faults()
    checks.check(root, faults)
    reader = Reader(faults, names)
    parser = KernelParser(reader)
    if faults.found:
        read_alone(root, parser)
        faults.check()
    try:
        parser.add_bpmn_xml(root)
        specs = [build(parser, node, ref) for node in executable(root)]
    except ValidationException as error:
        faults.add("parser", root, message=str(error))
    faults.check()
    return specs


def build(parser: KernelParser, node: Any, ref: str) -> Spec:
    """The spec of one process."""
    scope = parser.scope(node.get("id"))
    within = dict.fromkeys(element.get("id") for element in node.iter() if isinstance(element.tag, str))
    within |= dict.fromkeys(called for caller, called in parser.borrowed.items() if caller in within)
    return Spec(
        process=node.get("id"),
        name=node.get("name") or node.get("id"),
        ref=ref,
        properties=pairs(node, "properties", "property", "name"),
        elements={key: parser.elements[key] for key in within if key in parser.elements},
        flows={flow.id: flow for flow in flows(node)},
        tag=attribute(extension(node, "versionTag"), "value"),
        starts=starts(scope),
        root=scope,
    )


def flows(node: Any) -> Iterator[SequenceFlow]:
    """The sequence flows of a process, those inside its subprocesses included, in the order of the file."""
    for flow in node.iter(full("sequenceFlow")):
        source, target = flow.get("sourceRef"), flow.get("targetRef")
        yield SequenceFlow(id=flow.get("id"), name=flow.get("name") or "", source=source, target=target)


def starts(scope: ProcessSpec) -> tuple[Start, ...]:
    """All that begins a case: start events, what instantiates, or the process as such where it has neither."""
    events = [*scope.bpmn_start_events, *(scope.task_specs[name] for name in scope.instantiating)]
    found = [
        start(event, definition, number)
        for event in events
        for number, definition in enumerate(event.event_definition.parts)
    ]
    found += [Start(element=spec.name, kind="none") for spec in scope.firsts[:1]]
    return tuple(found)


def start(event: Any, definition: Any, number: int) -> Start:
    """One way to begin as deployment sees it."""
    kind = definition.kind
    computed = {"timer": "expression", "conditional": "condition"}.get(kind)
    expression = getattr(definition, computed) if computed else None
    return Start(
        element=event.name,
        part=number,
        kind=kind,
        name=fixed(definition.title) if kind in ("message", "signal") else None,
        key=definition.key.text if kind == "message" and definition.key else None,
        timer=definition.timer if kind == "timer" else None,
        text=expression.text if expression else None,
        expression=expression,
    )


def read_alone(root: Any, parser: KernelParser) -> None:
    """Read every expression of a file that cannot be built, so that their faults are reported with the others."""
    for node in (node for process in executable(root) for node in process.iter() if isinstance(node.tag, str)):
        if node.tag in parser.PARSER_CLASSES:
            parser.reader.settings(node)
            definition(node, parser)
        elif node.tag == full("sequenceFlow"):
            parser.reader.condition(node)
