"""Conversion functions (DMN 1.5 §10.3.4.1, table 72) and `not` (§10.3.4.2)."""

import re
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel import numbers
from engine.feel.builtins.registry import builtin
from engine.feel.errors import Fault
from engine.feel.numbers import CONTEXT
from engine.feel.temporal import literals
from engine.feel.temporal.exact import (
    SECOND,
    Clock,
    DaysTime,
    FarMoment,
    FineTime,
    Moment,
    clock_of,
    combined,
    parts_of,
)
from engine.feel.temporal.far import Day, day_of
from engine.feel.values import YearsMonths
from engine.feel.writing import written

if TYPE_CHECKING:
    from engine.feel.run import Run

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,5})?", re.ASCII)


@builtin("date", "from: string|date|date and time")
def make_date(run: "Run", value: str | Day | Moment) -> Day:
    """The date written in a text, or of a date and time."""
    if isinstance(value, datetime | FarMoment):
        return parts_of(value)[0]
    return literals.day(value) if isinstance(value, str) else value


@builtin("date", "year: number, month: number, day: number")
def date_of_parts(run: "Run", *parts: numbers.Number) -> Day:
    """The date with these parts."""
    try:
        return day_of(*(numbers.whole(part) for part in parts))
    except ValueError as error:
        raise Fault("没有这样的日期", "there is no such date") from error


@builtin("date and time", "from: string|date|date and time")
def make_moment(run: "Run", value: str | Day | Moment) -> Moment:
    """The date and time written in a text; a date alone is its midnight."""
    if isinstance(value, str):
        return literals.date_and_time(value)
    return value if isinstance(value, datetime | FarMoment) else combined(value, time())


@builtin("date and time", "date: date|date and time, time: time")
def moment_of_parts(run: "Run", day: Day | Moment, clock: Clock) -> Moment:
    """A date (of a date and time, its date) with a time."""
    return combined(make_date(run, day), clock)


@builtin("time", "from: string|time|date|date and time")
def make_time(run: "Run", value: str | Clock | Day | Moment) -> Clock:
    """The time written in a text, or of a date and time; of a date, midnight in UTC."""
    if isinstance(value, str):
        return literals.clock_time(value)
    if isinstance(value, datetime | FarMoment):
        return parts_of(value)[1]
    return value if isinstance(value, time | FineTime) else literals.clock_time("00:00:00Z")


@builtin("time", "hour: number, minute: number, second: number, offset?: days and time duration?")
def time_of_parts(
    run: "Run", hour: numbers.Number, minute: numbers.Number, second: numbers.Number, offset: DaysTime | None = None
) -> Clock:
    """The time with these parts; seconds may have a fraction."""
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        raise Fault("没有这样的时间", "there is no such time")
    zone = None if offset is None else literals.offset_zone(offset)
    seconds = (numbers.whole(hour) * 60 + numbers.whole(minute)) * 60
    return clock_of(seconds * SECOND + int(CONTEXT.scaleb(Decimal(second), 9)), zone)


@builtin("duration", "from: string|days and time duration|years and months duration")
def make_duration(run: "Run", value: str | literals.Duration) -> literals.Duration:
    """The duration written in a text, of either kind."""
    return literals.duration(value) if isinstance(value, str) else value


@builtin("years and months duration", "from: date|date and time, to: date|date and time")
def months_between(run: "Run", start: Day | Moment, end: Day | Moment) -> YearsMonths:
    """The whole months from one date to another."""
    start, end = make_date(run, start), make_date(run, end)
    if start > end:
        return -months_between(run, end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return YearsMonths(months - (end.day < start.day))


@builtin("number", "from: string|number")
def make_number(run: "Run", value: str | numbers.Number) -> numbers.Number:
    """The number written in a text."""
    if not isinstance(value, str):
        return value
    if not _NUMBER.fullmatch(value) or len(value) > 1000:
        raise Fault(f"“{value[:40]}”不是数", f'"{value[:40]}" is not a number')
    result = numbers.number(Decimal(value))
    return numbers.outward(result) if isinstance(result, Decimal) else result


@builtin("number", "from: string, grouping separator: string?, decimal separator?: string?")
def separated_number(run: "Run", value: str, grouping: str | None, point: str | None = None) -> numbers.Number:
    """The number written in a text with separators: number("1 000,5", " ", ",")."""
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (grouping and grouping == point):
        raise Fault("分隔符只能是空格、逗号或句点，且不能相同", "separators are a space, comma or dot, and differ")
    if grouping:
        value = value.replace(grouping, "")
    if point == ",":
        value = value.replace(",", ".") if "." not in value else "?"
    return make_number(run, value)


@builtin("string", "from: any")
def make_string(run: "Run", value: Any) -> str | None:
    """Any value as it is written in FEEL; a text as it is, null stays null."""
    return None if value is None else written(run, value)


@builtin("not", "negand: boolean?")
def negation(run: "Run", value: bool | None) -> bool | None:
    """The other of true and false; null for anything else."""
    return None if value is None else not value
