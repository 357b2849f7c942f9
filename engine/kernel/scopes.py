"""Variables: one dict a scope, looked up from the inside out, as in Camunda 8.

A token's own variables (input mappings, multi-instance item, variables of an embedded subprocess) are its `data`;
those of a process are the `data` of its workflow. A called process does not see its caller.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from engine.kernel.expressions import put

if TYPE_CHECKING:
    from engine.kernel.tokens import Token


def chain(token: Token, outside: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    """(scope id, variables) from the token outwards up to its process; `outside` starts around its element.

    An item of a multi-instance activity is always inside its own scope, so that mappings reach its item variables.
    """
    current: Token | None = token
    own = not outside or token.is_item
    while current is not None:
        if own and (current.data or current.task_spec.opens_scope):
            yield current.id, current.data
        body = current.parent
        if current.is_item and body is not None:
            yield body.id, body.data
        workflow = current.workflow
        if workflow.is_process:
            yield workflow.scope_id, workflow.data
            return
        current, own = workflow.caller, True


def seen_from(token: Token, outside: bool = False) -> list[dict[str, Any]]:
    """The dicts a token sees, innermost first."""
    return [variables for _, variables in chain(token, outside)]


def visible(token: Token) -> dict[str, Any]:
    """All variables a token sees, inner over outer."""
    merged: dict[str, Any] = {}
    for variables in reversed(seen_from(token)):
        merged.update(variables)
    return merged


def spread(token: Token, answers: dict[str, Any], outside: bool = False) -> None:
    """Each variable into the nearest scope that has its name, else into the process."""
    for name, value in answers.items():
        holder(token, name, outside)[name] = value


def assign(token: Token, path: tuple[str, ...], value: Any) -> None:
    """An output mapping: the first name of `path` in the nearest scope around the element that has it."""
    put(holder(token, path[0], outside=True), path, value)


def holder(token: Token, name: str, outside: bool = False) -> dict[str, Any]:
    """The nearest variables that have a name, else those of the process, to write it there."""
    token.workflow.top_workflow.touched = True
    variables: dict[str, Any] = {}
    for _, variables in chain(token, outside):
        if name in variables:
            return variables
    return variables
