"""Repairs an incident: the failed stage is done again, or passed over; a service is called again."""

from __future__ import annotations

from SpiffWorkflow.util.task import TaskState

from engine.kernel.errors import NotSkippable
from engine.kernel.tokens import ENTER, ENTERED, FLOW, RUN, Token

STATES = {ENTER: TaskState.FUTURE, ENTERED: TaskState.FUTURE, RUN: TaskState.READY}
"""The state SpiffWorkflow's machine goes on from; what failed after the work was done goes on as completed."""


def retry(token: Token) -> None:
    """Do the failed stage again."""
    resume(token, STATES.get(token.phase, TaskState.COMPLETED))


def again(token: Token) -> None:
    """Call a service again that has failed before."""
    del token.internal_data["wait"]
    resume(token, TaskState.READY)


def skip(token: Token) -> None:
    """Leave the element without the failed stage. Raises NotSkippable if the flows to take are what failed."""
    spec, body = token.task_spec, token.parent
    if token.phase == FLOW and token.is_item and body is not None:
        body.task_spec.pass_over(body, token)
        return
    if token.phase == FLOW:
        flows = [flow for flow in spec.outgoing if flow.default] or list(spec.outgoing)
        if len(flows) != 1:
            raise NotSkippable(element=spec.element.name or spec.element.id)
        token.trouble = None
        token.workflow.depart(token, flows)
        return
    token.phase = FLOW
    resume(token, TaskState.COMPLETED)


def resume(token: Token, state: int) -> None:
    """Put the token back into the machine."""
    token.trouble = None
    token._set_state(state)
    token.workflow.top_workflow.agenda.append(token)
