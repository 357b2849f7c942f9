"""Gateways: where tokens part and meet (BPMN 2.0.2 §13.4)."""

from __future__ import annotations

from collections import deque
from functools import cached_property

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from engine.kernel.elements import Flow
from engine.kernel.node import Node
from engine.kernel.tokens import ENTER, Token
from engine.kernel.workflow import ScopeWorkflow


class ExclusiveGateway(Node, defaults.ExclusiveGateway):  # type: ignore[misc]
    """bpmn:exclusiveGateway: the first flow that holds, in the order of the file, else the default (§13.4.2)."""

    def choose(self, token: Token) -> list[Flow]:
        engine = token.workflow.script_engine
        for flow in self.outgoing:
            if not flow.default and (flow.condition is None or engine.holds(token, flow.condition)):
                return [flow]
        return self.fallback(token)


class Join(Node):
    """A gateway where tokens wait for each other, counted per incoming flow and scope."""

    waits_for_all = True

    def _update_hook(self, my_task: Token) -> bool:
        if len(self.incoming) < 2 or my_task.phase != ENTER:
            self.enter(my_task)
            return True
        my_task.workflow.unqueue(my_task)
        my_task._set_state(TaskState.WAITING)
        my_task.workflow.queue(my_task)
        return self.activate(my_task)

    def activate(self, token: Token) -> bool:
        """Whether the arrival of this token activates the gateway."""
        return False

    def releases(self, scope: ScopeWorkflow, waiting: dict[str, deque[Token]]) -> bool:
        """Whether the gateway is activated because nothing else can move."""
        return False

    def merge(self, token: Token, waiting: dict[str, deque[Token]]) -> None:
        """Consume one token of each flow that has one; `token` goes on, excess tokens stay."""
        workflow = token.workflow
        for flow, queue in list(waiting.items()):
            if flow != token.flow:
                workflow.discard(queue[0])
        workflow.unqueue(token)
        self.enter(token)


class Gathering(Join):
    """A join that looks where tokens may still come from."""

    @cached_property
    def upstream(self) -> dict[str, frozenset[str]]:
        """Incoming flow -> the nodes from which a token can come by it without passing this gateway.

        Computed when it is first asked: all of them at once would take a huge diagram minutes to read.
        """
        return {flow.id: self.reaching(flow.source) for flow in self.incoming}

    def reaching(self, source: str) -> frozenset[str]:
        """The nodes from which a token can come to the end of `source`."""
        before, found, todo = self._wf_spec.before, set[str](), [source]
        while todo:
            name = todo.pop()
            if name != self.name and name not in found:
                found.add(name)
                todo.extend(before.get(name, ()))
        return frozenset(found)


class ParallelGateway(Join, defaults.ParallelGateway):  # type: ignore[misc]
    """bpmn:parallelGateway: waits for one token on every incoming flow (§13.4.1)."""

    def activate(self, token: Token) -> bool:
        waiting = token.workflow.joins[self.name]
        if len(waiting) < len(self.incoming):
            return False
        self.merge(token, waiting)
        return True

    def choose(self, token: Token) -> list[Flow]:
        return list(self.outgoing)


class InclusiveGateway(Gathering, defaults.InclusiveGateway):  # type: ignore[misc]
    """bpmn:inclusiveGateway: waits while a live token may still come by a flow that has none (§13.4.3)."""

    def releases(self, scope: ScopeWorkflow, waiting: dict[str, deque[Token]]) -> bool:
        if any(self.awaits(token, waiting) for token in scope.task_tree.children):
            return False
        token = min((queue[0] for queue in waiting.values()), key=lambda first: first.number)
        self.merge(token, waiting)
        token._ready()
        return True

    def awaits(self, token: Token, waiting: dict[str, deque[Token]]) -> bool:
        """Whether a token elsewhere can reach an empty incoming flow, and none where a token already waits."""
        place = token.task_spec.name
        reached = [flow.id for flow in self.incoming if place in self.upstream[flow.id]]
        return bool(reached) and not any(flow in waiting for flow in reached)


