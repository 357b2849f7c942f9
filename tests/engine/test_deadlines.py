"""Deadlines: the light and the words a clerk sees beside every item."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from engine.clock import ZONE
from engine.deadlines import Light, feel_functions, light, remaining
from engine.workdays import Calendar

CALENDAR = Calendar({})


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of November 2026: the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


DUE = at(20, 17, 30)


@pytest.mark.parametrize(
    ("now", "zh", "en"),
    [
        (at(16), "剩 4 个工作日", "4 working days left"),
        (at(19), "剩 1 个工作日", "1 working day left"),
        (at(20), "今天到期", "due today"),
        (at(20, 18), "逾期不足 1 个工作日", "overdue by less than 1 working day"),
        (at(22), "逾期不足 1 个工作日", "overdue by less than 1 working day"),
        (at(23), "逾期 1 个工作日", "overdue by 1 working day"),
        (at(25), "逾期 3 个工作日", "overdue by 3 working days"),
    ],
)
def test_the_inbox_says_in_words_how_much_time_is_left(now: datetime, zh: str, en: str) -> None:
    left = remaining(DUE, now, CALENDAR)

    assert (left.text("zh"), left.text("en")) == (zh, en)


def test_a_deadline_on_a_saturday_is_less_than_a_working_day_away_on_friday() -> None:
    assert remaining(date(2026, 11, 21), at(20), CALENDAR).text() == "剩不足 1 个工作日"


def test_a_deadline_given_as_a_day_lasts_until_the_day_is_over() -> None:
    assert light(date(2026, 11, 20), at(20, 23, 59), CALENDAR) is Light.BLUE
    assert light(date(2026, 11, 20), at(21, 0, 0), CALENDAR) is Light.RED


def test_the_light_turns_blue_two_working_days_before_and_red_after() -> None:
    seen = [light(DUE, now, CALENDAR) for now in (at(17), at(18), at(20, 17, 30), at(20, 17, 31))]

    assert seen == [Light.GREEN, Light.BLUE, Light.BLUE, Light.RED]


def test_how_early_blue_shows_is_set_per_step() -> None:
    assert light(DUE, at(16), CALENDAR, soon=4) is Light.BLUE
    assert light(DUE, at(19), CALENDAR, soon=0) is Light.GREEN
    assert light(DUE, at(20), CALENDAR, soon=0) is Light.BLUE


def test_half_the_time_gone_with_a_third_of_the_work_is_yellow_even_when_due_soon() -> None:
    behind = light(DUE, at(18), CALENDAR, since=date(2026, 11, 16), progress=33)
    keeping_up = light(DUE, at(18), CALENDAR, since=date(2026, 11, 16), progress=Decimal(50))

    assert (behind, keeping_up) == (Light.YELLOW, Light.BLUE)


def test_paused_work_is_grey_even_when_its_deadline_passes() -> None:
    assert light(DUE, at(25), CALENDAR, paused=True) is Light.GREY


def test_work_done_in_time_stays_green_and_late_work_stays_red() -> None:
    assert light(DUE, at(30), CALENDAR, done_at=at(20, 17, 29)) is Light.GREEN
    assert light(DUE, at(30), CALENDAR, done_at=at(20, 17, 31)) is Light.RED


def test_without_a_deadline_there_is_no_light() -> None:
    assert light(None, at(16), CALENDAR) is Light.NONE


def test_a_deadline_without_a_zone_is_in_beijing_time() -> None:
    assert light(datetime(2026, 11, 20, 17, 30), at(20, 17, 31), CALENDAR) is Light.RED


def test_every_light_says_its_meaning_in_both_languages() -> None:
    for one in Light:
        assert one.text("zh") and one.text("en")


def test_diagrams_count_with_numbers_of_feel() -> None:
    functions = feel_functions(CALENDAR)

    assert functions["workdays after"](at(20), Decimal(3)) == at(25, 17, 30)
    assert functions["workdays between"](date(2026, 11, 20), date(2026, 11, 25)) == 3
    assert functions["months after"](date(2027, 1, 31), Decimal(1)) == date(2027, 2, 28)


@pytest.mark.parametrize("n", [None, "3", True, Decimal("1.5"), Decimal("NaN"), Decimal(10**9)])
def test_nonsense_in_an_expression_gives_null(n: object) -> None:
    functions = feel_functions(CALENDAR)

    assert functions["workdays after"](date(2026, 11, 20), n) is None
    assert functions["months after"](date(2026, 11, 20), n) is None
    assert functions["workdays between"](n, date(2026, 11, 20)) is None
    assert functions["months between"](date(2026, 11, 20), n) is None


def test_a_result_beyond_the_calendar_gives_null() -> None:
    assert feel_functions(CALENDAR)["workdays after"](date.max, 1) is None
