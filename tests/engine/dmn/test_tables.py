"""What a decision table gives: hit policies, aggregations, defaults, types (DMN 1.5 §8, §10.3.2.10)."""

from typing import Any

import pytest

from engine.dmn import load
from tests.engine.dmn.conftest import file

OVERLAPPING = (("< 10", "1"), ("< 20", "2"), ("< 20", "2"))
RANKED = '<output><outputValues><text>"high", "mid", "low"</text></outputValues></output>'
PAIR = (
    '<output name="a"><outputValues><text>"x", "y"</text></outputValues></output>'
    '<output name="b"><outputValues><text>1, 2, 3</text></outputValues></output>'
)
PAIRS = (("-", '"y"', "1"), ("-", '"x"', "3"), ("-", '"x"', "2"))
NUMBERS = '<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>'
ADVICE = (("> 0", '"low"'), ("> 5", '"high"'), ("> 3", '"mid"'))


def asked(
    rules: tuple[tuple[str, ...], ...], value: Any, policy: str = "", outputs: str = "<output/>", wanted: str = ""
) -> Any:
    """The value of a table of one input, `v`; a rule is its cell and its outputs."""
    rows = "".join(
        f"<rule><inputEntry><text>{cell}</text></inputEntry>"
        + "".join(f"<outputEntry><text>{entry}</text></outputEntry>" for entry in entries)
        + "</rule>"
        for cell, *entries in (tuple(each.replace("<", "&lt;") for each in rule) for rule in rules)
    )
    inside = (
        f'{NUMBERS}<inputData id="i" name="v"/><decision id="d" name="d"><variable name="d" {wanted}/>'
        '<informationRequirement><requiredInput href="#i"/></informationRequirement>'
        f"<decisionTable {policy}><input><inputExpression><text>v</text></inputExpression></input>{outputs}{rows}"
        "</decisionTable></decision>"
    )
    return load(file(inside)).evaluate("d", {"v": value}).value


@pytest.mark.parametrize(
    ("policy", "value", "expected"),
    [
        ("", 15, None),
        ("", 50, None),
        ('hitPolicy="ANY"', 15, 2),
        ('hitPolicy="ANY"', 5, None),
        ('hitPolicy="FIRST"', 5, 1),
        ('hitPolicy="FIRST"', 50, None),
        ('hitPolicy="RULE ORDER"', 5, [1, 2, 2]),
        ('hitPolicy="COLLECT"', 5, [1, 2, 2]),
        ('hitPolicy="COLLECT" aggregation="SUM"', 5, 5),
        ('hitPolicy="COLLECT" aggregation="COUNT"', 5, 3),
        ('hitPolicy="COLLECT" aggregation="MIN"', 5, 1),
        ('hitPolicy="COLLECT" aggregation="MAX"', 5, 2),
        ('hitPolicy="COLLECT" aggregation="SUM"', 50, None),
        ('hitPolicy="COLLECT" aggregation="MAX"', 50, None),
    ],
)
def test_the_hit_policy_says_what_several_matches_or_none_give(policy: str, value: Any, expected: Any) -> None:
    assert asked(OVERLAPPING, value, policy) == expected


@pytest.mark.parametrize(
    ("rules", "policy", "outputs", "expected"),
    [
        (ADVICE, "PRIORITY", RANKED, "high"),
        (ADVICE, "OUTPUT ORDER", RANKED, ["high", "mid", "low"]),
        (PAIRS, "PRIORITY", PAIR, {"a": "x", "b": 2}),
        (PAIRS, "OUTPUT ORDER", PAIR, [{"a": "x", "b": 2}, {"a": "x", "b": 3}, {"a": "y", "b": 1}]),
        (PAIRS, "RULE ORDER", PAIR, [{"a": "y", "b": 1}, {"a": "x", "b": 3}, {"a": "x", "b": 2}]),
    ],
)
def test_output_values_rank_the_hits_the_left_output_first(
    rules: tuple[tuple[str, ...], ...], policy: str, outputs: str, expected: Any
) -> None:
    assert asked(rules, 6, f'hitPolicy="{policy}"', outputs) == expected


