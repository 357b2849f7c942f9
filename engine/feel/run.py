"""One evaluation: its moment, its functions, what it may still spend and what went wrong on the way."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from engine.feel.errors import Diagnostic, Fault, FeelError
from engine.feel.values import AS_IS, Context, Function, admit, entries, simple_export

STEPS = 1_000_000
"""What one evaluation may cost. A step is about one node of the expression evaluated once, under half a microsecond."""
LONGEST_TEXT = 1_000_000
DEEPEST_CALL = 40
MOST_DIAGNOSTICS = 50
_SCALARS = frozenset({type(None), bool, int, str})


class Run:
    """The state of one evaluation."""

    steps = STEPS
    calls = 0
    diagnostics: list[Diagnostic] | None = None
    _admitted: dict[int, tuple[list[Any], list[Any]]] | None = None

    def __init__(self, text: str, functions: Mapping[str, Callable[..., Any] | Function], now: datetime | None) -> None:
        self.text = text
        self.functions = functions
        self.moment = now

    @property
    def now(self) -> datetime:
        """The moment of the evaluation, handed in by the caller."""
        if self.moment is None:
            raise Fault("没有给出当前时间", "no current time was given")
        return self.moment

    def admit(self, value: Any) -> Any:
        """A Python value as a FEEL value; a list is converted once, however often it is read."""
        if type(value) is not list:
            return admit(value)
        if self._admitted is not None and id(value) in self._admitted:
            return self._admitted[id(value)][1]
        self.steps -= len(value)
        if self.steps < 0:
            self.spend(0)
        if AS_IS.issuperset(map(type, value)):
            return value
        items = [admit(each) for each in value]
        self._admitted = self._admitted or {}
        self._admitted[id(value)] = (value, items)
        return items

    def spend(self, steps: int) -> None:
        """Account for work about to be done; refuses when the budget does not reach."""
        self.steps -= steps
        if self.steps < 0:
            raise FeelError(zh="计算量过大，请缩小范围或拆分表达式", en="it takes too many steps; narrow its ranges")

    def spend_text(self, length: int) -> None:
        """Account for a text about to be built."""
        if length > LONGEST_TEXT:
            raise FeelError(zh="文字过长", en="a text in it becomes too long")
        self.spend(length >> 4)

    def enter(self) -> None:
        """Account for the call of a function; pair with `calls -= 1`."""
        self.calls += 1
        if self.calls > DEEPEST_CALL:
            raise FeelError(zh="函数调用层数过深", en="its functions call each other too deeply")
        self.spend(2)

    def note(self, fault: Fault, position: int) -> None:
        """Remember why a part became null."""
        if self.diagnostics is None:
            self.diagnostics = []
        if len(self.diagnostics) < MOST_DIAGNOSTICS:
            line, column = place(self.text, position)
            self.diagnostics.append(Diagnostic(zh=fault.zh, en=fault.en, line=line, column=column))

    def export(self, value: Any) -> Any:
        """A FEEL value as a Python value, contexts as dict, whole numbers as int."""
        kind = type(value)
        if kind is list:
            self.spend(2 * len(value) + 4)
            return [each if type(each) in _SCALARS else self.export(each) for each in value]
        if kind is Context or isinstance(value, Mapping):
            self.spend(4 * len(value) + 6)
            return {key: self.export(each) for key, each in entries(value)}
        return simple_export(value)


def place(text: str, position: int) -> tuple[int, int]:
    """Line and column of a position, from 1."""
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