class ComplexGateway(Gathering, defaults.InclusiveGateway):  # type: ignore[misc]
    """bpmn:complexGateway: activated by a condition over the tokens that are here, then waits for the rest (§13.4.5).

    The condition sees `activationCount`, the number of tokens on its incoming flows, and each flow's number by the id
    of the flow. Once activated the gateway lets those that come late pass into nothing, or along the flows whose
    condition holds with `waitingForStart` false, until none can come any more: then it waits for its start again.
    """

    def activate(self, token: Token) -> bool:
        scope = token.workflow
        if self.name in scope.fired or not self.holds(token, scope.joins[self.name]):
            return False
        waiting = scope.joins[self.name]
        received = [flow.id for flow in self.incoming if flow.id in waiting]
        if len(received) < len(self.incoming):
            scope.fired[self.name] = received
            scope.top_workflow.gathering[scope.scope_id] = scope
        self.merge(token, waiting)
        return True

    def holds(self, token: Token, waiting: dict[str, deque[Token]]) -> bool:
        """The activation condition; without one the first token is enough."""
        condition = self.settings.activation
        if condition is None:
            return True
        counts = {flow.id: len(waiting.get(flow.id, ())) for flow in self.incoming}
        extra = {**counts, "activationCount": sum(counts.values())}
        return token.workflow.script_engine.holds(token, condition, extra)

    def releases(self, scope: ScopeWorkflow, waiting: dict[str, deque[Token]]) -> bool:
        """The reset: every flow that had no token at the activation has one now, or can get none any more."""
        received = scope.fired.get(self.name)
        if received is None:
            return False
        rest = [flow.id for flow in self.incoming if flow.id not in received]
        here = {*received, *(flow for flow in rest if flow in waiting)}
        if any(self.awaits(token, here) for token in scope.task_tree.children):
            return False
        del scope.fired[self.name]
        late = [waiting[flow][0] for flow in rest if flow in waiting]
        for token in late[1:]:
            scope.discard(token)
        for token in late[:1]:
            scope.unqueue(token)
            token.internal_data["reset"] = True
            self.enter(token)
            token._ready()
        left = (queue[0] for queue in scope.joins.get(self.name, {}).values())
        excess = min(left, key=lambda first: first.number, default=None)
        if excess is not None and self.activate(excess):
            excess._ready()
        return True

    def awaits(self, token: Token, here: set[str]) -> bool:
        """Whether a token elsewhere can reach a flow that has had none, and none of those that have."""
        reached = [flow.id for flow in self.incoming if token.task_spec.name in self.upstream[flow.id]]
        return bool(reached) and not any(flow in here for flow in reached)

    def choose(self, token: Token) -> list[Flow]:
        engine, reset = token.workflow.script_engine, "reset" in token.internal_data
        extra = {"waitingForStart": not reset}
        taken = [
            flow
            for flow in self.outgoing
            if (engine.holds(token, flow.condition, extra) if flow.condition else not (reset or flow.default))
        ]
        return taken if taken or reset else self.fallback(token)


class EventBasedGateway(Node, defaults.EventBasedGateway):  # type: ignore[misc]
    """bpmn:eventBasedGateway: the first of the events after it decides the way (§13.4.4).

    One that begins the process may be parallel: all of its events must come, the first makes the case.
    """

    parallel = False

    def _update_hook(self, my_task: Token) -> bool:
        self.enter(my_task)
        workflow = my_task.workflow
        targets = [workflow.spec.task_specs[flow.target] for flow in self.outgoing]
        engine = workflow.script_engine
        waits = [(target, target.event_definition.subscribe(target, my_task, engine)) for target in targets]
        for target, found in waits:
            for wait in found:
                workflow.listen(target, wait, my_task)
        my_task._set_state(TaskState.WAITING)
        return False
