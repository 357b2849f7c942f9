"""Function definitions and calls, and the functions a caller hands in (DMN 1.5 §10.3.2.13)."""

from datetime import date, timedelta
from typing import Any

import pytest

from engine.feel import Function, evaluate, parse


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("(function(a, b) a - b)(5, 3)", 2),
        ("(function(a, b) a - b)(b: 5, a: 3)", -2),
        ('(function(a: number) a)("x")', None),
        ("(function(a: number) a)([5])", 5),
        ("(function(a: list<number>) a)(5)", [5]),
        ("(function(a) a)(1, 2)", None),
        ("(function() 7)()", 7),
        ("(function(起付 线) 起付 线 + 1)(1)", 2),
        ("{limit: 10, f: function(x) x > limit, r: f(11)}.r", True),
        ("(for i in 1..3 return function() i)[2]()", 2),
        ("(function(f, x) f(f(x)))(function(x) x * 3, 2)", 18),
        ("(function(n) (function(f, n) f(f, n))(function(f, n) if n < 2 then 1 else n * f(f, n - 1), n))(10)", 3628800),
        ('substring(string: "医共体", start position: 2)', "共体"),
        ('substring(start position: 2, length: 1, string: "医共体")', "共"),
        ('substring(文字: "医共体")', None),
        ("sort([3, 1, 2], function(x, y) x > y)", [3, 2, 1]),
        ("(if true then floor else ceiling)(1.5)", 1),
        ("5(1)", None),
        ("没有(1)", None),
        ("abs()", None),
        ("abs(1, 2)", None),
        ('abs("x")', None),
        ("abs([-5])", 5),
    ],
)
def test_functions_are_values(value: Any, expression: str, expected: Any) -> None:
    assert value(expression) == expected


def test_functions_of_the_caller_may_have_names_of_several_words() -> None:
    def after(day: date, count: int) -> date:
        return day + timedelta(days=count)

    functions = {"workdays after": after, "leaders of": lambda department: [department + "1"]}
    given = {"受理日期": date(2026, 11, 22), "duty": {"lead": "a"}}
    assert evaluate("=workdays after(受理日期, 3)", given, functions) == date(2026, 11, 25)
    assert evaluate("workdays after(count: 3, day: 受理日期)", given, functions) == date(2026, 11, 25)
    assert evaluate("leaders of(duty.lead)", given, functions) == ["a1"]
    assert parse("workdays after(d, 3)", frozenset(functions)).functions == {"workdays after"}


def test_a_function_of_the_caller_gets_and_gives_python_values() -> None:
    seen: list[Any] = []

    def look(*arguments: Any) -> Any:
        seen.extend(arguments)
        return {"率": 0.9}

    assert evaluate('look(1.0, [2.0], {a: 4 / 2}, @"P1D").率 * 10', {}, {"look": look}) == 9
    assert seen == [1, [2], {"a": 2}, timedelta(days=1)]
    assert [type(each) for each in (seen[0], seen[1][0], seen[2]["a"])] == [int, int, int]


def test_a_failing_function_of_the_caller_is_null_with_the_reason() -> None:
    def department(code: str) -> str:
        raise LookupError(code)

    value, diagnostics = parse('department("X")').evaluate_with_diagnostics({}, {"department": department})
    assert value is None
    assert "X" in diagnostics[0].text("zh")


def test_a_context_may_hold_functions() -> None:
    double = Function(name="double", signatures=(("n",),), call=lambda run, arguments: arguments[0] * 2)
    assert evaluate("double(n: 4) + twice(4)", {"double": double, "twice": lambda n: n * 2}) == 16
