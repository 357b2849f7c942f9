"""Processes and subprocesses: how they begin and end, what may stand in them."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

TIMER = "{ timerEventDefinition { timeDate = 2026-01-01 } }"


def sub(inside: str, tag: str = "subProcess", more: str = "") -> str:
    return f"{tag} s {more} {{ {inside}\n }}\n a -> s"


def handler(inside: str, name: str = "s") -> str:
    return f'subProcess {name} triggeredByEvent="true" {{ {inside}\n }}\n'


def listener(name: str, signal: str, more: str = "") -> str:
    return handler(f'startEvent x{name} {more} {{ signalEventDefinition signalRef="{signal}" }}', name)


SIGNALS = '---\n signal g name="G"\n signal o name="O"'
ADHOC = "adHocSubProcess"
CASES: Cases = {
    "outside-process": ("---\n collaboration c {\n task b\n }", "task b\n a -> b\n---\n collaboration c"),
    "start-missing": ("only\n task b\n endEvent end\n b -> end", "endEvent end\n a -> end"),
    "unreached": ("task b", sub("task b\n task c", ADHOC)),
    "subprocess-several-starts": (sub("startEvent x\n startEvent y"), sub("startEvent x\n endEvent y\n x -> y")),
    "event-subprocess-startless": (handler("task b"), handler(f"startEvent x {TIMER}\n task b\n x -> b")),
    "event-subprocess-several-starts": (
        handler(f"startEvent x {TIMER}\n startEvent y {TIMER}"),
        handler(f"startEvent x {TIMER}"),
    ),
    "event-subprocess-untriggered": (handler("startEvent x"), handler(f"startEvent x {TIMER}")),
    "event-subprocess-rivals": (
        listener("b", "g") + listener("c", "g") + SIGNALS,
        listener("b", "g") + listener("c", "o") + listener("d", "g", 'isInterrupting="false"') + SIGNALS,
    ),
    "adhoc-start": (sub("startEvent x\n task b\n x -> b", ADHOC), sub("task b", ADHOC)),
    "adhoc-end": (sub("endEvent x\n task b\n b -> x", ADHOC), sub("task b", ADHOC)),
    "adhoc-empty": (sub("", ADHOC), sub("task b", ADHOC)),
    "adhoc-ordering": (sub("task b", ADHOC, 'ordering="Random"'), sub("task b", ADHOC, 'ordering="Sequential"')),
    "process-type": (
        '---\n process q processType="Secret" {\n startEvent x\n }',
        '---\n process q processType="Private" {\n startEvent x\n }',
    ),
}


@pytest.mark.parametrize("rule", of("scopes"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
