"""Events are caught and thrown where BPMN 2.0.2 §10.5 and §13.5 say."""

from datetime import timedelta

import pytest

from engine import kernel
from tests.engine.kernel.play import MORNING, Play

MESSAGE = """<bpmn:message id="m" name="补充材料"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=编号"/></bpmn:extensionElements></bpmn:message>"""
SIGNAL = '<bpmn:signal id="s" name="停办"/>'
CODES = '<bpmn:error id="e" errorCode="E1"/><bpmn:escalation id="u" escalationCode="U1"/>'


def guarded(definition: str, cancel: bool, inner: str = "") -> str:
    """A subprocess with a boundary event and what it leads to."""
    return f"""
    <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s0"/>
    {inner or '<bpmn:userTask id="work"/>'}
    s0 -> work
    </bpmn:subProcess>
    <bpmn:boundaryEvent id="edge" attachedToRef="sub" cancelActivity="{str(cancel).lower()}">{definition}
    </bpmn:boundaryEvent>
    <bpmn:userTask id="handle"/><bpmn:userTask id="after"/>
    start -> sub
    edge -> handle
    sub -> after
    """


def timer(kind: str, text: str) -> str:
    return f"<bpmn:timerEventDefinition><bpmn:time{kind}>{text}</bpmn:time{kind}></bpmn:timerEventDefinition>"


CAUGHT = [
    (timer("Duration", "P3D"), ""),
    ('<bpmn:messageEventDefinition messageRef="m"/>', MESSAGE),
    ('<bpmn:signalEventDefinition signalRef="s"/>', SIGNAL),
]


@pytest.mark.parametrize(("definition", "outside"), CAUGHT)
def test_an_interrupting_boundary_event_cancels_its_activity(definition: str, outside: str) -> None:
    case = Play(guarded(definition, cancel=True), {"编号": "1"}, outside=outside)
    assert case.at == ["edge", "work"]
    happen(case)
    assert case.at == ["handle"]
    assert "work" in case.steps("cancelled")
    assert "sub" in case.steps("cancelled")


@pytest.mark.parametrize(("definition", "outside"), CAUGHT)
def test_a_boundary_event_goes_with_its_activity(definition: str, outside: str) -> None:
    case = Play(guarded(definition, cancel=True), {"编号": "1"}, outside=outside)
    assert case.complete("work").at == ["after"]
    assert case.steps("cancelled") == []


def happen(case: Play) -> None:
    wait = case.wait("edge")
    case.fire("edge") if isinstance(wait, kernel.TimerWait) else case.receive("edge")


def test_a_non_interrupting_timer_fires_once_and_a_message_as_often_as_it_comes() -> None:
    case = Play(guarded(CAUGHT[0][0], cancel=False), {"编号": "1"})
    assert case.fire("edge").at == ["handle", "work"]
    case = Play(guarded(CAUGHT[1][0], cancel=False), {"编号": "1"}, outside=MESSAGE)
    case.receive("edge").receive("edge")
    assert case.at == ["edge", "handle", "handle", "work"]


def test_a_cycle_reminds_as_often_as_it_says_without_drifting() -> None:
    # given a reminder three times, an hour apart
    case = Play(guarded(timer("Cycle", "R3/PT1H"), cancel=False))
    first = case.wait("edge")
    assert first.due == MORNING + timedelta(hours=1)
    # when the first is fired late
    case.later(hours=1, minutes=30).fire("edge")
    # then the second is due where it was
    assert case.wait("edge").id == first.id
    assert case.wait("edge").due == MORNING + timedelta(hours=2)
    with pytest.raises(kernel.NotDue):
        case.straight.fire(first.id, MORNING + timedelta(hours=1, minutes=59))
    case.fire("edge").fire("edge")
    assert case.at == ["handle", "handle", "handle", "work"]


