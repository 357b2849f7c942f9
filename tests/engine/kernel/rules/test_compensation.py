"""Compensation: a boundary event, an association, one compensation activity."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

GUARD = 'boundaryEvent g attachedToRef="a" { compensateEventDefinition }\n'
UNDO = 'task u isForCompensation="true"\n'
LINE = 'association l sourceRef="g" targetRef="u"\n'
INSIDE = """subProcess s {
    startEvent x
    task b
    x -> b
    boundaryEvent h attachedToRef="b" { compensateEventDefinition }
    task v isForCompensation="true"
    association k sourceRef="h" targetRef="v"
    }
    a -> s
"""

HANDLER = 'subProcess e triggeredByEvent="true" {\n startEvent y { compensateEventDefinition }\n y -> t\n'


def throw(ref: str) -> str:
    return f'intermediateThrowEvent t {{ compensateEventDefinition activityRef="{ref}" }}\n'


CASES: Cases = {
    "compensation-without-handler": (GUARD, GUARD + UNDO + LINE),
    "compensation-several-handlers": (
        GUARD + UNDO + LINE + 'task w isForCompensation="true"\n association m sourceRef="g" targetRef="w"',
        GUARD + UNDO + LINE + 'textAnnotation w\n association m sourceRef="g" targetRef="w"',
    ),
    "compensation-handler-unmarked": (GUARD + "task u\n a -> u\n" + LINE, GUARD + UNDO + LINE),
    "compensation-handler-elsewhere": (
        GUARD + "subProcess s {\n startEvent x\n" + UNDO + "}\n a -> s\n" + LINE,
        INSIDE,
    ),
    "compensation-activity-unused": (UNDO, GUARD + UNDO + LINE),
    "compensation-out-of-sight": (
        INSIDE + "s -> t\n" + throw("b"),
        INSIDE.replace("x -> b\n", "x -> b\n" + HANDLER + throw("b") + "}\n"),
    ),
    "compensation-of-nothing": ("a -> t\n" + throw("a"), "a -> t\n" + throw("a") + GUARD + UNDO + LINE),
}


@pytest.mark.parametrize("rule", of("compensation"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
