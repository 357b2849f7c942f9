"""Multi-instance activities: a body that lives as long as its items (BPMN 2.0.2 §13.3.6, zeebe:loopCharacteristics)."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from engine.kernel import scopes
from engine.kernel.activities import Activity
from engine.kernel.elements import Loop
from engine.kernel.errors import Incident
from engine.kernel.evaluation import shown
from engine.kernel.tokens import Token


class MultiInstance(Activity):
    """The body. Its variables hold the output collection; the items are its children.

    The collection is taken once, on arrival, so that what changes later moves no work already given out.
    """

    task_spec: str
    opens_scope = True

    @property
    def loop(self) -> Loop:
        """How it repeats."""
        assert self.settings.loop is not None
        return self.settings.loop

    def _update_hook(self, my_task: Token) -> bool:
        self.enter(my_task)
        held = my_task.internal_data
        if not held["left"]:
            return True
        my_task._set_state(TaskState.STARTED)
        self.begin(my_task)
        while held["left"] and not self.loop.sequential:
            self.begin(my_task)
        return False

    def prepare(self, token: Token) -> None:
        items = self.items(token)
        if self.loop.output:
            token.data[self.loop.output] = [None] * len(items)
        token.internal_data.update(total=len(items), left=items[::-1], done=0)

    def items(self, body: Token) -> list[Any]:
        """The input collection. Raises Incident unless it is a list."""
        value = body.workflow.script_engine.evaluate(body, self.loop.collection)
        if isinstance(value, list):
            return value
        text = self.loop.collection.text
        raise Incident(
            "collection",
            f"多实例集合“{text}”应为列表，结果却是 {shown(value)}。",
            f"The collection {text} should be a list, but is {shown(value)}.",
        )

    def begin(self, body: Token) -> None:
        """The next item: its own scope with the item, its number from 1 and a place for its result."""
        workflow, held = body.workflow, body.internal_data
        value = held["left"].pop()
        item = workflow.place(workflow.spec.task_specs[self.task_spec], parent=body)
        item.internal_data["item_of"] = self.name
        item.data["loopCounter"] = held["total"] - len(held["left"])
        if self.loop.item:
            item.data[self.loop.item] = value
        if self.result_name and self.result_name not in item.data:
            item.data[self.result_name] = None

    @property
    def result_name(self) -> str | None:
        """The variable an output element consists of, if it is one: each item then has its own (Camunda 8)."""
        result = self.loop.output_item
        if result is None or result.compiled is None or len(result.compiled.names) != 1:
            return None
        (name,) = result.compiled.names
        text = result.text.removeprefix("=").strip()
        return name if text == name or text.startswith(f"{name}.") else None

    def collect(self, body: Token, item: Token) -> None:
        """An item is done: keep its result and ask whether that is enough. A retry does this again."""
        loop, engine = self.loop, body.workflow.script_engine
        if loop.output and loop.output_item is not None:
            body.data[loop.output][item.data["loopCounter"] - 1] = engine.evaluate(item, loop.output_item)
        enough = loop.until is not None and engine.holds(item, loop.until, self.counts(body))
        self.go_on(body, item, enough)

    def go_on(self, body: Token, item: Token, enough: bool) -> None:
        """The item is gone; the next one begins, or the body ends when all or enough are done."""
        workflow, held, loop = body.workflow, body.internal_data, self.loop
        held["done"] += 1
        if loop.sequential and not enough and held["left"]:
            self.begin(body)
        workflow.depart(item, ())
        if enough or held["done"] == held["total"]:
            self.end(body)

    def counts(self, body: Token) -> dict[str, int]:
        """What a completion condition may ask, this item counted as completed (BPMN 2.0.2 table 10.30)."""
        held = body.internal_data
        done = held["done"] + 1
        return {
            "numberOfInstances": held["total"],
            "numberOfActiveInstances": held["total"] - len(held["left"]) - done,
            "numberOfCompletedInstances": done,
            "numberOfTerminatedInstances": 0,
        }

    def end(self, body: Token) -> None:
        """All or enough items are done; the others are cancelled."""
        workflow = body.workflow
        for child in sorted(body.children, key=lambda token: token.number):
            if child.is_item:
                child.cancel()
        body._set_state(TaskState.READY)
        workflow.top_workflow.agenda.append(body)

    def _on_complete_hook(self, my_task: Token) -> None:
        if self.loop.output:
            scopes.spread(my_task, {self.loop.output: my_task.data[self.loop.output]}, outside=True)


class ParallelItems(MultiInstance, defaults.ParallelMultiInstanceTask):  # type: ignore[misc]
    """All items at once."""


class SequentialItems(MultiInstance, defaults.SequentialMultiInstanceTask):  # type: ignore[misc]
    """One item after the other."""
