"""Unary tests of a model: cells of tables and lists of allowed values, some of which can be written wrongly."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.feel import UnaryTests
from engine.feel.errors import Fault
from engine.feel.expression import NO_FUNCTIONS
from engine.feel.run import Run

CHECKING: Final = 50_000
"""Steps one look at allowed values may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell as written and parsed; `tests` None is one that FEEL cannot read, which no value passes."""

    text: str
    tests: UnaryTests | None

    def passed(self, value: Any, scope: Mapping[str, Any], run: Run) -> bool:
        """Whether a value passes within an evaluation."""
        if self.tests is None:
            run.note(Fault("单元格有语法错误", "the cell has a syntax error"), 0)
            return False
        return self.tests.passed(value, scope, run) is True

    def holds(self, value: Any, siblings: Mapping[str, Any]) -> bool:
        """Whether a value is among allowed values, which may name the components beside it and nothing else."""
        run = Run(self.text, NO_FUNCTIONS, None)
        run.steps = CHECKING
        return self.passed(value, siblings, run)
