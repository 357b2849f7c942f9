"""Hostile expressions end in words, soon and in little memory (DMN 1.5 leaves the limits to the implementation)."""

import tracemalloc
from contextlib import suppress

import pytest

from engine.feel import FeelError, evaluate, parse

DOUBLED = "{a0: [1, 1], " + ", ".join(f"a{i}: [a{i - 1}, a{i - 1}]" for i in range(1, 40)) + "}"

HOSTILE = [
    "for i in 1..10000000 return i",
    "for i in 1..100000000000000000000000000000 return i",
    "count(for i in 1..1000, j in 1..1000, k in 1..1000 return 1)",
    "count(for i in 1..3000 return for j in 1..3000 return i * j)",
    "some x in 1..10000000 satisfies x < 0",
    "every x in 1..3000, y in 1..3000 satisfies x > 0",
    "for i in 1..200000 return {a: i, b: [i]}",
    "for i in 1..300000 return 1.1 ** 2.2",
    'for i in 1..30 return if i = 1 then "ab" else partial[-1] + partial[-1]',
    "for i in 1..30 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
    "for i in 1..5000 return partial",
    DOUBLED,
    f"{DOUBLED}.a39 = {DOUBLED}.a39",
    f"flatten({DOUBLED}.a39)",
    f"string({DOUBLED}.a39)",
    "(function(f) f(f))(function(f) f(f))",
    "(function(f, n) f(f, n + 1))(function(f, n) [f(f, n + 1), f(f, n + 1)], 1)",
    'replace(string join(for i in 1..20000 return "a"), "a", string join(for i in 1..20000 return "b"))',
    "distinct values(for i in 1..20000 return [i])",
    "sort(for i in 1..100000 return -i, function(a, b) a < b)",
    "count((for i in 1..20000 return i)[count((for j in 1..20000 return j)[item > 0]) > 0])",
    'for i in 1..100000 return matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")',
    'for d in @"0001-01-01"..@"9999-12-31" return d',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_costs_too_much_is_refused(text: str) -> None:
    with pytest.raises(FeelError) as caught:
        evaluate(text, {})
    assert "表达式未能算出" in caught.value.text("zh")
    assert "Expected" in caught.value.text("en")


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..140000 return {a: i}",
        "for i in 1..300000 return i",
        "for i in 1..250000 return [i]",
        "for i in 1..200000 return function() i",
        "for i in 1..30 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
        'for i in 1..60000 return string(i) + "医共体"',
        DOUBLED,
    ],
)
def test_memory_stays_small_within_the_budget_or_not(text: str) -> None:
    tracemalloc.start()
    try:
        with suppress(FeelError):
            evaluate(text, {})
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("text", ["10 ** 999999999", "1e6144 * 10", "(1e6144) ** 1000000", "exp(1e30)"])
def test_numbers_beyond_the_range_are_null(text: str) -> None:
    value, diagnostics = parse(text).evaluate_with_diagnostics({})
    assert value is None
    assert diagnostics


def test_ranges_are_not_built() -> None:
    assert evaluate("some x in 1..100000000000 satisfies x > 3", {}) is True
    assert evaluate("5 in [1..100000000000]", {}) is True


def test_the_budget_is_for_one_evaluation() -> None:
    expression = parse("count(for i in 1..100000 return i)")
    assert [expression.evaluate({}) for _ in range(15)] == [100_000] * 15


def test_ordinary_work_on_large_lists_is_within_the_budget() -> None:
    patients = [{"费用": i, "病种": "肺癌" if i % 2 else "胃癌"} for i in range(20_000)]
    assert evaluate('sum(患者[病种 = "肺癌" and 费用 > 100].费用)', {"患者": patients}) == 99_997_500
