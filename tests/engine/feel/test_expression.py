"""Unary tests: the cells of a decision table (DMN 1.5 §10.3.2.7, rules 13 to 17)."""

from datetime import date
from typing import Any

import pytest

from engine.feel import FeelSyntaxError, parse_unary


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
