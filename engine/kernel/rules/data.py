"""Rules about data: objects, their references and associations, inputs and outputs (BPMN 2.0.2 §10.4)."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, rule
from engine.kernel.rules.diagram import SCOPES, At, name_of

IN, OUT = "dataInputAssociation", "dataOutputAssociation"
HOLDING = frozenset({
    "dataObject", "dataObjectReference", "dataStoreReference", "dataStore", "dataInput", "dataOutput", "property",
    "inputDataItem", "outputDataItem",
})  # fmt: skip


@rule(
    "dataObjectReference",
    zh="数据对象引用“{element}”没有指明数据对象。",
    en="The data object reference {element} names no data object.",
    clause="BPMN 2.0.2 §10.4.1",
)
def data_object_missing(at: At) -> Broken:
    return not at.get("dataObjectRef")


@rule(
    "dataObjectReference",
    zh="“{element}”引用的数据对象“{ref}”在另一个子流程里，这里看不到。",
    en="The data object {ref} that {element} refers to is inside another subprocess and not visible here.",
    clause="BPMN 2.0.2 §10.4.1",
)
def data_object_hidden(at: At) -> Broken:
    found = at.target("dataObjectRef")
    if found is None or found.tag != "dataObject" or found.parent in set(at.around):
        return False
    return [at.breach(ref=found.label)]


@rule(
    IN,
    OUT,
    zh="“{element}”的数据关联没有目标。",
    en="A data association of {element} has no target.",
    clause="BPMN 2.0.2 §10.4.1",
)
def data_target_missing(at: At) -> Broken:
    return not refs(at, "targetRef")


@rule(
    IN,
    zh="“{element}”的数据关联既没有来源，也没有赋值。",
    en="A data association of {element} has neither a source nor an assignment.",
    clause="BPMN 2.0.2 §10.4.1",
)
def data_source_missing(at: At) -> Broken:
    return not refs(at, "sourceRef") and not at.children("assignment", "transformation")


@rule(
    IN,
    OUT,
    zh="“{element}”的数据关联有多个来源，应说明如何合并（transformation）。",
    en="A data association of {element} has several sources and needs a transformation.",
    clause="BPMN 2.0.2 §10.4.1",
)
def data_sources_unmerged(at: At) -> Broken:
    return len(refs(at, "sourceRef")) > 1 and not at.children("transformation", "assignment")


@rule(
    IN,
    OUT,
    zh="“{element}”的数据关联指向不存在的“{ref}”。",
    en="A data association of {element} refers to {ref}, which does not exist.",
    clause="BPMN 2.0.2 §10.4.1",
)
def dangling_data(at: At) -> Broken:
    found = [*refs(at, "sourceRef"), *refs(at, "targetRef")]
    return [at.breach(ref=ref) for ref in found if ref not in at.diagram.by_id]


@rule(
    IN,
    OUT,
    zh="“{element}”的数据关联连着“{ref}”，它不是数据。",
    en="A data association of {element} is connected to {ref}, which holds no data.",
    clause="BPMN 2.0.2 §10.4.1",
)
def data_end_kind(at: At) -> Broken:
    ends = (at.diagram.by_id.get(ref) for ref in [*refs(at, "sourceRef"), *refs(at, "targetRef")])
    return [at.breach(ref=end.label) for end in ends if end is not None and end.tag not in HOLDING]


@rule(
    IN,
    zh="“{element}”的输入关联应把数据送进“{element}”自己的输入或属性，而不是“{ref}”。",
    en="A data input association of {element} leads to {ref} instead of an input or a property of its own.",
    clause="BPMN 2.0.2 §10.4.1",
)
def data_input_elsewhere(at: At) -> Broken:
    return [at.breach(ref=end.label) for end in foreign(at, "targetRef")]


@rule(
    OUT,
    zh="“{element}”的输出关联应从“{element}”自己的输出或属性取数据，而不是“{ref}”。",
    en="A data output association of {element} comes from {ref} instead of an output or a property of its own.",
    clause="BPMN 2.0.2 §10.4.1",
)
def data_output_elsewhere(at: At) -> Broken:
    return [at.breach(ref=end.label) for end in foreign(at, "sourceRef")]


@rule(
    "ioSpecification",
    zh="“{element}”的输入输出说明缺少输入组。",
    en="The input/output specification of {element} has no input set.",
    clause="BPMN 2.0.2 §10.4.1",
)
def input_set_missing(at: At) -> Broken:
    return not at.children("inputSet")


@rule(
    "ioSpecification",
    zh="“{element}”的输入输出说明缺少输出组。",
    en="The input/output specification of {element} has no output set.",
    clause="BPMN 2.0.2 §10.4.1",
)
def output_set_missing(at: At) -> Broken:
    return not at.children("outputSet")


@rule(
    "dataInput",
    zh="输入“{element}”不属于任何输入组。",
    en="The data input {element} belongs to no input set.",
    clause="BPMN 2.0.2 §10.4.1",
)
def input_unused(at: At) -> Broken:
    return specified(at) and at.id not in members(at.parent, "inputSet", "dataInputRefs")


@rule(
    "dataOutput",
    zh="输出“{element}”不属于任何输出组。",
    en="The data output {element} belongs to no output set.",
    clause="BPMN 2.0.2 §10.4.1",
)
def output_unused(at: At) -> Broken:
    return specified(at) and at.id not in members(at.parent, "outputSet", "dataOutputRefs")


@rule(
    "inputSet",
    zh="“{element}”的输入组列出的“{ref}”不是它的输入。",
    en="An input set of {element} lists {ref}, which is none of its inputs.",
    clause="BPMN 2.0.2 §10.4.1",
)
def input_set_member(at: At) -> Broken:
    listed = ("dataInputRefs", "optionalInputRefs", "whileExecutingInputRefs")
    return [at.breach(ref=ref) for ref in strangers(at, "dataInput", *listed)]


@rule(
    "outputSet",
    zh="“{element}”的输出组列出的“{ref}”不是它的输出。",
    en="An output set of {element} lists {ref}, which is none of its outputs.",
    clause="BPMN 2.0.2 §10.4.1",
)
def output_set_member(at: At) -> Broken:
    listed = ("dataOutputRefs", "optionalOutputRefs", "whileExecutingOutputRefs")
    return [at.breach(ref=ref) for ref in strangers(at, "dataOutput", *listed)]


@rule(
    "inputSet",
    zh="“{element}”的输入组里，可选的输入“{ref}”没有列为输入。",
    en="In an input set of {element} the optional input {ref} is not listed as an input.",
    clause="BPMN 2.0.2 §10.4.1",
)
def input_set_optional(at: At) -> Broken:
    listed = refs(at, "optionalInputRefs", "whileExecutingInputRefs")
    return [at.breach(ref=ref) for ref in listed if ref not in refs(at, "dataInputRefs")]


@rule(
    "outputSet",
    zh="“{element}”的输出组里，可选的输出“{ref}”没有列为输出。",
    en="In an output set of {element} the optional output {ref} is not listed as an output.",
    clause="BPMN 2.0.2 §10.4.1",
)
def output_set_optional(at: At) -> Broken:
    listed = refs(at, "optionalOutputRefs", "whileExecutingOutputRefs")
    return [at.breach(ref=ref) for ref in listed if ref not in refs(at, "dataOutputRefs")]


@rule(
    "assignment",
    zh="“{element}”的赋值应写明从哪里来、到哪里去。",
    en="An assignment of {element} needs where it comes from and where it goes.",
    clause="BPMN 2.0.2 §10.4.1",
)
def assignment_incomplete(at: At) -> Broken:
    return not (at.children("from") and at.children("to"))


def refs(at: At, *tags: str) -> list[str]:
    """The ids in child elements of these tags."""
    return [name_of(child.text) for child in at.children(*tags) if child.text]


def specified(at: At) -> bool:
    """Whether it is one of the inputs and outputs of an activity; those of an event need no sets."""
    return at.parent is not None and at.parent.tag == "ioSpecification"


def members(specification: At | None, tag: str, listed: str) -> set[str]:
    """All ids the sets of a specification list."""
    return (
        set()
        if specification is None
        else {ref for found in specification.children(tag) for ref in refs(found, listed)}
    )


def strangers(at: At, tag: str, *listed: str) -> list[str]:
    """The ids a set lists that its specification does not declare."""
    own = set() if at.parent is None else {found.id for found in at.parent.children(tag)}
    return sorted({ref for ref in refs(at, *listed) if ref not in own})


def foreign(at: At, end: str) -> list[At]:
    """The data at an end of an association that neither belongs to its element nor is seen around it."""
    ends = (at.diagram.by_id.get(ref) for ref in refs(at, end))
    inside = {"dataInput", "dataOutput", "property", "inputDataItem", "outputDataItem"}
    return [found for found in ends if found is not None and found.tag in HOLDING and not own(at, found, inside)]


def own(at: At, end: At, inside: set[str]) -> bool:
    """Whether the data is declared inside the element of the association, or in a scope it is in."""
    if end.tag not in inside:
        return at.parent is not None and at.parent.tag in SCOPES
    return at.parent is not None and at.parent in set(end.around)
