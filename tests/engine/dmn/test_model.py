"""What a model answers: values, why parts are null, how they came about, from which files."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from engine.dmn import Model, NoSuchDecision, load
from engine.feel import YearsMonths
from tests.engine.dmn.conftest import MODEL, decision, file

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=8)))
Build = Callable[..., Model]
BILL = '<inputData id="bill" name="费用"><variable name="费用" typeRef="number"/></inputData>'
TABLE = """<decision id="rate" name="比例"><variable name="比例" typeRef="number"/>
<informationRequirement><requiredInput href="#bill"/></informationRequirement>
<decisionTable id="t" hitPolicy="UNIQUE"><input label="住院费用"><inputExpression typeRef="number"><text>费用</text>
</inputExpression></input><output typeRef="number"/><annotation name="依据"/>
<rule id="r1"><inputEntry><text>&lt;= 100</text></inputEntry><outputEntry><text>0.65</text></outputEntry>
<annotationEntry><text>第三条</text></annotationEntry></rule>
<rule id="r2"><inputEntry><text>&gt; 50</text></inputEntry><outputEntry><text>0.7</text></outputEntry>
<annotationEntry><text/></annotationEntry></rule></decisionTable></decision>"""


def test_a_decision_is_asked_by_name_or_id_and_explained(model: Build) -> None:
    # given a table and a decision that needs it
    inside = BILL + TABLE + decision("pay", "费用 * 比例", 'requiredInput="#bill"', 'requiredDecision="#rate"')
    asked = model(inside)
    # when it is asked
    outcome = asked.evaluate("pay", {"费用": 40})
    # then the explanation tells the way there, in JSON
    assert outcome.value == 26 and type(outcome.value) is int
    assert asked.evaluate("比例", {"费用": 40}).value == asked.evaluate("rate", {"费用": 40}).value == Decimal("0.65")
    assert json.loads(json.dumps(outcome.explanation)) == {
        "model": "测试",
        "decision": "pay",
        "value": "26",
        "diagnostics": [],
        "decisions": [
            {
                "id": "rate", "name": "比例", "inputs": {"费用": 40}, "output": "0.65",
                "tables": [{
                    "table": "t", "name": "比例", "policy": "UNIQUE",
                    "inputs": [{"label": "住院费用", "expression": "费用", "value": 40}],
                    "matched": [{"rule": 1, "id": "r1", "tests": ["<= 100"], "output": "0.65",
                                 "annotations": {"依据": "第三条"}}],
                }],
            },
            {"id": "pay", "name": "pay", "inputs": {"费用": 40, "比例": "0.65"}, "tables": [], "output": "26"},
        ],
    }  # fmt: skip


def test_several_matches_of_a_unique_table_are_null_and_told(model: Build) -> None:
    outcome = model(BILL + TABLE).evaluate("rate", {"费用": 70})
    assert outcome.value is None
    assert "1, 2" in outcome.diagnostics[0].text("zh") and "UNIQUE" in outcome.diagnostics[0].text("en")
    assert [each["rule"] for each in outcome.explanation["decisions"][0]["tables"][0]["matched"]] == [1, 2]


@pytest.mark.parametrize("given", [{}, {"费用": "四十"}, {"费用": None}, {"费用": [1, 2]}, {"费用": object()}])
def test_an_input_that_is_missing_or_of_another_type_is_null(model: Build, given: dict[str, Any]) -> None:
    outcome = model(BILL + decision("d", "费用", 'requiredInput="#bill"')).evaluate("d", given)
    assert outcome.value is None
    assert bool(outcome.diagnostics) == (given != {"费用": None})


def test_a_diagnostic_names_the_element_and_the_place_in_its_expression(model: Build) -> None:
    diagnostic = model(decision("d", '1 +\n("a" < 2)')).evaluate("d", {}).diagnostics[0]
    assert diagnostic.element == "d"
    assert "第2行" in diagnostic.text("zh") and "Line 2" in diagnostic.text("en")


def test_what_a_model_does_not_have_cannot_be_asked(model: Build) -> None:
    with pytest.raises(NoSuchDecision) as unknown:
        model(BILL + TABLE).evaluate("待遇", {})
    assert "待遇" in unknown.value.text("zh")


def test_the_moment_and_further_functions_come_from_the_caller() -> None:
    inside = decision("d", "[today(), workdays after(3)]")
    model = load(file(inside), names={"workdays after"})
    outcome = model.evaluate("d", {}, now=NOW, functions={"workdays after": lambda days: days + 1})
    assert outcome.value == [date(2026, 11, 22), 4]


def test_values_come_out_as_python_has_them(model: Build) -> None:
    outcome = model(decision("d", '{a: 4 / 2, b: [0.1], c: duration("P1M")}')).evaluate("d", {})
    assert outcome.value == {"a": 2, "b": [Decimal("0.1")], "c": YearsMonths(1)}
    assert type(outcome.value) is dict and type(outcome.value["a"]) is int


def test_models_are_imported_by_name_without_a_name_and_over_others() -> None:
    # given a model that imports one by a name and one without, the first of which imports the second
    base = file(decision("b", "limit + 1", 'requiredInput="#limit"') + '<inputData id="limit" name="limit"/>', "base")
    middle = file(
        f'<import name="base" namespace="base" importType="{MODEL}"/>'
        + decision("m", "base.b * 10", 'requiredDecision="base#b"'),
        "middle",
    )
    main = file(
        f'<import name="mid model" namespace="middle" importType="{MODEL}"/>'
        f'<import namespace="base" importType="{MODEL}"/>'
        + decision("d", "mid model.m + b", 'requiredDecision="middle#m"', 'requiredDecision="base#b"')
    )
    model = load(main, base, middle)
    # when it is asked with the input of the innermost, then all see it
    assert model.evaluate("d", {"limit": 1}).value == 22
    assert model.evaluate("d", {"mid model": {"base": {"limit": 2}}}).value == 33
    assert model.evaluate("mid model.m", {"limit": 1}).value == 20


def test_names_with_signs_are_understood_where_they_are_in_force(model: Build) -> None:
    inside = (
        '<inputData id="a" name="a"/><inputData id="b" name="b"/><inputData id="ab" name="a-b"/>'
        + decision("both", "a-b", 'requiredInput="#a"', 'requiredInput="#b"')
        + decision("one", "a-b", 'requiredInput="#ab"')
    )
    given = {"a": 5, "b": 3, "a-b": 7}
    assert model(inside).evaluate("both", given).value == 2
    assert model(inside).evaluate("one", given).value == 7


def test_a_variable_may_have_another_name_than_what_it_belongs_to(model: Build) -> None:
    inside = (
        '<inputData id="i" name="the bill"><variable name="bill"/></inputData>'
        + decision("a", "the bill + bill", 'requiredInput="#i"').replace('variable name="a"', 'variable name="sum-up"')
        + decision("d", "sum-up + a", 'requiredDecision="#a"')
    )
    assert model(inside).evaluate("d", {"the bill": 1}).value == 4
    assert model(inside).evaluate("sum-up", {"bill": 1}).value == 2


def test_spaces_in_names_count_once(model: Build) -> None:
    inside = '<inputData id="i" name="full   name"/>' + decision("d", "full name", 'requiredInput="#i"')
    assert model(inside).evaluate("d", {"full   name": 1}).value == 1
    assert model(inside).evaluate(" d ", {"full name": 1}).value == 1


def test_a_decision_sees_only_what_it_requires(model: Build) -> None:
    outcome = model(BILL + decision("d", "费用")).evaluate("d", {"费用": 1})
    assert outcome.value is None and "费用" in outcome.diagnostics[0].text("zh")


def test_long_values_are_cut_in_the_explanation_but_not_in_the_value(model: Build) -> None:
    outcome = model(decision("d", "for i in 1..1000 return i")).evaluate("d", {})
    assert len(outcome.value) == 1000
    assert len(outcome.explanation["value"]) == 51 and outcome.explanation["value"][-1] == "…"
