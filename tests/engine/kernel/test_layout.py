"""A diagram without layout gets one: nothing lies upon anything else, every line ends on the borders it connects."""

from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import bpmn
from engine import kernel
from engine.kernel.layout import with_layout
from engine.kernel.rules.diagram import DI, NODES, SUBPROCESSES, Diagram
from engine.kernel.source import SETTINGS
from tests.engine.kernel.blocks import Blocks
from tests.engine.kernel.diagrams import diagram
from tests.engine.kernel.event_blocks import OUTSIDE
from tests.engine.kernel.rules.sketch import file
from tests.engine.kernel.seeds import SEEDS

Box = tuple[float, float, float, float]
LANES = """
    laneSet ls {
    lane l1 name="市卫健委" { flowNodeRef = start
    flowNodeRef = a }
    lane l2 name="医院" {
    childLaneSet cl {
    lane l3 name="医务科" { flowNodeRef = b }
    lane l4 name="院领导" { flowNodeRef = c
    flowNodeRef = x }
    }
    }
    }
    userTask b name="制定方案"
    userTask c name="审批"
    exclusiveGateway x default="f" name="同意吗"
    endEvent end name="办结"
    boundaryEvent late name="超期" attachedToRef="b" { timerEventDefinition { timeDate = 2026-01-01 } }
    boundaryEvent off attachedToRef="b" { errorEventDefinition }
    subProcess s triggeredByEvent="true" name="撤回" {
    startEvent y { timerEventDefinition { timeDate = 2026-01-01 } }
    task z
    y -> z
    }
    textAnnotation note { text = 三个工作日内 }
    association line sourceRef="b" targetRef="note"
    a -> b
    b -> c
    c -> x
    x -> b 不同意
    f: x -> end
    late -> c
    off -> end
"""
POOLS = f"""{LANES}
    ---
    collaboration k {{
    participant ours name="整改" processRef="main"
    participant theirs name="群众"
    messageFlow m sourceRef="theirs" targetRef="a"
    messageFlow n sourceRef="c" targetRef="theirs"
    }}"""


def drawn(source: bytes) -> tuple[Diagram, dict[str, Box], dict[str, list[tuple[float, float]]]]:
    """The diagram with its shapes and lines by the ids of their elements."""
    found = Diagram(etree.fromstring(source, etree.XMLParser(**SETTINGS)))
    shapes, lines = {}, {}
    for at in found.everything:
        if at.tag == "BPMNShape":
            shapes[at.ref("bpmnElement")] = box(at.node)
        elif at.tag == "BPMNEdge":
            points = at.node.findall("{http://www.omg.org/spec/DD/20100524/DI}waypoint")
            lines[at.ref("bpmnElement")] = [(float(point.get("x")), float(point.get("y"))) for point in points]
    return found, shapes, lines


