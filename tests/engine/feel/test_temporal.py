"""Dates, times, durations: how they are written and what their parts are (DMN 1.5 §10.3.2.3.4 to .8, table 53)."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.feel import YearsMonths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-11-22T08:30:00", datetime(2026, 11, 22, 8, 30)),
        ("2026-11-22T08:30:00Z", datetime(2026, 11, 22, 8, 30, tzinfo=UTC)),
        ("2026-11-22T08:30:00.25@Asia/Shanghai", datetime(2026, 11, 22, 8, 30, 0, 250000, ZoneInfo("Asia/Shanghai"))),
        ("08:30:00", time(8, 30)),
        ("P1Y2M", YearsMonths(14)),
        ("-P14M", YearsMonths(-14)),
        ("P0Y", YearsMonths(0)),
        ("P1DT2H3M4.5S", timedelta(days=1, hours=2, minutes=3, seconds=4.5)),
        ("-PT36H", timedelta(hours=-36)),
    ],
)
def test_at_literals_say_their_kind_by_their_form(value: Any, text: str, expected: Any) -> None:
    assert value(f'@"{text}"') == expected
    assert type(value(f'@"{text}"')) is type(expected)


@pytest.mark.parametrize(
    "expression",
    [
        'date("2026-02-29")',
        'date("2026-2-1")',
        'date("0000-01-01")',
        'date("20261122")',
        'date("２０２６-11-22")',
        'time("25:00:00")',
        'time("08:00")',
        'time("08:00:00+15:00")',
        'time("08:00:00@Nowhere/City")',
        'date and time("2026-11-22 08:00:00")',
        'date and time("2026-11-22T")',
        'duration("P")',
        'duration("PT")',
        'duration("P1DT")',
        'duration("P1Y1D")',
        'duration("1D")',
        "date(2026, 13, 1)",
        "date(2026, 1.5, 1)",
        "time(8, 60, 0)",
        "date(null)",
    ],
)
def test_what_is_no_date_is_null(value: Any, expression: str) -> None:
    assert value(expression) is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('date("2026-11-22").year', 2026),
        ('date("2026-11-22").month', 11),
        ('date("2026-11-22").day', 22),
        ('date("2026-11-22").weekday', 7),
        ('@"2026-11-22T08:30:15.5+08:00".hour', 8),
        ('@"2026-11-22T08:30:15.5+08:00".second', Decimal("15.5")),
        ('@"2026-11-22T08:30:15+08:00".time offset', timedelta(hours=8)),
        ('@"2026-11-22T08:30:15".time offset', None),
        ('@"2026-11-22T08:30:15@Asia/Shanghai".timezone', "Asia/Shanghai"),
        ('@"08:30:15".minute', 30),
        ('@"08:30:15".year', None),
        ('@"-P1DT2H3M4S".days', -1),
        ('@"-P1DT2H3M4S".hours', -2),
        ('@"-P1DT2H3M4S".minutes', -3),
        ('@"-P1DT2H3M4S".seconds', -4),
        ('@"-P14M".years', -1),
        ('@"-P14M".months', -2),
        ('@"P14M".days', None),
        ('[@"2026-11-22", @"2027-01-01"].year', [2026, 2027]),
        ('date("2026-11-22").世纪', None),
    ],
)
def test_parts_are_asked_with_a_dot(value: Any, expression: str, expected: Any) -> None:
    assert value(expression) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22",
        "2026-11-22T08:30:00",
        "2026-11-22T08:30:00.25Z",
        "2026-11-22T08:30:00-03:30",
        "2026-11-22T08:30:00@Asia/Shanghai",
        "08:30:00+08:00",
        "P1Y2M",
        "-P2M",
        "P1DT2H3M4.5S",
        "PT0S",
        "-PT1.5S",
        "P20D",
    ],
)
def test_what_is_written_reads_the_same(value: Any, text: str) -> None:
    assert value(f'string(@"{text}")') == text


def test_today_is_where_the_evaluation_takes_place(value: Any) -> None:
    assert value("today()") == date(2026, 11, 22)
    assert value('now() - @"PT10H" < now()') is True
    assert value("now().day = today().day") is True


def test_without_a_clock_now_has_no_value() -> None:
    from engine.feel import parse

    assert parse("now()").evaluate_with_diagnostics({})[1][0].zh == "没有给出当前时间"
