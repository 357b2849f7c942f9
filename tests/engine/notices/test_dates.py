"""Deadlines and dates as notices word them, with the precision they have."""

import pytest

from engine.notices.dates import day_in, deadline_of, deadlines_in, is_day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("力争在2019年7月底以前，在全市实现", [("2019-07", "month", False)]),
        ("2019年底前，要轮训一遍", [("2019", "year", True)]),
        ("到2020年，扩大到30个", [("2020", "year", True)]),
        ("到2020年底确保", [("2020", "year", True)]),
        ("6月底前完成，12月15日前上报", [("2021-06", "month", True), ("2021-12-15", "day", True)]),
        ("年底前完成", [("2021", "year", True)]),
        ("2022年上半年前完成", [("2022-06", "month", True)]),
        ("2018-2020年，财政安排资金", []),
        ("《行动计划（2018-2020年）》", []),
        ("2014、2015年退出户", []),
        ("2021年3月召开会议", []),
        ("每年免费体检一次，5-8名", []),
    ],
)
def test_deadlines_are_found_in_a_sentence_and_nothing_else(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [(period.iso, period.precision, period.firm) for period in deadlines_in(text, 2021)] == found


@pytest.mark.parametrize(
    ("cell", "iso", "precision"),
    [
        ("2021年6月30日", "2021-06-30", "day"),
        ("2021-06-30", "2021-06-30", "day"),
        ("2021年2月底前", "2021-02", "month"),
        ("2021.9", "2021-09", "month"),
        ("12月底", "2021-12", "month"),
        ("第三季度", "2021-09", "month"),
        ("2021年", "2021", "year"),
        ("长期坚持", None, "open"),
        ("每季度", None, "recurring"),
        ("按要求", None, "unknown"),
    ],
)
def test_a_deadline_column_is_a_date_an_open_end_a_rhythm_or_unknown(
    cell: str, iso: str | None, precision: str
) -> None:
    period = deadline_of(cell, 2021)
    assert period is not None
    assert (period.iso, period.precision, period.wording) == (iso, precision, period.wording)


def test_the_last_day_of_a_month_is_the_deadline() -> None:
    period = deadline_of("2024年2月底前", None)
    assert period is not None and period.last is not None
    assert (period.last.month, period.last.day) == (2, 29)


@pytest.mark.parametrize("text", ["2018年8月30日", "2018 年 8 月 30 日", "二〇一八年八月三十日", "二○一八年八月三十日"])
def test_a_date_of_signature_is_known_in_digits_and_in_chinese(text: str) -> None:
    assert is_day(text)
    found = day_in(text)
    assert found is not None and found.iso == "2018-08-30"


def test_an_impossible_month_is_no_date() -> None:
    assert day_in("二〇一八年十三月一日") is None
