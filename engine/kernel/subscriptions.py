"""Subscriptions that fire: alone, or together as a parallel multiple event; those that repeat stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.kernel import timers
from engine.kernel.tokens import Token

if TYPE_CHECKING:
    from engine.kernel.node import Node


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
    return of(token.task_spec, token.workflow.listeners.values() if parent is None else parent.children)


def under(host: Token, spec: Node) -> list[Token]:
    """The subscriptions of an event at an activity, or of an event subprocess in the scope a token is in."""
    return of(spec, host.workflow.listeners.values() if spec in host.workflow.spec.event_starts else host.children)


def of(spec: Node, tokens: Iterable[Token]) -> list[Token]:
    """Those among some tokens that are subscriptions of an event, oldest first."""
    found = [token for token in tokens if token.task_spec is spec and token.subscription]
    return sorted(found, key=lambda token: token.number)


def decide(token: Token) -> None:
    """The event of a subscription decides an event-based gateway: it goes on as the token, the other events go."""
    workflow, gateway = token.workflow, token.parent
    token.subscription = False
    token.settle_under(workflow.task_tree)
    workflow.record(gateway, "completed")
    event = token.task_spec.name
    workflow.take(gateway, next(flow for flow in gateway.task_spec.outgoing if flow.target == event))
    for other in gateway.children:
        workflow.discard(other)
    workflow.discard(gateway)


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
