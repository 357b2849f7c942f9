"""A case that stands still for ever is an incident: its joins wait for tokens that cannot come any more.

That is a fault of its diagram, such as a parallel join behind an exclusive split. A person sees one of the tokens and
skips or moves it, instead of a case that nobody ever hears of again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from SpiffWorkflow.util.task import TaskState

if TYPE_CHECKING:
    from engine.kernel.tokens import Token
    from engine.kernel.workflow import CaseWorkflow


def look(case: CaseWorkflow) -> None:
    """Stop a token with an incident if the case is not over and nothing can ever happen in it."""
    if case.completed or any(map(stirs, case.index.values())):
        return
    scopes = [case, *case.subprocesses.values()]
    joins = [queue for scope in scopes for flows in scope.joins.values() for queue in flows.values()]
    still = [token for token in case.index.values() if not (token.children or token.id in case.subprocesses)]
    stuck = min([token for queue in joins for token in queue] or still, key=_number, default=None)
    if stuck is not None:
        stuck.workflow.unqueue(stuck)
        stuck.stop(
            "stuck",
            "流程停在这里：要等的其他分支不会再来，也没有待办、定时或消息可等。请核对流程图，必要时跳过或跳转。",
            "The case stands still here: other branches it waits for will not come, and nothing else is awaited. "
            "Look at the diagram, and skip or move the token if need be.",
        )


def stirs(token: Token) -> bool:
    """Whether something may still happen to a token: by a person, an event, a repair, a step to begin."""
    wait = token.internal_data.get("wait")
    if token.trouble is not None or (wait is not None and "inner" not in wait):
        return True
    return token.state == TaskState.READY or token.task_spec.offers(token)


def _number(token: Token) -> int:
    return token.number
