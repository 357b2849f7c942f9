"""Hostile expressions end in words, soon and in little memory (DMN 1.5 leaves the limits to the implementation)."""

import tracemalloc
from contextlib import suppress

import pytest

from engine.feel import FeelError, evaluate, parse


def grown(start: str, step: str, times: int = 60) -> str:
    """A value made of the one before, many times over; `a` in the step is that one."""
    entries = (f"a{i}: " + step.replace("@", f"a{i - 1}") for i in range(1, times))
    return f"{{a0: {start}, " + ", ".join(entries) + f"}}.a{times - 1}"


DOUBLED = "{a0: [1, 1], " + ", ".join(f"a{i}: [a{i - 1}, a{i - 1}]" for i in range(1, 40)) + "}"
TEXT = 'string join(for i in 1..99990 return "aaaaaaaaaa")'

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
    "some i in 100000000..1 satisfies i < 0",
    'for d in @"9999-12-31"..@"0001-01-01" return d',
    grown("[1]", "concatenate(@, @)"),
    grown('"ab"', "@ + @"),
    grown('"ab"', "string join([@, @], @)"),
    grown('"aa"', 'replace(@, "a", "aaaa")'),
    grown("{}", 'context put(@, "k" + string(string length(string(@))), @)', 40),
    f'string({grown("{}", "{k: @, l: @}")})',
    f'flatten({grown("[1]", "append(@, @)")})',
    f'{grown("[1]", "insert before(@, 1, @)")} = {grown("[1]", "insert before(@, 1, @)")}',
    "(function(f, n) f(f, n))(function(f, n) if n = 0 then 1 else f(f, n - 1) + f(f, n - 1), 35)",
    "(function(f, n) f(f, n))(function(f, n) if n = 0 then [1] else concatenate(f(f, n - 1), f(f, n - 1)), 30)",
    f"{{f0: function(x) x, {', '.join(f'f{i}: function(x) f{i - 1}(f{i - 1}(x))' for i in range(1, 30))}, r: f29(1)}}",
    "sort(for i in 1..2000 return -i, function(a, b) count(for k in 1..100 return a + k) > b)",
    f"for {', '.join(f'i{k} in 1..2' for k in range(40))} return 1",
    f"some {', '.join(f'i{k} in 1..2' for k in range(40))} satisfies false",
    f"for {', '.join(f'i{k} in 1..2' for k in range(30))}, z in [] return 1",
    f"{{s: {TEXT}, r: for i in 1..1000 return upper case(s)}}",
    f"{{s: {TEXT}, r: for i in 1..40 return substring(s, i)}}",
    f'{{s: {TEXT}, r: matches(s, "a.*b.*c")}}',
    f'{{s: {TEXT}, r: matches(s, "^(a*)*\\\\1b")}}',
    f'{{s: {TEXT}, r: replace(s, "a", s)}}',
    "for i in 1..50000 return string(1e6000)",
    'for i in 1..100000 return date(string(2000 + i) + "-01-01")',
    "for i in 1..200000 return decimal(1e6000 / 3, -5999)",
    "{s: for i in 1..100000 return i, r: for i in 1..1000 return list replace(s, 2, s)}",
    "union(for i in 1..3000 return [i], for i in 1..3000 return [i])",
    "{x: for i in 1..1500 return {a: i}, r: x[count(x[a > 0]) > 0]}",
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


BEYOND = (
    *("10 ** 999999999", "1e6144 * 10", "(1e6144) ** 1000000", "exp(1e30)", "0 ** -1", "9.99 ** 9999999999"),
    *(" ** ".join("2" * 16), '@"P999999999D" * 1e30', '@"P999999999Y" * 1e30', "decimal(1 / 3, 1e9)"),
    *("[1, 2][1e6000]", "sublist([1], 1, 1e6000)", "date(1e6000, 1, 1)", "for i in 1..1e6000 return i"),
)


@pytest.mark.parametrize("text", BEYOND)
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
