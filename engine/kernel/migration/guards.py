"""What a carried case listens to: kept where it is the same, computed anew where it changed, added where it is new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.kernel.activities import Activity
from engine.kernel.errors import Incident
from engine.kernel.gateways import EventBasedGateway
from engine.kernel.migration.plan import Misfit, Move
from engine.kernel.tokens import ENTER, Token
from engine.kernel.workflow import CaseWorkflow, ScopeWorkflow


def renew(case: CaseWorkflow, before: CaseWorkflow, moved: set[str], move: Move, faults: list[Misfit]) -> None:
    """Bring the subscriptions of the moved scopes in line with the new version; what cannot be computed is a fault.

    What the old version listened to and is heard no more has fired already, so only what has no counterpart is new.
    """
    known = frozenset(move.steps.values())
    for scope in [case, *case.subprocesses.values()]:
        if scope.scope_id not in moved:
            continue
        scope.furnish(scope.data)
        for token in sorted(scope.tasks.values(), key=lambda one: int(one.id) if one.id.isdigit() else 0):
            if token is scope.task_tree:
                continue
            try:
                _adjust(token, before.index[token.id], move.restart_timers)
                _add_missing(token, known)
            except Incident as incident:
                faults.append(Misfit(element=token.task_spec.element.id, zh=incident.zh, en=incident.en))
        _listen(scope, known, faults)
        _ask_again(scope)


def _adjust(token: Token, before: Token, restart: bool) -> None:
    """A wait whose definition reads otherwise now is computed anew; a timer also where the plan says so.

    A service that is to be called again and an activity that lacks data wait for no event: the new version decides
    when it is time.
    """
    wait = token.internal_data.get("wait")
    if wait is None or "retry" in wait or "data" in wait:
        return
    new, old = token.task_spec.event_definition, before.task_spec.event_definition
    same = _words(new) == _words(old)
    if same and not (restart and "timer" in wait):
        return
    seen_by = token.parent if token.subscription and token.parent is not None else token
    waits = new.subscribe(token.task_spec, seen_by, token.workflow.script_engine)
    part = wait.get("part", 0)
    if part >= len(waits):
        token.workflow.discard(token)
        return
    token.workflow.top_workflow.conditions.pop(token.id, None)
    token.workflow.hold(token, waits[part])


def _add_missing(token: Token, known: frozenset[str]) -> None:
    """Boundary events of an activity, and events after a gateway, that the old version did not have."""
    if token.subscription or token.gone or token.phase == ENTER or token.trouble is not None:
        return
    workflow, engine = token.workflow, token.workflow.script_engine
    for event in _events_at(token):
        if event.name not in known:
            for wait in event.event_definition.subscribe(event, token, engine):
                workflow.listen(event, wait, token)


def _events_at(token: Token) -> Iterator[Any]:
    spec = token.task_spec
    if isinstance(spec, Activity):
        yield from spec.attached
    if isinstance(spec, EventBasedGateway):
        yield from (token.workflow.spec.task_specs[flow.target] for flow in spec.outgoing)


def _listen(scope: ScopeWorkflow, known: frozenset[str], faults: list[Misfit]) -> None:
    """Event subprocesses the old version did not have, unless one of them has taken the scope over alone."""
    if not scope.watched:
        return
    alone = any(_has_taken_over(token) for token in scope.task_tree.children)
    for start in scope.spec.event_starts:
        if start.name in known or alone:
            continue
        try:
            engine = scope.script_engine
            for wait in start.event_definition.subscribe(start, scope.task_tree, engine):
                scope.listen(start, wait, None)
        except Incident as incident:
            faults.append(Misfit(element=start.element.id, zh=incident.zh, en=incident.en))


def _has_taken_over(token: Token) -> bool:
    start = token.task_spec.trigger
    return start is not None and bool(start.interrupting)


def _ask_again(scope: ScopeWorkflow) -> None:
    """Tokens that wait for others arrive once more, since the new version may need fewer of them."""
    for waiting in [list(flows.values()) for flows in scope.joins.values()]:
        for token in [one for queue in waiting for one in list(queue)]:
            scope.unqueue(token)
            token._set_state(TaskState.FUTURE)
            scope.top_workflow.agenda.append(token)


def _words(definition: Any) -> list[tuple[Any, ...]]:
    """What an event definition says, to tell whether two say the same."""
    return [
        (
            part.kind,
            *(getattr(getattr(part, name, None), "text", None) for name in ("title", "key", "expression", "condition")),
            getattr(part, "timer", None),
        )
        for part in definition.parts
    ]
