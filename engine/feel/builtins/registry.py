"""How a built-in function is declared, and how a call finds the overload its arguments fit (DMN 1.5 §10.3.4).

`@builtin("substring", "string: string, start position: number, length?: number?")`: the parameters by the names of the
standard with the kinds they take; `?` after the name may be left out, `?` after the kinds may be null, `*` takes any
number of further arguments, at least one, as one list. Kinds: those of `kind_of`, several with `|`, or `any`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, time
from typing import TYPE_CHECKING, Any, TypeVar

from engine.feel.errors import Fault
from engine.feel.temporal.exact import combined
from engine.feel.values import KINDS, Function, kind_of

if TYPE_CHECKING:
    from engine.feel.run import Run

Implementation = TypeVar("Implementation", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter; `kinds` None takes anything."""

    name: str
    kinds: frozenset[str] | None
    types: frozenset[type]
    optional: bool
    nullable: bool

    def fits(self, value: Any) -> bool:
        """Whether it takes this value as it is; most values are found by their type alone."""
        if self.kinds is None or type(value) in self.types:
            return True
        return value is not None and kind_of(value) in self.kinds

    def converted(self, value: Any) -> Any:
        """The value after the implicit conversions of §10.3.2.9.4; one that does not help is left as it is."""
        if self.kinds is None or value is None:
            return value
        if type(value) is list and len(value) == 1:
            return value[0]
        if "list" in self.kinds:
            return [value]
        if "date and time" in self.kinds and kind_of(value) == "date":
            return combined(value, time(tzinfo=UTC))
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Overload:
    """One way to call a built-in."""

    parameters: tuple[Parameter, ...]
    required: int
    variadic: bool
    function: Callable[..., Any]

    def prepared(self, given: list[Any]) -> list[Any] | None:
        """The arguments for the Python function, or None when they do not fit."""
        if self.variadic:
            fixed = len(self.parameters) - 1
            if len(given) <= fixed:
                return None
            given = [*given[:fixed], given[fixed:]]
        if not self.required <= len(given) <= len(self.parameters):
            return None
        for parameter, value in zip(self.parameters, given, strict=False):
            if parameter.kinds is not None and type(value) not in parameter.types:
                return self._converted(given)
        return given

    def _converted(self, given: list[Any]) -> list[Any] | None:
        ready: list[Any] = []
        for parameter, value in zip(self.parameters, given, strict=False):
            if not parameter.fits(value):
                value = parameter.converted(value)
                if not parameter.fits(value):
                    return None
            ready.append(value)
        return ready


_SIZES: dict[type, int] = {list: 0, str: 4}
"""What it costs to look at an argument: its length, shifted."""
_MOST_REMEMBERED = 200
Fitting = tuple[Callable[..., Any], tuple[tuple[int, int], ...]]


class Builtin:
    """A built-in function with its overloads; `value` is the function as FEEL sees it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.overloads: list[Overload] = []
        self.fitting: dict[tuple[type, ...] | type, Fitting] = {}

    @property
    def value(self) -> Function:
        """The function as a value."""
        signatures = tuple(tuple(each.name for each in overload.parameters) for overload in self.overloads)
        required = tuple(overload.required for overload in self.overloads)
        return Function(name=self.name, signatures=signatures, call=self.call, required=required)

    def call(self, run: "Run", given: list[Any]) -> Any:
        """The value of the first overload the arguments fit."""
        known = self.fitting.get(tuple(map(type, given)) if len(given) != 1 else type(given[0]))
        if known is None:
            return self.fitted(run, given)
        function, sized = known
        cost = 1
        for place, shift in sized:
            cost += len(given[place]) >> shift
        run.spend(cost)
        return function(run, *given)

    def fitted(self, run: "Run", given: list[Any]) -> Any:
        """As `call`, trying the overloads; which of them takes arguments of these types as they are is remembered."""
        for overload in self.overloads:
            ready = overload.prepared(given)
            if ready is given and not overload.variadic and len(self.fitting) < _MOST_REMEMBERED:
                types = tuple(map(type, given))
                sized = tuple((place, _SIZES[kind]) for place, kind in enumerate(types) if kind in _SIZES)
                self.fitting[types if len(types) != 1 else types[0]] = (overload.function, sized)
            if ready is not None:
                run.spend(1 + sum(len(each) >> _SIZES[type(each)] for each in ready if type(each) in _SIZES))
                return overload.function(run, *ready)
        kinds = ", ".join(kind_of(each) for each in given)
        expected = " 或 ".join(self.written())
        raise Fault(
            f"{self.name} 的参数应为 {expected}，实际是（{kinds}）",
            f"expected {' or '.join(self.written())}, but got ({kinds})",
        )

    def written(self) -> list[str]:
        """Each way to call it, as the standard writes it."""
        return [f"{self.name}({', '.join(each.name for each in overload.parameters)})" for overload in self.overloads]


BUILTINS: dict[str, Builtin] = {}


def builtin(name: str, signature: str) -> Callable[[Implementation], Implementation]:
    """Registers a Python function `(run, *arguments)` as one overload of a built-in."""

    def register(function: Implementation) -> Implementation:
        parameters = tuple(_parameter(each) for each in signature.split(", ") if each)
        overload = Overload(
            parameters=parameters,
            required=sum(not each.optional for each in parameters),
            variadic="*" in signature,
            function=function,
        )
        BUILTINS.setdefault(name, Builtin(name)).overloads.append(overload)
        return function

    return register


def _parameter(written: str) -> Parameter:
    name, _, kinds = written.partition(": ")
    nullable = kinds.endswith("?")
    kinds = kinds.removesuffix("?")
    return Parameter(
        name=name.removesuffix("?").removeprefix("*"),
        kinds=None if kinds == "any" else frozenset(kinds.split("|")),
        types=frozenset(kind for kind, called in KINDS.items() if called in kinds.split("|") + ["null"] * nullable),
        optional=name.endswith("?"),
        nullable=nullable,
    )
