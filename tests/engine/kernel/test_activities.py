"""Tasks do their work once a token is there, and their mappings keep to their scopes (BPMN 2.0.2 §13.3.2)."""

from copy import deepcopy
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine import kernel
from tests.engine.kernel.play import MORNING, Play


def task(inside: str, tag: str = "serviceTask") -> str:
    """A process of one task between start and a user task."""
    return f"""
    <bpmn:startEvent id="start"/><bpmn:{tag} id="work" name="办理">
    <bpmn:extensionElements>{inside}</bpmn:extensionElements></bpmn:{tag}><bpmn:userTask id="after"/>
    start -> work
    work -> after
    """


def test_plain_and_manual_tasks_pass() -> None:
    assert Play(task("", "task")).at == ["after"]
    assert Play(task("", "manualTask")).at == ["after"]


def test_a_script_task_puts_its_value_into_a_variable() -> None:
    case = Play(task('<zeebe:script expression="=a * 1.5" resultVariable="b"/>', "scriptTask"), {"a": 3})
    assert case.variables == {"a": 3, "b": Decimal("4.5")}


def test_a_service_task_calls_its_function_with_variables_and_headers() -> None:
    calls: list[Any] = []

    def number(inputs: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        calls.append((deepcopy(inputs), headers))
        inputs["list"].append("changed")
        return {"编号": f"{headers['prefix']}-{inputs['year']}"}

    case = Play(
        task(
            '<zeebe:taskDefinition type="assign-number"/>'
            '<zeebe:taskHeaders><zeebe:header key="prefix" value="ZG"/></zeebe:taskHeaders>'
        ),
        {"year": 2026, "list": []},
        services={"assign-number": number},
    )
    assert case.variables == {"year": 2026, "list": [], "编号": "ZG-2026"}
    assert calls[0] == ({"year": 2026, "list": []}, {"prefix": "ZG"})


def test_with_input_mappings_a_service_gets_exactly_those_and_they_stay_local() -> None:
    seen: list[dict[str, Any]] = []

    def look(inputs: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        seen.append(deepcopy(inputs))
        inputs["x"].append("changed")
        return {"result": {"deep": [1, 2]}}

    case = Play(
        task(
            '<zeebe:taskDefinition type="look"/><zeebe:ioMapping><zeebe:input source="=list" target="x"/>'
            '<zeebe:input source="literal" target="a.b"/>'
            '<zeebe:output source="=result.deep[2]" target="kept.second"/></zeebe:ioMapping>'
        ),
        {"list": [1], "kept": {"first": 0}},
        services={"look": look},
    )
    assert seen[0] == {"x": [1], "a": {"b": "literal"}}
    # only the output mapping comes out, beside what the variable held, and the list given was a copy
    assert case.variables == {"list": [1], "kept": {"first": 0, "second": 2}}


def test_an_output_mapping_reaches_past_a_local_variable_of_the_same_name() -> None:
    mapping = """<zeebe:ioMapping><zeebe:input source="=1" target="x"/><zeebe:output source="=x + 1" target="x"/>
    </zeebe:ioMapping>"""
    assert Play(task(mapping, "task"), {"x": 7}).variables == {"x": 2}


def test_a_condition_does_not_see_what_was_local_to_the_activity() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:task id="a" default="else"><bpmn:extensionElements><zeebe:ioMapping>
        <zeebe:input source="=1" target="x"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:task>
        <bpmn:userTask id="b"/><bpmn:userTask id="c"/>
        start -> a
        a -> b x = 7
        else: a -> c
        """,
        {"x": 7},
    )
    assert case.at == ["b"]


def test_a_business_rule_task_asks_its_decision() -> None:
    case = Play(
        task('<zeebe:calledDecision decisionId="level" resultVariable="grade"/>', "businessRuleTask"),
        {"score": 90},
        decisions=lambda decision, variables, part: f"{decision}:{variables['score']}",
    )
    assert case.variables["grade"] == "level:90"


USER = """<zeebe:userTask/><zeebe:assignmentDefinition assignee="=谁" candidateGroups="=组" candidateUsers="张, 李"/>
<zeebe:taskSchedule dueDate="=now() + 期限" followUpDate="P1D"/><zeebe:priorityDefinition priority="=90"/>
<zeebe:formDefinition formId="finding"/>"""


def test_a_user_task_knows_whom_it_is_for_and_by_when() -> None:
    # given a task assigned by expressions
    case = Play(task(USER, "userTask"), {"谁": "p1", "组": ["d1", "d2"], "期限": timedelta(days=3)})
    wait = case.wait("work")
    assert (wait.assignee, wait.groups, wait.users) == ("p1", ("d1", "d2"), ("张", "李"))
    assert (wait.priority, wait.form) == (90, "finding")
    assert wait.due == MORNING + timedelta(days=3)
    assert wait.follow_up == MORNING + timedelta(days=1)
    # when the variables change later
    case.later(days=2).assign("0", 谁="p2", 期限=timedelta(days=10))
    wait = case.wait("work")
    # then the due date moves, counted from the arrival, and the person stays
    assert wait.due == MORNING + timedelta(days=10)
    assert wait.assignee == "p1"


@pytest.mark.parametrize(("given", "kept"), [("=-5", 0), ("=500", 100), ("=null", 50), ("70", 70)])
def test_a_priority_is_between_nothing_and_a_hundred(given: str, kept: int) -> None:
    case = Play(task(f'<zeebe:priorityDefinition priority="{given}"/>', "userTask"))
    assert case.wait("work").priority == kept


def test_a_user_task_whose_assignment_has_no_value_waits_for_nobody() -> None:
    case = Play(task(USER, "userTask"), {"谁": 5, "组": None})
    wait = case.wait("work")
    assert (wait.assignee, wait.groups, wait.due) == (None, (), None)


def test_answers_go_to_the_nearest_scope_that_has_the_name_else_to_the_process() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:extensionElements><zeebe:ioMapping>
        <zeebe:input source="=1" target="inner"/></zeebe:ioMapping></bpmn:extensionElements>
        <bpmn:startEvent id="s"/><bpmn:userTask id="work"/><bpmn:userTask id="more"/>
        s -> work
        work -> more
        </bpmn:subProcess><bpmn:endEvent id="end"/>
        start -> sub
        sub -> end
        """
    )
    case.complete("work", inner=2, outer=3)
    assert case.variables == {"outer": 3}
    assert case.straight.variables(case.wait("more").scope) == {"inner": 2, "outer": 3}
    assert case.complete("more").variables == {"outer": 3}


def test_completing_twice_is_refused() -> None:
    case = Play(task("", "userTask"))
    key = case.wait("work").id
    case.complete("work")
    with pytest.raises(kernel.UnknownWait):
        case.straight.complete(key, {}, MORNING)
    with pytest.raises(kernel.UnknownWait):
        case.straight.fire(case.wait("after").id, MORNING)


def test_a_function_name_with_spaces_is_known_to_expressions() -> None:
    case = Play(
        task('<zeebe:script expression="=workdays after(a, 3)" resultVariable="b"/>', "scriptTask"),
        {"a": 4},
        names=frozenset({"workdays after"}),
        functions={"workdays after": lambda start, count: start * count},
    )
    assert case.variables["b"] == 12
