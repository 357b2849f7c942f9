"""A snapshot follows what is alive now, not what ever happened; a step costs the same whatever came before."""

import gc
import sys
from typing import Any

import pytest

from engine import kernel
from tests.engine.kernel.diagrams import diagram
from tests.engine.kernel.play import MORNING

LOOP = """
<bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="merge"/><bpmn:userTask id="a"/>
<bpmn:exclusiveGateway id="again" default="on"/><bpmn:endEvent id="end"/>
start -> merge
merge -> a
a -> again
again -> merge 重做
on: again -> end
"""


def test_round_three_thousand_costs_what_the_tenth_did() -> None:
    # given a rework loop
    (spec,) = kernel.parse(diagram(LOOP), "v1")
    run = kernel.start(spec, {"重做": True}, now=MORNING, environment=kernel.Environment())
    cost: dict[int, int] = {}
    size: dict[int, int] = {}
    # when it goes round and round
    for count in range(1, 3001):
        step = lambda: run.complete(next(iter(run.waits)), {}, MORNING)  # noqa: E731
        if count in (10, 3000):
            cost[count] = calls(step)
            size[count] = len(run.dump())
        else:
            step()
    # then as many functions are called, and the snapshot is as long but for the digits of its numbers
    assert cost[3000] == cost[10]
    assert size[3000] <= size[10] + 20


def test_subprocesses_that_are_over_leave_nothing_behind() -> None:
    inside = LOOP.replace(
        '<bpmn:userTask id="a"/>',
        '<bpmn:subProcess id="a"><bpmn:startEvent id="s0"/><bpmn:userTask id="b"/>\ns0 -> b\n</bpmn:subProcess>',
    )
    (spec,) = kernel.parse(diagram(inside), "v1")
    run = kernel.start(spec, {"重做": True}, now=MORNING, environment=kernel.Environment())
    for _ in range(10):
        run.complete(next(iter(run.waits)), {}, MORNING)
    assert len(run._case.subprocesses) == 1
    assert len(run._case.index) == 2


def calls(action: Any) -> int:
    """How many function calls an action takes: a measure of cost that does not depend on the machine."""
    count = 0

    def profile(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.disable()  # A collection calls whoever registered for it, such as hypothesis.
    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


def test_ten_thousand_automatic_rounds_leave_nothing_behind() -> None:
    inside = LOOP.replace(
        '<bpmn:userTask id="a"/>',
        '<bpmn:scriptTask id="a"><bpmn:extensionElements><zeebe:script expression="=n + 1" resultVariable="n"/>'
        "</bpmn:extensionElements></bpmn:scriptTask>",
    ).replace("重做", "n &lt; 10000".replace("&lt;", "<"))
    (spec,) = kernel.parse(diagram(inside), "v1")
    run = kernel.start(spec, {"n": 0}, now=MORNING, environment=kernel.Environment())
    assert run.ended
    assert run.variables() == {"n": 10_000}
    assert len(run.dump()) < 100


def test_a_loop_nobody_can_leave_is_stopped_with_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.kernel.workflow.STEPS", 1000)
    inside = '<bpmn:startEvent id="start"/><bpmn:task id="a"/><bpmn:task id="b"/>\nstart -> a\na -> b\nb -> a'
    (spec,) = kernel.parse(diagram(inside), "v1")
    run = kernel.start(spec, {}, now=MORNING, environment=kernel.Environment())
    (wait,) = run.waits.values()
    assert isinstance(wait, kernel.Trouble)
    assert wait.kind == "endless"


def test_an_environment_that_has_had_enough_stops_a_case_and_can_be_asked_again() -> None:
    # given a chain of automatic steps, and an environment with patience for three stages
    tasks = "".join(f'<bpmn:task id="t{number}"/>' for number in range(5))
    flows = "\n".join(f"t{number} -> t{number + 1}" for number in range(4))
    (spec,) = kernel.parse(diagram(f'<bpmn:startEvent id="start"/>{tasks}\nstart -> t0\n{flows}'), "v1")
    patience = iter([True] * 3)
    environment = kernel.Environment(may_go_on=lambda: next(patience, False))
    # when it is run
    run = kernel.start(spec, {}, now=MORNING, environment=environment)
    # then it stands where the patience ended, and says after how many stages
    (wait,) = run.waits.values()
    assert isinstance(wait, kernel.Trouble)
    assert "3" in wait.zh
    # and goes on from there with more patience
    again = kernel.load(spec, run.dump(), environment=kernel.Environment())
    again.retry(wait.id, MORNING)
    assert again.ended


def test_a_large_snapshot_is_packed_and_a_small_one_is_readable() -> None:
    (spec,) = kernel.parse(diagram(LOOP), "v1")
    environment = kernel.Environment()
    small = kernel.start(spec, {"x": 1}, now=MORNING, environment=environment)
    large = kernel.start(spec, {"x": ["同一句话"] * 5000}, now=MORNING, environment=environment)
    assert small.dump()[:1] == b"j"
    assert large.dump()[:1] == b"z"
    assert len(large.dump()) < 2000
    assert kernel.load(spec, large.dump(), environment=environment).variables() == large.variables()


def test_a_snapshot_of_another_format_is_refused() -> None:
    (spec,) = kernel.parse(diagram(LOOP), "v1")
    with pytest.raises(kernel.UnknownSnapshot):
        kernel.load(spec, b'j{"v":99}', environment=kernel.Environment())
