"""A called process computes by its own surroundings: settings and decisions of its own version, services of all."""

from __future__ import annotations

from typing import Any

from engine import kernel
from tests.engine.kernel.diagrams import diagram
from tests.engine.kernel.play import MORNING, Play
from tests.engine.kernel.test_waiting import CALLING, call

CHILD = """
<bpmn:startEvent id="c0"/><bpmn:businessRuleTask id="rate"><bpmn:extensionElements>
<zeebe:calledDecision decisionId="rate" resultVariable="rate"/></bpmn:extensionElements></bpmn:businessRuleTask>
<bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:userTask/>
<zeebe:assignmentDefinition candidateGroups="=[settings.who]"/></bpmn:extensionElements></bpmn:userTask>
<bpmn:intermediateThrowEvent id="tell"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateThrowEvent>
<bpmn:intermediateCatchEvent id="until"><bpmn:conditionalEventDefinition><bpmn:condition>ready = settings.who
</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent><bpmn:endEvent id="c1"/>
<bpmn:subProcess id="watch" triggeredByEvent="true"><bpmn:startEvent id="late" isInterrupting="false">
<bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent></bpmn:subProcess>
c0 -> rate
rate -> ask
ask -> tell
tell -> until
until -> c1
"""
MESSAGE = """<bpmn:message id="m" name="=settings.who"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=settings.who"/></bpmn:extensionElements></bpmn:message>"""


def surroundings(who: str, **more: Any) -> dict[str, Any]:
    """What one version reaches: a setting, and a decision that answers with it."""
    return {"context": {"settings": {"who": who}}, "decisions": lambda *_: who, **more}


def test_every_expression_of_a_called_process_sees_its_own_settings() -> None:
    # given a caller and a called process of another file, each with settings of its own
    case = Play(
        CALLING,
        files=(("child-1", diagram(CHILD, MESSAGE, "child")),),
        **surroundings("caller", within=lambda ref: kernel.Environment(**surroundings(ref))),
    )
    # then decision, assignment and the key of a subscription are those of the called one
    assert case.straight.variables(case.wait("ask").scope)["rate"] == "child-1"
    assert case.wait("ask").groups == ("child-1",)
    assert (case.wait("late").name, case.wait("late").key) == ("child-1", "child-1")
    # and so are the name of what it throws and the condition it waits for
    case.complete("ask", ready="caller")
    assert [thrown.name for thrown in case.thrown] == ["child-1"]
    assert "until" in case.at
    case.assign(case.wait("until").scope, ready="child-1")
    assert case.at == ["after"]


def test_what_a_called_process_calls_is_bound_by_its_own_version() -> None:
    # given a call bound to what was deployed together with the process that makes it
    asked: list[str] = []
    inner, outer = diagram('<bpmn:userTask id="innermost"/>', process="grandchild"), "deployment"
    child = diagram(f"<bpmn:startEvent id='c0'/>{call('grandchild', binding=outer)}\nc0 -> call\n", process="child")

    def environment(ref: str) -> kernel.Environment:
        def bound(process: str, _version: kernel.Version) -> kernel.Spec:
            asked.append(ref)
            return case.called(process, None)

        return kernel.Environment(specs=case.called, bound=bound, within=environment)

    # when the case comes there
    case = Play('<bpmn:userTask id="first"/>', files=(("c1", child), ("g1", inner)))
    (spec,) = kernel.parse(diagram(CALLING), "v1")
    run = kernel.start(spec, {}, now=MORNING, environment=environment("v1"))
    # then it is the version of the called process that was asked, not that of the case
    assert [wait.element for wait in run.waits.values()] == ["innermost"]
    assert asked == ["c1"]
