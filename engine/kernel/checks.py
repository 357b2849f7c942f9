"""Checks a file against the dialect and the static rules before it is built; reports all faults at once."""

import re
from typing import Any

from engine.kernel import event_rules, flow_rules, vocabulary
from engine.kernel.dialect import BPMN, NODES, executable, full, local, namespace
from engine.kernel.faults import Faults
from engine.kernel.reading import attribute, extension

XML_NAME = re.compile(r"[^\W\d][\w.\-]*")


def check(root: Any, faults: Faults) -> None:
    """Every fault of the file but those of its expressions, which come up when they are read."""
    processes = executable(root)
    if not processes:
        faults.add("no-process", root)
    vocabulary.check(root, faults)
    everything = check_ids(root, faults)
    for process in processes:
        for node in process.iter(full("process"), full("subProcess")):
            scope = flow_rules.Scope(node)
            flow_rules.check(scope, everything, faults)
            event_rules.check(scope, faults)
            for child in scope.nodes:
                check_settings(child, faults)
    for participant in root.iter(full("participant")):
        ref = participant.get("processRef")
        if ref and ref.rpartition(":")[2] not in everything:
            faults.add("dangling", participant, what="processRef", ref=ref)


def check_ids(root: Any, faults: Faults) -> dict[str, Any]:
    """All BPMN elements by id, which must be there, valid and unique."""
    found: dict[str, Any] = {}
    for node in root.iter():
        if not isinstance(node.tag, str) or namespace(node.tag) != BPMN:
            continue
        key = node.get("id")
        if key is None:
            if local(node) in NODES | {"process", "sequenceFlow"}:
                faults.add("missing-id", node, what=f"bpmn:{local(node)}")
        elif key in found:
            faults.add("duplicate-id", node, id=key)
        elif not XML_NAME.fullmatch(key):
            faults.add("bad-id", node, id=key)
        found.setdefault(key or "", node)
    return found


REQUIRED: dict[str, list[tuple[str, str]]] = {
    "scriptTask": [("script", "expression"), ("script", "resultVariable")],
    "serviceTask": [("taskDefinition", "type")],
    "callActivity": [("calledElement", "processId")],
}
"""The settings without which an element has nothing to do."""


def check_settings(node: Any, faults: Faults) -> None:
    """What an element needs in order to be executed."""
    needed = REQUIRED.get(local(node), [])
    if local(node) == "businessRuleTask" and extension(node, "taskDefinition") is None:
        needed = [("calledDecision", "decisionId"), ("calledDecision", "resultVariable")]
    elif extension(node, "taskDefinition") is not None:
        needed = [("taskDefinition", "type")]
    for holder, name in needed:
        if attribute(extension(node, holder), name) is None:
            faults.add("setting-missing", node, what=f"zeebe:{holder} {name}")
