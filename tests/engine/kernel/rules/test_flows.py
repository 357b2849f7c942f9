"""Sequence flows: where they may lead, their conditions and defaults."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

INNER = "subProcess s {\n startEvent x\n task y\n x -> y\n }\n a -> s\n"
GUARD = 'boundaryEvent g attachedToRef="a" { errorEventDefinition }\n task h\n g -> h\n'
HANDLER = (
    'subProcess s triggeredByEvent="true" {\n startEvent x { timerEventDefinition { timeDate = 2026-01-01 } }\n }\n'
)
LINKS = """intermediateThrowEvent off { linkEventDefinition name="L" }
    intermediateCatchEvent on { linkEventDefinition name="L" }
    a -> off\n"""
UNDO = """boundaryEvent g attachedToRef="a" { compensateEventDefinition }
    task u isForCompensation="true"
    association as sourceRef="g" targetRef="u"\n"""
EVENTS = """eventBasedGateway e
    intermediateCatchEvent c { timerEventDefinition { timeDate = 2026-01-01 } }
    intermediateCatchEvent d { timerEventDefinition { timeDate = 2026-01-02 } }
    a -> e\n e -> c\n"""
CASES: Cases = {
    "flow-crosses-subprocess": (INNER + "task b\n a -> b\n y -> b", INNER),
    "flow-crosses-process": (
        "task b\n a -> b\n b -> z\n --- \n process q {\n startEvent t\n task z\n t -> z\n }",
        "---\n process q {\n startEvent t\n task z\n t -> z\n }",
    ),
    "flow-into-start": ("a -> start", "a -> a"),
    "flow-out-of-end": ("endEvent end\n a -> end\n end -> a", "endEvent end\n a -> end"),
    "flow-into-boundary": (GUARD + "h -> g", GUARD),
    "flow-into-event-subprocess": (HANDLER + "a -> s", HANDLER),
    "flow-out-of-event-subprocess": (HANDLER + "task b\n s -> b", HANDLER),
    "flow-into-catching-link": (LINKS + "a -> on", LINKS + "task b\n on -> b"),
    "flow-out-of-throwing-link": (LINKS + "task b\n off -> b", LINKS),
    "flow-into-compensation-activity": (UNDO + "a -> u", UNDO),
    "flow-out-of-compensation-activity": (UNDO + "u -> a", UNDO),
    "flow-out-of-compensation-boundary": (UNDO + "g -> a", UNDO),
    "incoming-of-another": (
        "task b { incoming = f }\n task c\n a -> b\n f: a -> c",
        "task b { incoming = f }\n f: a -> b",
    ),
    "outgoing-of-another": (
        "task b { outgoing = f }\n task c\n a -> b\n f: a -> c",
        "task b { outgoing = f }\n task c\n a -> b\n f: b -> c",
    ),
    "condition-after-start": ("task b\n start -> b x > 1", "task b\n start -> b"),
    "condition-after-event": (
        "intermediateThrowEvent b\n task c\n a -> b\n b -> c x > 1",
        "intermediateThrowEvent b\n task c\n a -> b x > 1\n a -> c\n b -> c",
    ),
    "condition-after-parallel": (
        "parallelGateway g\n task b\n task c\n a -> g\n g -> b\n g -> c x > 1",
        "parallelGateway g\n task b\n task c\n a -> g\n g -> b\n g -> c",
    ),
    "condition-after-event-gateway": (EVENTS + "e -> d x > 1", EVENTS + "e -> d"),
    "condition-empty": (
        'task b\n task c\n a -> c\n sequenceFlow f sourceRef="a" targetRef="b" { conditionExpression }',
        'task b\n task c\n a -> c\n sequenceFlow f sourceRef="a" targetRef="b" { conditionExpression = =x }',
    ),
    "condition-alone": ("task b\n a -> b x > 1", "task b\n task c\n a -> b x > 1\n a -> c"),
    "default-several": (
        'exclusiveGateway g default="f h"\n task b\n f: a -> g\n h: g -> b',
        'exclusiveGateway g default="h"\n task b\n f: a -> g\n h: g -> b',
    ),
    "default-foreign": (
        'task b default="f"\n task c\n f: a -> b\n h: b -> c',
        'task b default="h"\n task c\n f: a -> b\n h: b -> c',
    ),
    "default-conditional": (
        'task b default="f"\n task c\n task d\n a -> b\n f: b -> c x\n b -> d y',
        'task b default="f"\n task c\n task d\n a -> b\n f: b -> c\n b -> d y',
    ),
}


@pytest.mark.parametrize("rule", of("flows"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
