"""Sending back: a token moves to a step of its scope or of one around it."""

from datetime import timedelta

import pytest

from engine import kernel
from tests.engine.kernel.play import MORNING, Play

CASE = """
<bpmn:startEvent id="start"/><bpmn:userTask id="plan"/>
<bpmn:subProcess id="measures"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
<zeebe:loopCharacteristics inputCollection="=[1,2,3]" inputElement="n"/></bpmn:extensionElements>
</bpmn:multiInstanceLoopCharacteristics><bpmn:startEvent id="s0"/><bpmn:userTask id="work"/>
<bpmn:userTask id="check"/><bpmn:boundaryEvent id="late" attachedToRef="check" cancelActivity="false">
<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:userTask id="chase"/>
s0 -> work
work -> check
late -> chase
</bpmn:subProcess><bpmn:parallelGateway id="join"/><bpmn:userTask id="close"/>
start -> plan
plan -> measures
measures -> join
plan -> join
join -> close
"""


def test_a_token_moves_within_its_scope() -> None:
    case = Play(CASE).complete("plan").complete("work", 1)
    assert case.at == ["check", "late", "work", "work"]
    case.move("check", "work")
    assert case.at == ["work", "work", "work"]
    # and it still is that item
    assert sorted(case.straight.variables(wait.scope)["n"] for wait in case.waits) == [1, 2, 3]


def test_a_token_moves_out_of_a_multi_instance_subprocess_and_all_items_are_cancelled() -> None:
    case = Play(CASE).complete("plan").complete("work", 0)
    case.move("work", "plan")
    assert case.at == ["plan"]
    assert case.steps("cancelled").count("work") == 2
    assert "measures" in case.steps("cancelled")


def test_sending_back_at_a_subscription_moves_its_activity() -> None:
    case = Play(CASE).complete("plan").complete("work", 0)
    assert case.move("late", "work").at == ["work", "work", "work"]


@pytest.mark.parametrize("target", ["start", "s0", "late", "join", "nowhere", "measures-join-16"])
def test_a_token_does_not_move_where_none_may_appear(target: str) -> None:
    case = Play(CASE).complete("plan")
    with pytest.raises(kernel.NotMovable):
        case.straight.move(case.wait("work").id, target, MORNING)


def test_the_targets_of_a_move_are_those_it_accepts() -> None:
    case = Play(CASE).complete("plan")
    work = case.wait("work")
    assert sorted(case.straight.targets(work.id)) == ["chase", "check", "close", "measures", "plan", "work"]


def test_a_scope_that_was_taken_over_listens_again_after_sending_back() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:userTask id="work"/>
        start -> work
        <bpmn:subProcess id="handler" triggeredByEvent="true"><bpmn:startEvent id="late"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent>
        <bpmn:userTask id="talk"/>
        late -> talk
        </bpmn:subProcess>
        """
    )
    case.fire("late")
    assert case.at == ["talk"]
    case.move("talk", "work")
    assert case.at == ["late", "work"]
    assert case.wait("late").due == case.now + timedelta(days=1)


def test_an_incident_can_be_moved_away_from() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:exclusiveGateway id="g"/><bpmn:endEvent id="end"/>
        <bpmn:userTask id="b"/>
        start -> a
        a -> g
        g -> end x = 1
        g -> b x = 2
        """
    )
    case.complete("a", x=3)
    assert isinstance(case.wait("g"), kernel.Trouble)
    assert case.move("g", "a").at == ["a"]


def test_a_cancelled_case_has_ended() -> None:
    case = Play(CASE).complete("plan").cancel()
    assert case.ended
    assert case.at == []
