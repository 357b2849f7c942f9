"""Moves a token to another element: sending back, or a way out of an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.kernel import compensation, events, gateways
from engine.kernel.errors import NotMovable
from engine.kernel.node import Node
from engine.kernel.tokens import Token

if TYPE_CHECKING:
    from engine.kernel.workflow import ScopeWorkflow


def target(token: Token, element_id: str) -> tuple[Token, Any]:
    """The token of the target's scope that must go, and the spec to go to.

    Scopes are searched outwards up to the process. Raises NotMovable if there is none, or no token may appear there.
    """
    current = owner(token)
    while True:
        workflow: ScopeWorkflow = current.workflow
        found = workflow.spec.task_specs.get(element_id)
        if isinstance(found, Node) and reachable(found):
            return current, found
        if found is not None or workflow.is_process or workflow.caller is None:
            raise NotMovable(element=element_id)
        current = owner(workflow.caller)


def targets(token: Token) -> list[str]:
    """The elements the token can be moved to, those of its own scope first; none for a guard of a whole scope."""
    found: list[str] = []
    if token.parent is None:
        return found
    current: Token | None = owner(token)
    while current is not None:
        workflow = current.workflow
        found += [name for name, spec in workflow.spec.task_specs.items() if isinstance(spec, Node) and reachable(spec)]
        current = None if workflow.is_process or workflow.caller is None else owner(workflow.caller)
    return found


def owner(token: Token) -> Token:
    """The token right below the root of its scope: the activity of a subscription, the body of an item."""
    while token.parent is not None and token.parent is not token.workflow.task_tree:
        token = token.parent
    if token.parent is None:
        raise NotMovable(element=token.task_spec.element.id)
    return token


def reachable(spec: Node) -> bool:
    """Whether a token may be put there: not where only an event, its body or several flows can bring it."""
    if spec.name != spec.element.id or spec.settings.for_compensation:
        return False
    if isinstance(spec, events.BoundaryEvent | events.StartEvent) or spec.handles_events:
        return False
    return not (isinstance(spec, gateways.Join) and len(spec.incoming) > 1)


def move(leaving: Token, spec: Any) -> None:
    """Put a token at the target, then cancel what it replaces.

    A scope that an event subprocess had taken over alone listens again once it is left.
    """
    workflow, handler = leaving.workflow, leaving.task_spec
    workflow.place(spec)
    if "undoes" in leaving.internal_data:
        compensation.go_on(workflow.top_workflow.index.get(leaving.internal_data["undoes"]))
    if handler.handles_events and handler.trigger.interrupting:
        workflow.watched = False
    leaving.cancel()
