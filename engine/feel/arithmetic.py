"""The operators + - * / ** on numbers, texts, dates and durations (DMN 1.5 §10.3.2.3.3, tables 45 to 52)."""

import calendar
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel import numbers
from engine.feel.errors import Fault
from engine.feel.numbers import NUMERIC
from engine.feel.values import YearsMonths, kind_of

if TYPE_CHECKING:
    from engine.feel.run import Run

Operation = Callable[["Run", Any, Any], Any]
_MICROSECOND = timedelta(microseconds=1)


def add(run: "Run", a: Any, b: Any) -> Any:
    """a + b: numbers, texts, a date or time with a duration, durations of one kind."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return numbers.add(a, b)
    if isinstance(a, str) and isinstance(b, str):
        run.spend_text(len(a) + len(b))
        return a + b
    if isinstance(b, date | time) and isinstance(a, timedelta | YearsMonths):
        a, b = b, a
    if isinstance(a, YearsMonths) and isinstance(b, YearsMonths):
        return YearsMonths(a.months + b.months)
    if isinstance(b, timedelta | YearsMonths) and isinstance(a, date | time | timedelta):
        return shifted(a, b)
    raise _no_operation("+", a, b)


def subtract(run: "Run", a: Any, b: Any) -> Any:
    """a - b: numbers, two dates or two times, a date or time with a duration, durations of one kind."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return numbers.subtract(a, b)
    if isinstance(a, YearsMonths) and isinstance(b, YearsMonths):
        return YearsMonths(a.months - b.months)
    if isinstance(a, date) and isinstance(b, date):
        return _distance(a, b)
    if isinstance(a, time) and isinstance(b, time):
        return _distance(datetime.combine(date(2000, 1, 1), a), datetime.combine(date(2000, 1, 1), b))
    if isinstance(b, timedelta | YearsMonths) and isinstance(a, date | time | timedelta):
        return shifted(a, -b)
    raise _no_operation("-", a, b)


def multiply(run: "Run", a: Any, b: Any) -> Any:
    """a * b: numbers, a number with a duration."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return numbers.multiply(a, b)
    if type(a) in NUMERIC:
        a, b = b, a
    if type(b) in NUMERIC and isinstance(a, timedelta | YearsMonths):
        return _scaled(a, lambda length: numbers.multiply(length, b))
    raise _no_operation("*", a, b)


def divide(run: "Run", a: Any, b: Any) -> Any:
    """a / b: numbers, a duration by a number or by a duration of its kind."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return numbers.divide(a, b)
    if isinstance(a, YearsMonths) and isinstance(b, YearsMonths):
        return numbers.divide(a.months, b.months)
    if isinstance(a, timedelta) and isinstance(b, timedelta):
        return numbers.divide(a // _MICROSECOND, b // _MICROSECOND)
    if type(b) in NUMERIC and isinstance(a, timedelta | YearsMonths):
        return _scaled(a, lambda length: numbers.divide(length, b))
    raise _no_operation("/", a, b)


def power(run: "Run", a: Any, b: Any) -> Any:
    """a ** b of numbers."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return numbers.power(a, b)
    raise _no_operation("**", a, b)


def negate(value: Any) -> Any:
    """-value of a number or duration."""
    if type(value) is Decimal:
        return numbers.CONTEXT.minus(value)
    if type(value) is int or isinstance(value, timedelta | YearsMonths):
        return -value
    raise Fault(f"不能对{kind_of(value)}取负", f"expected a number or a duration to negate, but got {kind_of(value)}")


def shifted(moment: Any, by: timedelta | YearsMonths) -> Any:
    """A date, time or days-time duration moved by a duration. Months keep the day, or take the month's last."""
    try:
        if isinstance(by, YearsMonths):
            if not isinstance(moment, date):
                raise _no_operation("+", moment, by)
            return _months_after(moment, by.months)
        if isinstance(moment, time):
            day = datetime.combine(date(2000, 1, 2), moment)
            return (day + timedelta(seconds=by.seconds, microseconds=by.microseconds)).timetz()
        if isinstance(moment, date) and not isinstance(moment, datetime):
            return (datetime.combine(moment, time()) + by).date()
        if isinstance(moment, datetime) and moment.utcoffset() is not None:
            return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)
        return moment + by
    except (OverflowError, ValueError) as error:
        raise Fault("日期或时长超出范围", "the date or duration is out of range") from error


def _months_after(moment: date, months: int) -> date:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise Fault("日期超出范围", "the date is out of range")
    last = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def _distance(a: date, b: date) -> timedelta:
    """A date among date-times is its midnight in UTC (§10.3.2.3.7)."""
    if isinstance(a, datetime) != isinstance(b, datetime):
        a, b = _midnight(a, b), _midnight(b, a)
    if isinstance(a, datetime) and isinstance(b, datetime) and (a.utcoffset() is None) != (b.utcoffset() is None):
        raise Fault("一个时间有时区而另一个没有", "one has a time zone and the other has not")
    if isinstance(a, datetime) and a.tzinfo is not None and isinstance(b, datetime):
        return a.astimezone(UTC) - b.astimezone(UTC)
    return a - b


def _midnight(value: date, other: date) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time(tzinfo=UTC if isinstance(other, datetime) and other.tzinfo else None))


def _scaled(value: timedelta | YearsMonths, operation: Callable[[Any], Any]) -> timedelta | YearsMonths:
    try:
        if isinstance(value, YearsMonths):
            return YearsMonths(int(numbers.integer(operation(value.months))))
        result = operation(value // _MICROSECOND)
        return timedelta(microseconds=int(result.to_integral_value() if isinstance(result, Decimal) else result))
    except OverflowError as error:
        raise Fault("时长超出范围", "the duration is out of range") from error


def _no_operation(operator: str, a: Any, b: Any) -> Fault:
    kinds = kind_of(a), kind_of(b)
    zh = f"{kinds[0]} 与 {kinds[1]} 之间不能做“{operator}”运算"
    return Fault(zh, f"{kinds[0]} {operator} {kinds[1]} has no value")


OPERATIONS: dict[str, Operation] = {"+": add, "-": subtract, "*": multiply, "/": divide, "**": power}
