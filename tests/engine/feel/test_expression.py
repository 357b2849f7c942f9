"""Whole expressions by the tables of the standard, and unary tests: the cells of a decision table (DMN 1.5 §10.3)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.feel import Expression, FeelError, FeelSyntaxError, UnaryTests, parse, parse_unary
from engine.feel.cursor import known_names
from engine.feel.expression import BUILTIN_NAMES
from engine.feel.run import Run
from engine.feel.values import Context

EXAMPLES = sorted((Path(__file__).parent / "standard").glob("*.feel"))
CASE = {
    "x": 1, "y": 5, "zs": [3, 4], "ctx": {"a": 1, "b": {"c": 2}}, "flag": True, "name": "Bob",
    "people": [{"name": "A", "age": 10}, {"name": "B", "age": 20}, {"name": "C"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "passing", "failing"),
    [
        ("-", 5, None),
        ('"肺癌"', "肺癌", "胃癌"),
        ('"肺癌", "胃癌"', "胃癌", "白内障"),
        ('not("肺癌", "胃癌")', "白内障", "肺癌"),
        ("< 5000", 4999.99, 5000),
        (">= 5000, < 100", 5000, 100),
        ("[5000..30000)", 5000, 30000),
        ("]5000..30000]", 30000, 5000),
        ("(5000..30000), 1", 1, 5000),
        ("起付线", 500, 501),
        ("> 起付线 * 2", 1001, 1000),
        ("= 5", 5, 6),
        ("!= 5", 6, 5),
        ("true", True, False),
        ("false", False, True),
        ("null", None, 1),
        ("? > 5 and ? < 10", 7, 10),
        ('starts with(?, "肺")', "肺癌", "胃癌"),
        ("even(?)", 4, 3),
        ("count(?) > 1", [1, 2], [1]),
        ("[1, 2, 3]", 2, 4),
        ("病种目录", "肺癌", "感冒"),
        ("-5", -5, 5),
        ('< date("2026-12-01")', date(2026, 11, 22), date(2026, 12, 1)),
        ("not(< 5, > 10)", 7, 3),
        ('"a" + "b"', "ab", "a"),
        ("if 起付线 > 100 then 1 else 2", 1, 2),
        ("some x in 病种目录 satisfies x = ?", "胃癌", "感冒"),
    ],
)
def test_a_cell_passes_and_fails(cell: str, passing: Any, failing: Any) -> None:
    tests = parse_unary(cell)
    context = {"起付线": 500, "病种目录": ["肺癌", "胃癌"]}
    assert tests.matches(passing, context) is True
    if cell != "-":
        assert tests.matches(failing, context) is False


@pytest.mark.parametrize(
    ("cell", "value", "passed"),
    [
        ("起付线 > 100", "anything", True),
        ("起付线 > 900", False, False),
        ('list contains(病种目录, "肺癌")', 5, True),
        ("参保", True, True),
        ("参保", False, False),
        ("true", None, False),
        ("false", 5, False),
    ],
)
def test_a_cell_may_be_a_condition_on_something_else_than_its_input(cell: str, value: Any, passed: bool) -> None:
    context = {"起付线": 500, "病种目录": ["肺癌"], "参保": True}
    assert parse_unary(cell).matches(value, context) is passed


def test_what_cannot_be_compared_does_not_pass_and_says_why() -> None:
    passed, diagnostics = parse_unary("> 5").matches_with_diagnostics("x", {})
    assert passed is None
    assert "比较" in diagnostics[0].text("zh")
    assert parse_unary("> 5").matches("x", {}) is False
    assert parse_unary("not(> 5)").matches("x", {}) is False


@pytest.mark.parametrize("cell", ["", "-, 5", "not(", "1,", "1 2", "< "])
def test_a_broken_cell_is_refused(cell: str) -> None:
    with pytest.raises(FeelSyntaxError):
        parse_unary(cell)


class Even:
    """A named type, as an item definition is one."""

    def includes(self, run: Run, value: Any) -> bool:
        return isinstance(value, int) and value % 2 == 0


def test_types_declared_outside_are_known_by_name() -> None:
    def ask(text: str) -> Any:
        return Expression(text, known_names(["tEven Number"], BUILTIN_NAMES), {"tEven Number": Even()}).evaluate({})

    assert ask("4 instance of tEven Number") is True
    assert ask("5 instance of tEven Number") is False
    assert ask("null instance of tEven Number") is False
    assert ask("[2, 4] instance of list<tEven Number>") is True
    assert ask("(function(n: tEven Number) n / 2)(4)") == 2
    assert ask("(function(n: tEven Number) n / 2)(5)") is None
    assert ask("5 instance of tOdd") is None


def test_names_of_members_are_known_after_a_dot_and_in_a_filter_only() -> None:
    members = known_names(["first-name"])
    context = {"p": [{"first-name": "甲"}], "first": 5, "name": 3}
    assert Expression("p[1].first-name", members=members).evaluate(context) == "甲"
    assert Expression('p[first-name = "甲"][1].first-name', members=members).evaluate(context) == "甲"
    assert Expression("first-name", members=members).evaluate(context) == 2


def test_parts_of_a_larger_evaluation_share_its_budget_and_its_notes() -> None:
    # given an evaluation that may cost little more
    run = Run("", {}, None)
    run.steps = 100
    # when two expressions are evaluated in it
    assert parse("甲 + 1").within(Context(甲=1), run) == 2
    assert UnaryTests("> 5").passed("x", Context(), run) is None
    # then what went wrong is noted in one place, and what is too much is too much for both together
    assert [each.column for each in run.diagnostics or []] == [1]
    with pytest.raises(FeelError):
        parse("for i in 1..200 return i").within(Context(), run)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_expression_has_the_value_the_standard_gives_it(value: Any, path: Path) -> None:
    """Each line is an expression and its value, or `!` where it does not parse."""
    differing = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            expression, _, expected = line.rpartition(" ==> ")
            found, wanted = answer(value, expression), "!" if expected == "!" else value(expected, CASE)
            if not alike(found, wanted):
                differing.append(f"{path.name}:{number}: {expression} is {found!r}, expected {wanted!r}")
    assert not differing, "\n".join(differing)


def answer(value: Any, text: str) -> Any:
    cell, asked, given = text.partition(" || ")
    try:
        if asked:
            return parse_unary(cell).matches_with_diagnostics(value(given, CASE), CASE)[0]
        return value(text, CASE)
    except FeelSyntaxError:
        return "!"


def alike(a: Any, b: Any) -> bool:
    """Equal and of one type, elements and entries too."""
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(a[key], b[key]) for key in a)
    return type(a) is type(b) and bool(a == b)
