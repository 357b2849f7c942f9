"""Pools and message flows."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

OTHER = """process q {
    startEvent x { messageEventDefinition messageRef="m" }
    task y
    exclusiveGateway g
    intermediateThrowEvent e
    endEvent z { messageEventDefinition messageRef="m" }
    x -> y
    y -> g
    g -> e
    e -> z
    }
    message m name="M"
"""


def flow(source: str, target: str) -> str:
    return f"""---
    collaboration c {{
    participant p1 processRef="main"
    participant p2 processRef="q"
    participant p3
    messageFlow f sourceRef="{source}" targetRef="{target}"
    }}
    {OTHER}"""


def many(more: str) -> str:
    return f'---\n collaboration c {{\n participant p1 processRef="main" {{ participantMultiplicity {more} }}\n }}'


CASES: Cases = {
    "outside-collaboration": ("---\n message m { participant p }", "---\n collaboration c { participant p }"),
    "message-flow-inside": (flow("y", "x"), flow("a", "x")),
    "message-flow-source": (flow("g", "a"), flow("z", "a")),
    "message-flow-target": (flow("a", "g"), flow("p3", "y")),
    "message-flow-event": (flow("e", "a"), flow("p1", "p2")),
    "participants-minimum": (many('minimum="-1"'), many('minimum="0"')),
    "participants-maximum": (many('minimum="3" maximum="2"'), many('minimum="2" maximum="2"')),
}


@pytest.mark.parametrize("rule", of("collaboration"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()


def test_a_choreography_beside_the_process_has_pools_of_its_own() -> None:
    assert broken("task b\n a -> b\n---\n choreography c { participant p }") == set()
