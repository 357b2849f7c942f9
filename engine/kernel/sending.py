"""Throws events: within the case, and outwards where others may wait (BPMN 2.0.2 §13.5.2, §13.5.6)."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.kernel import compensation, throwing
from engine.kernel.activities import serve
from engine.kernel.definitions import Cancel, Coded, Compensate, Definition, Message, Signal, Terminate
from engine.kernel.tokens import Token
from engine.kernel.waits import Thrown


def throw(token: Token, definition: Definition, variables: dict[str, Any]) -> bool | None:
    """Throw one event. None when the token is gone with it, or waits for what the event began.

    Raises Incident when an error is not caught.
    """
    if isinstance(definition, Message):
        return send(token, definition, variables)
    if isinstance(definition, Signal):
        broadcast(token, definition, variables)
    elif isinstance(definition, Coded):
        return escalate(token, definition, variables)
    elif isinstance(definition, Compensate):
        return compensation.throw(token, definition)
    elif isinstance(definition, Cancel):
        return compensation.cancel(token)
    elif isinstance(definition, Terminate):
        token.workflow.sweep(token)
    return True


def send(token: Token, definition: Message, variables: dict[str, Any]) -> bool | None:
    """A message goes outwards, or through a service if one is named."""
    if token.task_spec.settings.service is not None:
        return serve(token.task_spec, token)
    posted = definition.posted(token, token.workflow.script_engine)
    token.workflow.top_workflow.thrown.append(Thrown(kind="message", variables=variables, **posted))
    return True


def broadcast(token: Token, definition: Signal, variables: dict[str, Any]) -> None:
    """A signal reaches every subscription of this case at once, and goes outwards."""
    top = token.workflow.top_workflow
    name = definition.called(token, token.workflow.script_engine)
    top.thrown.append(Thrown(kind="signal", name=name, key=None, variables=variables))
    for other in list(top.index.values()):
        wait = other.internal_data.get("wait") or {}
        if not other.gone and other.state == TaskState.WAITING and wait.get("signal") == {"name": name}:
            other.task_spec.caught(other, dict(variables))


def escalate(token: Token, definition: Coded, variables: dict[str, Any]) -> bool | None:
    """An error must be caught, an escalation may be."""
    code = definition.raised(token, token.workflow.script_engine)
    if definition.kind == "error":
        return throwing.throw_error(token, code, "", variables)
    throwing.catch(token, "escalation", code, variables)
    return True
