"""Multi-instance activities work on every item of a collection, at once or one by one (BPMN 2.0.2 §13.3.7)."""

import pytest

from engine import kernel
from tests.engine.kernel.play import Play


def each(attributes: str, loop: str = "", collection: str = "=单位", more: str = "", tag: str = "userTask") -> str:
    """A multi-instance task between start and a user task."""
    return f"""
    <bpmn:startEvent id="start"/><bpmn:{tag} id="each"><bpmn:extensionElements>
    <zeebe:taskDefinition type="double"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics {loop}>
    <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="{collection}" {attributes}/>
    </bpmn:extensionElements>{more}</bpmn:multiInstanceLoopCharacteristics></bpmn:{tag}>
    <bpmn:userTask id="after"/>
    start -> each
    each -> after
    """.replace('<zeebe:taskDefinition type="double"/>' if tag == "userTask" else "\0", "")


COLLECT = 'inputElement="单" outputCollection="结果" outputElement="=答"'


def test_parallel_items_run_at_once_and_their_results_keep_the_order_of_the_items() -> None:
    case = Play(each(COLLECT), {"单位": ["甲", "乙", "丙"]})
    assert case.at == ["each"] * 3
    scopes = [case.straight.variables(wait.scope) for wait in case.waits]
    assert [(scope["单"], scope["loopCounter"]) for scope in scopes] == [("甲", 1), ("乙", 2), ("丙", 3)]
    # when they are done in another order
    case.complete("each", 2, 答=30).complete("each", 0, 答=10)
    assert case.at == ["each"]
    case.complete("each", 答=20)
    # then the results stand in the order of the items, and nothing of the items is left
    assert case.at == ["after"]
    assert case.variables == {"单位": ["甲", "乙", "丙"], "结果": [10, 20, 30]}


def test_sequential_items_run_one_after_the_other() -> None:
    case = Play(each(COLLECT, 'isSequential="true"'), {"单位": [1, 2]})
    assert case.at == ["each"]
    case.complete("each", 答="a")
    assert case.at == ["each"]
    assert case.straight.variables(case.wait("each").scope)["单"] == 2
    case.complete("each", 答="b")
    assert case.variables["结果"] == ["a", "b"]


def test_an_output_mapping_of_an_item_stays_with_the_item() -> None:
    mapping = '<zeebe:ioMapping><zeebe:output source="=raw * 2" target="value"/></zeebe:ioMapping>'
    inside = each('inputElement="n" outputCollection="out" outputElement="=value"', tag="serviceTask")
    case = Play(
        inside.replace('<zeebe:taskDefinition type="double"/>', '<zeebe:taskDefinition type="double"/>' + mapping),
        {"单位": [1, 2]},
        services={"double": lambda inputs, headers: {"raw": inputs["n"]}},
    )
    assert case.variables == {"单位": [1, 2], "out": [2, 4]}


def test_a_boundary_event_catches_the_error_of_an_item() -> None:
    def fail(inputs: dict[str, object], headers: dict[str, str]) -> None:
        raise kernel.BpmnError("E1")

    edge = """<bpmn:boundaryEvent id="edge" attachedToRef="each"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
    <bpmn:userTask id="chase"/>
    edge -> chase
    """
    case = Play(each(COLLECT, tag="serviceTask") + edge, {"单位": [1, 2]}, services={"double": fail})
    assert case.at == ["chase"]


@pytest.mark.parametrize("loop", ["", 'isSequential="true"'])
def test_an_empty_collection_passes_with_an_empty_result(loop: str) -> None:
    case = Play(each(COLLECT, loop), {"单位": []})
    assert case.at == ["after"]
    assert case.variables["结果"] == []


def test_a_completion_condition_ends_the_rest() -> None:
    enough = (
        "<bpmn:completionCondition>=numberOfCompletedInstances / numberOfInstances >= 0.5</bpmn:completionCondition>"
    )
    case = Play(each('inputElement="单"', more=enough), {"单位": [1, 2, 3, 4]})
    case.complete("each", 3)
    assert len(case.at) == 3
    case.complete("each", 0)
    assert case.at == ["after"]
    assert case.steps("cancelled") == ["each", "each"]


def test_what_is_not_a_list_is_trouble() -> None:
    case = Play(each(COLLECT), {"单位": 5})
    trouble = case.wait("each")
    assert isinstance(trouble, kernel.Trouble)
    assert trouble.kind == "collection"
    assert case.assign("0", 单位=[1]).retry("each").complete("each", 答=1).variables["结果"] == [1]


def test_the_items_are_those_of_the_arrival() -> None:
    case = Play(each(COLLECT, 'isSequential="true"'), {"单位": [1, 2]})
    case.assign("0", 单位=[])
    case.complete("each", 答=1).complete("each", 答=2)
    assert case.variables["结果"] == [1, 2]


def test_items_that_need_nobody_run_through() -> None:
    case = Play(
        each('inputElement="n" outputCollection="out" outputElement="=twice"', tag="serviceTask"),
        {"单位": [1, 2, 3]},
        services={"double": lambda inputs, headers: {"twice": inputs["n"] * 2}},
    )
    assert case.variables["out"] == [2, 4, 6]


def test_a_boundary_event_cancels_all_items() -> None:
    edge = """<bpmn:boundaryEvent id="late" attachedToRef="each"><bpmn:timerEventDefinition>
    <bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:userTask id="chase"/>
    late -> chase
    """
    case = Play(each(COLLECT) + edge, {"单位": [1, 2]})
    assert case.at == ["each", "each", "late"]
    assert case.fire("late").at == ["chase"]


def test_each_item_of_a_subprocess_has_variables_of_its_own() -> None:
    case = Play(
        """
        <bpmn:startEvent id="start"/><bpmn:subProcess id="each"><bpmn:multiInstanceLoopCharacteristics>
        <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=措施" inputElement="措"
        outputCollection="进展" outputElement="=状态"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
        <bpmn:startEvent id="s0"/><bpmn:userTask id="report"/><bpmn:userTask id="check"/>
        s0 -> report
        report -> check
        </bpmn:subProcess><bpmn:userTask id="after"/>
        start -> each
        each -> after
        """,
        {"措施": ["一", "二"]},
    )
    case.complete("report", 1, 状态="慢").complete("report", 0, 状态="快")
    assert [case.straight.variables(wait.scope)["状态"] for wait in case.waits] == ["慢", "快"]
    case.complete("check").complete("check")
    assert case.variables["进展"] == ["快", "慢"]
