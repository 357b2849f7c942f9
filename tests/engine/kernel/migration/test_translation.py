"""Whatever a case is in the middle of, a version that only has other ids goes on exactly as the old one would have."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import kernel
from engine.kernel.migration import Move, carry
from tests.engine.kernel.blocks import Blocks
from tests.engine.kernel.event_blocks import OUTSIDE
from tests.engine.kernel.play import Play
from tests.engine.kernel.seeds import SEEDS
from tests.engine.kernel.test_run import act
from tests.engine.kernel.work_blocks import REACHED

NEW = "renamed-"


@settings(SEEDS, max_examples=60)
@given(st.integers(0, 2**32))
def test_a_case_of_any_process_goes_on_by_a_version_with_other_ids(seed: int) -> None:
    # given a process of random blocks, under way
    random = Random(seed)
    inside = Blocks(random).process()
    case = Play(inside, {"x": 1, "loopCounter": 0}, outside=OUTSIDE, **REACHED)
    for _ in range(random.randint(0, 25)):
        if case.ended:
            return
        act(case, random, hurry=False)
    # when it is carried over to a version in which every element has another id
    other = renamed(case)
    reached = environment(case, other)
    moved = carry(plan(case, other), case.spec, case.straight.dump(), environment=reached, now=case.now)
    # then what is seen is the same, and so it stays whatever happens next
    assert seen(moved) == seen(case.straight, NEW)
    for _ in range(10):
        waits = [wait for wait in moved.waits.values() if isinstance(wait, kernel.UserWait | kernel.TimerWait)]
        if not waits:
            break
        happen(random.choice(waits), random.choice([1, 3, 5]), case, moved)
        assert seen(moved) == seen(case.straight, NEW)
        again = kernel.load(other, moved.dump(), environment=reached)
        assert seen(again) == seen(moved)


def happen(wait: Any, x: int, case: Play, moved: kernel.Run) -> None:
    """The same to both."""
    for run in (case.straight, moved):
        if isinstance(wait, kernel.UserWait):
            run.complete(wait.id, {"x": x}, case.now)
        else:
            case.now = max(case.now, wait.due)
            run.fire(wait.id, case.now)


def renamed(case: Play) -> kernel.Spec:
    """The same process with another id for every element and flow."""
    source = case.source.decode()
    names = sorted({*case.spec.elements, *re.findall(r'sequenceFlow id="([^"]+)"', source)}, key=len, reverse=True)
    for name in names:
        source = re.sub(rf'(?<=["=>]){re.escape(name)}(?=["<])', NEW + name, source)
    return kernel.parse(source.encode(), "v2")[0]


def plan(case: Play, other: kernel.Spec) -> Move:
    return Move(old=case.spec, new=other, steps={name: NEW + name for name in case.spec.elements})


def environment(case: Play, other: kernel.Spec) -> kernel.Environment:
    """What the old version reached, and the process it called in its old version."""
    return replace(case.environment, specs=lambda process, ref: other if ref == "v2" else case.called(process, ref))


def seen(run: kernel.Run, prefix: str = "") -> Any:
    def called(place: kernel.Wait | kernel.Token) -> str:
        return prefix + place.element if place.ref == "v1" else place.element

    waits = [(called(wait), type(wait), getattr(wait, "due", None)) for wait in run.waits.values()]
    tokens = [(token.id, called(token), run.variables(token.scope)) for token in run.tokens]
    return waits, tokens, run.variables(), run.ended
