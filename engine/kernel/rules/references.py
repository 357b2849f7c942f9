"""Rules about ids and what refers to them: each reference finds an element of its kind (BPMN 2.0.2 §8.3, §15.3)."""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.kernel.dialect import BPMN
from engine.kernel.rulebook import Broken, add, rule
from engine.kernel.rules.diagram import ACTIVITIES, NODES, At

XML_NAME = re.compile(r"[^\W\d][\w.\-]*")
NEEDED = NODES | {"process", "sequenceFlow", "message", "signal", "error", "escalation"}
ALL = "*"
"""Any element of BPMN."""


@rule(
    *sorted(NEEDED),
    zh="{what} 缺少编号（id）。",
    en="A {what} has no id.",
    clause="BPMN 2.0.2 §8.3.1",
)
def missing_id(at: At) -> Broken:
    return not at.node.get("id") and [at.breach(what=f"bpmn:{at.tag}")]


@rule(ALL, zh="编号“{id}”不是有效的 XML 标识符。", en="The id {id} is no valid XML name.", clause="BPMN 2.0.2 §15.3")
def bad_id(at: At) -> Broken:
    return bool(at.id) and not XML_NAME.fullmatch(at.id) and [at.breach(id=at.id)]


@rule(
    ALL,
    zh="编号“{id}”出现了不止一次。",
    en="The id {id} is used more than once.",
    clause="BPMN 2.0.2 §8.3.1",
)
def duplicate_id(at: At) -> Broken:
    first = at.diagram.by_id.get(at.id)
    return first is not None and first is not at and [at.breach(id=at.id)]


class Reference(NamedTuple):
    """One reference: the elements and the attribute that have it, what it must find, what it is called."""

    name: str
    tags: tuple[str, ...]
    attribute: str
    goals: frozenset[str]
    zh: str
    en: str
    clause: str


def to(*tags: str) -> frozenset[str]:
    return frozenset(tags)


REFERENCES = (
    Reference("source", ("sequenceFlow",), "sourceRef", NODES, "起点", "source", "§8.4.13"),
    Reference("target", ("sequenceFlow",), "targetRef", NODES, "终点", "target", "§8.4.13"),
    Reference("attached", ("boundaryEvent",), "attachedToRef", to(), "宿主活动", "host", "§10.5.4"),
    Reference("message", ("messageEventDefinition", "sendTask", "receiveTask"), "messageRef", to("message"),
              "消息", "message", "§8.4.11"),
    Reference("signal", ("signalEventDefinition",), "signalRef", to("signal"), "信号", "signal", "§10.5.5"),
    Reference("error", ("errorEventDefinition",), "errorRef", to("error"), "错误", "error", "§8.4.3"),
    Reference("escalation", ("escalationEventDefinition",), "escalationRef", to("escalation"),
              "升级", "escalation", "§8.4.4"),
    Reference("compensated", ("compensateEventDefinition",), "activityRef", ACTIVITIES,
              "要补偿的活动", "activity to compensate", "§10.5.5"),
    Reference("instances-event", ("multiInstanceLoopCharacteristics",), "noneBehaviorEventRef", to(),
              "每个实例完成时的事件", "event of each instance", "§10.3.8"),
    Reference("first-instance-event", ("multiInstanceLoopCharacteristics",), "oneBehaviorEventRef", to(),
              "首个实例完成时的事件", "event of the first instance", "§10.3.8"),
    Reference("data-object", ("dataObjectReference",), "dataObjectRef", to("dataObject"),
              "数据对象", "data object", "§10.4.1"),
    Reference("item", ("dataObject", "dataInput", "dataOutput", "property", "inputDataItem", "outputDataItem"),
              "itemSubjectRef", to("itemDefinition"), "数据类型", "item definition", "§8.4.10"),
    Reference("association-source", ("association",), "sourceRef", to(), "起点", "source", "§8.4.1"),
    Reference("association-target", ("association",), "targetRef", to(), "终点", "target", "§8.4.1"),
    Reference("category", ("group",), "categoryValueRef", to("categoryValue"), "分类", "category", "§8.4.1"),
    Reference("pool-process", ("participant",), "processRef", to("process"), "流程", "process", "§9.3"),
    Reference("message-flow-source", ("messageFlow",), "sourceRef", to(), "起点", "source", "§9.4"),
    Reference("message-flow-target", ("messageFlow",), "targetRef", to(), "终点", "target", "§9.4"),
    Reference("message-flow-message", ("messageFlow",), "messageRef", to("message"), "消息", "message", "§9.4"),
    Reference("drawn", ("BPMNShape", "BPMNEdge", "BPMNPlane"), "bpmnElement", to(),
              "图形所画的元素", "drawn element", "§12.2.3"),
)  # fmt: skip
MANDATORY = frozenset({"source", "target", "message-flow-source", "message-flow-target",
                       "association-source", "association-target"})  # fmt: skip


