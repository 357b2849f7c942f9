"""Rules about sequence flows: where they may lead, their conditions, default flows (BPMN 2.0.2 §7.6.1, §8.4.13)."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, rule
from engine.kernel.rules.diagram import ACTIVITIES, EVENTS, NODES, At


@rule(
    "sequenceFlow",
    zh="连线“{element}”跨越了子流程的边界；请在子流程内外分别连线。",
    en="The sequence flow {element} crosses the border of a subprocess; connect inside and outside separately.",
    clause="BPMN 2.0.2 §7.6.1",
)
def flow_crosses_subprocess(at: At) -> Broken:
    ends = nodes_of(at)
    return any(end.parent is not at.parent for end in ends) and all(end.process is at.process for end in ends)


@rule(
    "sequenceFlow",
    zh="连线“{element}”跨越了泳池（流程）的边界；不同泳池之间只能用消息流。",
    en="The sequence flow {element} crosses the border of a pool; between pools there are message flows only.",
    clause="BPMN 2.0.2 §7.6.1",
)
def flow_crosses_process(at: At) -> Broken:
    return any(end.process is not at.process for end in nodes_of(at))


@rule(
    "startEvent",
    zh="连线不能进入开始事件“{element}”。",
    en="No sequence flow may lead into the start event {element}.",
    clause="BPMN 2.0.2 §10.5.2",
)
def flow_into_start(at: At) -> Broken:
    return bool(at.incoming)


@rule(
    "endEvent",
    zh="连线不能从结束事件“{element}”出来。",
    en="No sequence flow may lead out of the end event {element}.",
    clause="BPMN 2.0.2 §10.5.3",
)
def flow_out_of_end(at: At) -> Broken:
    return bool(at.outgoing)


@rule(
    "boundaryEvent",
    zh="连线不能进入边界事件“{element}”。",
    en="No sequence flow may lead into the boundary event {element}.",
    clause="BPMN 2.0.2 §10.5.4",
)
def flow_into_boundary(at: At) -> Broken:
    return bool(at.incoming)


@rule(
    "subProcess",
    "transaction",
    "adHocSubProcess",
    zh="连线不能进入事件子流程“{element}”；它由自己的开始事件触发。",
    en="No sequence flow may lead into the event subprocess {element}; its own start event triggers it.",
    clause="BPMN 2.0.2 §10.3.5",
)
def flow_into_event_subprocess(at: At) -> Broken:
    return at.event_subprocess and bool(at.incoming)


@rule(
    "subProcess",
    "transaction",
    "adHocSubProcess",
    zh="连线不能从事件子流程“{element}”出来。",
    en="No sequence flow may lead out of the event subprocess {element}.",
    clause="BPMN 2.0.2 §10.3.5",
)
def flow_out_of_event_subprocess(at: At) -> Broken:
    return at.event_subprocess and bool(at.outgoing)


@rule(
    "intermediateCatchEvent",
    zh="连线不能进入捕获链接“{element}”；请从同名的抛出链接跳转过来。",
    en="No sequence flow may lead into the catching link {element}; it is reached from its throwing link.",
    clause="BPMN 2.0.2 §10.5.4",
)
def flow_into_catching_link(at: At) -> Broken:
    return "link" in at.kinds and bool(at.incoming)


@rule(
    "intermediateThrowEvent",
    zh="连线不能从抛出链接“{element}”出来；它跳转到同名的捕获链接。",
    en="No sequence flow may lead out of the throwing link {element}; it goes on at its catching link.",
    clause="BPMN 2.0.2 §10.5.4",
)
def flow_out_of_throwing_link(at: At) -> Broken:
    return "link" in at.kinds and bool(at.outgoing)


@rule(
    *ACTIVITIES,
    zh="连线不能进入补偿活动“{element}”。",
    en="No sequence flow may lead into the compensation activity {element}.",
    clause="BPMN 2.0.2 §10.7.1",
)
def flow_into_compensation_activity(at: At) -> Broken:
    return at.compensates and bool(at.incoming)


@rule(
    *ACTIVITIES,
    zh="连线不能从补偿活动“{element}”出来。",
    en="No sequence flow may lead out of the compensation activity {element}.",
    clause="BPMN 2.0.2 §10.7.1",
)
def flow_out_of_compensation_activity(at: At) -> Broken:
    return at.compensates and bool(at.outgoing)


@rule(
    "boundaryEvent",
    zh="补偿边界事件“{element}”不能有出口连线；请用关联线连到补偿活动。",
    en="The compensation boundary event {element} has no outgoing flow; an association leads to its handler.",
    clause="BPMN 2.0.2 §10.5.4",
)
def flow_out_of_compensation_boundary(at: At) -> Broken:
    return "compensate" in at.kinds and bool(at.outgoing)


@rule(
    *NODES,
    zh="“{element}”登记的入口连线“{flow}”并不通向它。",
    en="{element} lists the incoming flow {flow}, which does not lead to it.",
    clause="BPMN 2.0.2 §8.4.13",
)
def incoming_of_another(at: At) -> Broken:
    return [listed.breach(flow=listed.text) for listed in strangers(at, "incoming", "targetRef")]


@rule(
    *NODES,
    zh="“{element}”登记的出口连线“{flow}”并不从它出发。",
    en="{element} lists the outgoing flow {flow}, which does not come from it.",
    clause="BPMN 2.0.2 §8.4.13",
)
def outgoing_of_another(at: At) -> Broken:
    return [listed.breach(flow=listed.text) for listed in strangers(at, "outgoing", "sourceRef")]


@rule(
    "startEvent",
    zh="开始事件“{element}”的出口连线不能带条件。",
    en="A flow out of the start event {element} cannot have a condition.",
    clause="BPMN 2.0.2 §10.5.2",
)
def condition_after_start(at: At) -> Broken:
    return any(flow.conditional for flow in at.outgoing)


@rule(
    *sorted(EVENTS - {"startEvent"}),
    zh="事件“{element}”的出口连线不能带条件；请在其后加排他网关。",
    en="A flow out of the event {element} cannot have a condition; put an exclusive gateway after it.",
    clause="BPMN 2.0.2 §8.4.13",
)
def condition_after_event(at: At) -> Broken:
    return any(flow.conditional for flow in at.outgoing)


@rule(
    "parallelGateway",
    zh="并行网关“{element}”的出口连线不能带条件；要按条件分支请用包容网关。",
    en="A flow out of the parallel gateway {element} cannot have a condition; an inclusive gateway may have them.",
    clause="BPMN 2.0.2 §8.4.13",
)
def condition_after_parallel(at: At) -> Broken:
    return any(flow.conditional for flow in at.outgoing)


@rule(
    "eventBasedGateway",
    zh="事件网关“{element}”的出口连线不能带条件；走哪条路由先发生的事件决定。",
    en="A flow out of the event-based gateway {element} cannot have a condition; the first event decides.",
    clause="BPMN 2.0.2 §10.6.6",
)
def condition_after_event_gateway(at: At) -> Broken:
    return any(flow.conditional for flow in at.outgoing)


@rule(
    "sequenceFlow",
    zh="连线“{element}”的条件是空的。",
    en="The condition of the sequence flow {element} is empty.",
    clause="BPMN 2.0.2 §8.4.6",
)
def condition_empty(at: At) -> Broken:
    return bool(at.children("conditionExpression")) and not at.conditional


@rule(
    *ACTIVITIES,
    zh="“{element}”只有一条出口连线而且带条件；条件不成立时无路可走，请再加一条出口。",
    en="The only flow out of {element} has a condition; a conditional flow needs another one beside it.",
    clause="BPMN 2.0.2 §8.4.13",
)
def condition_alone(at: At) -> Broken:
    return len(at.outgoing) == 1 and at.outgoing[0].conditional


DEFAULTING = (*sorted(ACTIVITIES), "exclusiveGateway", "inclusiveGateway", "complexGateway")


@rule(
    *DEFAULTING,
    zh="“{element}”指定了不止一个默认出口。",
    en="{element} names more than one default flow.",
    clause="BPMN 2.0.2 §8.4.13",
)
def default_several(at: At) -> Broken:
    return len(at.get("default").split()) > 1


@rule(
    *DEFAULTING,
    zh="“{element}”的默认出口“{ref}”不是从它出发的连线。",
    en="The default flow {ref} of {element} is none of its outgoing flows.",
    clause="BPMN 2.0.2 §8.4.13",
)
def default_foreign(at: At) -> Broken:
    ref = at.ref("default")
    if not ref or len(ref.split()) > 1 or any(flow.id == ref for flow in at.outgoing):
        return False
    return [at.breach(ref=ref)]


@rule(
    "sequenceFlow",
    zh="默认出口“{element}”不能带条件。",
    en="The default flow {element} cannot have a condition.",
    clause="BPMN 2.0.2 §8.4.13",
)
def default_conditional(at: At) -> Broken:
    return at.is_default and at.conditional


def nodes_of(flow: At) -> list[At]:
    """The flow nodes at both ends; other ends are dangling or of a wrong kind."""
    ends = (flow.target("sourceRef"), flow.target("targetRef"))
    return [end for end in ends if end is not None and end.tag in NODES]


def strangers(at: At, child: str, end: str) -> list[At]:
    """The flows a node lists that are flows, but of other nodes."""
    found = []
    for listed in at.children(child):
        flow = at.diagram.by_id.get(listed.text.rpartition(":")[2])
        if flow is not None and flow.tag == "sequenceFlow" and flow.ref(end) != at.id:
            found.append(listed)
    return found
