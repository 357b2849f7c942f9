"""A token: SpiffWorkflow's task without prediction, wall clock and logging, which leaves the tree when it is done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

if TYPE_CHECKING:
    from engine.kernel.node import Node
    from engine.kernel.workflow import ScopeWorkflow

ENTER, ENTERED, RUN, LEAVE, FLOW = "enter", "entered", "run", "leave", "flow"
"""Where a token is in the life of its element; trouble is retried from there."""


class Token(Task):  # type: ignore[misc]
    """A live token. `children` are what it owns: boundary subscriptions, items of a multi-instance activity."""

    task_spec: Node
    workflow: ScopeWorkflow
    data: dict[str, Any]
    internal_data: dict[str, Any]
    id: str
    _state: int = TaskState.FUTURE
    triggered = False
    thread_id = 0
    last_state_change = 0.0
    phase = ENTER
    since: datetime | None = None
    trouble: dict[str, str] | None = None
    subscription = False
    gone = False

    def __init__(
        self, workflow: ScopeWorkflow, spec: Node, parent: Token | None, number: int, flow: str | None = None
    ) -> None:
        self.workflow = workflow
        self.task_spec = spec
        self.number = number
        self.id = str(number)
        self._parent = parent.id if parent is not None else None
        self._children: dict[str, None] = {}
        self.data = {}
        self.internal_data = {}
        self.flow = flow
        workflow.add(self)
        if parent is not None:
            parent._child_added_notify(self)

    @property
    def is_item(self) -> bool:
        """Whether this is one instance of a multi-instance activity."""
        parent = self.parent
        return parent is not None and parent.task_spec.name == self.internal_data.get("item_of")

    def run(self) -> bool | None:
        """Do the work of the element (SpiffWorkflow's state machine)."""
        self.phase = RUN
        result: bool | None = super().run()
        return result

    def complete(self) -> None:
        """The work is done: map the answers, then leave; unless the work itself took the token away."""
        if self.gone:
            return
        self.phase = LEAVE
        super().complete()

    def error(self) -> None:
        """The work failed; the step that drives the token says why."""
        self._set_state(TaskState.ERROR)

    def cancel(self) -> None:
        """Take the token away with all it owns and all that is in its scope, the innermost first."""
        todo = [(self, False)]
        while todo:
            token, emptied = todo.pop()
            if token.gone:
                continue
            if emptied:
                token._leave()
                continue
            token._set_state(TaskState.CANCELLED)
            todo.append((token, True))
            todo.extend((one, False) for one in reversed(token._within()))

    def _within(self) -> list[Token]:
        """What goes with the token: what it owns, and the tokens of its scope, which is over."""
        found = sorted(self.children, key=_number)
        inner = self.workflow.top_workflow.subprocesses.get(self.id)
        if inner is not None:
            inner.completed = True
            found += sorted(inner.task_tree.children, key=_number)
        return found

    def _leave(self) -> None:
        """Go, with nothing left inside."""
        self.task_spec._on_cancel(self)
        if self.phase != ENTER and not self.subscription:
            self.workflow.record(self, "cancelled")
        self.workflow.discard(self)

    def settle_under(self, parent: Token) -> None:
        """Move below another token of the same scope, as a subscription does that has fired."""
        previous = self.parent
        if previous is not None:
            previous._children.pop(self.id, None)
        self._parent = parent.id
        parent._child_added_notify(self)

    def stop(self, kind: str, zh: str, en: str) -> None:
        """Stay here with an incident."""
        self._set_state(TaskState.ERROR)
        self.trouble = {"kind": kind, "zh": zh, "en": en}

    def _set_state(self, value: int) -> None:
        if not self.gone:
            self._state = value

    def _child_added_notify(self, child: Task) -> None:
        self._children[child.id] = None

    def _inherit_data(self) -> None:
        """Nothing is copied: variables are looked up in their scopes."""


def _number(token: Token) -> int:
    return token.number
