"""Writes what is drawn as BPMNDI elements (BPMN 2.0.2 §12.2.3)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from engine.kernel.layout.boxes import Block, Box
from engine.kernel.rules.diagram import DI

DC = "http://www.omg.org/spec/DD/20100524/DC"
LINE = "http://www.omg.org/spec/DD/20100524/DI"
SPACES = {"bpmndi": DI, "dc": DC, "di": LINE}


def write(parent: Any, element: str, block: Block, used: set[str]) -> None:
    """Add a diagram with a plane for an element; below a plane that is there its shapes and edges only.

    `used` are the ids of the file; the ids given are added.
    """
    plane = parent
    if parent.tag != f"{{{DI}}}BPMNPlane":
        diagram = etree.SubElement(parent, f"{{{DI}}}BPMNDiagram", {"id": new("diagram", used)}, nsmap=SPACES)
        attributes = {"id": new("plane", used), **({"bpmnElement": element} if element else {})}
        plane = etree.SubElement(diagram, f"{{{DI}}}BPMNPlane", attributes)
    for name, box in block.shapes.items():
        shape = etree.SubElement(plane, f"{{{DI}}}BPMNShape", {"id": new(f"{name}_di", used), "bpmnElement": name})
        if name in block.lying:
            shape.set("isHorizontal", "true")
        if name in block.expanded:
            shape.set("isExpanded", "true")
        bounds(shape, box)
        label(shape, block.labels.get(name))
    for name, points in block.edges.items():
        edge = etree.SubElement(plane, f"{{{DI}}}BPMNEdge", {"id": new(f"{name}_di", used), "bpmnElement": name})
        for x, y in points:
            etree.SubElement(edge, f"{{{LINE}}}waypoint", {"x": number(x), "y": number(y)})
        label(edge, block.labels.get(name))


def bounds(parent: Any, box: Box) -> None:
    """The place and size of a shape or label."""
    values = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    etree.SubElement(parent, f"{{{DC}}}Bounds", {name: number(value) for name, value in values.items()}, nsmap=SPACES)


def label(parent: Any, box: Box | None) -> None:
    """Where a name stands that has no room inside."""
    if box is not None:
        bounds(etree.SubElement(parent, f"{{{DI}}}BPMNLabel"), box)


def new(wanted: str, used: set[str]) -> str:
    """An id nobody has."""
    name, count = wanted, 1
    while name in used:
        count += 1
        name = f"{wanted}_{count}"
    used.add(name)
    return name


def number(value: float) -> str:
    """A number without a needless fraction."""
    return f"{round(value, 2):g}" if abs(value) < 100_000 else str(round(value))
