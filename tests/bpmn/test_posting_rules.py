"""The rules of rotations: how long, how many, of which title, and who comes next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.workdays import months_after, months_between
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
FEW_MONTHS = "派驻月数少于规定"


def member(rank: str | None = "中级", end: date | None = date(2026, 8, 31), start: date = START, leave: int = 0) -> Any:
    return {"姓名": "队员甲", "职称": rank, "开始": start, "结束": end, "请假天数": leave}


def year(rank: str = "中级") -> Any:
    return member(rank, date(2027, 2, 28))


def faults(value: list[str], way: str, team: list[Any], **changed: Any) -> Example:
    return example("队伍核对", value, 帮扶方式=way, 队员名单=team, **changed)


def next_one(value: str, start: date | None, today: date, **changed: Any) -> Example:
    return example("接续", value, 本批结束=date(2026, 8, 31), 接任开始=start, 今日=today, **changed)


def away(first: date, last: date, days: int) -> Any:
    return {"从": first, "到": last, "天数": days}


LONG, SHORT_LEAVE = away(date(2026, 5, 4), date(2026, 5, 29), 20), away(date(2026, 4, 6), date(2026, 4, 10), 5)


def posted(value: Any, *leaves: Any, months: int = 12, arrived: date = START, **changed: Any) -> Example:
    """How long a posting for so many months lasts that began on a day and was interrupted by leaves."""
    given = {"帮扶方式": "三级医院驻点", "报到日": arrived, "计划月数": months, "提前天数": 30,
             "离岗记录": list(leaves), "中断天数": 15, "累计天数": 30}  # fmt: skip
    return example("连续派驻", value, **{**given, **changed})


def certified(value: str, left: date = date(2027, 2, 28), **changed: Any) -> Example:
    """Whether a certificate is given after a year that ended well."""
    given = {"帮扶方式": "三级医院驻点", "报到日": START, "计划月数": 12, "提前天数": 30,
             "离岗记录": [], "中断天数": 15, "累计天数": 30, "批准例外": None,
             "交接已签字": True, "考核结论": "合格", "不合格不出证": True}  # fmt: skip
    return example("服务证明", value, **{**given, "离岗日": left, **changed})


def fits(value: list[str], rank: str | None = "副高", months: int = 12, way: str | None = "三级医院驻点") -> Example:
    return example("人员条件", value, 帮扶方式=way, 职称=rank, 计划月数=months)


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
        example("队伍核对", [LOW, UNKNOWN], 帮扶方式=None, 队员名单=[year()]),
        # one person
        fits([]),
        fits([LOW], rank=None),
        fits([FEW_MONTHS], months=5),
        fits([UNKNOWN], way=None),
        # continuity: a year from March on lasts to the end of February, also in a leap year
        posted({"起算日": START, "届满日": date(2027, 2, 28), "顺延天数": 0, "预警日": date(2027, 1, 29)}),
        posted({"届满日": date(2028, 2, 29)}, arrived=date(2027, 3, 1)),
        posted({"届满日": date(2028, 3, 1), "顺延天数": 1}, away(date(2027, 4, 5), date(2027, 4, 9), 5),
               arrived=date(2027, 3, 1), 累计天数=4),
        # leave that is not deducted counts only beyond so many days
        posted({"顺延天数": 0, "中断次数": 0}, SHORT_LEAVE),
        posted({"顺延天数": 2, "届满日": date(2027, 3, 2)}, SHORT_LEAVE, 累计天数=3),
        posted({"顺延天数": 5, "届满日": date(2027, 3, 5)}, SHORT_LEAVE, 请假扣减=True),
        posted({"顺延天数": 0}, SHORT_LEAVE, 请假扣减=False),
        # a long absence breaks continuity: it begins anew on the day of return
        posted({"起算日": date(2026, 5, 30), "届满日": date(2027, 5, 29), "中断次数": 1}, SHORT_LEAVE, LONG),
        posted({"起算日": START, "中断次数": 0}, LONG, 中断天数=20),
        posted({"起算日": date(2026, 5, 30), "顺延天数": 0}, SHORT_LEAVE, LONG, 请假扣减=True),
        # certificates
        certified("出具"),
        certified("连续驻点未满规定月数", left=date(2026, 8, 30)),
        certified("连续驻点未满规定月数", left=date(2026, 11, 28), 离岗记录=[LONG]),
        certified("经批准提前结束", 批准例外=True),
        certified("工作交接未签字", 交接已签字=None),
        certified("期满考核不合格", 考核结论="不合格"),
        certified("出具", 考核结论="不合格", 不合格不出证=False),
    ]


EXAMPLES: dict[str, list[Example]] = {
    NATIONAL: [
        *of_every_version(),
        posted({"最早离岗日": date(2026, 8, 31), "届满日": date(2026, 8, 31)}, months=3),
        certified("出具", left=date(2026, 8, 31)),
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
        fits([LOW], rank="初级", way="乡镇卫生院"),
        fits([], rank="中级", way="乡镇卫生院", months=6),
        posted({"最早离岗日": date(2026, 8, 31), "规定月数": 6}),
        faults([], "三级医院驻点", [member("初级")] * 5),
        faults([], "乡镇卫生院", [member("中级")]),
        faults([LOW], "乡镇卫生院", [member("初级")]),
        faults([LOW], "乡镇卫生院", [member("无")]),
        faults([], "乡镇卫生院", [member("正高")]),
    ],
    YEARLY: [
        *of_every_version(),
        fits([FEW_MONTHS], months=11),
        posted({"最早离岗日": date(2027, 2, 28), "规定月数": 12}, months=6),
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


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(6, 24))
def test_a_posting_is_over_when_its_months_are_full(arrived: date, months: int) -> None:
    # given a posting that began on any day
    asked = posted(None, months=months, arrived=arrived)
    last = model(KEY, NATIONAL).evaluate(asked.decision, asked.inputs).value["届满日"]
    # then on its last day its months are full, and not the day before
    counted = [months_between(arrived, day + timedelta(days=1)) for day in (last - timedelta(days=1), last)]
    assert counted == [months - 1, months]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_six_calendar_months_end_as_the_engine_counts_them(start: date) -> None:
    # given someone posted on any day of the year, whatever the months' lengths
    last = months_after(start, 6) - timedelta(days=1)
    days = (last - timedelta(days=1), last)
    teams = [[member(start=start, end=end)] for end in days]
    # then the day before the sixth month is over is too early, and that day is not
    found = [
        model(KEY, CITY).evaluate("队伍核对", {"帮扶方式": "乡镇卫生院", "队员名单": team}).value for team in teams
    ]
    assert found == [[SHORT], []]
