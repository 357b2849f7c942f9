"""One evaluation of a model: its budget, its values so far, what became null and how each decision came about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.dmn.documents import Element
from engine.dmn.errors import Diagnostic
from engine.dmn.types import Type, conformed
from engine.feel import Function
from engine.feel.errors import Fault
from engine.feel.run import Run
from engine.feel.values import Context

Logic = Callable[["Evaluation", Context], Any]
"""What a boxed expression was compiled to: the value in a scope of FEEL values."""

STEPS = 3_000_000
"""What the evaluation of a whole model may cost, in the steps of FEEL."""
MOST_DIAGNOSTICS = 100
MOST_TABLES = 100


@dataclass(slots=True)
class Step:
    """How one decision came about."""

    element: Element
    inputs: dict[str, Any]
    tables: list[dict[str, Any]] = field(default_factory=list)
    output: Any = None


class Evaluation:
    """The state of one evaluation; a decision service called as a function works in a `nested` one."""

    __slots__ = ("diagnostics", "given", "run", "steps", "tables", "values")

    def __init__(
        self, given: Mapping[Element, Any], functions: Mapping[str, Callable[..., Any] | Function], now: datetime | None
    ) -> None:
        self.run = Run("", functions, now)
        self.run.steps = STEPS
        self.given = given
        self.values: dict[Element, Any] = {}
        self.diagnostics: list[Diagnostic] = []
        self.steps: list[Step] = []
        self.tables: list[dict[str, Any]] = []

    def nested(self, values: dict[Element, Any]) -> "Evaluation":
        """The same evaluation with the values of some elements settled by the caller of a service."""
        inner = object.__new__(Evaluation)
        inner.run, inner.diagnostics, inner.steps, inner.tables = self.run, self.diagnostics, self.steps, self.tables
        inner.given, inner.values = {}, values
        return inner

    def note(self, place: str, fault: Fault) -> None:
        """Remember why something became null."""
        if len(self.diagnostics) < MOST_DIAGNOSTICS:
            self.diagnostics.append(Diagnostic(element=place, zh=fault.zh, en=fault.en))

    def collect(self, place: str) -> None:
        """Take over what FEEL noted, as said of a place in the model."""
        for each in self.run.diagnostics or ():
            self.note(place, Fault(each.text("zh"), each.text("en")))
        self.run.diagnostics = None

    def fitted(self, value: Any, wanted: Type | None, place: str) -> Any:
        """A value as its type has it, or null and a diagnostic (§10.3.2.9.4)."""
        if wanted is None or value is None:
            return value
        try:
            return conformed(self.run, value, wanted)
        except Fault as fault:
            self.note(place, fault)
            return None
