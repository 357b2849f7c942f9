"""Retries: a service that fails is called again after a pause, as often as zeebe:taskDefinition says (Camunda 8).

`retries` is how often it is called in all, 3 unless the diagram says otherwise; the header `retryBackoff` is the pause.
When none is left the failure is an incident, and a person who repairs it has one more try.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from engine.kernel import timers
from engine.kernel.errors import Incident
from engine.kernel.evaluation import shown

if TYPE_CHECKING:
    from engine.kernel.tokens import Token

USUAL = 3
PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))
"""Pauses between the calls where the diagram names none; the last one repeats."""
HEADER = "retryBackoff"


class Postponed(Exception):
    """Raised inside the kernel where a service is to be called again later; it becomes a RetryWait."""

    def __init__(self, due: datetime, left: int, failure: Incident) -> None:
        self.wait = {"timer": {"due": due}, "retry": {"left": left, "zh": failure.zh, "en": failure.en}}
        super().__init__(failure.en)


def done(token: Token) -> None:
    """A call has gone well: what failed before is over."""
    token.internal_data.pop("tried", None)
    token.internal_data.pop("spent", None)


def failed(token: Token, failure: Incident) -> Exception:
    """What follows from a failed call: one more call after a pause, or the incident."""
    held = token.internal_data
    tried = held.pop("tried", 0) + 1
    left = number(token) - tried
    if left <= 0 or "spent" in held:
        held["spent"] = True
        return failure
    held["tried"] = tried
    now = token.workflow.top_workflow.now
    due = timers.later(now, pause(token, tried))
    return failure if due is None else Postponed(due, left, failure)


def number(token: Token) -> int:
    """How often the service may be called. Raises Incident where that is no whole number."""
    expression = token.task_spec.settings.retries
    if expression is None:
        return USUAL
    value: Any = token.workflow.script_engine.evaluate(token, expression)
    value = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise Incident(
        "retries",
        f"重试次数“{expression.text}”应为非负整数，结果却是 {shown(value)}。",
        f"The number of retries {expression.text} should be a whole number from 0, but is {shown(value)}.",
    )


def pause(token: Token, tried: int) -> timers.Span:
    """How long to wait after so many calls."""
    named = timers.span(token.task_spec.element.headers.get(HEADER))
    return named or (0, PAUSES[min(tried, len(PAUSES)) - 1])
