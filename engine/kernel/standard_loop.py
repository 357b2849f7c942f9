"""The standard loop: the same activity again while a condition holds (BPMN 2.0.2 §10.3.8, §13.3.6)."""

from __future__ import annotations

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from engine.kernel.elements import Repeat
from engine.kernel.multi_instance import Repeating
from engine.kernel.tokens import Token


class StandardLoop(Repeating, defaults.StandardLoopTask):  # type: ignore[misc]
    """One round after the other; a condition sees `loopCounter`, the number of rounds that are done."""

    @property
    def repeat(self) -> Repeat:
        """How it repeats."""
        assert self.settings.repeat is not None
        return self.settings.repeat

    def prepare(self, token: Token) -> None:
        token.internal_data["done"] = 0
        token.internal_data["once"] = not self.repeat.before or self.again(token, 0)

    def _update_hook(self, my_task: Token) -> bool:
        self.enter(my_task)
        if not my_task.internal_data.pop("once"):
            return True
        my_task._set_state(TaskState.STARTED)
        self.place_item(my_task, 1)
        return False

    def again(self, seen_by: Token, done: int) -> bool:
        """Whether there is another round after so many."""
        repeat = self.repeat
        if repeat.most is not None and done >= repeat.most:
            return False
        if repeat.condition is None:
            return True
        return seen_by.workflow.script_engine.holds(seen_by, repeat.condition, {"loopCounter": done})

    def collect(self, body: Token, item: Token) -> None:
        """A round is done: ask whether there is another. A retry asks again."""
        self.go_on(body, item, self.again(item, body.internal_data["done"] + 1))

    def go_on(self, body: Token, item: Token, again: bool) -> None:
        """The round is over; the next one begins or the body ends."""
        body.internal_data["done"] += 1
        if again:
            self.place_item(body, body.internal_data["done"] + 1)
        body.workflow.depart(item, ())
        if not again:
            self.end(body)

    def pass_over(self, body: Token, item: Token) -> None:
        """A person gives up asking whether there is another round: there is none."""
        self.go_on(body, item, again=False)
