"""What Python's times, moments and durations cannot hold: nanoseconds, far years, and durations beyond their range.

Values of Python's own types are used wherever these hold a value; the others take their place only where they do not.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from engine.feel.temporal.far import Day, FarDate, day_at, inner, near

SECOND: Final = 10**9
"""Nanoseconds; what a text has beyond them is dropped."""
DAY: Final = 86_400 * SECOND
_MICROSECOND: Final = timedelta(microseconds=1)
_LONGEST: Final = timedelta.max // _MICROSECOND
_MOST: Final = 10**34


@dataclass(frozen=True, slots=True)
class FineTime:
    """A time with nanoseconds beyond the microseconds of its clock, 1 to 999."""

    clock: time
    nanos: int

    def utcoffset(self) -> timedelta | None:
        """As of `time`."""
        return self.clock.utcoffset()

    @property
    def tzinfo(self) -> tzinfo | None:
        """As of `time`."""
        return self.clock.tzinfo


Clock = time | FineTime


@dataclass(frozen=True, slots=True)
class FarMoment:
    """A date and time of which one is a `FarDate` or a `FineTime`."""

    date: Day
    clock: Clock

    def utcoffset(self) -> timedelta | None:
        """As of `datetime`; in a far year as in its double."""
        return datetime.combine(near(self.date), plain_clock(self.clock)).utcoffset()

    @property
    def tzinfo(self) -> tzinfo | None:
        """As of `datetime`."""
        return self.clock.tzinfo


Moment = datetime | FarMoment


@dataclass(frozen=True, slots=True)
class LongDuration:
    """A days and time duration in nanoseconds."""

    nanoseconds: int

    def __neg__(self) -> "timedelta | LongDuration":
        return duration_of(-self.nanoseconds)

    def __abs__(self) -> "timedelta | LongDuration":
        return duration_of(abs(self.nanoseconds))


DaysTime = timedelta | LongDuration


def duration_of(nanoseconds: int) -> DaysTime:
    """The duration so long. Raises OverflowError for one longer than a number of 34 digits."""
    if nanoseconds % 1000 == 0 and abs(nanoseconds) // 1000 <= _LONGEST:
        return timedelta(microseconds=nanoseconds // 1000)
    if abs(nanoseconds) >= _MOST:
        raise OverflowError(nanoseconds)
    return LongDuration(nanoseconds)


def length(value: DaysTime) -> int:
    """How long a duration is, in nanoseconds."""
    return value.nanoseconds if isinstance(value, LongDuration) else value // _MICROSECOND * 1000


def clock_of(nanoseconds: int, zone: tzinfo | None) -> Clock:
    """The time so long after midnight."""
    seconds, fraction = divmod(nanoseconds, SECOND)
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60, fraction // 1000, tzinfo=zone)
    return FineTime(clock, fraction % 1000) if fraction % 1000 else clock


def of_day(value: Clock | datetime) -> int:
    """Nanoseconds since midnight."""
    clock = value.clock if isinstance(value, FineTime) else value
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    return seconds * SECOND + fraction(value)


def fraction(value: Clock | datetime) -> int:
    """The nanoseconds of its second."""
    return value.clock.microsecond * 1000 + value.nanos if isinstance(value, FineTime) else value.microsecond * 1000


def combined(day: Day, clock: Clock) -> Moment:
    """A date with a time."""
    if isinstance(day, FarDate) or isinstance(clock, FineTime):
        return FarMoment(day, clock)
    return datetime.combine(day, clock)


def parts_of(value: Moment) -> tuple[Day, Clock]:
    """Its date and its time."""
    return (value.date, value.clock) if isinstance(value, FarMoment) else (value.date(), value.timetz())


def plain_clock(clock: Clock) -> time:
    """A time of Python's, without nanoseconds."""
    return clock.clock if isinstance(clock, FineTime) else clock


def plain(value: Any) -> Any:
    """The value as Python's types have it: without nanoseconds; far years and long durations stay as they are."""
    if isinstance(value, FineTime):
        return value.clock
    if isinstance(value, FarMoment) and isinstance(value.date, date):
        return datetime.combine(value.date, plain_clock(value.clock))
    if isinstance(value, LongDuration) and abs(value.nanoseconds) // 1000 <= _LONGEST:
        return timedelta(microseconds=value.nanoseconds // 1000)
    return value


def positions(a: Any, b: Any) -> tuple[int, int]:
    """Where two times, or two moments, lie in UTC, in nanoseconds.

    If one has no offset, it takes that of the other (DMN 1.5 §10.3.2.15, table 54).
    """
    first, second = a.utcoffset(), b.utcoffset()
    return (
        _local(a) - length(first if first is not None else second or timedelta()),
        _local(b) - length(second if second is not None else first or timedelta()),
    )


def _local(value: Any) -> int:
    if isinstance(value, time | FineTime):
        return of_day(value)
    day, clock = parts_of(value)
    return day.toordinal() * DAY + of_day(clock)


def moment_at(position: int, zone: tzinfo | None) -> Moment:
    """The moment at a place in UTC, as it is told in a zone (None: told as it is). Raises ValueError if too far."""
    ordinal, rest = divmod(position, DAY)
    day, clock = day_at(ordinal), clock_of(rest, None)
    if zone is None:
        return combined(day, clock)
    double = datetime.combine(inner(day), plain_clock(clock), UTC)
    told = double.astimezone(zone)
    moved = day_at(ordinal + told.toordinal() - double.toordinal())
    return combined(moved, clock_of(of_day(told.timetz()) + rest % 1000, zone))
