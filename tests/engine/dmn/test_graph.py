"""Decision services as functions: their inputs, their outputs, what they hide (DMN 1.5 §6.3.10, §10.4)."""

from typing import Any

import pytest

from engine.dmn import load
from tests.engine.dmn.conftest import decision, file

PARTS = (
    '<inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>'
    '<inputData id="y" name="y"><variable name="y" typeRef="number"/></inputData>'
    + decision("base", "x + 1", 'requiredInput="#x"').replace(
        'variable name="base"', 'variable name="base" typeRef="number"'
    )
    + decision("ten", "base * 10", 'requiredDecision="#base"')
    + decision("sum", "ten + y", 'requiredDecision="#ten"', 'requiredInput="#y"')
    + '<decisionService id="one" name="one"><outputDecision href="#sum"/><encapsulatedDecision href="#ten"/>'
    '<inputDecision href="#base"/><inputData href="#y"/></decisionService>'
    '<decisionService id="two" name="two"><outputDecision href="#sum"/><outputDecision href="#ten"/>'
    '<inputDecision href="#base"/><inputData href="#y"/></decisionService>'
    '<decisionService id="all" name="all of it"><outputDecision href="#sum"/><encapsulatedDecision href="#ten"/>'
    '<encapsulatedDecision href="#base"/><inputData href="#x"/><inputData href="#y"/></decisionService>'
)


@pytest.mark.parametrize(
    ("service", "text", "expected"),
    [
        ("one", "one(5, 2)", 25),
        ("one", "one(base: 2, y: 5)", 25),
        ("one", "one([5], 2)", 25),
        ("one", "one(base: 2)", None),
        ("one", "one(5)", None),
        ("one", "one(1, 2, 3)", None),
        ("one", 'one("a", 2)', None),
        ("one", "one(y: 5, base: 2, z: 1)", None),
        ("two", "two(5, 2)", {"sum": 25, "ten": 20}),
        ("two", "two(5, 2).ten", 20),
        ("all", "all of it(1, 5)", 25),
    ],
)
def test_a_service_is_a_function_of_its_input_data_then_its_input_decisions(
    service: str, text: str, expected: Any
) -> None:
    model = load(file(PARTS + decision("d", text, f'requiredKnowledge="#{service}"')))
    assert model.evaluate("d", {}).value == expected


@pytest.mark.parametrize(
    ("service", "given", "expected"),
    [
        ("one", {"base": 2, "y": 5}, 25),
        ("one", {"base": 2, "y": 5, "x": 100}, 25),
        ("one", {"base": 2}, None),
        ("two", {"base": 2, "y": 5}, {"sum": 25, "ten": 20}),
        ("all of it", {"x": 1, "y": 5}, 25),
    ],
)
def test_a_service_asked_itself_takes_its_input_decisions_as_given(
    service: str, given: dict[str, Any], expected: Any
) -> None:
    assert load(file(PARTS)).evaluate(service, given).value == expected
