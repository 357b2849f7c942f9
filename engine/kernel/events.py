"""Events: caught by subscriptions, thrown within the case and outwards (BPMN 2.0.2 §13.5)."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from engine.kernel import sending, subscriptions
from engine.kernel.activities import Activity
from engine.kernel.definitions import Link
from engine.kernel.elements import Flow
from engine.kernel.node import Node
from engine.kernel.tokens import ENTERED, Token


class Catching(Node):
    """A node in the flow where a token waits for its event."""

    event_definition: Any

    def _update_hook(self, my_task: Token) -> bool:
        self.enter(my_task)
        workflow = my_task.workflow
        waits = self.event_definition.subscribe(self, my_task, workflow.script_engine)
        if not waits or my_task.internal_data.pop("came", None) is not None:
            return True
        if len(waits) == 1:
            workflow.hold(my_task, waits[0])
            return False
        for wait in waits:
            workflow.listen(self, wait, my_task)
        my_task._set_state(TaskState.WAITING)
        return False

    def caught(self, token: Token, variables: dict[str, Any]) -> None:
        """The event is here: the token goes on with what it brought."""
        brought = subscriptions.arrive(token, variables)
        if brought is None:
            return
        if token.subscription:
            token = self.step_in(token)
        token.internal_data.pop("wait", None)
        token.internal_data["answers"] = brought
        token._ready()

    def step_in(self, subscription: Token) -> Token:
        """The token that goes on: the one that stands here with several subscriptions, or a gateway's that fired."""
        workflow = subscription.workflow
        owner: Token = subscription.parent
        if owner.task_spec is self:
            for other in subscriptions.siblings(subscription):
                workflow.discard(other)
            return owner
        subscriptions.decide(subscription)
        workflow.record(subscription, "entered")
        subscription.phase = ENTERED
        return subscription


class CatchEvent(Catching, defaults.IntermediateCatchEvent):  # type: ignore[misc]
    """bpmn:intermediateCatchEvent: waits for its event; a link passes at once."""


class ReceiveTask(Catching, Activity, defaults.ReceiveTask):  # type: ignore[misc]
    """bpmn:receiveTask: waits for its message (BPMN 2.0.2 §13.3.3)."""


class BoundaryEvent(Node, defaults.BoundaryEvent):  # type: ignore[misc]
    """bpmn:boundaryEvent: on its event a token leaves the activity by this way (BPMN 2.0.2 §13.5.3)."""

    event_definition: Any
    cancel_activity: bool

    def caught(self, token: Token, variables: dict[str, Any]) -> None:
        """The subscription has fired; one that repeats stays."""
        host, brought = token.parent, subscriptions.arrive(token, variables)
        if brought is not None and host is not None:
            subscriptions.renew(token)
            self.act(host, brought)

    def act(self, host: Token, variables: dict[str, Any]) -> None:
        """Put a token here; an interrupting event cancels the activity."""
        workflow = host.workflow
        workflow.place(self).internal_data["answers"] = variables
        if self.cancel_activity:
            host.cancel()


class StartEvent(Node, defaults.StartEvent):  # type: ignore[misc]
    """bpmn:startEvent of a process or subprocess: the token passes."""

    event_definition: Any


class ParallelStart(Catching, StartEvent):
    """bpmn:startEvent of a process that needs several triggers: the first begins the case, which awaits the others."""

    def _update_hook(self, my_task: Token) -> bool:
        self.enter(my_task)
        workflow, came = my_task.workflow, my_task.internal_data.pop("came", 0)
        waits = self.event_definition.subscribe(self, my_task, workflow.script_engine)
        for wait in waits:
            if wait["part"] != came:
                workflow.listen(self, wait, my_task)
        my_task._set_state(TaskState.WAITING)
        return False


class EventStart(StartEvent):
    """bpmn:startEvent of an event subprocess: guards the scope around it (BPMN 2.0.2 §13.5.4)."""

    interrupting = True

    def caught(self, token: Token, variables: dict[str, Any]) -> None:
        """The subscription of a scope has fired; one that repeats stays."""
        workflow, brought = token.workflow, subscriptions.arrive(token, variables)
        if brought is not None:
            subscriptions.renew(token)
            self.act(workflow.task_tree, brought)

    def act(self, host: Token, variables: dict[str, Any]) -> None:
        """Run the event subprocess in the scope `host` is in; an interrupting one is then alone there."""
        workflow = host.workflow
        handler = workflow.place(workflow.spec.task_specs[self.element.parent or ""])
        handler.internal_data["brought"] = variables
        if self.interrupting:
            workflow.sweep(handler)


class Throwing(Node):
    """A node that throws its event and goes on."""

    event_definition: Any

    def _run_hook(self, my_task: Token) -> bool | None:
        """Throw each part; a retry goes on with the one that failed."""
        held = my_task.internal_data
        for number, part in enumerate(self.event_definition.parts):
            if number < held.get("part", 0):
                continue
            held["part"] = number
            variables = dict(my_task.data) if self.settings.inputs else {}
            if not sending.throw(my_task, part, variables) or my_task.gone:
                return None
        held.pop("part", None)
        return True


class ThrowEvent(Throwing, defaults.IntermediateThrowEvent):  # type: ignore[misc]
    """bpmn:intermediateThrowEvent: throws its event and goes on."""


class LinkThrow(ThrowEvent):
    """A throwing link: the token goes on at the catching link of the same name."""

    landing: str = ""

    def choose(self, token: Token) -> list[Flow]:
        assert isinstance(self.event_definition, Link)
        return [Flow(self.element.id, self.element.id, self.landing, None, False)]


class SendTask(Throwing, Activity, defaults.SendTask):  # type: ignore[misc]
    """bpmn:sendTask: sends its message, or calls a service."""


class EndEvent(Throwing, defaults.EndEvent):  # type: ignore[misc]
    """bpmn:endEvent: throws its event, and the token is consumed."""
