"""Numeric functions (DMN 1.5 §10.3.4.5)."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    InvalidOperation,
    Overflow,
)
from typing import TYPE_CHECKING

from engine.feel import numbers
from engine.feel.builtins.registry import builtin
from engine.feel.errors import Fault
from engine.feel.numbers import CONTEXT, Number
from engine.feel.temporal.exact import DaysTime
from engine.feel.values import YearsMonths

if TYPE_CHECKING:
    from engine.feel.run import Run

Magnitude = int | Decimal | DaysTime | YearsMonths
_SCALE = range(-6111, 6177)


@builtin("decimal", "n: number, scale: number")
def decimal(run: "Run", n: Number, scale: Number) -> Number:
    """n with a number of decimals, halves to the even neighbour."""
    return _rounded(n, scale, ROUND_HALF_EVEN)


@builtin("floor", "n: number, scale?: number")
def floor(run: "Run", n: Number, scale: Number = 0) -> Number:
    """n rounded towards minus infinity."""
    return _rounded(n, scale, ROUND_FLOOR)


@builtin("ceiling", "n: number, scale?: number")
def ceiling(run: "Run", n: Number, scale: Number = 0) -> Number:
    """n rounded towards plus infinity."""
    return _rounded(n, scale, ROUND_CEILING)


@builtin("round up", "n: number, scale: number")
def round_up(run: "Run", n: Number, scale: Number) -> Number:
    """n rounded away from zero."""
    return _rounded(n, scale, ROUND_UP)


@builtin("round down", "n: number, scale: number")
def round_down(run: "Run", n: Number, scale: Number) -> Number:
    """n rounded towards zero."""
    return _rounded(n, scale, ROUND_DOWN)


@builtin("round half up", "n: number, scale: number")
def round_half_up(run: "Run", n: Number, scale: Number) -> Number:
    """n rounded, halves away from zero."""
    return _rounded(n, scale, ROUND_HALF_UP)


@builtin("round half down", "n: number, scale: number")
def round_half_down(run: "Run", n: Number, scale: Number) -> Number:
    """n rounded, halves towards zero."""
    return _rounded(n, scale, ROUND_HALF_DOWN)


@builtin("abs", "n: number|days and time duration|years and months duration")
def absolute(run: "Run", n: Magnitude) -> Magnitude:
    """Without its sign; of a duration too."""
    return CONTEXT.abs(n) if isinstance(n, Decimal) else abs(n)


@builtin("modulo", "dividend: number, divisor: number")
def modulo(run: "Run", dividend: Number, divisor: Number) -> Number:
    """dividend - divisor * floor(dividend / divisor): the sign of the divisor."""
    if not divisor:
        raise Fault("除数为零", "the divisor is zero")
    if type(dividend) is int and type(divisor) is int:
        return dividend % divisor
    quotient = floor(run, numbers.divide(dividend, divisor))
    return numbers.subtract(dividend, numbers.multiply(divisor, quotient))


@builtin("sqrt", "number: number")
def square_root(run: "Run", n: Number) -> Number:
    """The square root."""
    return _transcendental(run, CONTEXT.sqrt, n)


@builtin("log", "number: number")
def logarithm(run: "Run", n: Number) -> Number:
    """The natural logarithm."""
    return _transcendental(run, CONTEXT.ln, n)


@builtin("exp", "number: number")
def exponential(run: "Run", n: Number) -> Number:
    """e to the power of a number."""
    return _transcendental(run, CONTEXT.exp, n)


@builtin("odd", "number: number")
def odd(run: "Run", n: Number) -> bool:
    """Whether a number is odd; a fraction is not."""
    return numbers.integer(n) == n and numbers.integer(n) % 2 == 1


@builtin("even", "number: number")
def even(run: "Run", n: Number) -> bool:
    """Whether a number is even; a fraction is not."""
    return numbers.integer(n) == n and numbers.integer(n) % 2 == 0


def _rounded(n: Number, scale: Number, rounding: str) -> Number:
    places = numbers.integer(scale)
    if places not in _SCALE:
        raise Fault("小数位数超出范围", "the scale is out of range")
    value = Decimal(n)
    if -value.as_tuple().exponent <= places:  # type: ignore[operator]
        return n
    result = CONTEXT.create_decimal(value.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=_WIDE))
    return numbers.outward(result)


def _transcendental(run: "Run", function: Callable[[Decimal], Decimal], n: Number) -> Number:
    run.spend(100)
    try:
        return numbers.outward(function(Decimal(n)))
    except (InvalidOperation, Overflow, OverflowError) as error:  # the logarithm of 0 is minus infinity
        raise Fault("没有结果或超出范围", "the result does not exist or is too large") from error


_WIDE = CONTEXT.copy()
_WIDE.prec = 7000
