"""Numbers: the one place where they are admitted, rounded to 34 digits and given back (DMN 1.5 §10.3.2.3.1).

Inside, a number is an `int` below 10^34 or a `Decimal`; both compare, add and hash alike, and the `int` is fast.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from engine.feel.errors import Fault

Number = int | Decimal
NUMERIC = frozenset({int, Decimal})
CONTEXT = Context(
    prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[DivisionByZero, InvalidOperation, Overflow]
)
"""decimal128, as the standard asks."""

LIMIT = 10**34
_TOO_LARGE = ("数值超出范围", "the number is too large")


def number(value: int | float | Decimal) -> Number:
    """Any Python number as a FEEL number; a float by its shortest decimal writing. NaN and infinity have none."""
    if type(value) is int and -LIMIT < value < LIMIT:
        return value
    if isinstance(value, float):
        value = Decimal(repr(value))
    try:
        rounded = CONTEXT.create_decimal(value)
    except (InvalidOperation, Overflow) as error:
        raise Fault(*_TOO_LARGE) from error
    if not rounded.is_finite():
        raise Fault("不是有限的数", "it is not a finite number")
    return rounded


def literal(text: str) -> Number:
    """The number written as `12`, `1.5`, `.5` or `1e3`."""
    if text.isdecimal() and len(text) <= 34:
        return int(text)
    return number(Decimal(text))


def outward(value: Decimal) -> Number:
    """A result for Python: `int` when integral (and not astronomically large), else `Decimal`."""
    if value.adjusted() < 34 and value == value.to_integral_value():
        return int(value)
    return value


def integer(value: Number) -> int:
    """The whole part; refuses numbers that could not be counted to."""
    if type(value) is Decimal and value.adjusted() > 34:
        raise Fault(*_TOO_LARGE)
    return int(value)


def whole(value: Number) -> int:
    """A number that must be a whole one, as a place in a list or a month."""
    result = integer(value)
    if result != value:
        raise Fault("应为整数", "expected a whole number")
    return result


def add(a: Number, b: Number) -> Number:
    """a + b"""
    if type(a) is int and type(b) is int:
        total = a + b
        return total if -LIMIT < total < LIMIT else number(total)
    return _checked(CONTEXT.add, a, b)


def subtract(a: Number, b: Number) -> Number:
    """a - b"""
    if type(a) is int and type(b) is int:
        rest = a - b
        return rest if -LIMIT < rest < LIMIT else number(rest)
    return _checked(CONTEXT.subtract, a, b)


def multiply(a: Number, b: Number) -> Number:
    """a * b"""
    if type(a) is int and type(b) is int:
        product = a * b
        return product if -LIMIT < product < LIMIT else number(product)
    return _checked(CONTEXT.multiply, a, b)


def divide(a: Number, b: Number) -> Number:
    """a / b; division by zero has no value."""
    if not b:
        raise Fault("除数为零", "the divisor is zero")
    if type(a) is int and type(b) is int and not a % b:
        return a // b
    return _checked(CONTEXT.divide, a, b)


def power(a: Number, b: Number) -> Number:
    """a ** b"""
    if not b:
        return 1
    if not a and b < 0:
        raise Fault("零没有负数次幂", "zero has no negative power")
    return _checked(CONTEXT.power, a, b)


def plain(value: Number) -> str:
    """How `string()` writes it: no exponent, no trailing zeros."""
    if type(value) is int:
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _checked(operation: Callable[[Number, Number], Decimal], a: Number, b: Number) -> Number:
    try:
        result = operation(a, b)
    except (InvalidOperation, Overflow, DivisionByZero) as error:
        raise Fault("运算没有结果或超出范围", "the result does not exist or is too large") from error
    return result
