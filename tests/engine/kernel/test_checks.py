"""What a diagram may not say is refused: all faults at once, each with rule, element, line and sentences."""

from importlib import import_module
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from engine import kernel
from engine.kernel.faults import MOST
from engine.kernel.layout import with_layout
from engine.kernel.rulebook import READ, RULES
from tests.engine.kernel.diagrams import HEAD, diagram
from tests.engine.kernel.rules.sketch import file
from tests.engine.kernel.seeds import SEEDS

SOUND = """
<bpmn:startEvent id="start"/><bpmn:userTask id="a" name="办理"/><bpmn:endEvent id="end"/>
start -> a
a -> end
"""


def faults(inside: str | bytes, outside: str = "") -> list[kernel.Fault]:
    with pytest.raises(kernel.Invalid) as refused:
        kernel.parse(inside if isinstance(inside, bytes) else diagram(inside, outside), "v1")
    return list(refused.value.faults)


def broken(inside: str | bytes, outside: str = "") -> set[tuple[str, str | None]]:
    return {(fault.rule, fault.element) for fault in faults(inside, outside)}


BROKEN = {
    "xml": b"<bpmn:definitions",
    "not-bpmn": b"<html/>",
    "no-process": (HEAD + '<bpmn:process id="p" isExecutable="false"/></bpmn:definitions>').encode(),
    "unsupported": SOUND.replace("<bpmn:endEvent", '<bpmn:endEvent made="up"'),
    "setting-missing": SOUND.replace(
        'name="办理"/>',
        """><bpmn:extensionElements><zeebe:ioMapping>
        <zeebe:input target="x"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:userTask>""",
    ),
    "setting": SOUND.replace(
        'name="办理"/>',
        """><bpmn:extensionElements><zeebe:ioMapping>
        <zeebe:input source="=1" target="1x"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:userTask>""",
    ),
    "feel": SOUND.replace(
        'name="办理"/>',
        """><bpmn:extensionElements>
        <zeebe:assignmentDefinition assignee="=1 +"/></bpmn:extensionElements></bpmn:userTask>""",
    ),
}


@pytest.mark.parametrize("rule", sorted(set(READ) - {"parser"}))
def test_what_the_reading_of_a_file_finds_is_refused_in_both_languages(rule: str) -> None:
    (fault,) = faults(BROKEN[rule])
    assert fault.rule == rule
    assert fault.zh and fault.en and fault.clause
    assert "{" not in fault.zh + fault.en
    assert fault.line > 0 or rule == "xml"


UNSUPPORTED = [
    '<bpmn:task id="x"><bpmn:script>import os</bpmn:script></bpmn:task>',
    '<bpmn:userTask id="x" zeebe:assignee="me"/>',
    '<bpmn:task id="x"><bpmn:extensionElements><zeebe:script expression="=1"/></bpmn:extensionElements></bpmn:task>',
    '<bpmn:userTask id="x"><bpmn:extensionElements><zeebe:formDefinition formKey="k"/></bpmn:extensionElements>'
    "</bpmn:userTask>",
    '<bpmn:task id="x"><other/></bpmn:task>',
]


@pytest.mark.parametrize("inside", UNSUPPORTED)
def test_nothing_that_is_not_executed_is_silently_ignored(inside: str) -> None:
    assert ("unsupported", "x") in broken(SOUND + inside)


def test_a_condition_in_another_language_is_refused() -> None:
    flow = """<bpmn:task id="t"/><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="t">
    <bpmn:conditionExpression id="x" language="javascript">x == 1</bpmn:conditionExpression></bpmn:sequenceFlow>"""
    assert ("unsupported", "x") in broken(SOUND + flow)


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    found = faults(
        """
        <bpmn:startEvent id="start"/>
        <bpmn:userTask id="a" name="填报"><bpmn:extensionElements>
        <zeebe:assignmentDefinition assignee="=1 +"/></bpmn:extensionElements></bpmn:userTask>
        <bpmn:callActivity id="b"/>
        <bpmn:receiveTask id="c" messageRef="gone"/>
        start -> a
        a -> b
        b -> c x > >
        b -> a
        """
    )
    rules = [(fault.rule, fault.element) for fault in found]
    assert rules == [("feel", "a"), ("call-without-target", "b"), ("dangling-message", "c"), ("feel", "b-c-8")]
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)
    assert "填报" in found[0].zh


def test_a_file_of_nothing_but_faults_is_refused_with_as_many_as_a_person_reads() -> None:
    found = faults(SOUND + "".join(f'<bpmn:task id="t{number}" startQuantity="0"/>' for number in range(3 * MOST)))
    assert len(found) == MOST


def test_what_only_says_how_a_diagram_looks_is_accepted() -> None:
    source = diagram(
        SOUND.replace(
            'id="a"',
            'id="a" zeebe:modelerTemplate="t" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" bioc:stroke="red"',
        )
        + '<bpmn:textAnnotation id="t"><bpmn:text>说明</bpmn:text></bpmn:textAnnotation><!-- note -->'
        '<bpmn:association id="as" sourceRef="a" targetRef="t"/>',
        '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="d"/>',
    )
    (spec,) = kernel.parse(source, "v1")
    assert list(spec.elements) == ["start", "a", "end"]


TOPICS = sorted({rule.topic for rule in RULES.values() if rule.check is not None})
CASES = {
    rule: case
    for topic in TOPICS
    for rule, case in import_module(f"tests.engine.kernel.rules.test_{topic}").CASES.items()
}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_is_the_only_reason_its_diagram_is_refused_and_the_sound_neighbour_is_built(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert {fault.rule for fault in faults(file(wrong))} == {rule}
    assert kernel.parse(file(sound), "v1")


@given(st.integers(min_value=0, max_value=10**9))
@settings(SEEDS, max_examples=150)
def test_a_damaged_diagram_is_refused_in_words_or_built_and_drawn(seed: int) -> None:
    # given a sound diagram in which a few things went wrong
    random = Random(seed)
    root = etree.fromstring(file(random.choice(sorted(sound for _, sound in CASES.values()))))
    for _ in range(random.randint(1, 3)):
        damage(random, list(root.iter())[1:] or [etree.SubElement(root, "left")])
    source = etree.tostring(root)
    # when it is read
    try:
        specs = kernel.parse(source, "v1")
    except kernel.Invalid as refused:
        # then the reasons are sentences of rules
        assert all(fault.zh and fault.en and fault.rule != "parser" for fault in refused.faults)
        return
    # or it can be drawn, and then still is the same
    again = kernel.parse(with_layout(source), "v1")
    assert [list(spec.elements) for spec in again] == [list(spec.elements) for spec in specs]


def damage(random: Random, nodes: list[Any]) -> None:
    """Take away an element or an attribute, or let it be another's."""
    node, other = random.choice(nodes), random.choice(nodes)
    names = list(node.attrib)
    match random.randint(0, 4):
        case 0:
            node.getparent().remove(node)
        case 1 if names:
            del node.attrib[random.choice(names)]
        case 2 if names:
            node.set(random.choice(names), random.choice([other.get("id", ""), "", "0", "true", "=x +", "=1"]))
        case 3 if node not in other.iterancestors() and node is not other:
            other.append(node)
        case 4:
            node.tag = other.tag
        case _:
            node.text = random.choice(["", " ", "=1", "P1D", other.get("id", "")])
