"""Names with spaces, symbols and Chinese characters, and which of them an expression needs (DMN 1.5 §10.3.1.4)."""

from typing import Any

import pytest

from engine.feel import evaluate, parse


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("start date", 1),
        ("start date + 1", 2),
        ("person.first name", "甲"),
        ("person.first   name", "甲"),
        ("报销 金额 > 5 and 报销 金额 < 20", True),
        ("如果 in (1, 3)", True),
        ("_x1 + é", 5),
    ],
)
def test_two_words_side_by_side_are_one_name(value: Any, expression: str, expected: Any) -> None:
    given = {"start date": 1, "person": {"first name": "甲"}, "报销 金额": 10, "如果": 3, "_x1": 2, "é": 3}
    assert value(expression, given) == expected


@pytest.mark.parametrize(
    ("expression", "names", "expected"),
    [
        ("total-amount * 2", {"total-amount"}, 20),
        ("total - amount", {"total-amount"}, 10),
        ("total-amount", set(), 3),
        ("income and tax > 1", {"income and tax"}, True),
        ("patient's age", {"patient's age"}, 60),
        ("a+b", {"a+b"}, 7),
    ],
)
def test_declared_names_may_contain_keywords_and_symbols(expression: str, names: set[str], expected: Any) -> None:
    given = {"total-amount": 10, "total": 5, "amount": 2, "income and tax": 2, "patient's age": 60, "a+b": 7}
    assert parse(expression, frozenset(names)).evaluate(given) == expected


@pytest.mark.parametrize(
    ("expression", "given", "expected"),
    [
        ("total-amount * 2", {"total-amount": 10, "total": 5, "amount": 2}, 20),
        ("(total)-(amount)", {"total-amount": 10, "total": 5, "amount": 2}, 3),
        ("total-amount * 2", {"total": 5, "amount": 2}, 1),
        ("医疗+药品 费用 > 5", {"医疗+药品 费用": 6}, True),
        ("profit and loss", {"profit and loss": 3}, 3),
        ("x", {"x": 1, "a;b": 2, "": 3, "and": 4}, 1),
    ],
)
def test_what_is_evaluated_at_once_knows_the_names_of_its_context(
    expression: str, given: dict[str, Any], expected: Any
) -> None:
    """§10.3.1.6: names are matched against those in scope, the longest first."""
    assert evaluate(expression, given) == expected


def test_an_expression_knows_the_names_it_needs() -> None:
    expression = parse(
        "for x in 名单 return {a: x, b: a + 基数, c: helper(a)}.b + partial[1] + 名单[年龄 > 下限].年龄 + count(now())"
    )
    assert expression.names == {"名单", "基数"}
    assert expression.functions == {"helper"}
    assert parse("duty.lead[1] = me.id").names == {"duty", "me"}
    assert parse("(function(x) x + y)(1)").names == {"y"}
    assert parse("date and time(day, clock)").names == {"day", "clock"}


def test_a_leading_equals_sign_is_allowed(value: Any) -> None:
    assert value("=1 + 1") == 2
    assert value("  = 金额 >= 5", {"金额": 5}) is True


def test_comments_are_space(value: Any) -> None:
    assert value("1 + // 起付线\n 2 /* 封顶 */ * 3") == 7


def test_parsing_the_same_text_again_costs_nothing() -> None:
    assert parse("1 + 一") is parse("1 + 一")
    assert parse("a b", frozenset({"a b"})) is not parse("a b")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        (r'"a\nb"', "a\nb"),
        (r'"a\"b"', 'a"b'),
        (r'"a\\b"', "a\\b"),
        (r'"\u533b\u751f"', "医生"),
        (r'"\U01F40E"', "🐎"),
        (r'"\uD83D\uDC0E"', "🐎"),
        (r'"\d+"', r"\d+"),
        ('"多\n行"', "多\n行"),
    ],
)
def test_texts_have_escapes(value: Any, text: str, meaning: str) -> None:
    assert value(text) == meaning