@pytest.mark.parametrize(("aggregation", "expected"), [("SUM", None), ("MIN", "a"), ("MAX", "b"), ("COUNT", 2)])
def test_texts_can_be_counted_and_compared_but_not_added(aggregation: str, expected: Any) -> None:
    rules = (("-", '"a"'), ("-", '"b"'))
    assert asked(rules, 1, f'hitPolicy="COLLECT" aggregation="{aggregation}"') == expected


SINGLE, LISTING = ("UNIQUE", "ANY", "PRIORITY", "FIRST"), ("RULE ORDER", "OUTPUT ORDER", "COLLECT")
POLICIES = (
    *(f'hitPolicy="{each}"' for each in (*SINGLE, *LISTING)),
    *(f'hitPolicy="COLLECT" aggregation="{each}"' for each in ("SUM", "MIN", "MAX", "COUNT")),
)


@pytest.mark.parametrize("policy", POLICIES)
def test_without_a_match_and_without_a_default_the_result_is_null_under_every_hit_policy(policy: str) -> None:
    """§10.3.2.10: without a hit the default output value is the result, or null if none is specified."""
    assert asked((("1", '"low"'),), 5, policy, RANKED) is None


@pytest.mark.parametrize("policy", POLICIES)
def test_without_a_match_the_default_is_the_result_as_it_stands(policy: str) -> None:
    ranked = RANKED.replace("</output>", "<defaultOutputEntry><text>9</text></defaultOutputEntry></output>")
    assert asked((("1", '"low"'),), 5, policy, ranked) == 9


@pytest.mark.parametrize(
    ("default", "wanted", "expected"),
    [
        ("9", 'typeRef="tNumbers"', [9]),
        ("[]", 'typeRef="tNumbers"', []),
        ("[]", "", []),
        ("[8, 9]", "", [8, 9]),
        ('[8, "x"]', "", [8, None]),
    ],
)
def test_a_table_that_lists_its_hits_may_have_a_list_as_its_default(default: str, wanted: str, expected: Any) -> None:
    output = f'<output typeRef="number"><defaultOutputEntry><text>{default}</text></defaultOutputEntry></output>'
    assert asked((("1", "1"),), 5, 'hitPolicy="COLLECT"', output, wanted) == expected


def test_each_of_several_outputs_has_its_own_default() -> None:
    pair = PAIR.replace("</output>", "<defaultOutputEntry><text>1</text></defaultOutputEntry></output>", 1)
    assert asked((("1", '"x"', "2"),), 5, outputs=pair) == {"a": 1, "b": None}


@pytest.mark.parametrize("where", ["table", "variable"])
@pytest.mark.parametrize(("value", "expected"), [(1, [1, 2]), (2, [1])])
def test_the_type_of_a_collecting_table_is_that_of_the_list(where: str, value: Any, expected: Any) -> None:
    wanted = {where: 'typeRef="tNumbers"'}
    rules = (("-", "1"), ("1", "2"))
    policy = f'hitPolicy="COLLECT" {wanted.get("table", "")}'
    assert asked(rules, value, policy, wanted=wanted.get("variable", "")) == expected


@pytest.mark.parametrize(
    ("cell", "value", "passes"),
    [("-", None, True), ("not(1)", None, True), ("null", None, True), ("< 1", None, False), ("1", [1], False)],
)
def test_an_input_that_is_null_passes_what_does_not_ask_for_a_value(cell: str, value: Any, passes: bool) -> None:
    assert asked(((cell, "true"),), value) == (True if passes else None)


def test_an_output_of_another_type_is_null() -> None:
    assert asked((("-", '"x"'),), 1, outputs='<output typeRef="number"/>') is None
