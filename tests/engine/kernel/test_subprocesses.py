"""Scopes within scopes: embedded and event subprocesses, called processes (BPMN 2.0.2 §10.3.5, §10.3.6, §13.5.4)."""

import pytest

from engine import kernel
from tests.engine.kernel.play import Play

DEFINITIONS = """<bpmn:message id="m" name="撤回"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=编号"/></bpmn:extensionElements></bpmn:message><bpmn:signal id="s" name="停办"/>
<bpmn:error id="e" errorCode="E1"/><bpmn:escalation id="u" escalationCode="U1"/>"""


def watched(definition: str, interrupting: bool, last: str = "<bpmn:endEvent id='end'/>") -> str:
    """A process with an event subprocess beside a task."""
    return f"""
    <bpmn:startEvent id="start"/><bpmn:userTask id="work"/>{last}
    start -> work
    work -> end
    <bpmn:subProcess id="handler" triggeredByEvent="true">
    <bpmn:startEvent id="caught" isInterrupting="{str(interrupting).lower()}">{definition}</bpmn:startEvent>
    <bpmn:userTask id="handle"/><bpmn:endEvent id="handled"/>
    caught -> handle
    handle -> handled
    </bpmn:subProcess>
    """


OUTSIDE_EVENTS = [
    '<bpmn:messageEventDefinition messageRef="m"/>',
    '<bpmn:signalEventDefinition signalRef="s"/>',
    "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>",
]


def happen(case: Play) -> None:
    if isinstance(case.wait("caught"), kernel.TimerWait):
        case.fire("caught")
    else:
        case.receive("caught", 原因="重复")


@pytest.mark.parametrize("definition", OUTSIDE_EVENTS)
def test_an_interrupting_event_subprocess_takes_over_its_scope(definition: str) -> None:
    case = Play(watched(definition, True), {"编号": "1"}, outside=DEFINITIONS)
    assert case.at == ["caught", "work"]
    happen(case)
    # then the task is gone and nothing more is waited for
    assert case.at == ["handle"]
    assert case.steps("cancelled") == ["work"]
    assert case.complete("handle").ended


@pytest.mark.parametrize("definition", OUTSIDE_EVENTS)
def test_a_non_interrupting_event_subprocess_runs_beside_its_scope(definition: str) -> None:
    case = Play(watched(definition, False), {"编号": "1"}, outside=DEFINITIONS)
    happen(case)
    assert [name for name in case.at if name != "caught"] == ["handle", "work"]
    # the scope is complete only when both are
    assert not case.complete("work").ended
    assert case.complete("handle").ended


@pytest.mark.parametrize("definition", OUTSIDE_EVENTS)
def test_a_subscription_does_not_keep_its_scope_alive(definition: str) -> None:
    case = Play(watched(definition, True), {"编号": "1"}, outside=DEFINITIONS)
    assert case.complete("work").ended
    assert case.at == []


def test_an_event_subprocess_catches_an_error_of_its_scope() -> None:
    last = '<bpmn:endEvent id="end"><bpmn:errorEventDefinition errorRef="e"/></bpmn:endEvent>'
    case = Play(watched('<bpmn:errorEventDefinition errorRef="e"/>', True, last), outside=DEFINITIONS)
    assert case.at == ["work"]
    assert case.complete("work").at == ["handle"]
    assert case.complete("handle").ended


@pytest.mark.parametrize("interrupting", [True, False])
def test_an_event_subprocess_catches_an_escalation_of_its_scope(interrupting: bool) -> None:
    last = """<bpmn:intermediateThrowEvent id="end"><bpmn:escalationEventDefinition escalationRef="u"/>
    </bpmn:intermediateThrowEvent><bpmn:userTask id="more"/>
    end -> more"""
    case = Play(watched("<bpmn:escalationEventDefinition/>", interrupting, last), outside=DEFINITIONS)
    assert case.complete("work").at == (["handle"] if interrupting else ["handle", "more"])


def test_an_error_thrown_by_its_handler_goes_further_out() -> None:
    # given a handler that itself throws the error it catches
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s0"/>
        <bpmn:endEvent id="boom"><bpmn:errorEventDefinition errorRef="e"/></bpmn:endEvent>
        s0 -> boom
        <bpmn:subProcess id="handler" triggeredByEvent="true">
        <bpmn:startEvent id="caught"><bpmn:errorEventDefinition errorRef="e"/></bpmn:startEvent>
        <bpmn:endEvent id="again"><bpmn:errorEventDefinition errorRef="e"/></bpmn:endEvent>
        caught -> again
        </bpmn:subProcess></bpmn:subProcess>
        <bpmn:boundaryEvent id="edge" attachedToRef="sub"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
        <bpmn:userTask id="outside"/>
        start -> sub
        edge -> outside
        """,
        outside=DEFINITIONS,
    )
    assert case.at == ["outside"]


def test_variables_of_a_subprocess_go_with_it_unless_mapped_out() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:extensionElements><zeebe:ioMapping>
        <zeebe:input source="=a" target="local"/><zeebe:output source="=local * 2" target="out"/>
        </zeebe:ioMapping></bpmn:extensionElements><bpmn:startEvent id="s0"/><bpmn:userTask id="work"/>
        s0 -> work
        </bpmn:subProcess><bpmn:userTask id="after"/>
        start -> sub
        sub -> after
        """,
        {"a": 2},
    )
    assert case.straight.variables(case.wait("work").scope) == {"a": 2, "local": 2}
    assert case.complete("work", local=5).variables == {"a": 2, "out": 10}


