"""Random sound processes come to their end whatever is done in whatever order, with a restart at every step."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import kernel
from tests.engine.kernel.blocks import Blocks
from tests.engine.kernel.event_blocks import OUTSIDE
from tests.engine.kernel.play import Play
from tests.engine.kernel.seeds import SEEDS
from tests.engine.kernel.work_blocks import REACHED

PATIENCE = 400


@settings(SEEDS, max_examples=60)
@given(st.integers(0, 2**32))
def test_every_sound_process_ends_by_every_path(seed: int) -> None:
    # given a process of random blocks
    random = Random(seed)
    case = Play(Blocks(random).process(), {"x": 1, "loopCounter": 0}, outside=OUTSIDE, **REACHED)
    # when any of what is waited for happens, again and again
    for count in range(PATIENCE):
        if case.ended:
            break
        act(case, random, hurry=count > PATIENCE // 2)
    # then it ends, and nothing is left
    assert case.ended
    assert case.straight.tokens == []
    assert case.waits == []


@settings(SEEDS, max_examples=40)
@given(st.integers(0, 2**32))
def test_sending_back_from_anywhere_to_anywhere_survives_a_restart(seed: int) -> None:
    # given a process of random blocks
    random = Random(seed)
    case = Play(Blocks(random).process(), {"x": 1, "loopCounter": 0}, outside=OUTSIDE, **REACHED)
    for _ in range(40):
        if not case.waits:
            break
        wait = random.choice(case.waits)
        if isinstance(wait, kernel.Trouble):
            # A token taken out of one of several branches leaves a join that waits for it in vain.
            assert wait.kind in ("stuck", "service")
            case.do(lambda run, wait=wait: run.skip(wait.id, case.now))
            continue
        goals = case.straight.targets(wait.id) if random.random() < 0.3 else []
        # when a token is moved to any target it may have, or goes its way
        if goals:
            goal = random.choice(goals)
            case.do(lambda run, wait=wait, goal=goal: run.move(wait.id, goal, case.now))
        else:
            act(case, random, hurry=False)
    # then, as after every step, the restored case is the one that was never put away
    case.cancel()
    assert case.ended


def act(case: Play, random: Random, hurry: bool) -> None:
    """Let one thing happen; `hurry` prefers people who say no more rework."""
    waits = [wait for wait in case.waits if not isinstance(wait, kernel.ConditionWait)]
    if hurry or random.random() < 0.8:
        waits = [wait for wait in waits if not isinstance(wait, kernel.AdHocWait)] or waits
    persons = [wait for wait in waits if isinstance(wait, kernel.UserWait)]
    wait = random.choice(persons if hurry and persons else waits)
    answer = {"x": random.choice([1, 2, 3] if hurry else [1, 2, 3, 4, 5])}
    if isinstance(wait, kernel.UserWait):
        case.do(lambda run: run.complete(wait.id, answer, case.now))
    elif isinstance(wait, kernel.Trouble):
        repair(case, wait, random)
    elif isinstance(wait, kernel.DataWait):
        names = [name for name in case.straight.variables(wait.scope) if name.startswith(("form", "file"))]
        case.do(lambda run: run.assign(wait.scope, dict.fromkeys(names, 1), case.now))
    elif isinstance(wait, kernel.AdHocWait) and wait.enough:
        case.do(lambda run: run.conclude(wait.id, case.now))
    elif isinstance(wait, kernel.AdHocWait):
        step = random.choice(wait.choices)
        case.do(lambda run: run.activate(wait.id, step, case.now))
    elif isinstance(wait, kernel.TimerWait):
        case.now = max(case.now, wait.due)
        case.do(lambda run: run.fire(wait.id, case.now))
    else:
        case.do(lambda run: run.receive(wait.id, answer, case.now))


def repair(case: Play, wait: kernel.Trouble, random: Random) -> None:
    """Only a service that went on failing is trouble: mend its variables and call it again, or skip it."""
    assert wait.kind == "service", wait
    if random.random() < 0.5:
        case.do(lambda run: run.skip(wait.id, case.now))
        return
    case.do(lambda run: run.assign(wait.scope, {"x": 1}, case.now))
    case.do(lambda run: run.retry(wait.id, case.now))
