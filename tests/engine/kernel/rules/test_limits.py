"""What is valid but not executed here is refused with its reason."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

TIMER = "timerEventDefinition { timeDate = 2026-01-01 }"
LOOP = 'standardLoopCharacteristics loopMaximum="2"'
HANDLER = f'subProcess s triggeredByEvent="true" {{ more\n startEvent x {{ {TIMER} }}\n }}\n'
RACE = f"""eventBasedGateway g
    intermediateCatchEvent t {{ {TIMER} }}
    a -> g\n g -> t\n g -> r
    receiveTask r messageRef="m" {{ more }}
    ---
    message m name="M" {{ extensionElements {{ zeebe:subscription correlationKey="=k" }} }}"""
CONDITION = "conditionalEventDefinition { condition = =x }"
BOTH = 'boundaryEvent g attachedToRef="a" parallelMultiple="true" {{ {first}\n {second} }}'
CASES: Cases = {
    "conditional-process-start": (
        f"startEvent c {{ {CONDITION} }}\n c -> a",
        f"startEvent c {{ {TIMER} }}\n c -> a",
    ),
    "parallel-multiple-code": (
        BOTH.format(first=TIMER, second="errorEventDefinition"),
        BOTH.format(first=TIMER, second=CONDITION),
    ),
    "event-subprocess-repeated": (HANDLER.replace("more", LOOP), HANDLER.replace("more", "")),
    "event-subprocess-guarded": (
        HANDLER.replace("more", "") + f'boundaryEvent g attachedToRef="s" {{ {TIMER} }}',
        HANDLER.replace("more", "") + f'boundaryEvent g attachedToRef="a" {{ {TIMER} }}',
    ),
    "event-gateway-target-repeated": (RACE.replace("more", LOOP), RACE.replace("more", "")),
}


@pytest.mark.parametrize("rule", of("limits"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