def dangling(row: Reference) -> None:
    """A rule that the element referred to exists."""

    def check(at: At) -> Broken:
        ref = at.ref(row.attribute)
        return bool(ref) and ref not in at.diagram.by_id and [at.breach(ref=ref)]

    add(f"dangling-{row.name}", *row.tags, topic=__name__, check=check, clause=f"BPMN 2.0.2 {row.clause}",
        zh=f"“{{element}}”{'的' if row.zh.endswith('点') else '引用的'}{row.zh}“{{ref}}”不存在。",
        en=f"The {row.en} {{ref}} of {{element}} does not exist.")  # fmt: skip


def mistaken(row: Reference) -> None:
    """A rule that the element referred to is of the right kind."""

    def check(at: At) -> Broken:
        found = at.target(row.attribute)
        return found is not None and found.tag not in row.goals and [at.breach(ref=found.label)]

    add(f"mistaken-{row.name}", *row.tags, topic=__name__, check=check, clause=f"BPMN 2.0.2 {row.clause}",
        zh=f"“{{ref}}”不能作为“{{element}}”的{row.zh}。",
        en=f"{{ref}} cannot be the {row.en} of {{element}}: it is of another kind.")  # fmt: skip


def unnamed(row: Reference) -> None:
    """A rule that a reference is there."""

    def check(at: At) -> Broken:
        return not at.ref(row.attribute)

    add(f"missing-{row.name}", *row.tags, topic=__name__, check=check, clause=f"BPMN 2.0.2 {row.clause}",
        zh=f"“{{element}}”没有{row.zh}。",
        en=f"{{element}} has no {row.en}.")  # fmt: skip


for each in REFERENCES:
    dangling(each)
    if each.goals:
        mistaken(each)
    if each.name in MANDATORY:
        unnamed(each)


@rule(
    "eventDefinitionRef",
    zh="“{element}”引用的事件定义“{ref}”不存在。",
    en="{element} refers to the event definition {ref}, which does not exist.",
    clause="BPMN 2.0.2 §8.4.5",
)
def dangling_event_definition(at: At) -> Broken:
    ref = at.text.rpartition(":")[2]
    found = at.diagram.by_id.get(ref)
    return (found is None or found.space != BPMN or not found.tag.endswith("EventDefinition")) and [at.breach(ref=ref)]


def declared(name: str, reference: str, tags: tuple[str, ...], zh: str, en: str) -> None:
    """A rule that a declaration that is referred to has a name, by which it reaches those who wait."""

    def check(at: At) -> Broken:
        found = at.target(reference)
        return found is not None and found.tag == tags[0] and not found.get("name") and [found.breach()]

    add(name, *tags[1:], topic=__name__, zh=zh, en=en, clause="BPMN 2.0.2 §10.5.5", check=check)


declared(
    "message-nameless",
    "messageRef",
    ("message", "messageEventDefinition", "sendTask", "receiveTask"),
    "消息“{element}”没有名称；消息凭名称送达。",
    "The message {element} has no name; messages find their receivers by it.",
)
declared("signal-nameless", "signalRef", ("signal", "signalEventDefinition"),
         "信号“{element}”没有名称；信号凭名称送达。",
         "The signal {element} has no name; signals find their receivers by it.")  # fmt: skip