@pytest.mark.parametrize(
    ("kind", "text", "due"),
    [
        ("Date", "2026-12-01T08:00:00+08:00", MORNING.replace(month=12, day=1, hour=8)),
        ("Date", '=date and time("2026-12-01T08:00:00+08:00")', MORNING.replace(month=12, day=1, hour=8)),
        ("Date", "=日", MORNING.replace(month=12, day=2, hour=0)),
        ("Duration", "P1M", MORNING.replace(month=12)),
        ("Duration", '=duration("P2D")', MORNING + timedelta(days=2)),
        ("Cycle", '="R/P1W"', MORNING + timedelta(weeks=1)),
    ],
)
def test_an_intermediate_timer_waits_until_its_time(kind: str, text: str, due: object) -> None:
    inside = f"""
    <bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait">{timer(kind, text)}
    </bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>
    start -> wait
    wait -> end
    """
    case = Play(inside, {"日": MORNING.date().replace(month=12, day=2)})
    assert case.wait("wait").due == due
    assert case.fire("wait").ended


@pytest.mark.parametrize(("kind", "reference"), [("error", "e"), ("escalation", "u")])
def test_the_innermost_matching_event_catches_an_error_or_escalation(kind: str, reference: str) -> None:
    # given an end event that throws, two subprocesses deep
    inner = f"""<bpmn:subProcess id="work"><bpmn:startEvent id="s1"/><bpmn:userTask id="task"/>
    <bpmn:endEvent id="boom"><bpmn:{kind}EventDefinition {kind}Ref="{reference}"/></bpmn:endEvent>
    s1 -> task
    task -> boom
    </bpmn:subProcess>"""
    definition = f'<bpmn:{kind}EventDefinition {kind}Ref="{reference}"/>'
    case = Play(guarded(definition, True, inner), outside=CODES)
    case.complete("task")
    assert case.at == ["handle"]


def test_an_event_with_a_code_catches_before_a_catch_all() -> None:
    inside = """
    <bpmn:startEvent id="start"/><bpmn:serviceTask id="call"><bpmn:extensionElements>
    <zeebe:taskDefinition type="fail"/></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:boundaryEvent id="any" attachedToRef="call"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="one" attachedToRef="call"><bpmn:errorEventDefinition errorRef="e"/></bpmn:boundaryEvent>
    <bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:endEvent id="end"/>
    start -> call
    call -> end
    any -> a
    one -> b
    """

    def fail(inputs: dict[str, object], headers: dict[str, str]) -> None:
        raise kernel.BpmnError(str(inputs["code"]), "没有编号", {"说明": "缺号"})

    one = Play(inside, {"code": "E1"}, outside=CODES, services={"fail": fail})
    assert one.at == ["b"]
    assert one.variables["说明"] == "缺号"
    assert Play(inside, {"code": "E2"}, outside=CODES, services={"fail": fail}).at == ["a"]


def test_an_escalation_nobody_catches_does_no_harm_but_an_error_does() -> None:
    def thrown(kind: str, reference: str) -> Play:
        return Play(
            f"""<bpmn:startEvent id="start"/>
            <bpmn:endEvent id="end"><bpmn:{kind}EventDefinition {kind}Ref="{reference}"/></bpmn:endEvent>
            start -> end""",
            outside=CODES,
        )

    assert thrown("escalation", "u").ended
    trouble = thrown("error", "e").wait("end")
    assert isinstance(trouble, kernel.Trouble)
    assert trouble.kind == "unhandled-error"


def test_a_non_interrupting_escalation_leaves_the_subprocess_running() -> None:
    inner = """<bpmn:intermediateThrowEvent id="work"><bpmn:escalationEventDefinition escalationRef="u"/>
    </bpmn:intermediateThrowEvent><bpmn:userTask id="more"/>
    work -> more"""
    case = Play(guarded('<bpmn:escalationEventDefinition escalationRef="u"/>', False, inner), outside=CODES)
    assert case.at == ["handle", "more"]