def test_a_subprocess_is_a_scope_even_without_variables() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s0"/><bpmn:userTask id="work"/>
        s0 -> work
        </bpmn:subProcess>
        start -> sub
        """
    )
    case.assign(case.wait("work").scope, inner=1)
    assert case.variables == {}


def test_one_signal_lets_only_one_interrupting_event_subprocess_take_over() -> None:
    handlers = "".join(
        f"""<bpmn:subProcess id="handler{name}" triggeredByEvent="true"><bpmn:startEvent id="caught{name}">
        <bpmn:signalEventDefinition signalRef="{signal}"/></bpmn:startEvent><bpmn:userTask id="handle{name}"/>
        caught{name} -> handle{name}
        </bpmn:subProcess>"""
        for name, signal in (("A", "s"), ("B", "s2"))
    )
    case = Play(
        f"""<bpmn:startEvent id="start"/><bpmn:userTask id="work"/><bpmn:intermediateThrowEvent id="throw">
        <bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateThrowEvent><bpmn:userTask id="after"/>
        {handlers}
        start -> work
        work -> throw
        throw -> after""",
        outside=DEFINITIONS + '<bpmn:signal id="s2" name="停办"/>',
    )
    assert case.complete("work").at == ["handleA"]


CALLED = """<bpmn:process id="child" isExecutable="true"><bpmn:startEvent id="c0"/><bpmn:userTask id="ask"/>
<bpmn:endEvent id="c1"/>
c0 -> ask
ask -> c1
</bpmn:process>"""


def calling(attributes: str = "", mapping: str = "", process: str = "child") -> str:
    return f"""
    <bpmn:startEvent id="start"/><bpmn:callActivity id="call"><bpmn:extensionElements>
    <zeebe:calledElement processId="{process}" {attributes}/>{mapping}</bpmn:extensionElements></bpmn:callActivity>
    <bpmn:userTask id="after"/>
    start -> call
    call -> after
    """


def test_a_called_process_gets_copies_and_gives_its_variables_back() -> None:
    case = Play(calling(process="=&quot;ch&quot; + &quot;ild&quot;"), {"a": [1]}, outside=CALLED)
    scope = case.wait("ask").scope
    # given the called process changes what it got
    case.assign(scope, a=[2])
    assert case.variables == {"a": [1]}
    # when it ends, its variables come back
    case.complete("ask", b=3)
    assert case.at == ["after"]
    assert case.variables == {"a": [2], "b": 3}


def test_a_called_process_sees_and_returns_only_what_is_mapped() -> None:
    mapping = """<zeebe:ioMapping><zeebe:input source="=a" target="given"/>
    <zeebe:output source="=given + got" target="sum"/></zeebe:ioMapping>"""
    none = 'propagateAllParentVariables="false" propagateAllChildVariables="false"'
    case = Play(calling(none, mapping), {"a": 1, "secret": 2}, outside=CALLED)
    assert case.straight.variables(case.wait("ask").scope) == {"given": 1}
    assert case.complete("ask", got=4).variables == {"a": 1, "secret": 2, "sum": 5}
    case = Play(calling(none), {"a": 1}, outside=CALLED)
    assert case.complete("ask", b=3).variables == {"a": 1}


def test_a_missing_called_process_is_trouble_that_can_be_repaired() -> None:
    case = Play(calling(process="=which"), {"which": "nowhere"}, outside=CALLED)
    trouble = case.wait("call")
    assert isinstance(trouble, kernel.Trouble)
    assert "nowhere" in trouble.zh
    assert case.assign("0", which="child").retry("call").at == ["ask"]


def test_a_process_that_calls_itself_for_ever_stops_with_trouble() -> None:
    case = Play(calling(process="main"))
    (trouble,) = case.waits
    assert isinstance(trouble, kernel.Trouble)
    assert trouble.kind == "too-deep"
    assert case.cancel().ended


def nested(levels: int, inside: str, beside: str) -> str:
    """So many subprocesses in each other, the outermost called s0."""
    opened = "".join(f'<bpmn:subProcess id="s{level}">' for level in range(levels))
    return f"{opened}{inside}\n{'</bpmn:subProcess>' * levels}{beside}\n"


def test_three_hundred_nested_subprocesses_are_left_by_an_error_of_the_innermost() -> None:
    case = Play(
        nested(
            300,
            """<bpmn:startEvent id="start"/><bpmn:userTask id="a"/><bpmn:endEvent id="end"><bpmn:errorEventDefinition
            errorRef="wrong"/></bpmn:endEvent>
            start -> a
            a -> end""",
            """<bpmn:boundaryEvent id="edge" attachedToRef="s0"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
            <bpmn:userTask id="z"/>
            edge -> z""",
        ),
        outside='<bpmn:error id="wrong" errorCode="E"/>',
    )
    # when the innermost throws an error that only the outermost catches
    case.complete("a")
    # then all are left, from the inside out
    assert case.at == ["z"]
    assert case.steps("cancelled")[-300:] == [f"s{level}" for level in reversed(range(300))]


def test_what_was_done_two_hundred_subprocesses_below_is_undone() -> None:
    compensate = "<bpmn:compensateEventDefinition/>"
    case = Play(
        nested(
            200,
            f"""<bpmn:userTask id="a"/><bpmn:boundaryEvent id="edge" attachedToRef="a">{compensate}</bpmn:boundaryEvent>
            <bpmn:userTask id="undo" isForCompensation="true"/>
            <bpmn:association id="as" sourceRef="edge" targetRef="undo"/>""",
            f"""<bpmn:intermediateThrowEvent id="back">{compensate}</bpmn:intermediateThrowEvent>
            <bpmn:userTask id="z"/>
            s0 -> back
            back -> z""",
        )
    )
    case.complete("a")
    assert case.at == ["undo"]
    case.complete("undo")
    assert case.at == ["z"]
