"""Gateways part and join tokens as BPMN 2.0.2 §13.4 says, in rework loops too."""

import pytest

from tests.engine.kernel.play import Play

FORK = """
<bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/>
<bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="after"/><bpmn:endEvent id="end"/>
start -> fork
fork -> a
fork -> b
a -> join
b -> join
join -> after
after -> end
"""


def test_an_exclusive_gateway_takes_the_first_flow_that_holds() -> None:
    # given two conditions that both hold
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="which" default="else"/>
        <bpmn:userTask id="small"/><bpmn:userTask id="also"/><bpmn:userTask id="other"/>
        start -> which
        else: which -> other
        which -> small 金额 < 5000
        which -> also 金额 < 6000
        """,
        {"金额": 100},
    )
    # then the first of the file is taken, not the default that stands before it
    assert case.at == ["small"]


def test_an_exclusive_gateway_takes_its_default_when_nothing_holds() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="which" default="else"/>
        <bpmn:userTask id="small"/><bpmn:userTask id="other"/>
        start -> which
        which -> small 金额 < 5000
        else: which -> other
        """,
        {"金额": 9000},
    )
    assert case.at == ["other"]


def test_a_parallel_join_waits_for_every_branch() -> None:
    # given two parallel tasks
    case = Play(FORK)
    assert case.at == ["a", "b"]
    # when one is done, nothing goes on
    case.complete("a")
    assert case.at == ["b"]
    assert sorted(token.element for token in case.straight.tokens) == ["b", "join"]
    assert "join" not in case.steps("entered")
    # and when both are, one token does
    case.complete("b")
    assert case.at == ["after"]
    assert case.complete("after").ended


def test_a_parallel_join_in_a_rework_loop_waits_in_every_round() -> None:
    # given a parallel approval that may be sent back
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="merge"/><bpmn:parallelGateway id="fork"/>
        <bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:parallelGateway id="join"/>
        <bpmn:userTask id="decide"/><bpmn:exclusiveGateway id="ok" default="yes"/><bpmn:endEvent id="end"/>
        start -> merge
        merge -> fork
        fork -> a
        fork -> b
        a -> join
        b -> join
        join -> decide
        decide -> ok
        ok -> merge 退回
        yes: ok -> end
        """
    )
    for _ in range(4):
        # when both approve, in either order, and it is sent back
        case.complete("b")
        assert case.at == ["a"]
        case.complete("a")
        assert case.at == ["decide"]
        case.complete("decide", 退回=True)
        assert case.at == ["a", "b"]
    case.complete("a").complete("b").complete("decide", 退回=False)
    assert case.ended


def test_a_join_forgets_a_waiting_token_that_is_cancelled() -> None:
    # given one branch that has reached the join of a subprocess
    case = Play(
        f"""<bpmn:startEvent id="s"/><bpmn:userTask id="first"/><bpmn:subProcess id="sub">{FORK}</bpmn:subProcess>
        s -> first
        first -> sub
        """
    )
    case.complete("first").complete("a")
    # when all is sent back and the subprocess begins again
    case.move("b", "first").complete("first").complete("b")
    assert case.steps("cancelled") == ["b", "sub"]
    # then the join waits for both branches again
    assert case.at == ["a"]
    assert case.complete("a").at == ["after"]


def test_excess_tokens_wait_at_a_parallel_join() -> None:
    # given a join that one branch reaches twice before the other comes once
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/><bpmn:exclusiveGateway id="merge"/>
        <bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>
        <bpmn:parallelGateway id="join"/><bpmn:userTask id="after"/>
        start -> fork
        fork -> a
        fork -> b
        fork -> c
        a -> merge
        b -> merge
        merge -> join
        c -> join
        join -> after
        """
    )
    case.complete("a").complete("b")
    assert case.at == ["c"]
    # when the other comes, the join fires once and keeps the excess token
    case.complete("c")
    assert case.at == ["after"]
    assert sorted(token.element for token in case.straight.tokens) == ["after", "join"]
    case.complete("after")
    assert not case.ended


