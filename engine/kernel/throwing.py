"""Errors and escalations on their way out: who catches them (BPMN 2.0.2 §10.5.6), innermost scope first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.kernel import subscriptions
from engine.kernel.definitions import Coded, Definition, Inner
from engine.kernel.errors import Incident

if TYPE_CHECKING:
    from engine.kernel.events import BoundaryEvent, EventStart
    from engine.kernel.tokens import Token


def throw_error(token: Token, code: str | None, message: str, variables: dict[str, Any]) -> bool | None:
    """Give an error to the nearest event that catches it.

    Returns None: the token is gone with its activity, or stands still where the event awaits others too. Raises
    Incident when nobody catches the error; the token then stays where it is.
    """
    if catch(token, "error", code, variables):
        return None
    text = f"{code or ''} {message}".strip()
    raise Incident(
        "unhandled-error",
        f"业务错误“{text}”没有任何错误事件捕获。",
        f"No error event catches the error {text}.",
    )


def catch(token: Token, kind: str, code: str | None, variables: dict[str, Any]) -> bool:
    """Let the nearest catching event act; whether there was one."""
    return any(offer(catcher, host, kind, code, variables) for catcher, host in _catchers(token))


def offer(
    catcher: BoundaryEvent | EventStart, host: Token, kind: str, code: str | None, variables: dict[str, Any]
) -> bool:
    """Let an event act if this is what it catches; one that awaits several events remembers that one has come."""
    definition = catcher.event_definition
    number = next((n for n, part in enumerate(definition.parts) if caught_by(part, kind, code)), None)
    if number is None:
        return False
    if not definition.parallel:
        catcher.act(host, variables)
        return True
    waiting = [one for one in subscriptions.under(host, catcher) if one.internal_data["wait"]["part"] == number]
    if not waiting or "arrived" in waiting[0].internal_data:
        return False
    catcher.caught(waiting[0], variables)
    return True


def caught_by(part: Definition, kind: str, code: str | None) -> bool:
    """Whether a definition catches an event thrown within the case."""
    return isinstance(part, Inner) and part.matches(kind, code)


def _catchers(token: Token) -> Iterator[tuple[BoundaryEvent | EventStart, Token]]:
    """The events that may catch, each with the token whose scope it guards; those with a code before catch-alls."""
    current: Token | None = token
    while current is not None:
        body = current.parent
        hosts = [current, body] if current.is_item and body is not None else [current]
        for host in hosts:
            for event in _by_code(host.task_spec.boundary):
                yield event, host
        workflow = current.workflow
        if not current.task_spec.handles_events:
            for start in _by_code(workflow.spec.event_starts):
                yield start, current
        current = workflow.caller


def _by_code(events: Any) -> list[Any]:
    found = [event for event in events if coded(event)]
    return sorted(found, key=lambda event: any(part.code is None for part in coded(event)))


def coded(event: Any) -> list[Coded]:
    """The errors and escalations an event catches."""
    return [part for part in event.event_definition.parts if isinstance(part, Coded)]
