"""Timers: one time each, and a literal must be one."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of


def timer(times: str) -> str:
    return f"intermediateCatchEvent x {{ timerEventDefinition {{ {times} }} }}\n a -> x"


def due(date: str) -> str:
    return f'userTask b {{ extensionElements {{ zeebe:taskSchedule dueDate="{date}" }} }}\n a -> b'


CASES: Cases = {
    "timer-without-time": (timer("timeDate"), timer("timeDate = =due")),
    "timer-several-times": (timer("timeDate = 2026-01-01\n timeCycle = R/P1D"), timer("timeCycle = R/P1D")),
    "timer-date": (timer("timeDate = 2026-02-30"), timer("timeDate = 2026-02-28T08:00:00Z")),
    "timer-duration": (timer("timeDuration = 3 days"), timer("timeDuration = P3D")),
    "timer-cycle": (timer("timeCycle = daily"), timer("timeCycle = R3/PT1H")),
    "schedule-date": (due("tomorrow"), due("P3D")),
}


@pytest.mark.parametrize("rule", of("timers"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
