"""Trouble is a value: the token stays with a sentence, everything sound goes on, a person repairs it."""

from typing import Any

import pytest

from engine import kernel
from tests.engine.kernel.play import MORNING, Play


def trouble(case: Play, element: str) -> kernel.Trouble:
    wait = case.wait(element)
    assert isinstance(wait, kernel.Trouble)
    assert wait.zh and wait.en
    return wait


FORKED = """
<bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/><bpmn:userTask id="sound"/>
<bpmn:serviceTask id="call"><bpmn:extensionElements><zeebe:taskDefinition type="call" retries="1"/>
</bpmn:extensionElements></bpmn:serviceTask><bpmn:userTask id="after"/>
start -> fork
fork -> call
fork -> sound
call -> after
"""


def test_a_failing_service_stops_its_token_only() -> None:
    def call(inputs: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        return {"out": 10 / inputs["x"]}

    case = Play(FORKED, {"x": 0}, services={"call": call})
    assert case.at == ["call", "sound"]
    assert "ZeroDivisionError" in trouble(case, "call").en
    case.complete("sound")
    # when the variable is put right and it is tried again
    case.assign("0", x=5).retry("call")
    assert case.at == ["after"]
    assert case.variables == {"x": 5, "out": 2}


@pytest.mark.parametrize("answer", [[1, 2], {"x": object()}, {1: 2}])
def test_a_service_that_answers_nonsense_is_trouble(answer: Any) -> None:
    case = Play(FORKED, services={"call": lambda inputs, headers: answer})
    assert trouble(case, "call").kind == "service"


def test_a_failed_service_can_be_skipped() -> None:
    case = Play(FORKED)
    assert "call" in trouble(case, "call").zh
    assert case.skip("call").at == ["after", "sound"]


GATEWAY = """
<bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="g" name="是否通过"/>
<bpmn:userTask id="a"/><bpmn:userTask id="b"/>
start -> g
g -> a 通过 = true
g -> b 意见 > 5
"""


@pytest.mark.parametrize(
    ("variables", "kind"), [({"通过": False, "意见": 1}, "no-way-out"), ({"通过": False, "意见": "长"}, "condition")]
)
def test_a_gateway_without_a_way_out_waits_for_repair(variables: dict[str, Any], kind: str) -> None:
    case = Play(GATEWAY, variables)
    assert trouble(case, "g").kind == kind
    with pytest.raises(kernel.NotSkippable):
        case.straight.skip(case.wait("g").id, MORNING)
    assert case.assign("0", 意见=6).retry("g").at == ["b"]


def test_a_failing_mapping_of_answers_keeps_the_answers() -> None:
    # given a user task after which a condition cannot be computed
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>
        start -> a
        a -> b x > y
        a -> c x < 0
        """,
        {"y": "text"},
    )
    case.complete("a", x=3)
    trouble(case, "a")
    assert case.variables["x"] == 3
    # then only the way out is tried again
    assert case.assign("0", y=1).retry("a").at == ["b"]
    assert case.steps("entered").count("a") == 1


def test_an_arrival_that_fails_is_tried_again_without_doubling_anything() -> None:
    # given a task with a boundary timer whose time is wrong
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>
        <bpmn:boundaryEvent id="ok" attachedToRef="a"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        <bpmn:boundaryEvent id="bad" attachedToRef="a"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>=期限</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        start -> a
        ok -> b
        bad -> b
        """,
        {"期限": "三天"},
    )
    assert case.at == ["a"]
    assert trouble(case, "a").kind == "timer"
    assert case.assign("0", 期限="P3D").retry("a").at == ["a", "bad", "ok"]
    assert case.steps("entered").count("a") == 1


def test_a_failing_result_of_an_item_can_be_skipped() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:userTask id="each"><bpmn:multiInstanceLoopCharacteristics>
        <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1,2]"/></bpmn:extensionElements>
        <bpmn:completionCondition>=genug</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>
        </bpmn:userTask><bpmn:userTask id="after"/>
        start -> each
        each -> after
        """
    )
    case.complete("each")
    trouble(case, "each")
    case.skip("each")
    assert case.at == ["each"]
    assert case.assign("0", genug=False).complete("each").at == ["after"]


def test_a_scope_that_cannot_listen_does_not_begin() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:userTask id="work"/>
        start -> work
        <bpmn:subProcess id="h" triggeredByEvent="true"><bpmn:startEvent id="s"><bpmn:timerEventDefinition>
        <bpmn:timeDate>=wann</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:startEvent></bpmn:subProcess>
        """
    )
    assert case.at == ["start"]
    trouble(case, "start")
    assert case.assign("0", wann="2027-01-01").retry("start").at == ["s", "work"]


@pytest.mark.parametrize("expression", ["=count(for x in 1..1000000000 return x)", "=directory(1)", "=function(x) x"])
@pytest.mark.parametrize("setting", ["assignmentDefinition assignee", "taskSchedule dueDate"])
def test_an_assignment_that_cannot_be_computed_is_trouble(setting: str, expression: str) -> None:
    def directory(number: int) -> str:
        raise ConnectionError("unreachable")

    inside = f"""
    <bpmn:startEvent id="start"/><bpmn:userTask id="a"><bpmn:extensionElements>
    <zeebe:{setting}="{expression}"/></bpmn:extensionElements></bpmn:userTask>
    start -> a
    """
    assert trouble(Play(inside, functions={"directory": directory}), "a").kind == "expression"


def test_a_condition_that_is_null_says_why() -> None:
    case = Play(GATEWAY, {"意见": "长"})
    assert "第1行" in trouble(case, "g").zh


def test_a_decision_that_fails_is_trouble() -> None:
    def decide(decision: str, variables: dict[str, Any], part: str | None) -> Any:
        raise KeyError(decision)

    inside = """
    <bpmn:startEvent id="start"/><bpmn:businessRuleTask id="a"><bpmn:extensionElements>
    <zeebe:calledDecision decisionId="level" resultVariable="x"/></bpmn:extensionElements></bpmn:businessRuleTask>
    start -> a
    """
    assert trouble(Play(inside, decisions=decide), "a").kind == "decision"
