"""Static rules about sequence flows, gateways and the shape of a scope (BPMN 2.0.2 §8.4.13, §10.3, §10.6)."""

from __future__ import annotations

from typing import Any

from engine.kernel.dialect import ACTIVITIES, GATEWAYS, NODES, full, local
from engine.kernel.faults import Faults
from engine.kernel.reading import text_of


class Scope:
    """One process or subprocess: its nodes by id, its flows, what leads in and out."""

    def __init__(self, node: Any) -> None:
        self.node = node
        self.nodes = [child for child in node if isinstance(child.tag, str) and local(child) in NODES]
        self.by_id = {child.get("id"): child for child in self.nodes}
        self.flows = node.findall(full("sequenceFlow"))
        self.outgoing: dict[str, list[Any]] = {}
        self.incoming: dict[str, list[Any]] = {}
        for flow in self.flows:
            self.outgoing.setdefault(flow.get("sourceRef"), []).append(flow)
            self.incoming.setdefault(flow.get("targetRef"), []).append(flow)


def check(scope: Scope, everything: dict[str, Any], faults: Faults) -> None:
    """Report broken rules of one scope; `everything` is all elements of the file by id."""
    for flow in scope.flows:
        check_ends(scope, flow, everything, faults)
    for node in scope.nodes:
        check_node(scope, node, faults)


def check_ends(scope: Scope, flow: Any, everything: dict[str, Any], faults: Faults) -> None:
    """Both ends are nodes of this scope that may have such a flow."""
    for end, forbidden, rule in (("sourceRef", no_way_out, "flow-out-of"), ("targetRef", no_way_in, "flow-into")):
        ref = flow.get(end)
        node = scope.by_id.get(ref)
        if node is not None:
            if forbidden(node):
                faults.add(rule, node)
        elif ref in everything and local(everything[ref]) in NODES:
            faults.add("flow-border", flow)
        else:
            faults.add("dangling", flow, what=end, ref=str(ref))


def check_node(scope: Scope, node: Any, faults: Faults) -> None:
    """The flows of one node."""
    tag, key = local(node), node.get("id")
    outgoing = scope.outgoing.get(key, [])
    if not scope.incoming.get(key) and not begins(node):
        faults.add("no-incoming", node)
    default = node.get("default")
    if default is not None:
        chosen = [flow for flow in outgoing if flow.get("id") == default]
        if len(chosen) != 1 or conditional(chosen[0]):
            faults.add("default", node)
    for flow in outgoing:
        if conditional(flow):
            if tag not in ACTIVITIES and tag not in ("exclusiveGateway", "inclusiveGateway"):
                faults.add("condition-place", node)
        elif tag in ("exclusiveGateway", "inclusiveGateway") and len(outgoing) > 1 and flow.get("id") != default:
            faults.add("condition-missing", node, flow=flow.get("name") or flow.get("id") or "")
    if tag in GATEWAYS and not outgoing:
        faults.add("setting-missing", node, what="bpmn:outgoing")
    if tag == "eventBasedGateway":
        check_event_gateway(scope, node, outgoing, faults)


def check_event_gateway(scope: Scope, node: Any, outgoing: list[Any], faults: Faults) -> None:
    """Two or more events or receive tasks after it, reached by it alone (§10.6.6)."""
    targets = [scope.by_id[flow.get("targetRef")] for flow in outgoing if flow.get("targetRef") in scope.by_id]
    guarded = {event.get("attachedToRef") for event in scope.nodes if local(event) == "boundaryEvent"}
    sound = all(
        ((local(target) == "receiveTask" and target.get("id") not in guarded) or catches(target))
        and target.find(full("multiInstanceLoopCharacteristics")) is None
        and len(scope.incoming.get(target.get("id"), [])) == 1
        for target in targets
    )
    if len(targets) < 2 or not sound:
        faults.add("event-gateway", node)


def catches(node: Any) -> bool:
    """Whether it is a catch event of a kind an event-based gateway may wait for."""
    kinds = ("messageEventDefinition", "timerEventDefinition", "signalEventDefinition")
    return local(node) == "intermediateCatchEvent" and any(node.find(full(kind)) is not None for kind in kinds)


def begins(node: Any) -> bool:
    """Whether a token comes here without a flow."""
    return no_way_in(node)


def no_way_in(node: Any) -> bool:
    """Whether no flow may lead to it: start and boundary events, catching links, event subprocesses."""
    tag = local(node)
    if tag in ("startEvent", "boundaryEvent") or node.get("triggeredByEvent") == "true":
        return True
    return tag == "intermediateCatchEvent" and node.find(full("linkEventDefinition")) is not None


def no_way_out(node: Any) -> bool:
    """Whether no flow may lead out of it: end events, throwing links, event subprocesses."""
    tag = local(node)
    if tag == "endEvent" or node.get("triggeredByEvent") == "true":
        return True
    return tag == "intermediateThrowEvent" and node.find(full("linkEventDefinition")) is not None


def conditional(flow: Any) -> bool:
    """Whether a flow has a condition."""
    return text_of(flow.find(full("conditionExpression"))) is not None
