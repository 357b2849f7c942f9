"""Gateways: directions, conditions, what may follow an event-based one."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

FORK = "task b\n task c\n a -> g\n g -> b\n g -> c\n"
JOIN = "task b\n task c\n a -> g\n a -> b\n b -> g\n g -> c\n"


def way(direction: str, flows: str) -> str:
    return f'parallelGateway g gatewayDirection="{direction}"\n{flows}'


def timer(name: str) -> str:
    return f"intermediateCatchEvent {name} {{ timerEventDefinition {{ timeDate = 2026-01-01 }} }}\n"


def message(name: str) -> str:
    return f'intermediateCatchEvent {name} {{ messageEventDefinition messageRef="m" }}\n'


OUTSIDE = """---
    message m name="M" { extensionElements { zeebe:subscription correlationKey="=k" } }"""
RECEIVE = 'receiveTask r messageRef="m"\n'
RACE = "eventBasedGateway g\n a -> g\n g -> r\n g -> t\n" + RECEIVE + timer("t")
FIRST = '\n g -> r\n g -> m1\n receiveTask r messageRef="m"\n' + timer("m1")
CASES: Cases = {
    "gateway-leads-nowhere": (
        "exclusiveGateway g\n a -> g",
        "exclusiveGateway g\n task b\n a -> g\n a -> b\n b -> g",
    ),
    "direction-unknown": (way("Sideways", FORK), way("Unspecified", FORK)),
    "diverging-incoming": (way("Diverging", FORK + "b -> g"), way("Diverging", FORK)),
    "diverging-outgoing": (way("Diverging", "task b\n a -> g\n g -> b"), way("Diverging", FORK)),
    "converging-incoming": (way("Converging", "task b\n a -> g\n g -> b"), way("Converging", JOIN)),
    "converging-outgoing": (way("Converging", JOIN + "task d\n g -> d"), way("Converging", JOIN)),
    "mixed-incoming": (way("Mixed", FORK), way("Mixed", FORK + "b -> g")),
    "mixed-outgoing": (way("Mixed", JOIN), way("Mixed", FORK + "b -> g")),
    "exclusive-condition-missing": (
        "exclusiveGateway g\n task b\n task c\n a -> g\n g -> b x\n g -> c",
        'exclusiveGateway g default="f"\n task b\n task c\n a -> g\n g -> b x\n f: g -> c',
    ),
    "inclusive-condition-missing": (
        "inclusiveGateway g\n task b\n task c\n a -> g\n g -> b x\n g -> c",
        "inclusiveGateway g\n task b\n task c\n a -> g\n g -> b x\n g -> c y",
    ),
    "complex-activation-missing": (
        "complexGateway g\n" + JOIN,
        "complexGateway g { activationCondition = =activationCount > 1 }\n" + JOIN,
    ),
    "event-gateway-few": (
        "eventBasedGateway g\n a -> g\n g -> t\n" + timer("t"),
        "eventBasedGateway g\n a -> g\n g -> t\n g -> u\n" + timer("t") + timer("u"),
    ),
    "event-gateway-target": (
        "eventBasedGateway g\n task b\n a -> g\n g -> t\n g -> b\n" + timer("t"),
        RACE + OUTSIDE,
    ),
    "event-gateway-target-shared": (RACE + "a -> t" + OUTSIDE, RACE + "t -> a" + OUTSIDE),
    "event-gateway-mixed": (RACE + "g -> m1\n" + message("m1") + OUTSIDE, RACE + OUTSIDE),
    "event-gateway-target-guarded": (
        RACE + 'boundaryEvent x attachedToRef="r" { errorEventDefinition }' + OUTSIDE,
        RACE + 'boundaryEvent x attachedToRef="a" { errorEventDefinition }' + OUTSIDE,
    ),
    "event-gateway-type": (
        RACE.replace(" g\n", ' g eventGatewayType="Any"\n', 1) + OUTSIDE,
        RACE.replace(" g\n", ' g eventGatewayType="Exclusive"\n', 1) + OUTSIDE,
    ),
    "event-gateway-parallel": (
        RACE.replace(" g\n", ' g eventGatewayType="Parallel"\n', 1) + OUTSIDE,
        'eventBasedGateway g eventGatewayType="Parallel" instantiate="true"' + FIRST + OUTSIDE,
    ),
    "event-gateway-instantiating": (
        'eventBasedGateway g instantiate="true"\n a -> g' + FIRST + OUTSIDE,
        'eventBasedGateway g instantiate="true"' + FIRST + OUTSIDE,
    ),
    "instantiating-inside": (
        'a -> s\n subProcess s {\n startEvent x\n receiveTask r messageRef="m" instantiate="true"\n }' + OUTSIDE,
        'receiveTask r messageRef="m" instantiate="true"' + OUTSIDE,
    ),
}


@pytest.mark.parametrize("rule", of("gateways"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
