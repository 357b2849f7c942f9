"""The values only FEEL has, and how Python values come in and go out (DMN 1.5 §10.3.2.3)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from engine.feel.errors import Fault
from engine.feel.numbers import LIMIT, number, outward
from engine.feel.temporal.exact import FarMoment, FineTime, LongDuration, plain
from engine.feel.temporal.far import FarDate

if TYPE_CHECKING:
    from engine.feel.nodes import TypeNode
    from engine.feel.run import Run


@total_ordering
@dataclass(frozen=True, slots=True)
class YearsMonths:
    """A years and months duration, held as whole months: `YearsMonths(14)` is P1Y2M."""

    months: int

    def __lt__(self, other: "YearsMonths") -> bool:
        return self.months < other.months

    def __neg__(self) -> "YearsMonths":
        return YearsMonths(-self.months)

    def __abs__(self) -> "YearsMonths":
        return YearsMonths(abs(self.months))

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        body = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-" if self.months < 0 else "") + "P" + (body or "0M")


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A range of comparable values; None at an end means it has none, as in `> 5`.

    `other` is what `!= 5` means: everything but the two ends, which are the same.
    """

    start: Any
    end: Any
    start_included: bool = True
    end_included: bool = True
    other: bool = False

    def integers(self) -> range | None:
        """The whole numbers of a range between two of them, in its direction; None when it has no such ends."""
        if type(self.start) is not int or type(self.end) is not int:
            return None
        step = 1 if self.start <= self.end else -1
        first = self.start if self.start_included else self.start + step
        last = self.end if self.end_included else self.end - step
        return range(first, last + step, step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function as a value. `call(run, arguments)` gets positional arguments as FEEL values.

    `signatures` are the parameter names of each way to call it; empty for a Python function, whose own are asked.
    `required` is how many of them there must be, in each way; without it, all. `types` are those of the parameters, as
    written in FEEL; None where any value is taken.
    """

    name: str
    signatures: tuple[tuple[str, ...], ...]
    call: "Callable[[Run, list[Any]], Any]"
    python: Callable[..., Any] | None = None
    required: tuple[int, ...] = ()
    types: "tuple[TypeNode | None, ...]" = ()


class Context(dict[str, Any]):
    """A context made by an expression: its entries are FEEL values already, so reading one costs nothing."""

    __slots__ = ()


PLAIN: frozenset[type] = frozenset(
    {type(None), bool, str, date, datetime, time, timedelta, YearsMonths, FarDate, Range, Function}
)
"""Types that mean the same inside and outside."""


_ENTRIES: tuple[type, ...] = (dict, Context)
_EXACT: tuple[type, ...] = (FarMoment, FineTime, LongDuration)
AS_IS: frozenset[type] = PLAIN.union(_ENTRIES, _EXACT, (int,))
"""Types of elements with which a list is the same inside: nothing ever changes it, and sums round long numbers."""


def admit(value: Any) -> Any:
    """A Python value as a FEEL value. Contexts are admitted entry by entry when they are read."""
    kind = type(value)
    if kind in PLAIN or kind is dict or kind is Context:
        return value
    if kind is int:
        return value if -LIMIT < value < LIMIT else number(value)
    if kind is list:
        return value if AS_IS.issuperset(map(type, value)) else [admit(each) for each in value]
    if isinstance(value, float | int | Decimal):
        return number(value)
    return _unusual(value)


def _unusual(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value
    if isinstance(value, tuple | list | set | frozenset | range):
        return [admit(each) for each in value]
    if isinstance(value, (*_SUBCLASSED, *_EXACT)):
        return value
    if callable(value):
        return external(getattr(value, "__name__", "function"), value)
    raise Fault(f"{type(value).__name__} 不是可用的数据类型", f"{type(value).__name__} is not a type of value FEEL has")


def external(name: str, function: Callable[..., Any]) -> Function:
    """A Python function as a FEEL function; its arguments arrive as Python values."""

    def call(run: "Run", arguments: list[Any]) -> Any:
        return admit(function(*(run.export(each) for each in arguments)))

    return Function(name=name, signatures=(), call=call, python=function)


def as_list(value: Any) -> list[Any]:
    """A list as it is, null as no element, anything else as one element (§10.3.2.9.4)."""
    if type(value) is list:
        return value
    return [] if value is None else [value]


def simple_export(value: Any) -> Any:
    """A scalar FEEL value as a Python value."""
    if type(value) is Decimal:
        return outward(value)
    return plain(value) if type(value) in _EXACT else value


def entries(context: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The entries of a context as FEEL values."""
    made_here = type(context) is Context
    for key, value in context.items():
        yield key, value if made_here else admit(value)


def entry(context: Mapping[str, Any], key: str) -> Any:
    """The entry of a context as a FEEL value, null when there is none."""
    value = context.get(key)
    return value if type(context) is Context else admit(value)


KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    Decimal: "number",
    str: "string",
    date: "date",
    datetime: "date and time",
    FarDate: "date",
    FarMoment: "date and time",
    time: "time",
    FineTime: "time",
    timedelta: "days and time duration",
    LongDuration: "days and time duration",
    YearsMonths: "years and months duration",
    Range: "range",
    Function: "function",
    list: "list",
    dict: "context",
    Context: "context",
}
"""Python type -> the name of its FEEL type."""
_SUBCLASSED: tuple[type, ...] = (str, datetime, date, time, timedelta)


def kind_of(value: Any) -> str:
    """The name of the FEEL type of a FEEL value."""
    known = KINDS.get(type(value))
    if known is None:
        base = next((each for each in _SUBCLASSED if isinstance(value, each)), dict)
        known = KINDS[base]
    return known
