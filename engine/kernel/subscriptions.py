"""Subscriptions that fire: alone, or together as a parallel multiple event; those that repeat stay."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.kernel import timers
from engine.kernel.tokens import Token


def arrive(token: Token, variables: dict[str, Any]) -> dict[str, Any] | None:
    """What the event has brought, or None while other parts of a parallel multiple event are still to come."""
    if not token.task_spec.event_definition.parallel:
        return variables
    token.internal_data["arrived"] = variables
    token._set_state(TaskState.STARTED)
    together = siblings(token)
    if any("arrived" not in other.internal_data for other in together):
        return None
    return {name: value for other in together for name, value in other.internal_data["arrived"].items()}


def siblings(token: Token) -> list[Token]:
    """The subscriptions of the same event, oldest first."""
    parent = token.parent
    around = token.workflow.listeners.values() if parent is None else parent.children
    found = [other for other in around if other.task_spec is token.task_spec and other.subscription]
    return sorted(found, key=lambda other: other.number)


def renew(token: Token) -> None:
    """Set a subscription that fired to its next time, a parallel multiple one with all its parts, or end it."""
    together = siblings(token) if token.task_spec.event_definition.parallel else [token]
    lasting = [again(other) for other in together]
    for other in together:
        if not all(lasting):
            other.workflow.discard(other)
        elif other.internal_data.pop("arrived", None) is not None:
            other._set_state(TaskState.WAITING)


def again(token: Token) -> bool:
    """Whether the subscription can fire once more; a cycle is set to its next time."""
    timer = token.internal_data["wait"].get("timer")
    return timer is None or timers.advance(timer)
