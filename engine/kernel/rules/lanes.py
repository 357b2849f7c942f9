"""Rules about lanes: a node is in one lane of a lane set, and of its own process (BPMN 2.0.2 §10.8)."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, rule
from engine.kernel.rules.diagram import NODES, At, name_of


@rule(
    *NODES,
    zh="“{element}”同时在泳道“{first}”和“{second}”里。",
    en="{element} is in the lanes {first} and {second} at once.",
    clause="BPMN 2.0.2 §10.8",
)
def two_lanes(at: At) -> Broken:
    seen: dict[object, At] = {}
    for lane in at.diagram.lanes.get(at.id, []):
        first = seen.setdefault(lane_set(lane), lane)
        if first is not lane:
            return [at.breach(first=first.label, second=lane.label)]
    return False


@rule(
    "flowNodeRef",
    zh="泳道“{lane}”列出了别的流程的节点“{member}”。",
    en="The lane {lane} lists {member}, a node of another process.",
    clause="BPMN 2.0.2 §10.8",
)
def foreign_lane(at: At) -> Broken:
    node = at.diagram.by_id.get(name_of(at.text))
    if node is None or node.tag not in NODES or node.process is at.process or at.parent is None:
        return False
    return [at.breach(lane=at.parent.label, member=node.label)]


@rule(
    "flowNodeRef",
    zh="泳道“{element}”列出的“{ref}”不存在。",
    en="The lane {element} lists {ref}, which does not exist.",
    clause="BPMN 2.0.2 §10.8",
)
def dangling_lane_node(at: At) -> Broken:
    return name_of(at.text) not in at.diagram.by_id and [at.breach(ref=at.text)]


@rule(
    "flowNodeRef",
    zh="泳道“{element}”列出的“{ref}”不是节点。",
    en="The lane {element} lists {ref}, which is no flow node.",
    clause="BPMN 2.0.2 §10.8",
)
def lane_of_no_node(at: At) -> Broken:
    found = at.diagram.by_id.get(name_of(at.text))
    return found is not None and found.tag not in NODES and [at.breach(ref=at.text)]


def lane_set(lane: At) -> object:
    """The set a lane divides; a lane and the lanes inside it are of different sets."""
    return lane.node.getparent()