def test_a_signal_reaches_everyone_in_the_case_and_goes_outwards() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>
        <bpmn:intermediateCatchEvent id="c1"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateCatchEvent>
        <bpmn:intermediateCatchEvent id="c2"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateCatchEvent>
        <bpmn:userTask id="ready"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>
        <bpmn:endEvent id="call"><bpmn:signalEventDefinition signalRef="s"/></bpmn:endEvent>
        start -> fork
        fork -> c1
        fork -> c2
        fork -> ready
        ready -> call
        c1 -> a
        c2 -> b
        """,
        outside=SIGNAL,
    )
    case.complete("ready")
    assert case.at == ["a", "b"]
    assert [(thrown.kind, thrown.name) for thrown in case.thrown] == [("signal", "停办")]


def test_a_message_goes_outwards_with_name_key_and_the_mapped_variables() -> None:
    mapping = '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=a + 1" target="x"/></zeebe:ioMapping>'
    case = Play(
        f"""<bpmn:startEvent id="start"/><bpmn:sendTask id="send" messageRef="m">{mapping}</bpmn:extensionElements>
        </bpmn:sendTask><bpmn:receiveTask id="wait" messageRef="m"/><bpmn:endEvent id="end">
        <bpmn:messageEventDefinition messageRef="m"/></bpmn:endEvent>
        start -> send
        send -> wait
        wait -> end""",
        {"编号": "ZG-9", "a": 1},
        outside=MESSAGE,
    )
    expected = kernel.Thrown(kind="message", name="补充材料", key="ZG-9", variables={"x": 2})
    assert case.thrown == [expected]
    case.receive("wait", 回执=True)
    assert case.ended
    assert case.variables["回执"] is True
    assert len(case.thrown) == 2


def test_a_message_may_be_sent_by_a_service() -> None:
    work = '<bpmn:extensionElements><zeebe:taskDefinition type="mail"/></bpmn:extensionElements>'
    case = Play(
        f"""<bpmn:startEvent id="start"/><bpmn:intermediateThrowEvent id="tell">{work}
        <bpmn:messageEventDefinition/></bpmn:intermediateThrowEvent><bpmn:sendTask id="send">{work}</bpmn:sendTask>
        <bpmn:intermediateThrowEvent id="reached"/><bpmn:endEvent id="end"/>
        start -> tell
        tell -> send
        send -> reached
        reached -> end""",
        {"sent": 0},
        services={"mail": lambda inputs, headers: {"sent": inputs["sent"] + 1}},
    )
    assert case.ended
    assert case.variables == {"sent": 2}
    assert case.thrown == []
    assert case.steps() == ["start", "tell", "send", "reached", "end"]


def test_a_reference_may_be_qualified() -> None:
    inside = '<bpmn:startEvent id="start"/><bpmn:receiveTask id="a" messageRef="tns:m"/>\nstart -> a'
    assert Play(inside, {"编号": "1"}, outside=MESSAGE).wait("a").name == "补充材料"


def test_a_link_jumps_to_its_partner() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:userTask id="a"/>
        <bpmn:intermediateThrowEvent id="off"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateThrowEvent>
        <bpmn:intermediateCatchEvent id="on"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateCatchEvent>
        <bpmn:endEvent id="end"/>
        start -> a
        a -> off
        on -> end
        """
    )
    assert case.complete("a").ended
    assert case.steps()[-2:] == ["on", "end"]


def test_a_terminate_end_event_ends_its_scope_only() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s0"/>
        <bpmn:userTask id="a"/><bpmn:userTask id="b"/>
        <bpmn:endEvent id="stop"><bpmn:terminateEventDefinition/></bpmn:endEvent>
        s0 -> a
        s0 -> b
        a -> stop
        </bpmn:subProcess><bpmn:userTask id="after"/>
        start -> sub
        sub -> after
        """
    )
    assert case.at == ["a", "b"]
    assert case.complete("a").at == ["after"]
    assert case.steps("cancelled") == ["b"]


def test_a_process_begins_at_the_start_event_that_is_asked_for() -> None:
    inside = """
    <bpmn:startEvent id="plain"/><bpmn:startEvent id="reported"><bpmn:messageEventDefinition messageRef="m"/>
    </bpmn:startEvent><bpmn:startEvent id="yearly"><bpmn:timerEventDefinition>
    <bpmn:timeCycle>R/P1Y</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>
    <bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>
    plain -> a
    reported -> b
    yearly -> c
    """
    case = Play(inside, outside=MESSAGE)
    assert case.at == ["a"]
    starts = {start.element: (start.kind, start.name, start.timer, start.text) for start in case.spec.starts}
    assert starts == {
        "plain": ("none", None, None, None),
        "reported": ("message", "补充材料", None, None),
        "yearly": ("timer", None, "cycle", "R/P1Y"),
    }
    assert Play(inside, {"x": 1}, outside=MESSAGE, element="reported").at == ["b"]
    with pytest.raises(kernel.NotStartable):
        Play(inside, outside=MESSAGE, element="a")
