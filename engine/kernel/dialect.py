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
    "subProcess", "transaction", "adHocSubProcess", "callActivity",
})  # fmt: skip
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})
NODES = ACTIVITIES | GATEWAYS | EVENTS
DEFINITIONS = frozenset({
    "messageEventDefinition", "timerEventDefinition", "signalEventDefinition", "errorEventDefinition",
    "escalationEventDefinition", "linkEventDefinition", "terminateEventDefinition", "conditionalEventDefinition",
    "compensateEventDefinition", "cancelEventDefinition",
})  # fmt: skip
TEXTS = frozenset({"documentation", "extensionElements"})
ARTIFACTS = frozenset({"textAnnotation", "association", "group"})
DATA = frozenset({"property", "dataObject", "dataObjectReference"})
GLOBAL_TASKS = {
    "globalTask": "task",
    "globalUserTask": "userTask",
    "globalManualTask": "manualTask",
    "globalScriptTask": "scriptTask",
    "globalBusinessRuleTask": "businessRuleTask",
}
"""Global tasks and the task each of them is when it is called."""
INSIDE = NODES | ARTIFACTS | DATA | {"sequenceFlow", "laneSet", "ioSpecification", "dataStoreReference"}
FLOWING = TEXTS | {"incoming", "outgoing"}
LOOPS = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"})
COPYING = frozenset({"dataInputAssociation", "dataOutputAssociation"})
REPEATING = FLOWING | LOOPS | COPYING | {"ioSpecification", "property"}
SETS = frozenset({"dataInput", "dataOutput", "inputSet", "outputSet"})

CHILDREN: dict[str, frozenset[str]] = {
    "process": TEXTS | INSIDE,
    "sequenceFlow": TEXTS | {"conditionExpression"},
    "laneSet": TEXTS | {"lane"},
    "lane": TEXTS | {"flowNodeRef", "childLaneSet"},
    "childLaneSet": TEXTS | {"lane"},
    "textAnnotation": TEXTS | {"text"},
    "association": TEXTS,
    "group": TEXTS,
    "multiInstanceLoopCharacteristics": TEXTS
    | {"completionCondition", "loopCardinality", "loopDataInputRef", "loopDataOutputRef", "inputDataItem"}
    | {"outputDataItem", "complexBehaviorDefinition"},
    "complexBehaviorDefinition": TEXTS | {"condition", "event"},
    "event": TEXTS | DEFINITIONS | {"eventDefinitionRef"},
    "standardLoopCharacteristics": TEXTS | {"loopCondition"},
    "conditionalEventDefinition": TEXTS | {"condition"},
    "ioSpecification": TEXTS | SETS,
    "inputSet": TEXTS | {"dataInputRefs", "optionalInputRefs", "whileExecutingInputRefs", "outputSetRefs"},
    "outputSet": TEXTS | {"dataOutputRefs", "optionalOutputRefs", "whileExecutingOutputRefs", "inputSetRefs"},
    **{tag: TEXTS | {"sourceRef", "targetRef", "transformation", "assignment"} for tag in COPYING},
    "assignment": TEXTS | {"from", "to"},
    **{tag: TEXTS | {"dataState"} for tag in DATA | {"dataInput", "dataOutput", "inputDataItem", "outputDataItem"}},
    "dataStoreReference": TEXTS | {"dataState"},
    "timerEventDefinition": TEXTS | {"timeDate", "timeDuration", "timeCycle"},
    "linkEventDefinition": TEXTS | {"source", "target"},
    **dict.fromkeys(("messageEventDefinition", "signalEventDefinition", "errorEventDefinition"), TEXTS),
    **dict.fromkeys(("escalationEventDefinition", "terminateEventDefinition"), TEXTS),
    **dict.fromkeys(("compensateEventDefinition", "cancelEventDefinition"), TEXTS),
    **dict.fromkeys(ACTIVITIES, REPEATING),
    **dict.fromkeys(GATEWAYS, FLOWING),
    "complexGateway": FLOWING | {"activationCondition"},
    **dict.fromkeys(EVENTS, FLOWING | DEFINITIONS | COPYING | SETS | {"eventDefinitionRef", "property"}),
    **{tag: TEXTS | {"ioSpecification"} for tag in GLOBAL_TASKS},
    "subProcess": REPEATING | INSIDE,
    "transaction": REPEATING | INSIDE,
    "adHocSubProcess": REPEATING | INSIDE | {"completionCondition"},
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
    "multiInstanceLoopCharacteristics": IDENTITY
    | {"isSequential", "behavior", "oneBehaviorEventRef", "noneBehaviorEventRef"},
    "standardLoopCharacteristics": IDENTITY | {"testBefore", "loopMaximum"},
    "compensateEventDefinition": IDENTITY | {"activityRef", "waitForCompletion"},
    "linkEventDefinition": IDENTITY,
    **{tag: IDENTITY | {"itemSubjectRef", "isCollection"} for tag in DATA | {"dataInput", "dataOutput"}},
    **{tag: IDENTITY | {"itemSubjectRef", "isCollection"} for tag in ("inputDataItem", "outputDataItem")},
    "dataObjectReference": IDENTITY | {"itemSubjectRef", "isCollection", "dataObjectRef"},
    "dataStoreReference": IDENTITY | {"itemSubjectRef", "dataStoreRef"},
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
    "transaction": IDENTITY | QUANTITIES | {"default", "triggeredByEvent", "method"},
    "adHocSubProcess": IDENTITY
    | QUANTITIES
    | {"default", "triggeredByEvent", "ordering", "cancelRemainingInstances"},
    "callActivity": IDENTITY | QUANTITIES | {"default", "calledElement"},
    **{tag: IDENTITY | {"implementation"} for tag in GLOBAL_TASKS},
    **{tag: IDENTITY | {"gatewayDirection"} for tag in GATEWAYS},
    "exclusiveGateway": IDENTITY | {"gatewayDirection", "default"},
    "inclusiveGateway": IDENTITY | {"gatewayDirection", "default"},
    "complexGateway": IDENTITY | {"gatewayDirection", "default"},
    "eventBasedGateway": IDENTITY | {"gatewayDirection", "instantiate", "eventGatewayType"},
    **dict.fromkeys(EVENTS, IDENTITY),
    "startEvent": IDENTITY | {"isInterrupting", "parallelMultiple"},
    "intermediateCatchEvent": IDENTITY | {"parallelMultiple"},
    "boundaryEvent": IDENTITY | {"attachedToRef", "cancelActivity", "parallelMultiple"},
}
"""The attributes of a tag; tags without an entry have an identity only."""