def box(shape: Any) -> Box:
    bounds = shape.find("{http://www.omg.org/spec/DD/20100524/DC}Bounds")
    x, y, width, height = (float(bounds.get(name)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def meet(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def within(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def on_border(point: tuple[float, float], shape: Box) -> bool:
    (x, y), (left, top, right, bottom) = point, shape
    across = min(abs(x - left), abs(x - right)) < 0.1 and top - 0.1 <= y <= bottom + 0.1
    return across or (min(abs(y - top), abs(y - bottom)) < 0.1 and left - 0.1 <= x <= right + 0.1)


def check_drawing(source: bytes) -> None:
    """Everything is there, apart, inside what it belongs to, and lines are upright or level."""
    found, shapes, lines = drawn(source)
    nodes = [at for at in found.everything if at.tag in NODES]
    assert {at.id for at in nodes} <= set(shapes)
    for one, two in combinations(nodes, 2):
        nested = two in set(one.around) or one in set(two.around)
        attached = one.ref("attachedToRef") == two.id or two.ref("attachedToRef") == one.id
        if not nested and not attached:
            assert not meet(shapes[one.id], shapes[two.id]), (one.id, two.id)
    for at in nodes:
        if at.parent is not None and at.parent.tag in SUBPROCESSES:
            assert within(shapes[at.id], shapes[at.parent.id]), at.id
        if at.tag == "boundaryEvent":
            x1, y1, x2, y2 = shapes[at.id]
            assert on_border(((x1 + x2) / 2, (y1 + y2) / 2), shapes[at.ref("attachedToRef")])
    for flow in (at for at in found.everything if at.tag in ("sequenceFlow", "messageFlow")):
        points = lines[flow.id]
        assert on_border(points[0], shapes[flow.ref("sourceRef")]), flow.id
        assert on_border(points[-1], shapes[flow.ref("targetRef")]), flow.id
        assert all(abs(a[0] - b[0]) < 0.1 or abs(a[1] - b[1]) < 0.1 for a, b in pairwise(points)), flow.id


@given(st.integers(min_value=0, max_value=10**9))
@settings(SEEDS, max_examples=40)
def test_random_processes_are_drawn_with_nothing_upon_anything_else(seed: int) -> None:
    check_drawing(with_layout(diagram(Blocks(Random(seed)).process(), OUTSIDE)))


@pytest.mark.parametrize("sketch", [LANES, POOLS], ids=["lanes", "pools"])
def test_lanes_and_pools_hold_what_belongs_to_them(sketch: str) -> None:
    # given a process in lanes, with events on borders, a note and a handler
    source = with_layout(file(sketch))
    # then it is drawn
    check_drawing(source)
    found, shapes, lines = drawn(source)
    # and every node is in its lane, the lanes are apart and side by side in their pool
    for lane in (at for at in found.everything if at.tag == "lane"):
        for ref in lane.children("flowNodeRef"):
            assert within(shapes[ref.text], shapes[lane.id])
        for pool in (at for at in found.everything if at.ref("processRef") == "main"):
            assert within(shapes[lane.id], shapes[pool.id])
    assert not meet(shapes["l1"], shapes["l2"])
    assert not meet(shapes["l3"], shapes["l4"])
    assert within(shapes["l4"], shapes["l2"])
    assert "line" in lines
    # and it still is the same diagram
    assert [spec.process for spec in kernel.parse(source, "v1")] == ["main"]


def test_a_diagram_that_is_drawn_stays_as_it_is() -> None:
    source = with_layout(file(POOLS))
    assert with_layout(source) == source
    for path in Path(bpmn.__file__).parent.glob("*/*.bpmn"):
        assert with_layout(path.read_bytes()) == path.read_bytes()


def test_a_line_that_is_missing_is_added_between_the_shapes_that_are_there() -> None:
    # given a drawn diagram without one of its lines
    root = etree.fromstring(with_layout(file(LANES)))
    edge = root.find(f".//{{{DI}}}BPMNEdge[@bpmnElement='f']")
    edge.getparent().remove(edge)
    less = etree.tostring(root)
    # when it gets its layout
    source = with_layout(less)
    # then the line is there and nothing has moved
    check_drawing(source)
    assert drawn(source)[1] == drawn(less)[1]


def test_a_diagram_that_lacks_a_shape_is_laid_out_anew() -> None:
    root = etree.fromstring(with_layout(file(LANES)))
    shape = root.find(f".//{{{DI}}}BPMNShape[@bpmnElement='c']")
    shape.getparent().remove(shape)
    source = with_layout(etree.tostring(root))
    check_drawing(source)
    assert source.count(b"<bpmndi:BPMNDiagram ") == 1


def test_what_is_inside_a_collapsed_subprocess_needs_no_shape() -> None:
    # given a subprocess drawn collapsed, with nothing drawn of what it holds
    root = etree.fromstring(with_layout(file("subProcess s {\n startEvent x\n task y\n x -> y\n }\n a -> s")))
    root.find(f".//{{{DI}}}BPMNShape[@bpmnElement='s']").set("isExpanded", "false")
    for name in ("x", "y", "x-y-3"):
        for shape in root.findall(f".//{{{DI}}}*[@bpmnElement='{name}']"):
            shape.getparent().remove(shape)
    source = etree.tostring(root)
    # then nothing is missing
    assert with_layout(source) == source


def test_what_has_no_id_is_drawn_too() -> None:
    # given pools and lanes of a tool that names only what others refer to
    source = file(POOLS).replace(b' id="k"', b"").replace(b' id="l1"', b"").replace(b' id="n"', b"")
    # then they are drawn
    check_drawing(with_layout(source))
    assert {"collaboration", "lane", "messageFlow"} <= set(drawn(with_layout(source))[0].by_id)


def test_processes_of_their_own_get_a_plane_each() -> None:
    source = with_layout(file("---\n process q {\n startEvent x\n }"))
    planes = [at.ref("bpmnElement") for at in drawn(source)[0].everything if at.tag == "BPMNPlane"]
    assert planes == ["main", "q"]


def test_comments_and_what_other_tools_wrote_survive() -> None:
    source = file("a -> a").replace(b"<bpmn:task", b"<!-- kept --><?tool kept?><bpmn:task")
    assert b"<!-- kept --><?tool kept?>" in with_layout(source)


def test_three_hundred_nested_subprocesses_are_drawn() -> None:
    opened = "".join(f'<bpmn:subProcess id="s{level}">' for level in range(300))
    closed = "</bpmn:subProcess>" * 300
    check_drawing(with_layout(diagram(f'{opened}<bpmn:userTask id="a"/>{closed}')))
