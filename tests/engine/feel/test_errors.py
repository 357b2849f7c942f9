"""An error inside an expression is null, and a diagnostic says where and why (DMN 1.5 §10.3.2.13.3)."""

import pytest

from engine.feel import parse


@pytest.mark.parametrize(
    ("text", "line", "column", "zh", "en"),
    [
        ("缺失 > 5", 1, 1, "没有名为“缺失”的变量", 'no variable "缺失"'),
        ("1 +\n(2 * 病人.姓名)", 2, 6, "没有“姓名”", 'has no "姓名"'),
        ("[1, 2][5]", 1, 1, "没有第5项", "none at 5"),
        ('date("昨天")', 1, 1, "不是有效的日期", "is not a date"),
        ("if 1 then 2 else 3", 1, 1, "不是布尔值", "not boolean"),
        ('substring("a")', 1, 1, "substring 的参数应为", "expected substring(string, start position, length)"),
        ("无此函数(1)", 1, 1, "没有名为“无此函数”的函数", "no function"),
        ("5 / 0", 1, 1, "除数为零", "divisor is zero"),
        ("log(0)", 1, 1, "没有结果或超出范围", "does not exist or is too large"),
        ('"a" < 1', 1, 1, "不能比较", "no order"),
    ],
)
def test_why_and_where(text: str, line: int, column: int, zh: str, en: str) -> None:
    _, diagnostics = parse(text).evaluate_with_diagnostics({"病人": {}})
    first = diagnostics[0]
    assert (first.line, first.column) == (line, column)
    assert zh in first.text("zh")
    assert en in first.text("en")


def test_a_sound_expression_has_none() -> None:
    assert parse("1 + 1").evaluate_with_diagnostics({}) == (2, [])


def test_a_loop_of_errors_does_not_fill_the_memory() -> None:
    _, diagnostics = parse("for i in 1..10000 return i / 0").evaluate_with_diagnostics({})
    assert 1 < len(diagnostics) <= 50
