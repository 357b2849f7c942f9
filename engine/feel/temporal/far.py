"""Dates of years outside 1 to 9999, which Python has not.

The Gregorian calendar repeats every 400 years, weekdays included, so each has a double within Python's range.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Final

FURTHEST: Final = 999_999_999
"""The furthest year there is, before and after the year 0 (DMN 1.5 §10.3.2.3.5)."""
_CYCLE: Final = 146_097
"""Days of 400 years."""
_MIDDLE: Final = date(2000, 1, 1).toordinal()


@total_ordering
@dataclass(frozen=True, slots=True)
class FarDate:
    """A date; raises ValueError for one that no calendar has."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if abs(self.year) > FURTHEST:
            raise ValueError(self.year)
        self.double()

    def double(self) -> date:
        """The same day in a year of Python's that begins on the same weekday and is as long."""
        return _double(self)

    def toordinal(self) -> int:
        """Days, counted as Python counts them."""
        return self.double().toordinal() + (self.year // 400 - 5) * _CYCLE

    def __lt__(self, other: "FarDate | date") -> bool:
        return self.toordinal() < other.toordinal()

    def __str__(self) -> str:
        return f"{'-' if self.year < 0 else ''}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


Day = date | FarDate


def day_of(year: int, month: int, day: int) -> Day:
    """The date with these parts; raises ValueError for none."""
    make: Callable[[int, int, int], Day] = date if 1 <= year <= 9999 else FarDate
    return make(year, month, day)


def day_at(ordinal: int) -> Day:
    """The date with this ordinal; raises ValueError for one too far away."""
    if 1 <= ordinal <= date.max.toordinal():
        return date.fromordinal(ordinal)
    cycles, rest = divmod(ordinal - _MIDDLE, _CYCLE)
    double = date.fromordinal(_MIDDLE + rest)
    return FarDate(double.year + 400 * cycles, double.month, double.day)


def months_after(day: Day, months: int) -> Day:
    """The date so many months later: the same day of the month, or its last. Raises ValueError for one too far away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(2000 + year % 400, month + 1)[1]
    return day_of(year, month + 1, min(day.day, last))


def inner(day: Day) -> date:
    """The date, or its double where the next time zone could be out of Python's range."""
    return day if isinstance(day, date) and 1 < day.year < 9999 else _double(day)


def near(day: Day) -> date:
    """The date for what repeats with the calendar: weekday, week, day of the year."""
    return day.double() if isinstance(day, FarDate) else day


def _double(day: Day) -> date:
    return date(2000 + day.year % 400, day.month, day.day)
