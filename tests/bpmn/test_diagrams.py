"""What every diagram of ours keeps to: steps with an inbox and a time limit, settings that say what they are and are
used, forms that are used, and a drawing in which nothing is lost or hidden.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import bpmn
from engine import definitions, kernel
from engine.settings import declared

DI = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
Box = tuple[float, float, float, float]
FOLDERS = {folder.name: folder for folder in bpmn.folders()}
WORKFLOWS = Path(bpmn.__file__).parents[1] / "workflows"

of_every_process = pytest.mark.parametrize("key", FOLDERS)


def specs(key: str) -> list[kernel.Spec]:
    return list(definitions.specs_of(bpmn.files(FOLDERS[key]), ""))


def steps(key: str) -> list[Any]:
    return [one for spec in specs(key) for one in spec.elements.values() if one.kind == "userTask"]


@of_every_process
def test_every_step_for_people_has_an_inbox_a_form_and_an_opinion_rule(key: str) -> None:
    for step in steps(key):
        assert step.groups or step.users or step.assignee, step.id
        assert step.form, step.id
        assert step.properties["opinion"] in ("required", "optional", "none"), step.id


@of_every_process
def test_a_step_without_a_time_limit_says_why(key: str) -> None:
    for step in steps(key):
        assert step.due or "没有时限" in (step.documentation or ""), step.id


@of_every_process
def test_every_setting_says_what_it_is_and_is_used(key: str) -> None:
    module = WORKFLOWS / f"{key.replace('-', '_')}.py"
    texts = [content.decode() for content in bpmn.files(FOLDERS[key]).values()] + [module.read_text("utf-8")]
    for spec in specs(key):
        for setting in declared(key, spec.properties).values():
            assert setting.label != setting.name, setting.name
            measured = setting.shape.unit or "（" in setting.label or setting.shape.kind != "number"
            assert measured, f"{setting.name} has no unit"
            assert any(f"settings.{setting.name}" in text for text in texts), setting.name


@of_every_process
def test_every_form_is_used_and_named_like_its_file(key: str) -> None:
    used = {one.form for spec in specs(key) for one in spec.elements.values() if one.form}
    ids = {path.stem: json.loads(path.read_text("utf-8"))["id"] for path in FOLDERS[key].glob("*.form")}
    assert all(stem == id_ for stem, id_ in ids.items())
    assert used == set(ids)


@of_every_process
def test_the_drawing_shows_every_element_once_and_nothing_overlaps(key: str) -> None:
    root = drawing(key)
    boxes = {shape.get("bpmnElement"): box(shape) for shape in root.iterfind(".//bpmndi:BPMNShape", DI)}
    for process in root.iterfind("bpmn:process", DI):
        nodes = [node for node in process.iter() if node.find("bpmn:incoming", DI) is not None
                 or node.find("bpmn:outgoing", DI) is not None or node.get("triggeredByEvent") == "true"]  # fmt: skip
        assert {node.get("id") for node in nodes} <= set(boxes)
        of_their_own = {plane.get("bpmnElement") for plane in root.iterfind(".//bpmndi:BPMNPlane", DI)}
        lanes = {ref.text: boxes[lane.get("id")] for lane in process.iterfind(".//bpmn:lane", DI) for ref in lane}
        for node in nodes:
            parent = node.getparent()
            around = lanes.get(node.get("id")) if parent is process else boxes[parent.get("id")]
            if parent.get("id") in of_their_own:
                continue  # what is inside is drawn on a plane of its own
            assert around is None or inside(boxes[node.get("id")], around), node.get("id")
        for parent in [process, *process.iterfind(".//bpmn:subProcess", DI)]:
            children = [node for node in nodes if node.getparent() is parent and node.get("attachedToRef") is None]
            for one, other in combinations(children, 2):
                assert not overlap(boxes[one.get("id")], boxes[other.get("id")]), (one.get("id"), other.get("id"))


@of_every_process
def test_every_arrow_begins_and_ends_at_its_elements(key: str) -> None:
    root = drawing(key)
    boxes = {shape.get("bpmnElement"): box(shape) for shape in root.iterfind(".//bpmndi:BPMNShape", DI)}
    flows = {flow.get("id"): flow for flow in root.iterfind(".//bpmn:sequenceFlow", DI)}
    edges = {edge.get("bpmnElement"): list(points(edge)) for edge in root.iterfind(".//bpmndi:BPMNEdge", DI)}
    assert set(flows) <= set(edges)
    for id_, flow in flows.items():
        line = edges[id_]
        assert touches(line[0], boxes[flow.get("sourceRef")]), id_
        assert touches(line[-1], boxes[flow.get("targetRef")]), id_
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(line)), id_


def drawing(key: str) -> etree._Element:
    return etree.parse(FOLDERS[key] / f"{key}.bpmn").getroot()


def box(shape: etree._Element) -> Box:
    bounds = shape.find("dc:Bounds", DI)
    assert bounds is not None
    x, y, width, height = (float(bounds.get(name, "")) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def points(edge: etree._Element) -> Iterator[tuple[float, float]]:
    for point in edge.iterfind("di:waypoint", DI):
        yield float(point.get("x", "")), float(point.get("y", ""))


def inside(one: Box, around: Box) -> bool:
    return around[0] <= one[0] and around[1] <= one[1] and one[2] <= around[2] and one[3] <= around[3]


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def touches(point: tuple[float, float], around: Box) -> bool:
    on_side = point[0] in (around[0], around[2]) and around[1] <= point[1] <= around[3]
    on_edge = point[1] in (around[1], around[3]) and around[0] <= point[0] <= around[2]
    return on_side or on_edge