def test_branches_that_write_the_same_list_lose_nothing() -> None:
    branches = [f"s{number}" for number in range(10)]
    scripts = "".join(
        f'<bpmn:scriptTask id="{name}"><bpmn:extensionElements>'
        f'<zeebe:script expression="=append(列表, &quot;{name}&quot;)" resultVariable="列表"/>'
        f"</bpmn:extensionElements></bpmn:scriptTask>"
        for name in branches
    )
    flows = "".join(f"\nfork -> {name}\n{name} -> join" for name in branches)
    case = Play(
        '<bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/>'
        f'<bpmn:userTask id="after"/>{scripts}\nstart -> fork\njoin -> after{flows}',
        {"列表": []},
    )
    assert sorted(case.variables["列表"]) == branches


INCLUSIVE = """
<bpmn:startEvent id="start"/><bpmn:inclusiveGateway id="split" default="none"/>
<bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>
<bpmn:inclusiveGateway id="join"/><bpmn:userTask id="after"/>
start -> split
split -> a 要甲
split -> b 要乙
none: split -> c
a -> join
b -> join
c -> join
join -> after
"""


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(True, True, ["a", "b"]), (True, False, ["a"]), (False, True, ["b"]), (False, False, ["c"])],
)
def test_an_inclusive_join_waits_for_exactly_the_branches_taken(first: bool, second: bool, expected: list[str]) -> None:
    case = Play(INCLUSIVE, {"要甲": first, "要乙": second})
    assert case.at == expected
    for name in expected[:-1]:
        case.complete(name)
        assert "after" not in case.at
    case.complete(expected[-1])
    assert case.at == ["after"]


def test_an_inclusive_join_waits_while_a_token_can_still_come_through_a_loop() -> None:
    # given a branch that may be repeated before it reaches the join
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:inclusiveGateway id="split"/>
        <bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:exclusiveGateway id="again" default="on"/>
        <bpmn:inclusiveGateway id="join"/><bpmn:userTask id="after"/>
        start -> split
        split -> a true
        split -> b true
        a -> again
        again -> a 重做
        on: again -> join
        b -> join
        join -> after
        """
    )
    case.complete("b").complete("a", 重做=True)
    assert case.at == ["a"]
    case.complete("a", 重做=False)
    assert case.at == ["after"]


def test_the_first_event_after_an_event_based_gateway_decides() -> None:
    # given a message and a timer in competition
    inside = """
    <bpmn:startEvent id="start"/><bpmn:eventBasedGateway id="which"/>
    <bpmn:intermediateCatchEvent id="answer"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="late"><bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration>
    </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:userTask id="read"/><bpmn:userTask id="chase"/>
    start -> which
    by_answer: which -> answer
    in_vain: which -> late
    answer -> read
    late -> chase
    """
    message = """<bpmn:message id="m" name="回复"><bpmn:extensionElements>
    <zeebe:subscription correlationKey="=编号"/></bpmn:extensionElements></bpmn:message>"""
    answered = Play(inside, {"编号": "ZG-1"}, outside=message)
    assert answered.at == ["answer", "late"]
    assert answered.wait("answer").key == "ZG-1"
    # when the message comes, the timer is gone
    answered.receive("answer", 内容="同意")
    assert answered.at == ["read"]
    assert answered.variables["内容"] == "同意"
    assert [flow for flow in answered.steps("taken") if flow in ("by_answer", "in_vain")] == ["by_answer"]
    # and the other way round
    assert Play(inside, {"编号": 7}, outside=message).fire("late").at == ["chase"]


def test_conditional_and_default_flows_out_of_an_activity() -> None:
    inside = """
    <bpmn:startEvent id="start"/><bpmn:userTask id="a" default="else"/>
    <bpmn:userTask id="b"/><bpmn:userTask id="c"/><bpmn:userTask id="d"/>
    start -> a
    a -> b x > 1
    a -> c x > 2
    else: a -> d
    """
    assert Play(inside).complete("a", x=3).at == ["b", "c"]
    assert Play(inside).complete("a", x=2).at == ["b"]
    assert Play(inside).complete("a", x=0).at == ["d"]


def test_an_activity_with_several_flows_splits_and_with_several_ways_in_runs_for_each() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>
        <bpmn:userTask id="d"/><bpmn:endEvent id="end"/>
        start -> a
        a -> b
        a -> c
        b -> d
        c -> d
        d -> end
        """
    )
    case.complete("a").complete("b").complete("c")
    assert case.at == ["d", "d"]
    case.complete("d").complete("d")
    assert case.ended
