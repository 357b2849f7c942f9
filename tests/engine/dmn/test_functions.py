"""Knowledge models and function definitions: called by position and by name, typed, recursive (DMN 1.5 §10.2.1.7)."""

from typing import Any

import pytest

from engine.dmn import load, read
from tests.engine.dmn.conftest import decision, file

RATE = (
    '<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic>'
    '<formalParameter name="a" typeRef="number"/><formalParameter name="b c" typeRef="number"/>'
    "<literalExpression><text>if b c = null then a else a - b c</text></literalExpression>"
    "</encapsulatedLogic></businessKnowledgeModel>"
)
KNOWN = 'requiredKnowledge="#f"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(5, 3)", 2),
        ("f(b c: 3, a: 5)", 2),
        ("f(a: 5)", 5),
        ("f([5], 3)", 2),
        ("f(5)", None),
        ("f(1, 2, 3)", None),
        ('f("x", 1)', None),
        ("f(null, 1)", None),
        ("f(a: 5, x: 1)", None),
        ("(for g in [f, abs] return g(-1, 2))[1]", -3),
        ("f instance of function<number, number> -> number", True),
        ("f instance of function<number> -> number", False),
    ],
)
def test_arguments_go_by_place_or_by_name_and_those_left_out_by_name_are_null(text: str, expected: Any) -> None:
    assert load(file(RATE + decision("d", text, KNOWN))).evaluate("d", {}).value == expected


def test_a_knowledge_model_can_be_asked_itself() -> None:
    assert load(file(RATE)).evaluate("f", {"a": 5, "b c": 3}).value == 2


def test_a_knowledge_model_may_call_itself() -> None:
    inside = (
        RATE.replace('name="f"', 'name="fact"').replace("a - b c", "0").replace("if b c = null then a else 0", "{}")
    )
    inside = inside.format("if a = 0 then 1 else a * fact(a - 1, null)")
    assert load(file(inside + decision("d", "fact(10, null)", KNOWN))).evaluate("d", {}).value == 3628800


def test_a_result_of_another_type_is_null() -> None:
    typed = RATE.replace('<variable name="f"/>', '<variable name="f" typeRef="string"/>')
    assert load(file(typed + decision("d", "f(5, 3)", KNOWN))).evaluate("d", {}).value is None


def test_a_function_of_the_model_hides_the_built_in_of_its_name_and_a_value_does_not() -> None:
    hidden = RATE.replace('name="f"', 'name="modulo"')
    assert load(file(hidden + decision("d", "modulo(12, 5)", KNOWN))).evaluate("d", {}).value == 7
    value = '<inputData id="i" name="date"/>'
    text = 'date(date + "-22")'
    assert str(
        load(file(value + decision("d", text, 'requiredInput="#i"'))).evaluate("d", {"date": "2026-11"}).value
    ) == ("2026-11-22")


@pytest.mark.parametrize("kind", ["Java", "PMML"])
def test_a_function_outside_feel_is_null_in_a_model_that_was_only_read(kind: str) -> None:
    outside = RATE.replace("<encapsulatedLogic>", f'<encapsulatedLogic kind="{kind}">')
    model = read(file(outside + decision("d", "[f(1, 2), 3]", KNOWN)))
    assert model.evaluate("d", {}).value == [None, 3]


def test_an_invocation_calls_built_ins_too() -> None:
    inside = (
        '<decision id="d" name="d"><invocation><literalExpression><text>substring</text></literalExpression>'
        '<binding><parameter name="start position"/><literalExpression><text>2</text></literalExpression></binding>'
        '<binding><parameter name="string"/><literalExpression><text>"abc"</text></literalExpression></binding>'
        "</invocation></decision>"
    )
    assert load(file(inside)).evaluate("d", {}).value == "bc"


def test_a_table_without_parameters_takes_the_names_it_asks_for() -> None:
    inside = (
        '<businessKnowledgeModel id="f" name="rate"><encapsulatedLogic><decisionTable>'
        "<input><inputExpression><text>the  grade</text></inputExpression></input>"
        "<input><inputExpression typeRef='number'><text>cost</text></inputExpression></input><output/>"
        '<rule><inputEntry><text>"a"</text></inputEntry><inputEntry><text>&gt; 5</text></inputEntry>'
        "<outputEntry><text>0.9</text></outputEntry></rule></decisionTable></encapsulatedLogic></businessKnowledgeModel>"
    )
    model = load(file(inside + decision("d", 'rate(cost: 6, the grade: "a") = rate("a", 7)', KNOWN)))
    assert model.evaluate("d", {}).value is True
