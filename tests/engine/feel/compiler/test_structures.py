"""Lists, filters, contexts, paths, if, for, some, every (DMN 1.5 §10.3.2.5, §10.3.2.6, §10.3.2.14)."""

from datetime import date
from typing import Any

import pytest

PATIENTS = {
    "患者": [
        {"姓名": "张三", "病种": "肺癌", "费用": 12000.5, "随访": [1, 2]},
        {"姓名": "李四", "病种": "胃癌", "费用": 800, "随访": [3]},
        {"姓名": "王五", "病种": "肺癌", "费用": None, "item": 7},
    ],
    "限额": 1000,
    "费用": -1,
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('患者[病种 = "肺癌"].姓名', ["张三", "王五"]),
        ("患者[费用 > 限额].姓名", ["张三"]),
        ("患者[item.费用 > 限额].姓名", ["张三"]),
        ("count(患者[费用 = null])", 1),
        ("患者[1].姓名", "张三"),
        ("患者[-1].姓名", "王五"),
        ("患者[4]", None),
        ("患者[0]", None),
        ("患者[限额]", None),
        ("患者.姓名", ["张三", "李四", "王五"]),
        ("患者.缺失", [None, None, None]),
        ("患者[费用 > 限额 and count(随访[item > 1]) = 1].姓名", ["张三"]),
        ("sum(患者[费用 != null].费用)", 12800.5),
        ("flatten(患者.随访)", [1, 2, 3, None]),
        ("[1, 2, 3, 4][item > 2]", [3, 4]),
        ("[1, 2, 3, 4][even(item)]", [2, 4]),
        ("[1, 2, 3][true]", [1, 2, 3]),
        ("[1, 2, 3][null]", []),
        ("[10, 20, 30][count([1, 2])]", 20),
        ("[][item > 1]", []),
        ("[][1]", None),
        ("5[1]", 5),
        ("5[item > 4]", [5]),
        ("null[1]", None),
        ("null[item = 1]", []),
        ("[[1, 2], [3]][2][1]", 3),
        ("[1, 2, 3][-4]", None),
        ("[{a: 1, b: 2}, {a: 3, b: 4}][a = 3].b", [4]),
        ("[{item: 1}, {item: 2}, {item: 3}][item >= 2]", [{"item": 2}, {"item": 3}]),
        ("[{a: 1}, {item: 2}][item != null]", [{"a": 1}, {"item": 2}]),
        ("[]", []),
        ("[1, [2]]", [1, [2]]),
    ],
)
def test_filters_choose_elements_by_condition_or_place(value: Any, expression: str, expected: Any) -> None:
    assert value(expression, PATIENTS) == (pytest.approx(expected) if isinstance(expected, float) else expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{a: 1, b: a + 1}.b", 2),
        ('{"带 空格": 1}.带 空格', 1),
        ("{起付 标准: 500, x: 起付 标准 * 2}.x", 1000),
        ("{a-b: 5, c: a-b}.c", 5),
        ("{a: 1}.b", None),
        ("{a: {b: {c: 1}}}.a.b.c", 1),
        ("{}", {}),
        ("{f: function(x) x * 2, y: f(4)}.y", 8),
        ("null.a", None),
        ("1.a", None),
    ],
)
def test_later_entries_of_a_context_see_the_earlier(value: Any, expression: str, expected: Any) -> None:
    assert value(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("for i in [1, 2] return i * 10", [10, 20]),
        ("for i in 1..3 return i", [1, 2, 3]),
        ("for i in 3..1 return i", [3, 2, 1]),
        ("for i in [1..3] return i", [1, 2, 3]),
        ("for i in (1..3) return i", [2]),
        ("for i in -1..1 return i", [-1, 0, 1]),
        ("for i in 6 / 2..4 return i", [3, 4]),
        ("for i in 1..2, j in i..2 return [i, j]", [[1, 1], [1, 2], [2, 2]]),
        ("for i in 1..4 return if i <= 2 then 1 else partial[-1] + partial[-2]", [1, 1, 2, 3]),
        ("for i in 1..3 return count(partial)", [0, 1, 2]),
        ('for d in @"2026-12-30"..@"2027-01-01" return d.day', [30, 31, 1]),
        ("for i in [] return i", []),
        ("for i in 5 return i", [5]),
        ("for i in null return i", None),
        ("for i in 1.5..2 return i", None),
        ('for 科 室 in ["医政", "财务"] return 科 室 + "科"', ["医政科", "财务科"]),
        ("some x in [1, 2] satisfies x > 1", True),
        ("some x in [1, 2], y in [2, 3] satisfies x > y", False),
        ("some x in [] satisfies true", False),
        ("some x in [1, null] satisfies x > 5", None),
        ("every x in [1, 2] satisfies x > 0", True),
        ("every x in [1, 2], y in [x, 3] satisfies x < y", False),
        ("every x in [] satisfies false", True),
        ("every x in [1, null] satisfies x > 0", None),
        ("every x in [-1, null] satisfies x > 0", False),
        ("some x in 1..10000000 satisfies x > 3", True),
        ("if null then 1 else 2", 2),
        ("if true then 1 else 1 / 0", 1),
        ("if false then 1 else if true then 2 else 3", 2),
    ],
)
def test_loops_and_choices(value: Any, expression: str, expected: Any) -> None:
    assert value(expression) == expected


def test_partial_results_are_copies(value: Any) -> None:
    assert value("for i in 1..3 return partial") == [[], [[]], [[], [[]]]]


def test_a_nested_loop_keeps_its_own_names(value: Any) -> None:
    assert value("for x in [1, 2] return (for x in [10] return x)[1] + x") == [11, 12]
    assert value("x + (for x in [1] return x)[1] + x", {"x": 5}) == 11


def test_a_list_of_the_caller_is_read_once_and_stays_as_it_is(value: Any) -> None:
    numbers = [1.5] * 5000
    assert value("count(for i in 1..1000 return 表[i] + item.表[i])", {"表": numbers, "item": {"表": numbers}}) == 1000
    assert numbers == [1.5] * 5000


def test_values_of_python_come_in_as_they_are(value: Any) -> None:
    given = {"日期": [date(2026, 1, 1)], "元组": (1, 2.5), "嵌套": {"表": [{"数": 1.5}]}}
    assert value("日期[1].year", given) == 2026
    assert value("元组[2] * 2", given) == 5
    assert value("嵌套.表[数 > 1].数", given) == [1.5]
    assert value("嵌套", given) == {"表": [{"数": 1.5}]}
    assert value("对象", {"对象": object()}) is None
