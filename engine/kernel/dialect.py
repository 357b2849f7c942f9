"""The dialect as tables: which tags and attributes of BPMN 2.0 and of Camunda 8's zeebe extensions are understood."""

from typing import Any

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

FEEL = frozenset({
    "feel", "FEEL", "text/feel", "application/feel", "http://www.omg.org/spec/FEEL/20140401",
    "http://www.omg.org/spec/DMN/20180521/FEEL/", "https://www.omg.org/spec/DMN/20191111/FEEL/",
    "https://www.omg.org/spec/DMN/20211108/FEEL/", "https://www.omg.org/spec/DMN/20230324/FEEL/",
})  # fmt: skip
"""How the expression language is called: by people, as a type of content, and by each version of DMN."""

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
ROLES = frozenset({"resourceRole", "performer", "humanPerformer", "potentialOwner"})
NOTES = TEXTS | {"auditing", "monitoring", "categoryValueRef"}
"""What any flow element may hold that has no meaning for its execution."""
INSIDE = NODES | ARTIFACTS | DATA | {"sequenceFlow", "laneSet", "ioSpecification", "dataStoreReference"}
FLOWING = NOTES | {"incoming", "outgoing"}
LOOPS = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"})
COPYING = frozenset({"dataInputAssociation", "dataOutputAssociation"})
REPEATING = FLOWING | LOOPS | COPYING | ROLES | {"ioSpecification", "property"}
SETS = frozenset({"dataInput", "dataOutput", "inputSet", "outputSet"})

CHILDREN: dict[str, frozenset[str]] = {
    "process": NOTES | INSIDE | ROLES | {"supports", "supportedInterfaceRef", "ioBinding", "correlationSubscription"},
    "sequenceFlow": NOTES | {"conditionExpression"},
    "laneSet": TEXTS | {"lane"},
    "lane": TEXTS | {"flowNodeRef", "childLaneSet", "partitionElement"},
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
    "messageEventDefinition": TEXTS | {"operationRef"},
    **dict.fromkeys(("signalEventDefinition", "errorEventDefinition"), TEXTS),
    **dict.fromkeys(("escalationEventDefinition", "terminateEventDefinition"), TEXTS),
    **dict.fromkeys(("compensateEventDefinition", "cancelEventDefinition"), TEXTS),
    **dict.fromkeys(ACTIVITIES, REPEATING),
    **dict.fromkeys(ROLES, TEXTS | {"resourceRef", "resourceAssignmentExpression"}),
    "resourceAssignmentExpression": TEXTS | {"expression", "formalExpression"},
    "userTask": REPEATING | {"rendering"},
    "scriptTask": REPEATING | {"script"},
    **dict.fromkeys(GATEWAYS, FLOWING),
    "complexGateway": FLOWING | {"activationCondition"},
    **dict.fromkeys(EVENTS, FLOWING | DEFINITIONS | COPYING | SETS | {"eventDefinitionRef", "property"}),
    **{tag: TEXTS | {"ioSpecification", "supportedInterfaceRef", "ioBinding"} | ROLES for tag in GLOBAL_TASKS},
    "globalUserTask": TEXTS | {"ioSpecification", "supportedInterfaceRef", "ioBinding", "rendering"} | ROLES,
    "globalScriptTask": TEXTS | {"ioSpecification", "supportedInterfaceRef", "ioBinding", "script"} | ROLES,
    "subProcess": REPEATING | INSIDE,
    "transaction": REPEATING | INSIDE,
    "adHocSubProcess": REPEATING | INSIDE | {"completionCondition"},
}
"""What may stand inside a tag; tags without an entry hold text only."""
UNREAD = TEXTS | {"auditing", "monitoring", "rendering", "ioBinding", "correlationSubscription", "partitionElement"}
"""What is not looked into: it has no meaning for execution, or is refused as a whole by a rule."""

IDENTITY = frozenset({"id", "name"})
QUANTITIES = frozenset({"startQuantity", "completionQuantity", "isForCompensation"})
EXPRESSIONS = frozenset({
    "conditionExpression", "condition", "loopCondition", "loopCardinality", "completionCondition", "transformation",
    "activationCondition", "timeDate", "timeDuration", "timeCycle", "from", "to", "formalExpression", "expression",
})  # fmt: skip
ATTRIBUTES: dict[str, frozenset[str]] = {
    "process": IDENTITY | {"isExecutable", "isClosed", "processType", "definitionalCollaborationRef"},
    "sequenceFlow": IDENTITY | {"sourceRef", "targetRef", "isImmediate"},
    "lane": IDENTITY | {"partitionElementRef"},
    "association": IDENTITY | {"sourceRef", "targetRef", "associationDirection"},
    "group": IDENTITY | {"categoryValueRef"},
    "textAnnotation": IDENTITY | {"textFormat"},
    "documentation": IDENTITY | {"textFormat"},
    **{tag: IDENTITY | {"language", "evaluatesToTypeRef"} for tag in EXPRESSIONS},
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
    "userTask": IDENTITY | QUANTITIES | {"default", "implementation"},
    "businessRuleTask": IDENTITY | QUANTITIES | {"default", "implementation"},
    "scriptTask": IDENTITY | QUANTITIES | {"default", "scriptFormat"},
    "serviceTask": IDENTITY | QUANTITIES | {"default", "implementation", "operationRef"},
    "sendTask": IDENTITY | QUANTITIES | {"default", "implementation", "messageRef", "operationRef"},
    "receiveTask": IDENTITY | QUANTITIES | {"default", "implementation", "messageRef", "operationRef", "instantiate"},
    "subProcess": IDENTITY | QUANTITIES | {"default", "triggeredByEvent"},
    "transaction": IDENTITY | QUANTITIES | {"default", "triggeredByEvent", "method"},
    "adHocSubProcess": IDENTITY | QUANTITIES | {"default", "triggeredByEvent", "ordering", "cancelRemainingInstances"},
    "callActivity": IDENTITY | QUANTITIES | {"default", "calledElement"},
    **{tag: IDENTITY | {"implementation"} for tag in GLOBAL_TASKS},
    "globalScriptTask": IDENTITY | {"scriptLanguage"},
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
    "isImmediate": frozenset({"true"}),
    "language": FEEL,
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
    "scriptTask": EVERYWHERE | WORK | {"ioMapping", "script"},
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
    "adHoc": frozenset({"activeElementsCollection", "outputCollection", "outputElement"}),
    "versionTag": frozenset({"value"}),
}
ZEEBE_CHILDREN = {
    "ioMapping": frozenset({"input", "output"}),
    "taskHeaders": frozenset({"header"}),
    "properties": frozenset({"property"}),
}
ROOTS = frozenset({
    "process", "collaboration", "message", "signal", "error", "escalation", "category", "itemDefinition", "dataStore",
    "documentation", "extensionElements", "import", "extension", "interface", "endPoint", "partnerEntity",
    "partnerRole", "resource", "correlationProperty", "relationship", "choreography", "globalChoreographyTask",
    "globalConversation",
}) | DEFINITIONS | frozenset(GLOBAL_TASKS)  # fmt: skip
"""What may stand beside the processes; most of it has nothing to execute."""


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
