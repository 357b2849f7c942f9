"""Events: caught by subscriptions, thrown within the case and outwards (BPMN 2.0.2 §13.5)."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from engine.kernel import throwing, timers
from engine.kernel.activities import Activity, serve
from engine.kernel.definitions import Coded, Link, Message, Signal, Terminate
from engine.kernel.elements import Flow
from engine.kernel.node import Node
from engine.kernel.tokens import ENTERED, Token
from engine.kernel.waits import Thrown


class Catching(Node):
    """A node in the flow where a token waits for its event."""

    event_definition: Any

    def prepare(self, token: Token) -> None:
        wait = self.event_definition.subscribe(self, token, token.workflow.script_engine)
        if wait is not None:
            token.internal_data["wait"] = wait

    def _update_hook(self, my_task: Token) -> bool:
        self.enter(my_task)
        if "wait" not in my_task.internal_data:
            return True
        my_task._set_state(TaskState.WAITING)
        return False

    def caught(self, token: Token, variables: dict[str, Any]) -> None:
        """The event is here: the token goes on with what it brought."""
        workflow = token.workflow
        if token.subscription:
            gateway = token.parent
            token.subscription = False
            token.settle_under(workflow.task_tree)
            workflow.record(gateway, "completed")
            for other in gateway.children:
                workflow.discard(other)
            workflow.discard(gateway)
            workflow.record(token, "entered")
            token.phase = ENTERED
        del token.internal_data["wait"]
        token.internal_data["answers"] = variables
        token._ready()


class CatchEvent(Catching, defaults.IntermediateCatchEvent):  # type: ignore[misc]
    """bpmn:intermediateCatchEvent; a link passes at once."""


class ReceiveTask(Catching, Activity, defaults.ReceiveTask):  # type: ignore[misc]
    """bpmn:receiveTask: waits for its message (BPMN 2.0.2 §13.3.3)."""


class BoundaryEvent(Node, defaults.BoundaryEvent):  # type: ignore[misc]
    """bpmn:boundaryEvent: on its event a token leaves the activity by this way (BPMN 2.0.2 §13.5.3)."""

    event_definition: Any
    cancel_activity: bool

    def caught(self, token: Token, variables: dict[str, Any]) -> None:
        """The subscription has fired; one that repeats stays."""
        host = token.parent
        renew(token)
        self.act(host, variables)

    def act(self, host: Token, variables: dict[str, Any]) -> None:
        """Put a token here; an interrupting event cancels the activity."""
        workflow = host.workflow
        workflow.place(self).internal_data["answers"] = variables
        if self.cancel_activity:
            host.cancel()


class StartEvent(Node, defaults.StartEvent):  # type: ignore[misc]
    """bpmn:startEvent of a process or subprocess: the token passes."""

    event_definition: Any


class EventStart(StartEvent):
    """bpmn:startEvent of an event subprocess: guards the scope around it (BPMN 2.0.2 §13.5.4)."""

    interrupting = True

    def caught(self, token: Token, variables: dict[str, Any]) -> None:
        """The subscription of a scope has fired; one that repeats stays."""
        workflow = token.workflow
        renew(token)
        self.act(workflow.task_tree, variables)

    def act(self, host: Token, variables: dict[str, Any]) -> None:
        """Run the event subprocess in the scope `host` is in; an interrupting one is then alone there."""
        workflow = host.workflow
        handler = workflow.place(workflow.spec.task_specs[self.element.parent or ""])
        handler.internal_data["start"] = self.name
        handler.internal_data["payload"] = variables
        if self.interrupting:
            workflow.sweep(handler)


def renew(token: Token) -> None:
    """A subscription that fired: a message or signal keeps it, a cycle is set to its next time, else it ends."""
    timer = token.internal_data["wait"].get("timer")
    if timer is None:
        return
    left = timer.get("left")
    every = timers.span(timer.get("every"))
    due = None if every is None or left == 1 else timers.later(timer["due"], every)
    if due is None:
        token.workflow.discard(token)
    else:
        timer["due"] = due
        timer["left"] = None if left is None else left - 1


class Throwing(Node):
    """A node that throws its event and goes on."""

    event_definition: Any

    def _run_hook(self, my_task: Token) -> bool | None:
        definition = self.event_definition
        if isinstance(definition, Message):
            return self.send(my_task, definition)
        if isinstance(definition, Signal):
            self.broadcast(my_task, definition)
        elif isinstance(definition, Coded):
            return self.escalate(my_task, definition)
        elif isinstance(definition, Terminate):
            my_task.workflow.sweep(my_task)
        return True

    def send(self, token: Token, definition: Message) -> bool | None:
        """A message goes outwards with the input mappings as its variables, or through a service if one is named."""
        if self.settings.service is not None:
            return serve(self, token)
        top = token.workflow.top_workflow
        address = definition.address(token, top.script_engine)
        variables = dict(token.data) if self.settings.inputs else {}
        top.thrown.append(Thrown(kind="message", name=address["name"], key=address["key"], variables=variables))
        return True

    def broadcast(self, token: Token, definition: Signal) -> None:
        """A signal reaches every subscription of this case at once, and goes outwards."""
        top = token.workflow.top_workflow
        name = definition.called(token, top.script_engine)
        variables = dict(token.data) if self.settings.inputs else {}
        top.thrown.append(Thrown(kind="signal", name=name, key=None, variables=variables))
        for other in list(top.index.values()):
            wait = other.internal_data.get("wait") or {}
            if not other.gone and other.state == TaskState.WAITING and wait.get("signal") == {"name": name}:
                other.task_spec.caught(other, dict(variables))

    def escalate(self, token: Token, definition: Coded) -> bool | None:
        """An error must be caught, an escalation may be."""
        variables = dict(token.data) if self.settings.inputs else {}
        if definition.kind == "error":
            return throwing.throw_error(token, definition.code, "", variables)
        throwing.catch(token, "escalation", definition.code, variables)
        return True


class ThrowEvent(Throwing, defaults.IntermediateThrowEvent):  # type: ignore[misc]
    """bpmn:intermediateThrowEvent."""


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
