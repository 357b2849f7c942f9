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
        'date("-0000-01-01")',
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


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('string(date("999999999-12-31"))', "999999999-12-31"),
        ('string(date("-0044-03-15"))', "-0044-03-15"),
        ('string(date(-99999, 1, 2))', "-99999-01-02"),
        ('date("-0044-03-15").year', -44),
        ('date("12026-11-22").weekday', 7),
        ('day of week(date("12026-11-22"))', "Sunday"),
        ('day of year(date("12026-11-22"))', 326),
        ('date("12026-11-22") > date("2026-11-22")', True),
        ('date("2026-11-22") > date("-2026-11-22")', True),
        ('date("12026-11-22") = date(12026, 11, 22)', True),
        ('date("2026-11-22") = date("12026-11-22")', False),
        ('date("12026-11-22") in [@"2026-01-01"..@"99999-01-01"]', True),
        ('date("12026-11-22") instance of date', True),
        ('max(@"12026-11-22", @"2026-11-22") = @"12026-11-22"', True),
        ('date("12025-02-29")', None),
        ('string(date("0000-02-29") - @"P1D")', "0000-02-28"),
        ("date(1000000000, 1, 1)", None),
        ('string(date("12026-11-30") + @"P1D")', "12026-12-01"),
        ('string(date("12023-11-30") + @"P3M")', "12024-02-29"),
        ('string(@"9999-12-31T23:00:00@Asia/Shanghai" + @"PT2H")', "10000-01-01T01:00:00@Asia/Shanghai"),
        ('string(@"10000-01-01T01:00:00Z" - @"PT2H")', "9999-12-31T23:00:00Z"),
        ('@"12026-11-22T00:00:00Z" - @"12026-11-21" = @"P1D"', True),
        ('date("999999999-12-31") + @"P1D"', None),
        ('string(@"999999999-12-31" - @"-999999999-01-01")', "P730484999633D"),
        ('string(date and time("99999-12-28T12:22:13@Asia/Shanghai"))', "99999-12-28T12:22:13@Asia/Shanghai"),
        ('string(date and time(@"-99999-12-28", @"12:22:13.5"))', "-99999-12-28T12:22:13.5"),
        ('date and time("99999-12-28T12:22:13").hour', 12),
        ('date and time("99999-12-28T12:22:13").year', 99999),
        ('date(date and time("99999-12-28T12:22:13")) = @"99999-12-28"', True),
        ('time(date and time("99999-12-28T12:22:13")) = @"12:22:13"', True),
        ('date and time("99999-12-28T12:00:00+08:00") = date and time("99999-12-28T04:00:00Z")', True),
        ('date and time("99999-12-28T12:00:00Z") > date and time("2026-11-22T00:00:00Z")', True),
        ('date and time("99999-12-28T12:00:00Z") > date and time("2026-11-22T00:00:00")', True),
        ('string(years and months duration(@"2026-11-22", @"12026-11-21"))', "P9999Y11M"),
        ('[@"12026-11-22", @"12026-11-22"][item > @"2026-11-22"][1].month', 11),
        ('count(distinct values([@"12026-11-22", @"12026-11-22"]))', 1),
    ],
)
def test_years_beyond_four_digits_and_before_the_first_are_dates(value: Any, expression: str, expected: Any) -> None:
    assert value(expression) == expected
