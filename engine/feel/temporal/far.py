"""Dates of years outside 1 to 9999, which Python has not: compared, written, asked for parts, not calculated with.

The Gregorian calendar repeats every 400 years, weekdays included, so each has a double within Python's range.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import total_ordering

from engine.feel.temporal.writing import written_time

FURTHEST = 999_999_999
"""The furthest year there is, before and after the first; there is no year 0."""
_CYCLE = 146_097
"""Days of 400 years."""


@total_ordering
@dataclass(frozen=True, slots=True)
class FarDate:
    """A date; raises ValueError for one that no calendar has."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if not self.year or abs(self.year) > FURTHEST:
            raise ValueError(self.year)
        self.double()

    def double(self) -> date:
        """The same day in a year of Python's that begins on the same weekday and is as long."""
        return date(2000 + self.year % 400, self.month, self.day)

    def toordinal(self) -> int:
        """Days, counted as Python counts them."""
        return self.double().toordinal() + (self.year // 400 - 5) * _CYCLE

    def __lt__(self, other: "FarDate | date") -> bool:
        return self.toordinal() < other.toordinal()

    def __str__(self) -> str:
        return f"{'-' if self.year < 0 else ''}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class FarMoment:
    """A date and time on such a date."""

    date: FarDate
    clock: time

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FarMoment | datetime) and _zoned(self) == _zoned(other) and _at(self) == _at(other)

    def __lt__(self, other: "FarMoment | datetime") -> bool:
        if _zoned(self) != _zoned(other):
            raise TypeError("one has an offset and the other has not")
        return _at(self) < _at(other)

    def __hash__(self) -> int:
        return hash(_at(self))

    def __str__(self) -> str:
        return f"{self.date}T{written_time(self.clock)}"


Day = date | FarDate
Moment = datetime | FarMoment


def day_of(year: int, month: int, day: int) -> Day:
    """The date with these parts; raises ValueError for none."""
    make: Callable[[int, int, int], Day] = date if 1 <= year <= 9999 else FarDate
    return make(year, month, day)


def combined(day: Day, clock: time) -> Moment:
    """A date with a time."""
    return FarMoment(day, clock) if isinstance(day, FarDate) else datetime.combine(day, clock)


def near(value: Day | Moment) -> date:
    """The date for what repeats with the calendar: weekday, week, day of the year."""
    day = value.date if isinstance(value, FarMoment) else value
    return day.double() if isinstance(day, FarDate) else day


def _zoned(value: Moment) -> bool:
    return (value.clock if isinstance(value, FarMoment) else value).tzinfo is not None


def _at(value: Moment) -> int:
    """Microseconds, without the offset."""
    clock = value.clock if isinstance(value, FarMoment) else value.timetz()
    day = value.date if isinstance(value, FarMoment) else value.date()
    offset = datetime.combine(near(day), clock).utcoffset() or timedelta()
    seconds = (day.toordinal() * 24 + clock.hour) * 3600 + clock.minute * 60 + clock.second
    return (seconds - int(offset.total_seconds())) * 1_000_000 + clock.microsecond
