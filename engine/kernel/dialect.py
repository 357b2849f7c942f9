"""The dialect as tables: which tags and attributes of BPMN 2.0 and of Camunda 8's zeebe extensions are understood."""

from typing import Any

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

LOOKS = frozenset({
    XSI,
    "http://camunda.org/schema/modeler/1.0",
    "http://bpmn.io/schema/bpmn/biocolor/1.0",
    "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
    "http://www.w3.org/XML/1998/namespace",
})  # fmt: skip
"""Namespaces of attributes and extensions that say how a diagram looks or which tool drew it."""

ACTIVITIES = frozenset({
    "task", "userTask", "manualTask", "scriptTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask",
    "subProcess", "callActivity",
})  # fmt: skip
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})
NODES = ACTIVITIES | GATEWAYS | EVENTS
DEFINITIONS = frozenset({
    "messageEventDefinition", "timerEventDefinition", "signalEventDefinition", "errorEventDefinition",
    "escalationEventDefinition", "linkEventDefinition", "terminateEventDefinition",
})  # fmt: skip
TEXTS = frozenset({"documentation", "extensionElements"})
ARTIFACTS = frozenset({"textAnnotation", "association", "group"})
INSIDE = NODES | ARTIFACTS | {"sequenceFlow", "laneSet"}
FLOWING = TEXTS | {"incoming", "outgoing"}
REPEATING = FLOWING | {"multiInstanceLoopCharacteristics"}

CHILDREN: dict[str, frozenset[str]] = {
    "process": TEXTS | INSIDE,
    "sequenceFlow": TEXTS | {"conditionExpression"},
    "laneSet": TEXTS | {"lane"},
    "lane": TEXTS | {"flowNodeRef", "childLaneSet"},
    "childLaneSet": TEXTS | {"lane"},
    "textAnnotation": TEXTS | {"text"},
    "association": TEXTS,
    "group": TEXTS,
    "multiInstanceLoopCharacteristics": TEXTS | {"completionCondition"},
    "timerEventDefinition": TEXTS | {"timeDate", "timeDuration", "timeCycle"},
    **{tag: TEXTS for tag in DEFINITIONS if tag != "timerEventDefinition"},
    **dict.fromkeys(ACTIVITIES, REPEATING),
    **dict.fromkeys(GATEWAYS, FLOWING),
    **dict.fromkeys(EVENTS, FLOWING | DEFINITIONS),
    "subProcess": REPEATING | INSIDE,
}
"""What may stand inside a tag; tags without an entry hold text only."""

IDENTITY = frozenset({"id", "name"})
QUANTITIES = frozenset({"startQuantity", "completionQuantity", "isForCompensation"})
ATTRIBUTES: dict[str, frozenset[str]] = {
    "process": IDENTITY | {"isExecutable", "isClosed", "processType"},
    "sequenceFlow": IDENTITY | {"sourceRef", "targetRef", "isImmediate"},
    "lane": IDENTITY,
    "association": IDENTITY | {"sourceRef", "targetRef", "associationDirection"},
    "group": IDENTITY | {"categoryValueRef"},
    "textAnnotation": IDENTITY | {"textFormat"},
    "documentation": IDENTITY | {"textFormat"},
    "conditionExpression": IDENTITY | {"language", "evaluatesToTypeRef"},
    "multiInstanceLoopCharacteristics": IDENTITY | {"isSequential", "behavior"},
    "messageEventDefinition": IDENTITY | {"messageRef"},
    "signalEventDefinition": IDENTITY | {"signalRef"},
    "errorEventDefinition": IDENTITY | {"errorRef"},
    "escalationEventDefinition": IDENTITY | {"escalationRef"},
    **{tag: IDENTITY | QUANTITIES | {"default"} for tag in ACTIVITIES},
    **{tag: IDENTITY | QUANTITIES | {"default", "implementation"} for tag in ("userTask", "serviceTask")},
    "businessRuleTask": IDENTITY | QUANTITIES | {"default", "implementation"},
    "sendTask": IDENTITY | QUANTITIES | {"default", "implementation", "messageRef"},
    "receiveTask": IDENTITY | QUANTITIES | {"default", "implementation", "messageRef", "instantiate"},
    "subProcess": IDENTITY | QUANTITIES | {"default", "triggeredByEvent"},
    **{tag: IDENTITY | {"gatewayDirection"} for tag in GATEWAYS},
    "exclusiveGateway": IDENTITY | {"gatewayDirection", "default"},
    "inclusiveGateway": IDENTITY | {"gatewayDirection", "default"},
    "eventBasedGateway": IDENTITY | {"gatewayDirection", "instantiate", "eventGatewayType"},
    **dict.fromkeys(EVENTS, IDENTITY),
    "startEvent": IDENTITY | {"isInterrupting", "parallelMultiple"},
    "intermediateCatchEvent": IDENTITY | {"parallelMultiple"},
    "boundaryEvent": IDENTITY | {"attachedToRef", "cancelActivity", "parallelMultiple"},
}
"""The attributes of a tag; tags without an entry have an identity only."""

