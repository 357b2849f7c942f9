"""Working days: which days an office works, and how time limits are counted on them.

Counting follows the Civil Code of the PRC: the first day is not counted (art. 201), a limit in months ends on
the corresponding day or, where the month has none, on its last (art. 202), and where there are office hours
the last day ends with them (art. 203).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import overload

import holidays
from holidays.countries.china import ChinaStaticHolidays

from engine.clock import ZONE

CLOSING = time(17, 30)
"""When an office day, and so a time limit, ends (Beijing time)."""

FARTHEST = 10_000
"""The most working days or months counted at once, about forty years of working days."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Mondays to Fridays, except the days listed: True is a working day, False a day off."""

    days: Mapping[date, bool]

    def is_workday(self, day: date) -> bool:
        """Whether the office works on this day; of a datetime, on its day in Beijing."""
        day = day_of(day)
        return self.days.get(day, day.weekday() < 5)

    @overload
    def after(self, moment: datetime, n: int) -> datetime: ...
    @overload
    def after(self, moment: date, n: int) -> date: ...
    def after(self, moment: date, n: int) -> date:
        """The n-th working day after a day, or before it when n is negative.

        0 is the day itself or, when that is off, the next working day. A date gives a date; a datetime gives
        office closing of the day found, in Beijing time.
        """
        _limit(n)
        day, step = day_of(moment), timedelta(days=-1 if n < 0 else 1)
        if n == 0:
            while not self.is_workday(day):
                day += step
        for _ in range(abs(n)):
            day += step
            while not self.is_workday(day):
                day += step
        return _like(moment, day)

    def between(self, a: date, b: date) -> int:
        """Working days from a to b, a itself not counted; negative when b lies before a.

        So `between(a, after(a, n)) == n` for every n but 0.
        """
        first, last = day_of(a), day_of(b)
        if first <= last:
            return self._count(first, last)
        one = timedelta(days=1)
        return -self._count(last - one, first - one)

    def _count(self, a: date, b: date) -> int:
        """Working days in (a, b], without walking through the days: spans may be years."""
        plain = _weekdays(b) - _weekdays(a)
        for day, works in self.days.items():
            if a < day <= b:
                plain += works - (day.weekday() < 5)
        return plain


def holidays_of(year: int) -> dict[date, bool]:
    """The exceptions of a year in mainland China: holidays False, weekends worked in exchange (调休) True.

    For a year the State Council has not announced yet these are the days off that the law itself fixes
    (全国年节及纪念日放假办法 art. 2 and 6), without exchanged days: see `announced`.
    """
    china = holidays.country_holidays("CN", years=year)
    days = dict.fromkeys(china, False)
    days.update({day: True for day in china.weekend_workdays if day.year == year})
    return dict(sorted(days.items()))


def announced(year: int) -> bool:
    """Whether the exchanged days of this year are known here; if not, dates of that year may still move."""
    return year in ChinaStaticHolidays.special_public_holidays


@overload
def months_after(moment: datetime, n: int) -> datetime: ...
@overload
def months_after(moment: date, n: int) -> date: ...
def months_after(moment: date, n: int) -> date:
    """The corresponding day n natural months later (earlier when negative).

    A month without that day ends the limit on its last day: January 31 + 1 month is February 28 or 29. It does not
    work the other way round: February 28 + 1 month is March 28, the corresponding day, not the end of March.
    A datetime gives office closing of the day found.
    """
    _limit(n)
    day = day_of(moment)
    years, month = divmod(day.month - 1 + n, 12)
    first = date(day.year + years, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return _like(moment, first.replace(day=min(day.day, last.day)))


def months_between(a: date, b: date) -> int:
    """Full natural months from a to b: the most months after a that b has reached; negative when b lies before a.

    So `months_between(a, months_after(a, n)) == n` for every n from 0 on, also over month ends and leap days.
    """
    first, last = day_of(a), day_of(b)
    if last < first:
        return -months_between(b, a)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months_after(first, months) <= last else months - 1


def day_of(moment: date) -> date:
    """The day in Beijing of a date or datetime; a naive datetime is Beijing time."""
    if isinstance(moment, datetime):
        return (moment.astimezone(ZONE) if moment.tzinfo else moment).date()
    return moment


def closing(day: date) -> datetime:
    """The moment the office day ends."""
    return datetime.combine(day, CLOSING, ZONE)


def _like(moment: date, day: date) -> date:
    return closing(day) if isinstance(moment, datetime) else day


def _weekdays(day: date) -> int:
    """Mondays to Fridays from 0001-01-01, a Monday, to the day, both included."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _limit(n: int) -> None:
    if abs(n) > FARTHEST:
        raise ValueError(f"Expected at most {FARTHEST} days or months, but got {n}.")
