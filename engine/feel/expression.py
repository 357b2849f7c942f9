"""Parsed expressions: the public face of FEEL, with the cache of what was parsed before."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from engine.feel.builtins import BUILTINS
from engine.feel.compiler import Compiler
from engine.feel.cursor import Known, known_names
from engine.feel.errors import FEWER_LEVELS, TOO_MANY_LEVELS, Diagnostic, Fault, FeelError, FeelSyntaxError
from engine.feel.literal_tests import LiteralTests, literal_tests
from engine.feel.nodes import Node
from engine.feel.parser import Parser
from engine.feel.run import Run
from engine.feel.types import NO_TYPES, Types
from engine.feel.values import Function, admit

Functions = Mapping[str, Callable[..., Any] | Function]
NO_FUNCTIONS: Final[Functions] = MappingProxyType({})
BUILTIN_NAMES: Final = known_names([*BUILTINS, "time offset", "start included", "end included"])
_SIMPLE = frozenset({type(None), bool, int, str})
_new_run = Run.__new__
_single: set[str] = set()  # names met before that have one part, so that the usual context costs one look
_MOST_SINGLE = 10_000


class Expression:
    """A parsed expression.

    `names` are the variables it takes from its context, `functions` the functions it calls that are not built in; an
    entry of filtered elements is neither, since only the data can tell.
    """

    __slots__ = ("_blank", "_code", "functions", "names", "text")

    def __init__(
        self,
        text: str,
        known: Known = BUILTIN_NAMES,
        types: Types = NO_TYPES,
        members: Known | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """`known`: names of several words (`known_names`), those of the built-ins included; `types`: named types.

        `members` are names that stand after a dot or in a filter; `hidden` are built-ins whose name the context uses
        too, for a function of its own if it is one.
        """
        self.text = text
        compiler = Compiler(text, types, hidden)
        try:
            self._code = compiler.code(self._read(Parser(text, known, members)))
        except RecursionError:
            raise FeelSyntaxError(1, 1, FEWER_LEVELS, TOO_MANY_LEVELS) from None
        self._blank = [None] * (compiler.size - 2)
        self.names = frozenset(compiler.free)
        self.functions = frozenset(compiler.called)

    def _read(self, parser: Parser) -> Node:
        return parser.whole()

    def evaluate(
        self, context: Mapping[str, Any], functions: Functions = NO_FUNCTIONS, now: datetime | None = None
    ) -> Any:
        """The value in a context; null where a part has none. Raises FeelError when it would cost too much."""
        run = _new_run(Run)  # the call of __init__ would be a third of the cost of the usual condition
        run.text, run.functions, run.moment = self.text, functions, now
        try:
            value = self._code([context, run, *self._blank])
            return value if type(value) in _SIMPLE else run.export(value)
        except RecursionError:
            raise _too_deep() from None

    def evaluate_with_diagnostics(
        self, context: Mapping[str, Any], functions: Functions = NO_FUNCTIONS, now: datetime | None = None
    ) -> tuple[Any, list[Diagnostic]]:
        """The value, and why parts of it became null."""
        run = Run(self.text, functions, now)
        value = self._value([context, run, *self._blank], run)
        return value, run.diagnostics or []

    def within(self, context: Mapping[str, Any], run: Run) -> Any:
        """The value as a part of a larger evaluation: a FEEL value, at the expense and with the notes of its run."""
        return self._inside([context, run, *self._blank], run)

    def _value(self, frame: list[Any], run: Run) -> Any:
        try:
            value = self._code(frame)
            return value if type(value) in _SIMPLE else run.export(value)
        except RecursionError:
            raise _too_deep() from None

    def _inside(self, frame: list[Any], run: Run) -> Any:
        outside, run.text = run.text, self.text
        try:
            return self._code(frame)
        except RecursionError:
            raise _too_deep() from None
        finally:
            run.text = outside

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"


class UnaryTests(Expression):
    """The parsed cell of a decision table: `-`, `"a", "b"`, `< 5`, `not([1..5])`, `? > limit`.

    `literal` are the tests where they are written values and ranges only, so that a table can be indexed by them.
    """

    __slots__ = ("literal",)
    literal: LiteralTests | None

    def _read(self, parser: Parser) -> Node:
        node = parser.whole_unary()
        self.literal = literal_tests(node)
        return node

    def passed(self, value: Any, context: Mapping[str, Any], run: Run) -> bool | None:
        """Whether a FEEL value passes, as a part of a larger evaluation; null when that cannot be said."""
        frame = [context, run, *self._blank]
        frame[2] = value
        outcome: bool | None = self._inside(frame, run)
        return outcome

    def matches(
        self,
        value: Any,
        context: Mapping[str, Any],
        functions: Functions = NO_FUNCTIONS,
        now: datetime | None = None,
    ) -> bool:
        """Whether a value passes; a test without a result is not passed."""
        run = Run(self.text, functions, now)
        frame = [context, run, *self._blank]
        frame[2] = self._admitted(value, run)
        return self._value(frame, run) is True

    def matches_with_diagnostics(
        self,
        value: Any,
        context: Mapping[str, Any],
        functions: Functions = NO_FUNCTIONS,
        now: datetime | None = None,
    ) -> tuple[bool | None, list[Diagnostic]]:
        """Whether a value passes, null when that cannot be said, and why not."""
        run = Run(self.text, functions, now)
        frame = [context, run, *self._blank]
        frame[2] = self._admitted(value, run)
        return self._value(frame, run), run.diagnostics or []

    def _admitted(self, value: Any, run: Run) -> Any:
        try:
            return admit(value)
        except Fault as fault:
            run.note(fault, 0)
            return None


def parse(text: str, names: frozenset[str] = frozenset()) -> Expression:
    """The expression of a text, with or without a leading "="; `names` are names of several words it may use."""
    return _parsed(_without_sign(text), names)


def parse_unary(text: str, names: frozenset[str] = frozenset()) -> UnaryTests:
    """The unary tests of a text."""
    return _parsed_unary(text, names)


def evaluate(
    text: str, context: Mapping[str, Any], functions: Functions = NO_FUNCTIONS, now: datetime | None = None
) -> Any:
    """Parse and evaluate in one; the parser knows the names of the context and of the functions (§10.3.1.6)."""
    if functions is NO_FUNCTIONS and _single.issuperset(context):
        return _asked(text)(context, functions, now)
    composed = frozenset(filter(_is_composed, (*context, *functions)))
    if not composed and len(_single) < _MOST_SINGLE:
        _single.update(context)
    return parse(text, composed).evaluate(context, functions, now)


def _too_deep() -> FeelError:
    return FeelError(zh="层次过深", en="it is nested too deeply")


def _without_sign(text: str) -> str:
    """The sign is blanked, not cut, so that places in messages are those in the text."""
    stripped = text.lstrip()
    if not stripped.startswith("="):
        return text
    return text.replace("=", " ", 1)


@lru_cache(maxsize=4096)
def _is_composed(name: str) -> bool:
    """Whether a name has several parts that FEEL can read; what it cannot read cannot be asked for."""
    try:
        return bool(known_names((name,)))
    except FeelSyntaxError:
        return False


@lru_cache(maxsize=4096)
def _asked(text: str) -> Callable[..., Any]:
    """How a text is evaluated where names need no telling; one string finds it faster than text and names would."""
    return parse(text).evaluate


@lru_cache(maxsize=4096)
def _parsed(text: str, names: frozenset[str]) -> Expression:
    return Expression(text, _known(names))


@lru_cache(maxsize=4096)
def _parsed_unary(text: str, names: frozenset[str]) -> UnaryTests:
    return UnaryTests(text, _known(names))


@lru_cache(maxsize=256)
def _known(names: frozenset[str]) -> Known:
    return known_names(names, BUILTIN_NAMES)
