"""Rules about pools and message flows (BPMN 2.0.2 §7.6.2, §9.3, §9.4)."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, rule
from engine.kernel.rules.activities import whole
from engine.kernel.rules.diagram import ACTIVITIES, CATCHING, THROWING, At

POOLS = frozenset({"participant"})
COLLABORATIONS = frozenset({"collaboration", "choreography", "globalConversation", "globalChoreographyTask"})
"""A collaboration and the kinds of it that are not executed (BPMN 2.0.2 §9, §11)."""
SENDING = ACTIVITIES | THROWING | POOLS
RECEIVING = ACTIVITIES | CATCHING | POOLS


@rule(
    "participant",
    "messageFlow",
    zh="“{element}”不在协作图里；泳池和消息流只能放在那里。",
    en="{element} is in no collaboration, where pools and message flows belong.",
    clause="BPMN 2.0.2 §9.2",
)
def outside_collaboration(at: At) -> Broken:
    return at.parent is None or at.parent.tag not in COLLABORATIONS


@rule(
    "messageFlow",
    zh="消息流“{element}”的两端在同一个泳池里；泳池内部请用连线。",
    en="Both ends of the message flow {element} are in one pool; inside a pool there are sequence flows.",
    clause="BPMN 2.0.2 §9.4",
)
def message_flow_inside(at: At) -> Broken:
    source, target = at.target("sourceRef"), at.target("targetRef")
    if source is None or target is None:
        return False
    return source is target or (pool(source) is not None and pool(source) == pool(target))


@rule(
    "messageFlow",
    zh="消息流“{element}”不能从“{end}”发出；只有泳池、活动和抛出消息的事件能发送消息。",
    en="The message flow {element} cannot come from {end}: pools, activities and throwing message events send.",
    clause="BPMN 2.0.2 §7.6.2",
)
def message_flow_source(at: At) -> Broken:
    source = at.target("sourceRef")
    return source is not None and source.tag not in SENDING and [at.breach(end=source.label)]


@rule(
    "messageFlow",
    zh="消息流“{element}”不能通向“{end}”；只有泳池、活动和捕获消息的事件能接收消息。",
    en="The message flow {element} cannot lead to {end}: pools, activities and catching message events receive.",
    clause="BPMN 2.0.2 §7.6.2",
)
def message_flow_target(at: At) -> Broken:
    target = at.target("targetRef")
    return target is not None and target.tag not in RECEIVING and [at.breach(end=target.label)]


@rule(
    "messageFlow",
    zh="消息流“{element}”连着的事件“{end}”不是消息事件。",
    en="The message flow {element} is connected to {end}, which is no message event.",
    clause="BPMN 2.0.2 §7.6.2",
)
def message_flow_event(at: At) -> Broken:
    ends = (at.target("sourceRef"), at.target("targetRef"))
    events = (end for end in ends if end is not None and end.tag in CATCHING | THROWING)
    return [at.breach(end=event.label) for event in events if "message" not in event.kinds]


@rule(
    "participantMultiplicity",
    zh="参与者“{element}”的最少数量不能小于零。",
    en="The minimum of the participant {element} cannot be below zero.",
    clause="BPMN 2.0.2 §9.3.1",
)
def participants_minimum(at: At) -> Broken:
    number = whole(at.get("minimum", "0"))
    return number is None or number < 0


@rule(
    "participantMultiplicity",
    zh="参与者“{element}”的最多数量应不小于一，也不小于最少数量。",
    en="The maximum of the participant {element} cannot be below one or below its minimum.",
    clause="BPMN 2.0.2 §9.3.1",
)
def participants_maximum(at: At) -> Broken:
    number = whole(at.get("maximum", "1"))
    return number is None or number < max(1, whole(at.get("minimum", "0")) or 0)


def pool(end: At) -> str | None:
    """The process an end belongs to, by its id; None for a pool whose inside is not shown."""
    if end.tag == "participant":
        return end.ref("processRef") or None
    return None if end.process is None else end.process.id
