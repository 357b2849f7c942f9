"""Multi-instance activities: a body that lives as long as its items (BPMN 2.0.2 §13.3.7, zeebe:loopCharacteristics)."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from engine.kernel import scopes, sending, subscriptions
from engine.kernel.activities import Activity
from engine.kernel.elements import Loop
from engine.kernel.errors import Incident
from engine.kernel.evaluation import shown
from engine.kernel.event_reading import Behavior
from engine.kernel.expressions import Expression
from engine.kernel.tokens import Token


class Repeating(Activity):
    """The body of an activity that is done several times; its items are its children."""

    task_spec: str
    event_definition: Any = None
    """What an item that is a receive task awaits."""
    opens_scope = True
    repeats = True

    def place_item(self, body: Token, number: int) -> Token:
        """The next item: its own scope with its number from 1."""
        workflow = body.workflow
        item = workflow.place(workflow.spec.task_specs[self.task_spec], parent=body)
        item.internal_data["item_of"] = self.name
        item.data["loopCounter"] = number
        if self.handles_events:
            item.internal_data["brought"] = body.internal_data.get("brought", {})
        elif "came" in body.internal_data:
            brought = body.internal_data.pop("brought", {})
            item.internal_data.update(came=body.internal_data.pop("came"), answers=brought)
        return item

    def caught(self, token: Token, variables: dict[str, Any]) -> None:
        """The message of an event-based gateway before this receive task is here: it is that of the first item."""
        subscriptions.decide(token)
        del token.internal_data["wait"]
        token.internal_data.update(came=0, brought=variables)
        token._set_state(TaskState.FUTURE)
        token.workflow.top_workflow.agenda.append(token)

    def end(self, body: Token) -> None:
        """All or enough items are done; the others are cancelled."""
        workflow = body.workflow
        for child in sorted(body.children, key=lambda token: token.number):
            if child.is_item:
                child.cancel()
        body._set_state(TaskState.READY)
        workflow.top_workflow.agenda.append(body)


class MultiInstance(Repeating):
    """Its variables hold the output collection.

    The collection is taken once, on arrival, so that what changes later moves no work already given out. Held are
    `total`, `begun`, `done` and, of a collection, the items `left`, the next one last.
    """

    behavior = Behavior()

    @property
    def loop(self) -> Loop:
        """How it repeats."""
        assert self.settings.loop is not None
        return self.settings.loop

    def _update_hook(self, my_task: Token) -> bool:
        self.enter(my_task)
        held = my_task.internal_data
        if not held["total"]:
            return True
        my_task._set_state(TaskState.STARTED)
        self.begin(my_task)
        while held["begun"] < held["total"] and not self.loop.sequential:
            self.begin(my_task)
        return False

    def prepare(self, token: Token) -> None:
        loop, held = self.loop, token.internal_data
        if loop.collection is not None:
            items = self.items(token, loop.collection)
            held["left"] = items[::-1]
            total = len(items)
        else:
            assert loop.cardinality is not None
            total = self.number(token, loop.cardinality)
        if loop.output:
            token.data[loop.output] = [None] * total
        held.update(total=total, begun=0, done=0)

    def items(self, body: Token, collection: Expression) -> list[Any]:
        """The input collection. Raises Incident unless it is a list."""
        value = body.workflow.script_engine.evaluate(body, collection)
        if isinstance(value, list):
            return value
        raise Incident(
            "collection",
            f"多实例集合“{collection.text}”应为列表，结果却是 {shown(value)}。",
            f"The collection {collection.text} should be a list, but is {shown(value)}.",
        )

    def number(self, body: Token, cardinality: Expression) -> int:
        """The number of items. Raises Incident unless it is a whole number from 0."""
        value = body.workflow.script_engine.evaluate(body, cardinality)
        if cardinality.compiled is None and isinstance(value, str) and value.isdecimal():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise Incident(
            "cardinality",
            f"多实例次数“{cardinality.text}”应为非负整数，结果却是 {shown(value)}。",
            f"The cardinality {cardinality.text} should be a whole number from 0, but is {shown(value)}.",
        )

    def begin(self, body: Token) -> None:
        """The next item, with what it is for and a place for its result."""
        held = body.internal_data
        held["begun"] += 1
        item = self.place_item(body, held["begun"])
        if "left" in held:
            value = held["left"].pop()
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
        """An item is done: keep its result, ask whether that is enough, tell who listens. A retry does this again."""
        loop, engine = self.loop, body.workflow.script_engine
        if loop.output and loop.output_item is not None:
            body.data[loop.output][item.data["loopCounter"] - 1] = engine.evaluate(item, loop.output_item)
        counts = self.counts(body)
        enough = loop.until is not None and engine.holds(item, loop.until, counts)
        for condition, event in self.behavior.thrown(first=body.internal_data["done"] == 0):
            if condition is None or engine.holds(item, condition, counts):
                sending.throw(body, event, counts)
        if not body.gone:
            self.go_on(body, item, enough)

    def go_on(self, body: Token, item: Token, enough: bool) -> None:
        """The item is gone; the next one begins, or the body ends when all or enough are done."""
        held = body.internal_data
        held["done"] += 1
        if self.loop.sequential and not enough and held["begun"] < held["total"]:
            self.begin(body)
        body.workflow.depart(item, ())
        if enough or held["done"] == held["total"]:
            self.end(body)

    def pass_over(self, body: Token, item: Token) -> None:
        """A person gives up asking whether that is enough: on with the next."""
        self.go_on(body, item, enough=False)

    def counts(self, body: Token) -> dict[str, int]:
        """What a completion condition may ask, this item counted as completed (BPMN 2.0.2 §10.3.8)."""
        held = body.internal_data
        done = held["done"] + 1
        return {
            "numberOfInstances": held["total"],
            "numberOfActiveInstances": held["begun"] - done,
            "numberOfCompletedInstances": done,
            "numberOfTerminatedInstances": 0,
        }

    def _on_complete_hook(self, my_task: Token) -> None:
        if self.loop.output and not self.settings.outputs:
            scopes.spread(my_task, {self.loop.output: my_task.data[self.loop.output]}, outside=True)
        super()._on_complete_hook(my_task)


class ParallelItems(MultiInstance, defaults.ParallelMultiInstanceTask):  # type: ignore[misc]
    """All items at once."""


class SequentialItems(MultiInstance, defaults.SequentialMultiInstanceTask):  # type: ignore[misc]
    """One item after the other."""
