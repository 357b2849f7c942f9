"""Whom a step asks and by when: decided on arrival and kept, but for its dates, which follow the variables."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from engine.kernel import timers
from engine.kernel.errors import Incident

if TYPE_CHECKING:
    from engine.kernel.expressions import Expression
    from engine.kernel.tokens import Token

PRIORITY = 50
"""Of a step that says none, as in Camunda 8."""


def address(token: Token) -> None:
    """Compute whom the token's step is for, and keep what is said of it. Raises Incident where an expression fails."""
    wish = token.task_spec.settings.assignee
    engine = token.workflow.script_engine

    def of(expression: Expression | None) -> Any:
        return None if expression is None else engine.evaluate(token, expression)

    when(token, wish.due)
    when(token, wish.follow_up)
    priority = _integer(of(wish.priority))
    said = {
        "assignee": _text(of(wish.assignee)),
        "groups": _texts(of(wish.groups)),
        "users": _texts(of(wish.users)),
        "priority": None if priority is None else min(max(priority, 0), 100),
    }
    token.internal_data["user"] = {name: value for name, value in said.items() if value not in (None, [])}


def addressed(token: Token) -> dict[str, Any]:
    """The same as a wait shows it."""
    held, wish = token.internal_data["user"], token.task_spec.settings.assignee
    return {
        "assignee": held.get("assignee"),
        "groups": tuple(held.get("groups", ())),
        "users": tuple(held.get("users", ())),
        "priority": held.get("priority", PRIORITY),
        "due": _known(token, wish.due),
        "follow_up": _known(token, wish.follow_up),
    }


def when(token: Token, expression: Expression | None) -> date | None:
    """A due or follow-up date as the variables are now, counted from the arrival. None when it is no date.

    A day without a time stays one: when an office day ends is not the kernel's to say.
    """
    if expression is None:
        return None
    since = token.since
    value = token.workflow.script_engine.evaluate(token, expression, now=since)
    duration = timers.span(value)
    if duration is not None and since is not None:
        return timers.later(since, duration)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return timers.moment(value, since.tzinfo if since else None)


def _known(token: Token, expression: Expression | None) -> date | None:
    """The date as the variables are now; none if it can no longer be computed."""
    try:
        return when(token, expression)
    except Incident:
        return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    return [item for item in value if isinstance(item, str) and item] if isinstance(value, list) else []


def _integer(value: Any) -> int | None:
    if isinstance(value, str):
        value = int(value) if value.strip().lstrip("-").isdecimal() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
