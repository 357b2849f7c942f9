"""The script engine SpiffWorkflow is given: FEEL over the scopes a token sees, never Python."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from engine import values
from engine.feel import Diagnostic
from engine.kernel import scopes, timers
from engine.kernel.errors import Incident, said

if TYPE_CHECKING:
    from engine.kernel.environment import Environment
    from engine.kernel.expressions import Expression
    from engine.kernel.tokens import Token
    from engine.kernel.workflow import CaseWorkflow


class FeelEngine:
    """Evaluates the expressions of one process that a running case is in, at the moment of the case's command."""

    def __init__(self, environment: Environment, case: CaseWorkflow) -> None:
        self.environment = environment
        self._case = case

    @cached_property
    def functions(self) -> dict[str, Any]:
        """The functions of the kernel and of the engine around it, by name."""
        return {**timers.FUNCTIONS, **self.environment.functions}

    @property
    def now(self) -> datetime:
        """The moment of the present command."""
        return self._case.now

    def evaluate(
        self,
        token: Token,
        expression: Expression,
        *,
        outside: bool = False,
        now: datetime | None = None,
    ) -> Any:
        """The value of an expression as a token sees it; `outside` leaves out the token's own variables.

        Raises Incident when it cannot be computed or the value is none a case can keep.
        """
        if expression.compiled is None:
            return expression.text
        return self.compute(expression, scopes.seen_from(token, outside), now or self.now)[0]

    def holds(self, token: Token, condition: Expression, extra: Mapping[str, Any] | None = None) -> bool:
        """Whether a condition is true; as in Camunda 8 anything but true or false is trouble."""
        maps = [dict(extra or {}), *scopes.seen_from(token, outside=extra is None)]
        value, why = self.compute(condition, maps, self.now)
        if isinstance(value, bool):
            return value
        raise Incident(
            "condition",
            f"条件“{condition.text}”应为真或假，结果却是 {shown(value)}。{why[0].text('zh') if why else ''}",
            f"The condition {condition.text} should be true or false, but is {shown(value)}. "
            + (why[0].text("en") if why else ""),
        )

    def compute(
        self, expression: Expression, maps: list[dict[str, Any]], now: datetime
    ) -> tuple[Any, list[Diagnostic]]:
        """The value over these variables and the context of the environment, and why parts of it are null."""
        if expression.compiled is None:
            return expression.text, []
        context = ChainMap(*maps, cast("dict[str, Any]", self.environment.context))
        try:
            value, why = expression.compiled.evaluate_with_diagnostics(context, functions=self.functions, now=now)
            return values.plain(value), why
        except Exception as error:
            raise Incident(
                "expression",
                f"表达式“{expression.text}”无法计算：{said(error, 'zh')}",
                f"The expression {expression.text} could not be computed: {said(error, 'en')}",
            ) from error


def shown(value: Any) -> str:
    """A value for a sentence, cut short."""
    text = "null" if value is None else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
