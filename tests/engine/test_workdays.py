"""Working days: time limits of offices are counted as the law and the State Council's calendar say."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.clock import ZONE
from engine.workdays import FARTHEST, Calendar, announced, holidays_of, months_after, months_between

PLAIN = Calendar({})
CHINA = Calendar(holidays_of(2026) | holidays_of(2027))
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZONE)  # type: ignore[arg-type, misc]


def test_three_working_days_from_a_friday_end_on_wednesday() -> None:
    assert PLAIN.after(date(2026, 11, 20), 3) == date(2026, 11, 25)


def test_a_limit_counted_from_a_moment_ends_at_office_closing_whatever_the_hour_it_began() -> None:
    assert PLAIN.after(at(2026, 11, 16, 9, 12), 2) == at(2026, 11, 18, 17, 30)
    assert PLAIN.after(at(2026, 11, 16, 23, 59), 2) == at(2026, 11, 18, 17, 30)


def test_a_moment_given_in_another_zone_counts_from_its_day_in_beijing() -> None:
    evening_in_london = datetime.fromisoformat("2026-11-16T20:00:00+00:00")

    assert PLAIN.after(evening_in_london, 1) == at(2026, 11, 18, 17, 30)


def test_no_working_days_is_the_day_itself_and_on_a_weekend_the_next_working_day() -> None:
    assert PLAIN.after(date(2026, 11, 20), 0) == date(2026, 11, 20)
    assert PLAIN.after(date(2026, 11, 21), 0) == date(2026, 11, 23)


def test_a_reminder_two_working_days_before_a_monday_is_on_thursday() -> None:
    assert PLAIN.after(date(2026, 11, 23), -2) == date(2026, 11, 19)


def test_national_day_week_is_skipped_and_the_exchanged_weekend_is_worked() -> None:
    assert not CHINA.is_workday(date(2026, 10, 5))
    assert CHINA.is_workday(date(2026, 10, 10)), "a Saturday worked in exchange"
    assert CHINA.after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert CHINA.after(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_a_local_holiday_laid_over_the_calendar_moves_the_limit() -> None:
    local = Calendar(holidays_of(2026) | {date(2026, 3, 20): False})

    assert local.after(date(2026, 3, 19), 1) == date(2026, 3, 23)


def test_a_year_the_state_council_has_not_announced_is_known_as_such_and_keeps_the_days_the_law_fixes() -> None:
    assert announced(2026)
    assert not announced(2031)
    assert holidays_of(2031)[date(2031, 10, 1)] is False
    assert True not in holidays_of(2031).values(), "exchanged days cannot be known yet"


def test_exchanged_weekends_of_other_years_do_not_leak_into_a_year() -> None:
    assert {day.year for day in holidays_of(2026)} == {2026}


@given(days, st.integers(-60, 60).filter(bool))
def test_between_gives_back_what_after_has_counted(day: date, n: int) -> None:
    assert CHINA.between(day, CHINA.after(day, n)) == n


@given(days, days)
def test_between_is_what_one_counts_day_by_day(a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    span = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    counted = sum(CHINA.is_workday(day) for day in span if day != a)

    assert CHINA.between(a, b) == (counted if a <= b else -counted)


def test_six_months_of_posting_are_natural_months() -> None:
    assert months_after(date(2026, 3, 15), 6) == date(2026, 9, 15)
    assert months_after(date(2026, 11, 22), 2) == date(2027, 1, 22)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_a_month_without_that_day_ends_the_limit_on_its_last_day() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert months_after(date(2027, 12, 31), 1) == date(2028, 1, 31)
    assert months_after(date(2027, 2, 28), 1) == date(2027, 3, 28), "the corresponding day, not the month's end"


def test_full_months_are_counted_as_they_are_added() -> None:
    assert months_between(date(2026, 8, 31), date(2027, 2, 28)) == 6
    assert months_between(date(2026, 8, 31), date(2027, 2, 27)) == 5
    assert months_between(date(2028, 2, 29), date(2029, 2, 28)) == 12
    assert months_between(date(2026, 3, 1), date(2026, 3, 31)) == 0
    assert months_between(date(2026, 9, 1), date(2026, 3, 1)) == -6


@given(days, st.integers(0, 60))
def test_months_between_gives_back_what_after_has_counted(day: date, n: int) -> None:
    later = months_after(day, n)
    assert months_between(day, later) == n
    assert n == 0 or months_between(day, later - timedelta(days=1)) == n - 1


def test_months_after_a_moment_end_at_office_closing() -> None:
    assert months_after(at(2026, 11, 22, 8, 0), 2) == at(2027, 1, 22, 17, 30)


def test_a_limit_beyond_any_office_life_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="at most"):
        PLAIN.after(date(2026, 1, 1), FARTHEST + 1)
