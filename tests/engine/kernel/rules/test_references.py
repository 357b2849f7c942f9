"""Ids and references: each finds an element of its kind."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

CODES = (
    '---\n message m name="M" { extensionElements { zeebe:subscription correlationKey="=k" } }\n signal s name="S"\n'
)
ITEM = '---\n itemDefinition d\n signal s name="s"'
POOLS = "---\n collaboration c {\n participant p1\n participant p2\n"
MULTI = (
    "task b { multiInstanceLoopCharacteristics way { loopCardinality = 3 } }\n a -> b\n---\n signalEventDefinition e"
)


def throw(definition: str, outside: str = CODES) -> str:
    return f"intermediateThrowEvent x {{ {definition} }}\n a -> x\n{outside}"


def end(definition: str, outside: str) -> str:
    return f"endEvent x {{ {definition} }}\n a -> x\n---\n{outside}"


def flow(more: str) -> str:
    return f"task b\n a -> b\n sequenceFlow f {more}"


def message_flow(more: str) -> str:
    return f"{POOLS}messageFlow f {more}\n }}\n message m"


def association(more: str) -> str:
    return f"textAnnotation t\n association x {more}"


def guard(host: str) -> str:
    return f'boundaryEvent x attachedToRef="{host}" {{ errorEventDefinition }}'


def receive(outside: str, tag: str = "receiveTask") -> str:
    return f'{tag} r messageRef="m"\n a -> r\n---\n{outside}'


MESSAGE = 'message m name="M" { extensionElements { zeebe:subscription correlationKey="=k" } }'
ERROR = 'errorEventDefinition errorRef="r"', 'error r errorCode="E"'
ESCALATION = 'escalationEventDefinition escalationRef="r"', 'escalation r escalationCode="E"'
DATA = 'dataObjectReference x dataObjectRef="o"\n'
GROUP = 'group x categoryValueRef="v"\n---\n'
POOL = '---\n collaboration c { participant p processRef="{}" }'
SHAPE = '---\n bpmndi:BPMNDiagram {{ bpmndi:BPMNPlane {{ bpmndi:BPMNShape x bpmnElement="{}" }} }}'
CASES: Cases = {
    "missing-id": ('sequenceFlow sourceRef="a" targetRef="a"', 'sequenceFlow f sourceRef="a" targetRef="a"'),
    "bad-id": ("signal 5s\n".join(["---\n", ""]), "---\n signal 信号"),
    "duplicate-id": ("---\n signal a", "---\n signal b"),
    "dangling-source": (flow('sourceRef="gone" targetRef="b"'), flow('sourceRef="a" targetRef="b"')),
    "mistaken-source": (flow('sourceRef="main" targetRef="b"'), flow('sourceRef="tns:a" targetRef="b"')),
    "missing-source": (flow('targetRef="b"'), flow('sourceRef="a" targetRef="b"')),
    "dangling-target": (flow('sourceRef="a" targetRef="gone"'), flow('sourceRef="a" targetRef="b"')),
    "mistaken-target": (flow('sourceRef="a" targetRef="main"'), flow('sourceRef="a" targetRef="b"')),
    "missing-target": (flow('sourceRef="a"'), flow('sourceRef="a" targetRef="b"')),
    "dangling-attached": (guard("gone"), guard("a")),
    "dangling-message": (receive(""), receive(MESSAGE)),
    "mistaken-message": (receive('signal m name="M"'), receive(MESSAGE)),
    "dangling-signal": (
        throw('signalEventDefinition signalRef="gone"'), throw('signalEventDefinition signalRef="s"'),
    ),
    "mistaken-signal": (throw('signalEventDefinition signalRef="m"'), throw('signalEventDefinition signalRef="s"')),
    "dangling-error": (end(ERROR[0], ""), end(*ERROR)),
    "mistaken-error": (end(ERROR[0], 'signal r errorCode="E"'), end(*ERROR)),
    "dangling-escalation": (end(ESCALATION[0], ""), end(*ESCALATION)),
    "mistaken-escalation": (end(ESCALATION[0], 'signal r escalationCode="E"'), end(*ESCALATION)),
    "dangling-compensated": (
        throw('compensateEventDefinition activityRef="gone"'),
        throw('compensateEventDefinition activityRef="q"').replace("a -> x", "a -> q\n subProcess q\n q -> x"),
    ),
    "mistaken-compensated": (
        throw('compensateEventDefinition activityRef="start"'), throw("compensateEventDefinition"),
    ),
    "dangling-instances-event": (
        MULTI.replace("way", 'behavior="None" noneBehaviorEventRef="gone"'),
        MULTI.replace("way", 'behavior="None" noneBehaviorEventRef="e"'),
    ),
    "dangling-first-instance-event": (
        MULTI.replace("way", 'behavior="One" oneBehaviorEventRef="gone"'),
        MULTI.replace("way", 'behavior="One" oneBehaviorEventRef="e"'),
    ),
    "dangling-data-object": (DATA, DATA + "dataObject o"),
    "mistaken-data-object": (DATA + "---\n signal o", DATA + "dataObject o"),
    "dangling-item": ('dataObject o itemSubjectRef="gone"', 'dataObject o itemSubjectRef="d"\n' + ITEM),
    "mistaken-item": ('dataObject o itemSubjectRef="s"\n' + ITEM, 'dataObject o itemSubjectRef="d"\n' + ITEM),
    "dangling-association-source": (
        association('sourceRef="gone" targetRef="t"'), association('sourceRef="a" targetRef="t"'),
    ),
    "missing-association-source": (association('targetRef="t"'), association('sourceRef="a" targetRef="t"')),
    "dangling-association-target": (
        association('sourceRef="a" targetRef="gone"'), association('sourceRef="a" targetRef="t"'),
    ),
    "missing-association-target": (association('sourceRef="a"'), association('sourceRef="a" targetRef="t"')),
    "dangling-category": (GROUP, GROUP + "category k { categoryValue v }"),
    "mistaken-category": (GROUP + "category v", GROUP + "category k { categoryValue v }"),
    "dangling-pool-process": (POOL.replace("{}", "gone"), POOL.replace("{}", "main")),
    "mistaken-pool-process": (POOL.replace("{}", "a"), POOL.replace('processRef="{}"', "")),
    "dangling-message-flow-source": (
        message_flow('sourceRef="gone" targetRef="p2"'), message_flow('sourceRef="p1" targetRef="p2"'),
    ),
    "missing-message-flow-source": (
        message_flow('targetRef="p2"'), message_flow('sourceRef="p1" targetRef="p2"'),
    ),
    "dangling-message-flow-target": (
        message_flow('sourceRef="p1" targetRef="gone"'), message_flow('sourceRef="p1" targetRef="p2"'),
    ),
    "missing-message-flow-target": (
        message_flow('sourceRef="p1"'), message_flow('sourceRef="p1" targetRef="p2"'),
    ),
    "dangling-message-flow-message": (
        message_flow('sourceRef="p1" targetRef="p2" messageRef="gone"'),
        message_flow('sourceRef="p1" targetRef="p2" messageRef="m"'),
    ),
    "mistaken-message-flow-message": (
        message_flow('sourceRef="p1" targetRef="p2" messageRef="c"'),
        message_flow('sourceRef="p1" targetRef="p2" messageRef="m"'),
    ),
    "dangling-drawn": (SHAPE.format("gone"), SHAPE.format("a")),
    "dangling-event-definition": (
        throw("eventDefinitionRef = gone"),
        throw("eventDefinitionRef = e", CODES + 'signalEventDefinition e signalRef="s"'),
    ),
    "message-nameless": (receive("message m", "sendTask"), receive("message other\n" + MESSAGE, "sendTask")),
    "signal-nameless": (
        throw('signalEventDefinition signalRef="s"', "---\n signal s"), throw('signalEventDefinition signalRef="s"'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", of("references"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
