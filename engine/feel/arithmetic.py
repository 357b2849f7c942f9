"""The operators + - * / ** on numbers, texts, dates and durations (DMN 1.5 §10.3.2.3.3, tables 45 to 52)."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.feel import numbers
from engine.feel.errors import Fault
from engine.feel.numbers import NUMERIC
from engine.feel.temporal.exact import DaysTime, FarMoment, FineTime, LongDuration, duration_of, length
from engine.feel.temporal.far import FarDate
from engine.feel.temporal.shifting import distance, later, months_later
from engine.feel.values import YearsMonths, kind_of

if TYPE_CHECKING:
    from engine.feel.run import Run

Operation = Callable[["Run", Any, Any], Any]
DAYS = (date, FarDate, FarMoment)
TIMES = (time, FineTime)
DURATIONS = (timedelta, LongDuration)
LENGTHS = (*DURATIONS, YearsMonths)


def add(run: "Run", a: Any, b: Any) -> Any:
    """a + b: numbers, texts, a date or time with a duration, durations of one kind."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return numbers.add(a, b)
    if isinstance(a, str) and isinstance(b, str):
        run.spend_text(len(a) + len(b))
        return a + b
    if isinstance(b, DAYS + TIMES) and isinstance(a, LENGTHS):
        a, b = b, a
    if isinstance(a, YearsMonths) and isinstance(b, YearsMonths):
        return YearsMonths(a.months + b.months)
    if isinstance(b, LENGTHS) and isinstance(a, DAYS + TIMES + DURATIONS):
        return shifted(a, b)
    raise _no_operation("+", a, b)


def subtract(run: "Run", a: Any, b: Any) -> Any:
    """a - b: numbers, two dates or two times, a date or time with a duration, durations of one kind."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return numbers.subtract(a, b)
    if isinstance(a, YearsMonths) and isinstance(b, YearsMonths):
        return YearsMonths(a.months - b.months)
    if any(isinstance(a, kinds) and isinstance(b, kinds) for kinds in (DAYS, TIMES)):
        return _distance(a, b)
    if isinstance(b, LENGTHS) and isinstance(a, DAYS + TIMES + DURATIONS):
        return shifted(a, -b)
    raise _no_operation("-", a, b)


def multiply(run: "Run", a: Any, b: Any) -> Any:
    """a * b: numbers, a number with a duration."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return numbers.multiply(a, b)
    if type(a) in NUMERIC:
        a, b = b, a
    if type(b) in NUMERIC and isinstance(a, LENGTHS):
        return _scaled(a, lambda units: numbers.multiply(units, b))
    raise _no_operation("*", a, b)


def divide(run: "Run", a: Any, b: Any) -> Any:
    """a / b: numbers, a duration by a number or by a duration of its kind."""
    if type(a) in NUMERIC and type(b) in NUMERIC:
        return numbers.divide(a, b)
    if isinstance(a, YearsMonths) and isinstance(b, YearsMonths):
        return numbers.divide(a.months, b.months)
    if isinstance(a, DURATIONS) and isinstance(b, DURATIONS):
        return numbers.divide(length(a), length(b))
    if type(b) in NUMERIC and isinstance(a, LENGTHS):
        return _scaled(a, lambda units: numbers.divide(units, b))
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
    if type(value) is int or isinstance(value, LENGTHS):
        return -value
    raise Fault(f"不能对{kind_of(value)}取负", f"expected a number or a duration to negate, but got {kind_of(value)}")


def shifted(moment: Any, by: Any) -> Any:
    """A date, time or days-time duration moved by a duration. Months keep the day, or take the month's last."""
    try:
        if isinstance(by, YearsMonths):
            if not isinstance(moment, DAYS):
                raise _no_operation("+", moment, by)
            return months_later(moment, by.months)
        if not isinstance(moment, DURATIONS):
            return later(moment, by)
        return duration_of(length(moment) + length(by))
    except (OverflowError, ValueError) as error:
        raise Fault("日期或时长超出范围", "the date or duration is out of range") from error


def _distance(a: Any, b: Any) -> DaysTime:
    try:
        return distance(a, b)
    except ValueError as error:
        raise Fault("一个时间有时区而另一个没有", "one has a time zone and the other has not") from error
    except OverflowError as error:
        raise Fault("时长超出范围", "the duration is out of range") from error


def _scaled(value: DaysTime | YearsMonths, operation: Callable[[Any], Any]) -> DaysTime | YearsMonths:
    try:
        if isinstance(value, YearsMonths):
            return YearsMonths(numbers.integer(operation(value.months)))
        return duration_of(numbers.integer(operation(length(value))))
    except OverflowError as error:
        raise Fault("时长超出范围", "the duration is out of range") from error


def _no_operation(operator: str, a: Any, b: Any) -> Fault:
    kinds = kind_of(a), kind_of(b)
    zh = f"{kinds[0]} 与 {kinds[1]} 之间不能做“{operator}”运算"
    return Fault(zh, f"{kinds[0]} {operator} {kinds[1]} has no value")


OPERATIONS: dict[str, Operation] = {"+": add, "-": subtract, "*": multiply, "/": divide, "**": power}
