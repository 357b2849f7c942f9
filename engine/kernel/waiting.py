"""Shows the live tokens as waits and places: the read side of a running case."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.kernel import parts, scopes
from engine.kernel.activities import UserTask
from engine.kernel.ad_hoc import AdHocSubprocess
from engine.kernel.addressing import addressed
from engine.kernel.tokens import Token as Live
from engine.kernel.waits import (
    AdHocWait,
    Call,
    ConditionWait,
    DataWait,
    MessageWait,
    RetryWait,
    SignalWait,
    TimerWait,
    Token,
    Trouble,
    UserWait,
    Wait,
)
from engine.kernel.workflow import CaseWorkflow


def waits(case: CaseWorkflow) -> dict[str, Wait]:
    """Wait id -> wait, in the order they came up."""
    found = ((token.id, wait_of(token)) for token in ordered(case))
    return {key: wait for key, wait in found if wait is not None}


def tokens(case: CaseWorkflow) -> list[Token]:
    """Where the case is; subscriptions are no tokens."""
    return [Token(**place(token)) for token in ordered(case) if not token.subscription]


def wait_of(token: Live) -> Wait | None:
    """What one token waits for from outside, if it does."""
    trouble = token.trouble
    if trouble is not None:
        said: dict[str, Any] = dict(trouble)
        return Trouble(token=token.id, **place(token), **said)
    if token.state == TaskState.READY and isinstance(token.task_spec, UserTask):
        form = token.task_spec.element.form
        return UserWait(token=token.id, **place(token), **addressed(token), form=form)
    if token.state == TaskState.STARTED and isinstance(token.task_spec, AdHocSubprocess):
        return ad_hoc_wait(token, token.task_spec)
    wait = token.internal_data.get("wait") if token.state == TaskState.WAITING else None
    if wait is None or "inner" in wait:
        return None
    if "retry" in wait:
        return RetryWait(token=token.id, **place(token), due=wait["timer"]["due"], **wait["retry"])
    if "timer" in wait:
        return TimerWait(token=token.id, **place(token), due=wait["timer"]["due"])
    if "message" in wait:
        return MessageWait(token=token.id, **place(token), **wait["message"])
    if "condition" in wait:
        return ConditionWait(token=token.id, **place(token))
    if "data" in wait:
        return DataWait(token=token.id, **place(token))
    return SignalWait(token=token.id, **place(token), **wait["signal"])


def ad_hoc_wait(token: Live, spec: AdHocSubprocess) -> AdHocWait | None:
    """Where people decide what is to be done next; None once nothing more can be begun."""
    choices = spec.choices(token)
    if not choices:
        return None
    return AdHocWait(
        token=token.id,
        **place(token),
        **addressed(token),
        choices=choices,
        running=spec.running(token),
        queued=spec.queued(token),
        sequential=spec.rule.sequential,
        enough=spec.is_enough(token),
        cancels=spec.rule.cancel_rest,
    )


def place(token: Live) -> dict[str, Any]:
    """The parts every token shows."""
    scope, _ = next(scopes.chain(token))
    return {
        "id": token.id,
        "element": token.task_spec.element.id,
        "ref": token.workflow.ref,
        "calls": calls(token),
        "scope": scope,
        "since": token.since,
        "part": parts.part_of(token),
    }


def calls(token: Live) -> tuple[Call, ...]:
    """The calls a token is in, from the outside in."""
    found: list[Call] = []
    workflow = token.workflow
    while workflow.caller is not None:
        if workflow.is_process:
            found.append(Call(workflow.caller.id, workflow.caller.task_spec.element.id))
        workflow = workflow.caller.workflow
    return tuple(reversed(found))


def ordered(case: CaseWorkflow) -> list[Live]:
    """The live tokens by age."""
    return sorted(case.index.values(), key=lambda token: token.number)
