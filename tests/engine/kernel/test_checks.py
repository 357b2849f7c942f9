"""What a diagram may not say is refused: all faults at once, each with rule, element, line and sentences."""

import pytest

from engine import kernel
from engine.kernel.rulebook import RULES
from tests.engine.kernel.diagrams import HEAD, diagram

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


def event(tag: str, definition: str, more: str = "") -> str:
    """A process with one more event beside a sound flow."""
    return f'{SOUND}<bpmn:{tag} id="x" {more}>{definition}</bpmn:{tag}>'


BROKEN = {
    "xml": b"<bpmn:definitions",
    "not-bpmn": b"<html/>",
    "no-process": (HEAD + '<bpmn:process id="p" isExecutable="false"/></bpmn:definitions>').encode(),
    "unsupported": SOUND + '<bpmn:complexGateway id="x"/>',
    "missing-id": SOUND + "<bpmn:task/>",
    "bad-id": SOUND.replace('id="a"', 'id="a b"'),
    "duplicate-id": SOUND + '<bpmn:startEvent id="a"/>',
    "dangling": SOUND + "\na -> nowhere",
    "flow-border": SOUND + """<bpmn:subProcess id="s"><bpmn:startEvent id="x"/></bpmn:subProcess>
        a -> s
        x -> a""",
    "flow-into": SOUND + "\na -> start",
    "flow-out-of": SOUND + "\nend -> a",
    "no-incoming": SOUND + '<bpmn:task id="x"/>',
    "no-start": '<bpmn:endEvent id="end"/>',
    "starts": SOUND + """<bpmn:subProcess id="x"/>
        a -> x""",
    "event-starts": SOUND + """<bpmn:subProcess id="x" triggeredByEvent="true">
        <bpmn:startEvent id="s"/></bpmn:subProcess>""",
    "interrupting": event("boundaryEvent", "<bpmn:errorEventDefinition/>", 'attachedToRef="a" cancelActivity="false"'),
    "one-event": event("boundaryEvent", "", 'attachedToRef="a"'),
    "event-kind": event("startEvent", "<bpmn:errorEventDefinition/>"),
    "attached": event("boundaryEvent", "<bpmn:errorEventDefinition/>", 'attachedToRef="end"'),
    "default": SOUND.replace('id="a"', 'id="a" default="elsewhere"'),
    "condition-missing": SOUND + """<bpmn:exclusiveGateway id="g"/><bpmn:task id="t"/><bpmn:task id="u"/>
        a -> g
        g -> t
        g -> u x""",
    "condition-place": SOUND + """<bpmn:task id="t"/>
        start -> t x""",
    "event-gateway": SOUND + """<bpmn:eventBasedGateway id="g"/>
        a -> g
        g -> a""",
    "link": event("intermediateCatchEvent", '<bpmn:linkEventDefinition name="L"/>'),
    "name-missing": event("startEvent", '<bpmn:signalEventDefinition signalRef="nameless"/>'),
    "setting-missing": SOUND + """<bpmn:scriptTask id="x"/>
        a -> x""",
    "setting": event("startEvent", "<bpmn:timerEventDefinition><bpmn:timeDuration>3 days</bpmn:timeDuration>"
        "</bpmn:timerEventDefinition>"),
    "feel": SOUND + """<bpmn:task id="t"/>
        a -> t x >""",
}  # fmt: skip


@pytest.mark.parametrize("rule", sorted(set(RULES) - {"parser"}))
def test_every_rule_refuses_what_breaks_it(rule: str) -> None:
    found = [fault for fault in faults(BROKEN[rule], '<bpmn:signal id="nameless"/>') if fault.rule == rule]
    assert found, faults(BROKEN[rule])
    fault = found[0]
    assert fault.zh and fault.en and fault.clause
    assert "{" not in fault.zh + fault.en
    assert fault.line > 0 or rule in ("xml", "not-bpmn")


UNSUPPORTED = [
    '<bpmn:transaction id="x"/>',
    '<bpmn:adHocSubProcess id="x"/>',
    '<bpmn:dataObject id="x"/>',
    '<bpmn:scriptTask id="x"><bpmn:script>import os</bpmn:script></bpmn:scriptTask>',
    '<bpmn:task id="x"><bpmn:standardLoopCharacteristics/></bpmn:task>',
    '<bpmn:task id="x" isForCompensation="true"/>',
    '<bpmn:task id="x" startQuantity="2"/>',
    '<bpmn:userTask id="x" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:assignee="me"/>',
    '<bpmn:task id="x"><bpmn:extensionElements><zeebe:script expression="=1"/></bpmn:extensionElements></bpmn:task>',
    '<bpmn:userTask id="x"><bpmn:extensionElements><zeebe:formDefinition formKey="k"/></bpmn:extensionElements>'
    "</bpmn:userTask>",
    '<bpmn:boundaryEvent id="x" attachedToRef="a"><bpmn:conditionalEventDefinition/></bpmn:boundaryEvent>',
    '<bpmn:task id="x"><other/></bpmn:task>',
    '<bpmn:subProcess id="x" triggeredByEvent="true"><bpmn:multiInstanceLoopCharacteristics/></bpmn:subProcess>',
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
        """
    )
    rules = [(fault.rule, fault.element) for fault in found]
    assert rules == [("feel", "a"), ("setting-missing", "b"), ("dangling", "c"), ("feel", "b-c-8")]
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)
    assert "填报" in found[0].zh


def test_a_waiting_message_needs_a_correlation_key() -> None:
    catch = event("boundaryEvent", '<bpmn:messageEventDefinition messageRef="m"/>', 'attachedToRef="a"')
    assert broken(catch, '<bpmn:message id="m" name="n"/>') == {("setting-missing", "x")}


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
