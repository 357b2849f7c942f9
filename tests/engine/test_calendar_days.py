"""The calendar an administrator keeps: holidays of a year, swapped days, local festivals, and what they change."""

from __future__ import annotations

from datetime import date

from engine import calendar_days
from engine.errors import InvalidAnswers, NotAllowed, NotFound
from engine.unit import Unit
from tests.engine.commission import PLACE, Commission


def is_workday(commission: Commission, day: date, place: str = PLACE) -> bool:
    with commission.engine.view() as view:
        return view.calendar(place).is_workday(day)


def test_a_years_holidays_are_taken_over_once(commission: Commission) -> None:
    first = commission.do("admin", calendar_days.seed_year, 2026)
    assert first > 20
    assert commission.do("admin", calendar_days.seed_year, 2026) == 0
    # National Day rests, a Sunday swapped for it works
    assert not is_workday(commission, date(2026, 10, 1))
    assert is_workday(commission, date(2026, 2, 14))
    year = commission.look("admin", calendar_days.year, 2026)
    assert (year.kept, year.announced, len(year.days)) == (True, True, first)


def test_a_day_set_by_hand_stays_when_the_holidays_come(office: Commission) -> None:
    office.do("admin", calendar_days.set_day, "", date(2026, 10, 1), True, "值守")
    office.do("admin", calendar_days.seed_year, 2026)
    assert is_workday(office, date(2026, 10, 1))


def test_a_local_festival_rests_only_in_its_place_and_within(commission: Commission) -> None:
    festival = date(2026, 4, 20)
    commission.do("admin", calendar_days.set_day, PLACE, festival, False, "三月三")
    assert not is_workday(commission, festival, PLACE)
    assert not is_workday(commission, festival, "990121")
    assert is_workday(commission, festival, "990200")
    year = commission.look("admin", calendar_days.year, 2026, PLACE)
    assert [(day.date, day.name) for day in year.days] == [(festival, "三月三")]
    assert commission.look("admin", calendar_days.year, 2026).days == []


def test_a_day_is_cleared_and_can_be_put_back(office: Commission) -> None:
    day = date(2026, 4, 20)
    office.do("admin", calendar_days.set_day, PLACE, day, False, "三月三")
    was = office.do("admin", calendar_days.clear_day, PLACE, day)
    assert is_workday(office, day)
    office.do("admin", calendar_days.set_day, was.jurisdiction_code, was.date, was.working, was.name)
    assert not is_workday(office, day)
    with office.refused(NotFound):
        office.do("admin", calendar_days.clear_day, "", day)


def test_a_year_nobody_announced_yet_is_told_apart(office: Commission) -> None:
    year = office.look("admin", calendar_days.year, 2090)
    assert (year.announced, year.kept) == (False, False)


def test_what_makes_no_sense_is_refused(office: Commission) -> None:
    with office.refused(InvalidAnswers, zh="名称"):
        office.do("admin", calendar_days.set_day, "", date(2026, 1, 2), False, " ")
    with office.refused(InvalidAnswers, zh="辖区"):
        office.do("admin", calendar_days.set_day, "1", date(2026, 1, 2), False, "节")
    with office.refused(InvalidAnswers, zh="年份"):
        office.do("admin", calendar_days.seed_year, 1800)


def test_only_administrators_change_the_calendar(office: Commission) -> None:
    def command(unit: Unit) -> None:
        calendar_days.set_day(unit, "", date(2026, 1, 2), False, "节")

    with office.refused(NotAllowed):
        office.do("leader", command)
