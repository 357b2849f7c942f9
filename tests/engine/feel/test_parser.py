"""What does not parse is refused with the place and what was expected there, in two languages; nothing else happens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import FeelError, FeelSyntaxError, parse, parse_unary


@pytest.mark.parametrize(
    ("text", "line", "column", "zh", "en"),
    [
        ("", 1, 1, "一个值或表达式", "a value or an expression"),
        ("1 +", 1, 4, "一个值或表达式", "a value or an expression"),
        ("金额 > ", 1, 6, "一个值或表达式", "a value or an expression"),
        ("金额 >\n 5 5", 2, 4, "运算符", "an operator"),
        ("(1 + 2", 1, 7, "“)”", '")"'),
        ("[1, 2", 1, 6, "“]”", '"]"'),
        ("[1, ]", 1, 5, "一个值", "a value"),
        ("f(1,)", 1, 5, "一个值", "a value"),
        ("[1..5", 1, 6, "“)”", '")"'),
        ("{a: 1, b}", 1, 9, "“:”", '":"'),
        ("{a: 1, a: 2}", 1, 8, "不重复", "not used before"),
        ("if a then b", 1, 12, "“else”", '"else"'),
        ("for x return 1", 1, 15, "“in”", '"in"'),
        ("for x in xs return x y", 1, 22, "运算符", "an operator"),
        ("some x in xs", 1, 13, "“satisfies”", '"satisfies"'),
        ('"肺癌', 1, 1, "结束引号", "closing quote"),
        ("a # b", 1, 3, "运算符", "an operator"),
        ('病种 in （"肺癌"）', 1, 7, "半角", "half-width"),
        ("1 ＞ 2", 1, 3, "半角", "half-width"),
        ('@"2026-13-01"', 1, 2, "日期", "a date"),
        ('@"08:00:00@Nowhere/City"', 1, 2, "日期", "a date"),
        ("a.", 1, 3, "名称", "a name"),
        ("f(a: 1, 2)", 1, 9, "参数", "parameter"),
        ("function(x) external {java: 1}", 1, 13, "external", "external"),
        ("1e99999", 1, 1, "范围", "range"),
        ("then", 1, 1, "一个值", "a value"),
        ("x instance of", 1, 14, "名称", "a name"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, line: int, column: int, zh: str, en: str) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse(text)
    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert zh in error.text("zh")
    assert en in error.text("en")


def test_places_count_the_leading_sign() -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse("= 1 +")
    assert caught.value.column == 6


_WORDS = """1 2.5 "a" x 金额 + - * / ** = != < <= > >= ( ) [ ] { } , : . .. @ ? and or not in between if then else for
some every satisfies return function instance of null true item partial date time string length @"P1D" // /* ' \\ 。"""
_PIECES = st.lists(st.sampled_from(_WORDS.split()), max_size=25)


@settings(deadline=None, max_examples=600)
@given(st.one_of(st.text(max_size=60), _PIECES.map(" ".join), _PIECES.map("".join)))
def test_any_text_parses_or_is_a_syntax_error(text: str) -> None:
    for read in (parse, parse_unary):
        try:
            expression = read(text)
        except FeelSyntaxError as error:
            assert error.line >= 1 and error.column >= 1
            assert "[" not in error.text("zh").replace(text, "") or "[" in text
            continue
        try:
            expression.evaluate({"x": [1, {"金额": 2}], "金额": 5.5})
        except FeelError:
            continue


@pytest.mark.parametrize(
    "text",
    [
        *(opening * 2000 for opening in ("(", "[", "]", "{a:", "f(", "not(", "a in (", "for x in ", "if a then ")),
        *("x" + chain * 2000 for chain in (".a", "[1]", "(1)", " = 1", " in 1", " instance of Any")),
        *(prefix * 1400 + "1" for prefix in ("-", "function() ", "some x in x satisfies ")),
        "x instance of " + "list<" * 3000,
    ],
)
def test_deep_nesting_is_refused_in_words(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        parse(text)


def test_long_chains_are_not_deep() -> None:
    assert parse("1" + " + 1" * 5000).evaluate({}) == 5001
    assert parse("true" + " and true" * 3000).evaluate({}) is True
    assert parse("x in (" + ", ".join(map(str, range(3000))) + ")").evaluate({"x": 2999}) is True


def test_a_text_of_megabytes_is_refused() -> None:
    with pytest.raises(FeelSyntaxError, match="at most 32000 characters"):
        parse("1 + " * 100_000)
