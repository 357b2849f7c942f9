"""Numbers, texts, dates and durations under + - * / ** (DMN 1.5 §10.3.2.3, tables 45 to 52)."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.feel import YearsMonths


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("0.1 + 0.2", Decimal("0.3")),
        ("12500 * 0.9", 11250),
        ("1 / 3", Decimal("0.3333333333333333333333333333333333")),
        ("2 / 3 * 3", Decimal("2.000000000000000000000000000000000")),
        ("10 - 4 - 3", 3),
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("8 / 4 / 2", 1),
        ("2 ** 3 ** 2", 64),
        ("-2 ** 2", 4),
        ("2 ** -1", Decimal("0.5")),
        ("- (3 - 5)", 2),
        ("--3", 3),
        (".5 + 1e2", Decimal("100.5")),
        ("1.2e-3", Decimal("0.0012")),
        ("9999999999999999999999999999999999 + 1", Decimal("1E+34")),
        ("12345678901234567890123456789012345678", Decimal("12345678901234567890123456789012350000")),
        ("1 / 0", None),
        ("0 ** 0", 1),
        ("1e6000 * 1e6000", None),
        ("1 + null", None),
        ('1 + "1"', None),
        ("-null", None),
        ('"肺" + "癌"', "肺癌"),
        ('"a" - "b"', None),
        ("[1] + [2]", None),
    ],
)
def test_numbers_have_34_digits(value: Any, expression: str, expected: Any) -> None:
    assert value(expression) == expected


def test_whole_results_are_int_and_others_decimal(value: Any) -> None:
    assert type(value("7.0 / 2 * 2")) is int
    assert type(value("7 / 2")) is Decimal
    assert type(value("金额", {"金额": 2.5})) is Decimal
    assert type(value("金额", {"金额": 2.0})) is int
    assert [type(each) for each in value("[1.0, {a: 2.50}]")] == [int, dict]


def test_a_float_counts_by_what_it_shows(value: Any) -> None:
    assert value("a + b", {"a": 0.1, "b": 0.2}) == Decimal("0.3")
    assert value("nan", {"nan": float("nan")}) is None
    assert value("all", {"all": Decimal("Infinity")}) is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('date("2026-01-31") + @"P1M"', date(2026, 2, 28)),
        ('date("2024-02-29") + @"P1Y"', date(2025, 2, 28)),
        ('date("2026-03-31") - @"P1M"', date(2026, 2, 28)),
        ('@"P6M" + date("2026-08-31")', date(2027, 2, 28)),
        ('date("2026-11-22") + @"P10D"', date(2026, 12, 2)),
        ('date("2026-11-22") + @"PT25H"', date(2026, 11, 23)),
        ('date("2026-11-22") - @"PT1H"', date(2026, 11, 21)),
        ('date("2026-11-22") - date("2026-11-01")', timedelta(days=21)),
        ('string(date and time("2026-11-22T23:00:00") + @"PT2H")', "2026-11-23T01:00:00"),
        ('string(date and time("2026-11-22T23:00:00+08:00") + @"P1M")', "2026-12-22T23:00:00+08:00"),
        ('string(time("23:30:00") + @"PT1H")', "00:30:00"),
        ('time("09:00:00") - time("08:30:00")', timedelta(minutes=30)),
        ('date and time("2026-11-22T08:00:00+08:00") - date and time("2026-11-22T00:00:00Z")', timedelta()),
        ('date and time("2026-11-22T08:00:00Z") - date("2026-11-22")', timedelta(hours=8)),
        ('date and time("2026-11-22T08:00:00Z") - date and time("2026-11-22T08:00:00")', None),
        ('@"P1D" + @"PT12H"', timedelta(hours=36)),
        ('@"P1Y" + @"P2M"', YearsMonths(14)),
        ('@"P1Y" - @"P2M"', YearsMonths(10)),
        ('@"P1Y" + @"P1D"', None),
        ('@"P1D" * 1.5', timedelta(hours=36)),
        ('3 * @"P1M"', YearsMonths(3)),
        ('@"P1D" / 2', timedelta(hours=12)),
        ('@"P1D" / @"PT6H"', 4),
        ('@"P1Y" / @"P5M"', Decimal("2.4")),
        ('@"P1Y" / 5', YearsMonths(2)),
        ('@"P1D" / 0', None),
        ('-@"P1D"', timedelta(days=-1)),
        ('-@"P1M"', YearsMonths(-1)),
        ('date("2026-11-22") + 1', None),
        ('date("2026-11-22") + date("2026-11-22")', None),
        ('string(date("9999-12-31") + @"P1D")', "10000-01-01"),
        ('string(date("9999-12-31") + @"P2M")', "10000-02-29"),
        ('@"2026-11-22T08:00:00" - @"2026-11-21"', None),
        ('@"PT1S" / 3 = @"PT0.333333333S"', True),
        ('time("23:59:59.9999999999") + @"PT0.000000001S"', time(0, 0)),
        ('time("08:00:00") + @"P1M"', None),
        ('(@"P999999999D" + @"P1D").days', 1_000_000_000),
        ('@"P999999999D" * 1e30', None),
    ],
)
def test_dates_and_durations_calculate_by_the_calendar(value: Any, expression: str, expected: Any) -> None:
    assert value(expression) == expected


def test_a_zone_with_summer_time_keeps_the_elapsed_time(value: Any) -> None:
    before = 'date and time("2026-03-29T01:30:00@Europe/Paris")'
    assert value(f'string({before} + @"PT1H")') == "2026-03-29T03:30:00@Europe/Paris"
    assert value(f'{before} + @"PT1H" - {before}') == timedelta(hours=1)
