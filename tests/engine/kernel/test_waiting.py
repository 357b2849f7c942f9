"""What a case waits for says of which process of which version it is, and by which calls the case came there."""

from __future__ import annotations

from engine import kernel
from tests.engine.kernel.diagrams import diagram
from tests.engine.kernel.play import Play


def call(process: str, more: str = "", binding: str = "latest") -> str:
    return f"""<bpmn:callActivity id="call">{more}<bpmn:extensionElements>
    <zeebe:calledElement processId="{process}" bindingType="{binding}"/></bpmn:extensionElements></bpmn:callActivity>"""


CALLING = f"""
<bpmn:startEvent id="start"/>{call("child")}<bpmn:userTask id="after"/>
start -> call
call -> after
"""


def asking(element: str = "ask") -> bytes:
    """A process to be called, with one step."""
    inside = f"""<bpmn:startEvent id="c0"/><bpmn:userTask id="{element}"/><bpmn:endEvent id="c1"/>
    c0 -> {element}
    {element} -> c1
    """
    return diagram(inside, process="child")


def places(case: Play) -> dict[str, list[str]]:
    """Element -> the versions its waits belong to."""
    found: dict[str, list[str]] = {}
    for wait in case.waits:
        found.setdefault(wait.element, []).append(wait.ref)
    return found


def test_a_wait_names_the_version_of_the_process_its_element_belongs_to() -> None:
    # given a call within a subprocess of the called process, with a timer and a message beside its task
    inner = """<bpmn:startEvent id="g0"/><bpmn:userTask id="ask"/>
    <bpmn:boundaryEvent id="late" attachedToRef="ask"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D
    </bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="called-off" attachedToRef="ask"><bpmn:signalEventDefinition signalRef="s"/>
    </bpmn:boundaryEvent>
    g0 -> ask
    """
    child = f"""<bpmn:startEvent id="c0"/><bpmn:subProcess id="part"><bpmn:startEvent id="p0"/>{call("grandchild")}
    p0 -> call
    </bpmn:subProcess>
    c0 -> part
    """
    files = (
        ("c1", diagram(child, process="child")),
        ("g1", diagram(inner, '<bpmn:signal id="s" name="停办"/>', "grandchild")),
    )
    case = Play(CALLING, files=files)
    # then all three belong to the innermost process, two calls deep
    assert places(case) == {"ask": ["g1"], "late": ["g1"], "called-off": ["g1"]}
    assert [step.element for step in case.wait("ask").calls] == ["call", "call"]
    of = {token.id: token.ref for token in case.straight.tokens}
    assert [of[step.token] for step in case.wait("ask").calls] == ["v1", "c1"]
    # and the trail says so of every step
    assert {(step.element, step.ref) for step in case.trail} >= {("call", "v1"), ("part", "c1"), ("ask", "g1")}
    case.complete("ask")
    assert (places(case), case.wait("after").calls) == ({"after": ["v1"]}, ())


def test_each_call_of_several_is_told_from_the_others() -> None:
    more = """<bpmn:multiInstanceLoopCharacteristics>
    <bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"""
    calling = CALLING.replace(call("child"), call("child", more))
    case = Play(calling, files=(("c1", asking()),))
    first, second = case.waits
    assert (first.ref, second.ref) == ("c1", "c1")
    assert first.calls != second.calls
    assert case.complete("ask").complete("ask").at == ["after"]


def test_a_running_call_stays_in_its_version_and_a_later_one_takes_the_newest() -> None:
    # given a call under way, and one that begins later
    later = (
        CALLING
        + f"""{call("child").replace('"call"', '"again"')}
    after -> again
    """
    )
    case = Play(later, files=(("c1", asking()),))
    # when the called process is published anew
    case.publish("c2", asking("anew"))
    # then the call under way goes on as it began, and the next one is made by the new version
    case.complete("ask").complete("after")
    assert places(case) == {"anew": ["c2"]}


def test_a_step_of_a_global_task_belongs_to_the_file_that_has_it() -> None:
    case = Play(CALLING.replace("child", "task"), outside='<bpmn:globalUserTask id="task" name="核实"/>')
    assert places(case) == {"task": ["v1"]}
    assert [step.element for step in case.wait("task").calls] == ["call"]


def test_trouble_in_a_called_process_is_told_with_its_version() -> None:
    stuck = """<bpmn:startEvent id="c0"/><bpmn:exclusiveGateway id="choice"/><bpmn:userTask id="ask"/>
    c0 -> choice
    choice -> ask size > 5
    """
    case = Play(CALLING, files=(("c1", diagram(stuck, process="child")),))
    trouble = case.wait("choice")
    assert isinstance(trouble, kernel.Trouble)
    assert trouble.ref == "c1"
    case.assign(trouble.scope, size=9)
    assert places(case.retry("choice")) == {"ask": ["c1"]}
