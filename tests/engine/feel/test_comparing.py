"""Logic, comparison, between, in and instance of (DMN 1.5 §10.3.2.8, §10.3.2.11, §10.3.2.13, tables 42 to 55)."""

from datetime import date
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('报销金额 > 5000 and 病种 in ("肺癌", "胃癌")', True),
        ('报销金额 > 6000 and 病种 in ("肺癌", "胃癌")', False),
        ('报销金额 > 6000 or 病种 = "肺癌"', True),
        ("报销金额 between 6000 and 8000", True),
        ("报销金额 between 6000.01 and 8000", False),
        ("报销金额 in [5000..6000]", True),
        ("报销金额 in [5000..6000)", False),
        ("报销金额 in (< 5000, >= 6000)", True),
        ('not(病种 in ("白内障", "白血病"))', True),
        ('受理日期 < date("2026-12-01")', True),
        ("if 是否转诊 then 报销金额 * 0.9 else 报销金额 * 0.8", 5400),
        ("住院天数 = null", True),
        ("报销金额（元） = 12.5", True),
    ],
)
def test_a_designer_states_conditions_in_chinese(value: Any, condition: str, expected: Any) -> None:
    case = {"报销金额": 6000, "病种": "肺癌", "受理日期": date(2026, 11, 22), "是否转诊": True, "住院天数": None}
    case["报销金额（元）"] = 12.5
    assert value(condition, case) == expected


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        ("true", "true", True, True),
        ("true", "false", False, True),
        ("true", "null", None, True),
        ("true", '"x"', None, True),
        ("false", "true", False, True),
        ("false", "false", False, False),
        ("false", "null", False, None),
        ("false", "1", False, None),
        ("null", "true", None, True),
        ("null", "false", False, None),
        ("null", "null", None, None),
        ('"x"', "false", False, None),
    ],
)
def test_logic_has_three_values(value: Any, a: str, b: str, both: bool | None, either: bool | None) -> None:
    assert value(f"{a} and {b}") is both
    assert value(f"{a} or {b}") is either
    assert value(f"{a} and {b} and true") is both
    assert value(f"{a} or {b} or false") is either


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 = 1.0", True),
        ('"a" = "a"', True),
        ("null = null", True),
        ("1 = null", False),
        ("1 != null", True),
        ('1 = "1"', None),
        ('1 != "1"', None),
        ("[1, 2] = [1, 2]", True),
        ("[1, 2] = [2, 1]", False),
        ("[1, [2, 3]] = [1, [2, 3]]", True),
        ('{a: 1, b: "x"} = {b: "x", a: 1}', True),
        ("{a: 1} = {a: 1, b: null}", False),
        ("[1..3] = [1..3]", True),
        ("[1..3] = [1..3)", False),
        ('@"P1Y" = @"P12M"', True),
        ('@"P1D" = @"PT24H"', True),
        ('@"P1Y" = @"P365D"', None),
        ('time("08:00:00+08:00") = time("00:00:00Z")', True),
        ('date and time("2026-11-22T08:00:00+08:00") = date and time("2026-11-22T00:00:00Z")', True),
        ('date and time("2026-11-22T08:00:00@Asia/Shanghai") = date and time("2026-11-22T00:00:00Z")', True),
        ('"a" < "b"', True),
        ("1 < 2", True),
        ("2 <= 2.0", True),
        ('1 < "2"', None),
        ("1 < null", None),
        ("true < false", None),
        ("[1] < [2]", None),
        ('date("2026-11-22") > date("2026-11-21")', True),
        ('@"PT1H" < @"P1D"', True),
        ('@"P1M" < @"P1Y"', True),
        ('date and time("2026-11-22T08:00:00") < date and time("2026-11-22T08:00:00Z")', False),
        ('date and time("2026-11-22T08:00:00") < date and time("2026-11-22T08:00:01+08:00")', True),
        ('date and time("2026-11-22T08:00:00") = date and time("2026-11-22T08:00:00+08:00")', True),
        ('time("08:00:00.0000001") > time("08:00:00")', True),
        ("1 between 0 and 1", True),
        ('1 between "a" and "b"', None),
        ("null between 0 and 1", None),
        ("2 between 1 and 3 and true", True),
    ],
)
def test_values_compare_within_their_kind(value: Any, expression: str, expected: bool | None) -> None:
    assert value(expression) is expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("5 in 5", True),
        ("5 in (1, 5)", True),
        ("5 in [1, 5]", True),
        ("5 in ([1, 2], [5, 6])", True),
        ("[1, 2] in [[1, 2], [3]]", True),
        ("5 in (1..5]", True),
        ("5 in ]1..5[", False),
        ("5 in [1..5[", False),
        ("1 in (1..5]", False),
        ("5 in > 4", True),
        ("5 in != 5", False),
        ("5 in ([1..2], [4..6])", True),
        ("5 in [[1..2], [4..6]]", True),
        ('"b" in ["a".."c"]', True),
        ('date("2026-11-22") in [date("2026-11-01")..date("2026-11-30")]', True),
        ('null in ("a", "b")', False),
        ("null in (> 5)", None),
        ("null in (1, null)", True),
        ('1 in ("a", "b")', None),
        ("3 in [x..y]", True),
        ("3 in [x..zs[1]]", True),
        ("3 in [x..缺失]", None),
        ("(< 5).end", 5),
        ("(>= 5).start included", True),
        ("[1..5).end included", False),
    ],
)
def test_membership_of_lists_and_ranges(value: Any, expression: str, expected: Any) -> None:
    assert value(expression, {"x": 1, "y": 5, "zs": [3]}) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 instance of number", True),
        ('"1" instance of number', False),
        ("true instance of boolean", True),
        ("null instance of Any", False),
        ("1 instance of Any", True),
        ("null instance of number", False),
        ('date("2026-11-22") instance of date', True),
        ('date and time("2026-11-22T08:00:00") instance of date', False),
        ("now() instance of date and time", True),
        ('time("08:00:00") instance of time', True),
        ('@"P1D" instance of days and time duration', True),
        ('@"P1M" instance of years and months duration', True),
        ("[1, 2] instance of list<number>", True),
        ('[1, "2"] instance of list<number>', False),
        ("[] instance of list<string>", True),
        ('{a: 1, b: "x"} instance of context<a: number>', True),
        ('{a: "1"} instance of context<a: number>', False),
        ("[1..5] instance of range<number>", True),
        ("[1..5] instance of range<string>", False),
        ("(function(a: number) a) instance of function<number> -> number", True),
        ("(function() 1) instance of function<number> -> number", False),
        ("1 instance of tUnknown", None),
        ("not(1 instance of string)", True),
    ],
)
def test_instance_of_asks_for_the_type(value: Any, expression: str, expected: bool | None) -> None:
    assert value(expression) is expected