ONLY: dict[str, frozenset[str]] = {
    "startQuantity": frozenset({"1"}),
    "completionQuantity": frozenset({"1"}),
    "isForCompensation": frozenset({"false"}),
    "parallelMultiple": frozenset({"false"}),
    "behavior": frozenset({"All"}),
    "eventGatewayType": frozenset({"Exclusive"}),
    "instantiate": frozenset({"false"}),
    "isExecutable": frozenset({"true", "false"}),
    "isInterrupting": frozenset({"true", "false"}),
    "cancelActivity": frozenset({"true", "false"}),
    "triggeredByEvent": frozenset({"true", "false"}),
    "isSequential": frozenset({"true", "false"}),
    "implementation": frozenset({"##WebService", "##unspecified"}),
    "isImmediate": frozenset({"true"}),
    "language": frozenset({"feel", "FEEL", "https://www.omg.org/spec/DMN/20191111/FEEL/"}),
    "propagateAllChildVariables": frozenset({"true", "false"}),
    "propagateAllParentVariables": frozenset({"true", "false"}),
}
"""Attributes of which only these values are executed: the defaults of the standard, or both of a choice."""

EVERYWHERE = frozenset({"properties"})
WORK = frozenset({"taskDefinition", "taskHeaders"})
EXTENSIONS: dict[str, frozenset[str]] = {
    "process": EVERYWHERE,
    "multiInstanceLoopCharacteristics": frozenset({"loopCharacteristics"}),
    **{tag: EVERYWHERE | {"ioMapping"} for tag in ACTIVITIES | EVENTS},
    **dict.fromkeys(GATEWAYS, EVERYWHERE),
    "sequenceFlow": EVERYWHERE,
    "userTask": EVERYWHERE
    | {"ioMapping", "userTask", "assignmentDefinition", "taskSchedule", "priorityDefinition", "formDefinition"}
    | {"taskHeaders"},
    "scriptTask": EVERYWHERE | {"ioMapping", "script", "taskHeaders"},
    "serviceTask": EVERYWHERE | WORK | {"ioMapping"},
    "sendTask": EVERYWHERE | WORK | {"ioMapping"},
    "businessRuleTask": EVERYWHERE | WORK | {"ioMapping", "calledDecision"},
    "callActivity": EVERYWHERE | {"ioMapping", "calledElement"},
    "intermediateThrowEvent": EVERYWHERE | WORK | {"ioMapping"},
    "endEvent": EVERYWHERE | WORK | {"ioMapping"},
    "startEvent": EVERYWHERE | {"ioMapping", "formDefinition"},
    "message": frozenset({"subscription"}),
    "lane": EVERYWHERE,
}
"""The zeebe elements a tag may carry."""

ZEEBE_ATTRIBUTES: dict[str, frozenset[str]] = {
    "assignmentDefinition": frozenset({"assignee", "candidateGroups", "candidateUsers"}),
    "taskSchedule": frozenset({"dueDate", "followUpDate"}),
    "priorityDefinition": frozenset({"priority"}),
    "formDefinition": frozenset({"formId", "bindingType"}),
    "taskDefinition": frozenset({"type", "retries"}),
    "header": frozenset({"key", "value"}),
    "property": frozenset({"name", "value"}),
    "input": frozenset({"source", "target"}),
    "output": frozenset({"source", "target"}),
    "script": frozenset({"expression", "resultVariable"}),
    "calledDecision": frozenset({"decisionId", "resultVariable", "bindingType"}),
    "calledElement": frozenset(
        {"processId", "propagateAllChildVariables", "propagateAllParentVariables", "bindingType"}
    ),
    "loopCharacteristics": frozenset({"inputCollection", "inputElement", "outputCollection", "outputElement"}),
    "subscription": frozenset({"correlationKey"}),
}
ZEEBE_CHILDREN = {
    "ioMapping": frozenset({"input", "output"}),
    "taskHeaders": frozenset({"header"}),
    "properties": frozenset({"property"}),
}
ROOTS = frozenset({
    "process", "collaboration", "message", "signal", "error", "escalation", "category", "itemDefinition",
    "documentation", "extensionElements",
})  # fmt: skip
"""What may stand beside the processes; categories and item definitions have nothing to execute."""


def local(node: Any) -> str:
    """The tag without its namespace."""
    return str(node.tag).rpartition("}")[2]


def namespace(name: str) -> str:
    """The namespace of a tag or attribute."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def full(tag: str) -> str:
    """The tag with the namespace of BPMN."""
    return f"{{{BPMN}}}{tag}"


def executable(root: Any) -> list[Any]:
    """The processes to execute: all but those that say they are not."""
    return [node for node in root.findall(full("process")) if node.get("isExecutable") != "false"]
