"""The rules of rotations: how long, how many, of which title, and who comes next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.workdays import months_after
from tests.bpmn.rules import Example, example, load, model, rows, wrong

KEY = "posting-rules"
NATIONAL, CITY, YEARLY = "cn.2016-01-01", "990100.2019-01-01", "990200.2016-01-01"
RANKS = ["无", "初级", "中级", "副高", "正高"]
START = date(2026, 3, 1)
SHORT, LOW, FEW, MANY, NO_SENIOR, UNCONFIRMED, UNKNOWN = (
    "连续派驻期限不足",
    "职称低于规定",
    "队伍人数不足",
    "队伍人数超出",
    "副高职称人数不足",
    "请假是否扣减待确认",
    "没有适用的派驻标准",
)


def member(rank: str | None = "中级", end: date | None = date(2026, 8, 31), start: date = START, leave: int = 0) -> Any:
    return {"姓名": "队员甲", "职称": rank, "开始": start, "结束": end, "请假天数": leave}


def year(rank: str = "中级") -> Any:
    return member(rank, date(2027, 2, 28))


def faults(value: list[str], way: str, team: list[Any], **changed: Any) -> Example:
    return example("不合规定", value, 帮扶方式=way, 队员名单=team, **changed)


def next_one(value: str, start: date | None, today: date, **changed: Any) -> Example:
    return example("接续", value, 本批结束=date(2026, 8, 31), 接任开始=start, 今日=today, **changed)


def of_every_version() -> list[Example]:
    """What holds everywhere: ranks, terms, leave, numbers, and who comes next."""
    way, four = "三级医院驻点", [year("副高")] * 4
    return [
        *(example("职称级别", level, 职称=rank) for level, rank in enumerate(RANKS)),
        faults([LOW], way, [*four, {**year(), "职称": None}]),
        faults([SHORT], way, [*four, member(end=None)]),
        faults([SHORT], way, [*four, member(end=date(2026, 8, 30))]),
        faults([UNCONFIRMED], way, [{**year("副高"), "请假天数": 1}] * 5),
        faults([], way, [{**year("副高"), "请假天数": 1}] * 5, 请假扣减=False),
        faults([SHORT], way, [{**year("副高"), "请假天数": 1000}] * 5, 请假扣减=True),
        faults([FEW], way, four),
        next_one("衔接", date(2026, 8, 31), date(2026, 6, 1)),
        next_one("断档", date(2026, 9, 1), date(2026, 6, 1)),
        next_one("待派接任", None, date(2026, 6, 1)),
        next_one("待派接任", None, date(2026, 7, 31)),
        next_one("断档预警", None, date(2026, 8, 1)),
        next_one("断档预警", None, date(2026, 6, 1), 提前天数=91),
        next_one("断档", None, date(2026, 9, 1)),
        example("可否关闭", True, 本批结束=date(2026, 8, 31), 接任开始=date(2026, 8, 31), 今日=START, 交接已签字=True),
        example("可否关闭", False, 本批结束=date(2026, 8, 31), 接任开始=date(2026, 8, 31), 今日=START, 交接已签字=None),
        example("可否关闭", False, 本批结束=date(2026, 8, 31), 接任开始=date(2026, 9, 2), 今日=START, 交接已签字=True),
        example("不合规定", [LOW, UNKNOWN], 帮扶方式=None, 队员名单=[year()]),
    ]


EXAMPLES: dict[str, list[Example]] = {
    NATIONAL: [
        *of_every_version(),
        # six calendar months to the day, five at least, of any title
        faults([], "三级医院驻点", [member(rank) for rank in RANKS]),
        faults([SHORT, FEW], "三级医院驻点", [member(end=date(2026, 8, 30))] * 4),
        faults([SHORT], "组团式", [member()] * 5),
        faults([], "组团式", [year()] * 7),
        faults([MANY], "组团式", [year()] * 8),
        faults([FEW], "组团式", [year()] * 4),
        faults([], "乡镇卫生院", [member()]),
        faults([FEW], "乡镇卫生院", []),
        faults([], "社区机构", [member()] * 3),
        faults([FEW], "社区机构", [member()] * 2),
    ],
    CITY: [
        *of_every_version(),
        faults([], "三级医院驻点", [member("初级")] * 5),
        faults([], "乡镇卫生院", [member("中级")]),
        faults([LOW], "乡镇卫生院", [member("初级")]),
        faults([LOW], "乡镇卫生院", [member("无")]),
        faults([], "乡镇卫生院", [member("正高")]),
    ],
    YEARLY: [
        *of_every_version(),
        faults([], "三级医院驻点", [*[year()] * 4, year("副高")]),
        faults([], "三级医院驻点", [*[year()] * 4, year("正高")]),
        faults([NO_SENIOR], "三级医院驻点", [year()] * 5),
        faults([SHORT], "三级医院驻点", [member("副高")] * 5),
        faults([], "三级医院驻点", [*[year()] * 2, year("副高")], 受援中医医院=True),
        faults([FEW], "三级医院驻点", [*[year()] * 2, year("副高")], 受援中医医院=False),
        faults([FEW], "三级医院驻点", [year("副高")] * 2, 受援中医医院=True),
    ],
}


@pytest.mark.parametrize("version", EXAMPLES)
def test_postings_keep_to_their_examples(version: str) -> None:
    assert wrong(model(KEY, version), EXAMPLES[version]) == []


@pytest.mark.parametrize(("version", "row"), rows(KEY))
def test_no_row_of_the_posting_rules_can_go_missing_unnoticed(version: str, row: str) -> None:
    assert wrong(load(KEY, version, removed=row), EXAMPLES[version]) != []


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_six_calendar_months_end_as_the_engine_counts_them(start: date) -> None:
    # given someone posted on any day of the year, whatever the months' lengths
    last = months_after(start, 6) - timedelta(days=1)
    days = (last - timedelta(days=1), last)
    teams = [[member(start=start, end=end)] for end in days]
    # then the day before the sixth month is over is too early, and that day is not
    found = [
        model(KEY, CITY).evaluate("不合规定", {"帮扶方式": "乡镇卫生院", "队员名单": team}).value for team in teams
    ]
    assert found == [[SHORT], []]
