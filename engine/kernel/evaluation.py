"""The script engine SpiffWorkflow is given: FEEL over the scopes a token sees, never Python."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine import values
from engine.feel import FeelError
from engine.kernel import scopes
from engine.kernel.errors import Incident

if TYPE_CHECKING:
    from engine.kernel.environment import Environment
    from engine.kernel.expressions import Expression
    from engine.kernel.tokens import Token


class FeelEngine:
    """Evaluates the expressions of one running case; `now` is the moment of the present command."""

    def __init__(self, environment: Environment, now: datetime) -> None:
        self.environment = environment
        self.now = now

    def evaluate(
        self,
        token: Token,
        expression: Expression,
        external_context: Mapping[str, Any] | None = None,
        *,
        outside: bool = False,
        now: datetime | None = None,
    ) -> Any:
        """The value of an expression as a token sees it; `outside` leaves out the token's own variables.

        Raises Incident when FEEL gives up or the value is none a case can keep.
        """
        if expression.compiled is None:
            return expression.text
        maps = scopes.seen_from(token, outside)
        if external_context:
            maps.insert(0, dict(external_context))
        context = ChainMap(*maps, dict(self.environment.context))
        try:
            value = expression.compiled.evaluate(context, functions=self.environment.functions, now=now or self.now)
            return values.plain(value)
        except FeelError as error:
            raise Incident(
                "expression",
                f"表达式“{expression.text}”无法计算：{error.text('zh')}",
                f"The expression {expression.text} could not be computed: {error.text('en')}",
            ) from error
        except values.NotStorable as error:
            raise Incident(
                "expression",
                f"表达式“{expression.text}”的结果无法保存：{error.text('zh')}",
                f"The result of {expression.text} cannot be kept: {error.text('en')}",
            ) from error

    def holds(self, token: Token, condition: Expression, extra: Mapping[str, Any] | None = None) -> bool:
        """Whether a condition is true; as in Camunda 8 anything but true or false is trouble."""
        value = self.evaluate(token, condition, extra, outside=extra is None)
        if isinstance(value, bool):
            return value
        zh, en = self.reason(token, condition, extra)
        raise Incident(
            "condition",
            f"条件“{condition.text}”应为真或假，结果却是 {shown(value)}。{zh}",
            f"The condition {condition.text} should be true or false, but is {shown(value)}. {en}".strip(),
        )

    def reason(self, token: Token, expression: Expression, extra: Mapping[str, Any] | None) -> tuple[str, str]:
        """Why a part of an expression is null, in both languages; empty if nothing is."""
        if expression.compiled is None:
            return "", ""
        maps = [dict(extra or {}), *scopes.seen_from(token, outside=extra is None), dict(self.environment.context)]
        _, found = expression.compiled.evaluate_with_diagnostics(ChainMap(*maps), self.environment.functions, self.now)
        return (found[0].text("zh"), found[0].text("en")) if found else ("", "")


def shown(value: Any) -> str:
    """A value for a sentence, cut short."""
    text = "null" if value is None else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
