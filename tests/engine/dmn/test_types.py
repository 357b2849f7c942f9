"""Which values belong to the declared types of a model, and what a value becomes to belong (DMN 1.5 §7.3.3)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine.dmn import load
from engine.dmn.source import NAMESPACES
from tests.engine.dmn.conftest import decision, file

TYPES = """
<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
<itemDefinition name="tPerson"><itemComponent name="id"><typeRef>number</typeRef></itemComponent>
<itemComponent name="name"><typeRef>string</typeRef></itemComponent></itemDefinition>
<itemDefinition name="tLevel"><typeRef>string</typeRef>
<allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
<itemDefinition name="tLevels" isCollection="true"><typeRef>string</typeRef>
<allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
<itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef>
<typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
<itemDefinition name="tSpan"><itemComponent name="first day"><typeRef>number</typeRef></itemComponent>
<itemComponent name="last day"><typeRef>number</typeRef><allowedValues><text>&gt;= first day</text></allowedValues>
</itemComponent></itemDefinition>
<itemDefinition name="tPercent"><typeRef>number</typeRef>
<allowedValues><text>[0..100]</text></allowedValues></itemDefinition>
<itemDefinition name="tMost"><typeRef>tPercent</typeRef>
<allowedValues><text>&gt; 50</text></allowedValues></itemDefinition>
<itemDefinition name="tPeople" isCollection="true"><typeRef>tPerson</typeRef></itemDefinition>
<itemDefinition name="tTree"><itemComponent name="leaf"><typeRef>number</typeRef></itemComponent>
<itemComponent name="branches" isCollection="true"><typeRef>tTree</typeRef></itemComponent></itemDefinition>
"""


def decided(text: str, wanted: str) -> str:
    text = text.replace("<", "&lt;").replace('"', "&quot;")
    return (
        f'<decision id="d" name="d"><variable name="d" typeRef="{wanted}"/>'
        f"<literalExpression><text>{text}</text></literalExpression></decision>"
    )


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("1", "number", 1),
        ('"1"', "number", None),
        ("[1]", "number", 1),
        ("[1, 2]", "number", None),
        ("1", "tNumbers", [1]),
        ("[]", "tNumbers", []),
        ("[1, null]", "tNumbers", [1, None]),
        ('[1, "2"]', "tNumbers", None),
        ("null", "tNumbers", None),
        ('@"2026-11-22"', "date and time", datetime(2026, 11, 22, tzinfo=UTC)),
        ('[@"2026-11-22"]', "date and time", datetime(2026, 11, 22, tzinfo=UTC)),
        ('@"2026-11-22T08:00:00"', "date", None),
        ('{id: 1, name: "x"}', "tPerson", {"id": 1, "name": "x"}),
        ('{id: 1, name: "x", age: 3}', "tPerson", {"id": 1, "name": "x", "age": 3}),
        ("{id: 1, name: null}", "tPerson", {"id": 1, "name": None}),
        ("{id: 1}", "tPerson", None),
        ("{id: 1, name: 2}", "tPerson", None),
        ('{id: 1, name: "x"}', "tPeople", [{"id": 1, "name": "x"}]),
        ('"a"', "tLevel", "a"),
        ('"c"', "tLevel", None),
        ('["a", "b"]', "tLevels", ["a", "b"]),
        ('["a", "c"]', "tLevels", None),
        ("[1, 2]", "tFew", [1, 2]),
        ("[1, 2, 3]", "tFew", None),
        ("{first day: 1, last day: 2}", "tSpan", {"first day": 1, "last day": 2}),
        ("{first day: 3, last day: 2}", "tSpan", None),
        ("60", "tMost", 60),
        ("160", "tMost", None),
        ("40", "tMost", None),
        (
            "{leaf: 1, branches: [{leaf: 2, branches: []}]}",
            "tTree",
            {"leaf": 1, "branches": [{"leaf": 2, "branches": []}]},
        ),
        ('{leaf: 1, branches: [{leaf: "x", branches: []}]}', "tTree", None),
        ("1", "Any", 1),
        ("1", "feel:number", 1),
        ("1", "list<number>", [1]),
        ('["a"]', "list<number>", None),
        ('"a"', "list<tLevel>", ["a"]),
        ('["a", "c"]', "list<tLevel>", None),
        ("{a b: 1, c: 2}", "context<a b: number>", {"a b": 1, "c": 2}),
        ('{a b: "x"}', "context<a b: tLevel>", None),
    ],
)
def test_a_result_is_brought_to_its_type_or_null(text: str, wanted: str, expected: Any) -> None:
    outcome = load(file(TYPES + decided(text, wanted.replace("<", "&lt;")))).evaluate("d", {})
    assert outcome.value == expected
    assert bool(outcome.diagnostics) == (expected is None and text != "null")


@pytest.mark.parametrize(("text", "expected"), [("function(x) x + 1", 3), ("function(x, y) x + y", None), ("3", None)])
def test_a_decision_of_a_function_type_is_a_function(text: str, expected: Any) -> None:
    kind = (
        '<itemDefinition name="tStep"><functionItem outputTypeRef="number"><parameters name="x" typeRef="number"/>'
        "</functionItem></itemDefinition>"
    )
    asking = decision("e", "d(2)", 'requiredDecision="#d"')
    outcome = load(file(kind + decided(text, "tStep") + asking)).evaluate("e", {})
    assert outcome.value == expected
    assert bool(outcome.diagnostics) == (expected is None)


def test_a_caller_may_leave_out_components_an_expression_may_not() -> None:
    given = '<inputData id="i" name="p"><variable name="p" typeRef="tPerson"/></inputData>'
    need = '<informationRequirement><requiredInput href="#i"/></informationRequirement><literalExpression>'
    model = load(file(TYPES + given + decided("[p.id, p.name]", "Any").replace("<literalExpression>", need)))
    assert model.evaluate("d", {"p": {"id": 1}}).value == [1, None]
    assert model.evaluate("d", {"p": {"id": "x"}}).value == [None, None]


@pytest.mark.parametrize("dialect", sorted(NAMESPACES))
@pytest.mark.parametrize(
    ("wanted", "text", "fits"),
    [
        ("xsd:decimal", "1", True),
        ("xsd:integer", '"1"', False),
        ("xsd:string", '"1"', True),
        ("xsd:boolean", "true", True),
        ("xsd:dateTime", '@"2026-11-22T08:00:00"', True),
        ("xsd:dayTimeDuration", '@"P1D"', True),
        ("xsd:duration", '@"P1M"', True),
    ],
)
def test_types_of_xml_schema_are_known_in_every_version(dialect: str, wanted: str, text: str, fits: bool) -> None:
    content = file(decided(text, wanted), dialect=dialect)
    content = content.replace(b" id=", b' xmlns:xsd="http://www.w3.org/2001/XMLSchema" id=', 1)
    assert (load(content).evaluate("d", {}).value is not None) == fits


def test_the_language_of_types_may_be_xml_schema_for_the_whole_model() -> None:
    content = file(decided("1", "decimal"))
    content = content.replace(b" id=", b' typeLanguage="http://www.w3.org/2001/XMLSchema" id=', 1)
    assert load(content).evaluate("d", {}).value == 1