ONLY: dict[str, frozenset[str]] = {
    "isForCompensation": frozenset({"true", "false"}),
    "parallelMultiple": frozenset({"true", "false"}),
    "instantiate": frozenset({"true", "false"}),
    "testBefore": frozenset({"true", "false"}),
    "waitForCompletion": frozenset({"true", "false"}),
    "cancelRemainingInstances": frozenset({"true", "false"}),
    "method": frozenset({"##Compensate", "##Unspecified", "##compensate", "##unspecified"}),
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
    "process": EVERYWHERE | {"versionTag"},
    "multiInstanceLoopCharacteristics": frozenset({"loopCharacteristics"}),
    **{tag: EVERYWHERE | {"ioMapping"} for tag in ACTIVITIES | EVENTS},
    **dict.fromkeys(GATEWAYS, EVERYWHERE),
    "sequenceFlow": EVERYWHERE,
    "userTask": EVERYWHERE
    | {"ioMapping", "userTask", "assignmentDefinition", "taskSchedule", "priorityDefinition", "formDefinition"}
    | {"taskHeaders"},
    "scriptTask": EVERYWHERE | {"ioMapping", "script", "taskHeaders"},
    "serviceTask": EVERYWHERE | WORK | {"ioMapping"},
    "sendTask": EVERYWHERE | WORK | {"ioMapping", "publishMessage"},
    "businessRuleTask": EVERYWHERE | WORK | {"ioMapping", "calledDecision"},
    "callActivity": EVERYWHERE | {"ioMapping", "calledElement"},
    "intermediateThrowEvent": EVERYWHERE | WORK | {"ioMapping", "publishMessage"},
    "endEvent": EVERYWHERE | WORK | {"ioMapping", "publishMessage"},
    "adHocSubProcess": EVERYWHERE | {"ioMapping", "adHoc"},
    "startEvent": EVERYWHERE | {"ioMapping", "formDefinition"},
    "message": frozenset({"subscription"}),
    "lane": EVERYWHERE,
}
"""The zeebe elements a tag may carry; a global task those of its task."""
EXTENSIONS.update({tag: EXTENSIONS[task] for tag, task in GLOBAL_TASKS.items()})

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
        {"processId", "propagateAllChildVariables", "propagateAllParentVariables", "bindingType", "versionTag"}
    ),
    "loopCharacteristics": frozenset({"inputCollection", "inputElement", "outputCollection", "outputElement"}),
    "subscription": frozenset({"correlationKey"}),
    "publishMessage": frozenset({"correlationKey", "messageId", "timeToLive"}),
    "adHoc": frozenset({"activeElementsCollection"}),
    "versionTag": frozenset({"value"}),
}
ZEEBE_CHILDREN = {
    "ioMapping": frozenset({"input", "output"}),
    "taskHeaders": frozenset({"header"}),
    "properties": frozenset({"property"}),
}
ROOTS = frozenset({
    "process", "collaboration", "message", "signal", "error", "escalation", "category", "itemDefinition", "dataStore",
    "documentation", "extensionElements",
}) | DEFINITIONS | frozenset(GLOBAL_TASKS)  # fmt: skip
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
