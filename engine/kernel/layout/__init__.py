"""Gives diagrams without layout one, so that every case can be drawn (BPMN 2.0.2 §12.2)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from engine.kernel import source as file
from engine.kernel.dialect import BPMN
from engine.kernel.layout.boxes import Block, Box, Point, straightened
from engine.kernel.layout.pools import planes
from engine.kernel.layout.writing import new, write
from engine.kernel.rules.diagram import DI, NODES, SCOPES, SUBPROCESSES, At, Diagram

__all__ = ["with_layout"]


def with_layout(source: bytes) -> bytes:
    """The file with a shape for each node and a line for each flow.

    A file in which nothing is missing stays as it is, byte by byte. Where only lines are missing they are added; where
    a shape is missing the whole is laid out anew, as shapes of our own would lie upon those that are there. What is
    inside a collapsed subprocess needs no shape. Raises Invalid for what is no XML.
    """
    file.read(source)
    root = etree.fromstring(source, etree.XMLParser(**file.SETTINGS))
    name_all(root)
    diagram = Diagram(root)
    drawn = {at.ref("bpmnElement"): at for at in diagram.everything if at.space == DI}
    if any(at.id not in drawn and not hidden(at, drawn) for at in shapes_of(diagram)):
        for old in root.findall(f"{{{DI}}}BPMNDiagram"):
            root.remove(old)
        used = set(diagram.by_id)
        for name, block in planes(diagram):
            write(root, name, block, used)
    elif not add_lines(diagram, drawn):
        return source
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def name_all(root: Any) -> None:
    """Give an id to what can be drawn but has none; BPMN does not ask for one."""
    used = {node.get("id") for node in root.iter() if isinstance(node.tag, str)}
    for tag in ("collaboration", "participant", "lane", "messageFlow", "association"):
        for node in root.iter(f"{{{BPMN}}}{tag}"):
            if not node.get("id"):
                node.set("id", new(tag, used))


def shapes_of(diagram: Diagram) -> list[At]:
    """What must have a shape in order to be seen."""
    nodes = [at for at in diagram.everything if at.tag in NODES and at.parent is not None and at.parent.tag in SCOPES]
    pools = [at for at in diagram.everything if at.tag == "participant" and at.parent is not None]
    return [at for at in nodes if at.id] + [at for at in pools if at.parent and at.parent.tag == "collaboration"]


def hidden(at: At, drawn: dict[str, At]) -> bool:
    """Whether it is inside a subprocess that is drawn collapsed."""
    around = (outer for outer in at.around if outer.tag in SUBPROCESSES and outer.id in drawn)
    return any(not drawn[outer.id].is_true("isExpanded") for outer in around)


def add_lines(diagram: Diagram, drawn: dict[str, At]) -> bool:
    """Draw the flows that lack a line between shapes that are there; whether there were any."""
    added = False
    for flow in diagram.everything:
        ends = [drawn.get(flow.ref(end)) for end in ("sourceRef", "targetRef")]
        if flow.tag not in ("sequenceFlow", "messageFlow") or not flow.id or flow.id in drawn or None in ends:
            continue
        boxes = [box_of(end) for end in ends if end is not None]
        plane = next((outer for outer in ends[0].around if outer.tag == "BPMNPlane"), None) if ends[0] else None
        if plane is not None and boxes[0] is not None and boxes[1] is not None:
            block = Block(edges={flow.id: elbow(boxes[0], boxes[1])})
            write(plane.node, "", block, set(diagram.by_id))
            added = True
    return added


def box_of(shape: At) -> Box | None:
    """The bounds of a shape."""
    bounds: Any = shape.node.find("{http://www.omg.org/spec/DD/20100524/DC}Bounds")
    if bounds is None:
        return None
    x, y, width, height = (float(bounds.get(name) or 0) for name in ("x", "y", "width", "height"))
    return Box(x=x, y=y, width=width, height=height)


def elbow(first: Box, second: Box) -> list[Point]:
    """From the right of a box to the left of another with one upright piece between them."""
    begin, end = (first.right, first.middle[1]), (second.x, second.middle[1])
    x = (begin[0] + end[0]) / 2 if end[0] > begin[0] else begin[0] + 20
    back = [] if end[0] > begin[0] else [(x, max(first.bottom, second.bottom) + 20), (end[0] - 20, 0.0)]
    if back:
        y = back[0][1]
        return straightened([begin, (x, begin[1]), (x, y), (end[0] - 20, y), (end[0] - 20, end[1]), end])
    return straightened([begin, (x, begin[1]), (x, end[1]), end])
