"""The running case as SpiffWorkflow workflows: one a scope, the outermost with the agenda of what is to be done."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from engine.kernel import compensation, stalling
from engine.kernel.errors import Incident
from engine.kernel.evaluation import FeelEngine
from engine.kernel.retries import Postponed
from engine.kernel.tokens import Token
from engine.kernel.waits import Step, Thrown

if TYPE_CHECKING:
    from engine.kernel.elements import Flow
    from engine.kernel.environment import Environment
    from engine.kernel.node import Node
    from engine.kernel.process_spec import ProcessSpec
    from engine.kernel.spec import Spec

STEPS = 500_000
"""Stages of tokens in one command; more is a loop nobody can leave."""

ROOT = "root"
"""The id of the task that holds the tokens of a scope; it is never shown."""


class ScopeWorkflow:
    """What the case and its inner scopes have in common: tokens under one root, waiting joins, event subprocesses."""

    spec: ProcessSpec
    top_workflow: CaseWorkflow
    tasks: dict[str, Token]
    task_tree: Token
    data: dict[str, Any]
    completed: bool
    caller: Token | None
    is_process: bool
    scope_id: str
    ref: str
    """What the engine calls the version of the process the scope belongs to."""
    _engine: FeelEngine
    depth: int

    @property
    def script_engine(self) -> FeelEngine:
        """The engine under SpiffWorkflow's name for it; a called process has its own, with its own environment."""
        return self._engine

    def open(self) -> None:
        """Give the scope its root; tokens and subscriptions follow."""
        self.joins: dict[str, dict[str, deque[Token]]] = {}
        self.fired: dict[str, list[str]] = {}
        self.listeners: dict[str, Token] = {}
        self.tasks = {}
        self.done: list[dict[str, Any]] = []
        self.watched = False
        root = Token.__new__(Token)
        root.id, root.workflow, root.task_spec, root.data = ROOT, self, self.spec.start, {}
        root.subscription, root.internal_data = False, {}
        root._parent, root._children, root._state, root.gone = None, {}, TaskState.COMPLETED, False
        self.task_tree = self.tasks[ROOT] = root

    def add(self, token: Token) -> None:
        """Register a new token."""
        self.tasks[token.id] = self.top_workflow.index[token.id] = token

    def commence(self) -> None:
        """Begin the scope: at its none start event, else wherever no flow leads to (BPMN 2.0.2 §13.2)."""
        start = self.spec.none_start
        for spec in self.spec.firsts if start is None else (start,):
            self.place(spec)

    def furnish(self, variables: dict[str, Any]) -> None:
        """Give the scope the variables its properties and data objects are."""
        for name in self.spec.variables:
            variables.setdefault(name, None)

    def place(self, spec: Node, flow: str | None = None, parent: Token | None = None) -> Token:
        """A new token that arrives at an element as the next thing to be done."""
        token = Token(self, spec, parent or self.task_tree, self.top_workflow.number(), flow)
        token.since = self.top_workflow.now
        self.top_workflow.agenda.append(token)
        return token

    def listen(self, spec: Node, wait: dict[str, Any], parent: Token | None) -> Token:
        """A subscription: a token that waits beside the flow, for a boundary event or an event subprocess."""
        token = Token(self, spec, parent, self.top_workflow.number())
        token.since = self.top_workflow.now
        token.subscription = True
        if parent is None:
            self.listeners[token.id] = token
        self.hold(token, wait)
        return token

    def hold(self, token: Token, wait: dict[str, Any]) -> None:
        """Let a token wait for something from outside, or for a condition."""
        token.internal_data["wait"] = wait
        token._set_state(TaskState.WAITING)
        if "condition" in wait or "data" in wait:
            self.top_workflow.conditions[token.id] = token
            self.top_workflow.touched = True

    def watch(self) -> None:
        """Subscribe the event subprocesses of this scope, if that is still to be done (BPMN 2.0.2 §13.5.4)."""
        if self.watched:
            return
        engine, root = self._engine, self.task_tree
        waits = [(start, start.event_definition.subscribe(start, root, engine)) for start in self.spec.event_starts]
        for start, found in waits:
            for wait in found:
                self.listen(start, wait, None)
        self.watched = True

    def depart(self, token: Token, flows: Iterable[Flow]) -> None:
        """The token leaves its element: one token on along each flow, then it is gone with what it owns."""
        if "reopen" not in token.internal_data:
            self.record(token, "completed")
        compensation.note(token)
        for flow in flows:
            self.take(token, flow)
            self.place(self.spec.task_specs[flow.target], flow.id)
        for child in token.children:
            self.discard(child)
        self.discard(token)

    def take(self, token: Token, flow: Flow) -> None:
        """Note that a token goes on along a flow."""
        top = self.top_workflow
        top.trail.append(Step(token=token.id, element=flow.id, ref=self.ref, what="taken", at=top.now))

    def discard(self, token: Token) -> None:
        """Take a token out of the tree; the scope is complete when it was the last (BPMN 2.0.2 §13.2)."""
        token.gone = True
        self.tasks.pop(token.id, None)
        self.top_workflow.index.pop(token.id, None)
        self.top_workflow.conditions.pop(token.id, None)
        self.listeners.pop(token.id, None)
        self.unqueue(token)
        parent = token.parent
        if parent is not None:
            parent._children.pop(token.id, None)
        if not self.completed and not self.task_tree._children:
            self.finish()

    def queue(self, token: Token) -> None:
        """Let a token wait at its gateway, on the flow it came by."""
        flows = self.joins.setdefault(token.task_spec.name, {})
        flows.setdefault(token.flow or "", deque()).append(token)
        self.top_workflow.gathering[self.scope_id] = self

    def unqueue(self, token: Token) -> None:
        """A token no longer waits at a gateway, if it did; empty places are not kept."""
        flows = self.joins.get(token.task_spec.name, {})
        waiting = flows.get(token.flow or "")
        if waiting is None or token not in waiting:
            return
        waiting.remove(token)
        if not waiting:
            del flows[token.flow or ""]
        if not flows:
            del self.joins[token.task_spec.name]

    def finish(self) -> None:
        """No token is left: close the subscriptions and wake the calling token, unless there is more to begin."""
        if self.caller is not None and self.caller.task_spec.rests(self.caller):
            return
        self.completed = True
        for listener in list(self.listeners.values()):
            self.discard(listener)
        if self.caller is not None:
            self.caller._set_state(TaskState.READY)
            self.top_workflow.agenda.append(self.caller)

    def sweep(self, keep: Token | None) -> None:
        """Cancel every token of the scope but one, and every subscription."""
        for token in sorted((task for task in self.task_tree.children if task is not keep), key=_number):
            token.cancel()
        for listener in list(self.listeners.values()):
            self.discard(listener)

    def close(self) -> None:
        """Cancel the whole scope from outside."""
        self.completed = True
        self.sweep(None)
        if self.caller is not None:
            self.top_workflow.subprocesses.pop(self.caller.id, None)

    def record(self, token: Token, what: Any) -> None:
        """Add to the trail."""
        top, element = self.top_workflow, token.task_spec.element.id
        top.trail.append(Step(token=token.id, element=element, ref=self.ref, what=what, at=top.now))


class InnerWorkflow(ScopeWorkflow, BpmnSubWorkflow):  # type: ignore[misc]
    """The scope of a subprocess or of a called process; its variables are those of the calling token, or its own."""

    def __init__(self, spec: ProcessSpec, caller: Token, is_process: bool) -> None:
        self.caller = caller
        self.is_process = is_process
        self.scope_id = f"{caller.id}.process" if is_process else caller.id
        self.ref, self._engine = caller.workflow.ref, caller.workflow.script_engine
        called = caller.internal_data.get("called")
        if called is not None and called[1] != self.ref:
            self.ref = called[1]
            self._engine = FeelEngine(self._engine.environment.inside(self.ref), caller.workflow.top_workflow)
        super().__init__(spec, caller.id, caller.workflow.top_workflow, deserializing=True)
        self.data = {} if is_process else caller.data
        self.open()

    def _calculate_depth(self) -> int:
        """How many calls this is in; nesting is bounded by the diagram, calls by nothing but a limit."""
        assert self.caller is not None
        return int(self.caller.workflow.depth) + self.is_process


class CaseWorkflow(ScopeWorkflow, BpmnWorkflow):  # type: ignore[misc]
    """The outermost scope: drives all tokens of the case and keeps what is told outwards."""

    subprocesses: dict[str, InnerWorkflow]

    def __init__(self, spec: Spec, environment: Environment, now: datetime) -> None:
        self.now = now
        """The moment of the present command."""
        self.ref, self._engine = spec.ref, FeelEngine(environment, self)
        self.caller = None
        self.is_process = True
        self.scope_id = "0"
        self.agenda: deque[Token] = deque()
        self.index: dict[str, Token] = {}
        self.trail: list[Step] = []
        self.thrown: list[Thrown] = []
        self.gathering: dict[str, ScopeWorkflow] = {}
        self.conditions: dict[str, Token] = {}
        self.touched = True
        self.last_number = 0
        super().__init__(spec.root, script_engine=self._engine, deserializing=True)
        self.open()

    def number(self) -> int:
        """The next number of a token, unique in the case for ever."""
        self.last_number += 1
        return self.last_number

    def create_subprocess(self, my_task: Token, spec: ProcessSpec, is_process: bool = False) -> InnerWorkflow:
        """The scope of a subprocess or called process."""
        inner = InnerWorkflow(spec, my_task, is_process)
        self.subprocesses[my_task.id] = inner
        return inner

    def do_engine_steps(self, *_: Any, **__: Any) -> None:
        """Run until every token waits for something from outside."""
        steps = 0
        self.heed()
        while self.agenda or self.release_joins():
            if steps >= STEPS or not self._engine.environment.may_go_on():
                self.halt(steps)
                return
            self.step(self.agenda.popleft())
            self.heed()
            steps += 1
        stalling.look(self)

    def heed(self) -> None:
        """Fire conditional events that became true, and begin activities whose data are there, by what was written."""
        if not (self.touched and self.conditions):
            return
        self.touched = False
        for token in list(self.conditions.values()):
            wait = token.internal_data.get("wait")
            if token.gone or wait is None or "condition" not in wait:
                if not token.gone and wait is not None and "data" in wait:
                    token.task_spec.supplied(token)
                continue
            part = token.task_spec.event_definition.parts[wait.get("part", 0)]
            seen_by = token.parent if token.subscription and token.parent is not None else token
            if part.became_true(wait, seen_by, token.workflow.script_engine) and token.state == TaskState.WAITING:
                token.task_spec.caught(token, {})

    def step(self, token: Token) -> None:
        """One stage in the life of a token; what goes wrong stays on it as an incident."""
        if token.gone:
            return
        try:
            if token.state == TaskState.FUTURE:
                token.task_spec._update(token)
            elif token.state == TaskState.READY:
                token.run()
            elif token.state == TaskState.COMPLETED:
                token.task_spec._on_complete(token)
        except Incident as incident:
            token.stop(incident.kind, incident.zh, incident.en)
        except Postponed as postponed:
            self.hold(token, postponed.wait)

    def release_joins(self) -> bool:
        """Let one inclusive join go on that no live token can reach any more; everything else stands still."""
        for key, scope in list(self.gathering.items()):
            if scope.completed or not (scope.joins or scope.fired):
                del self.gathering[key]
                continue
            for name in list(dict.fromkeys([*scope.joins, *scope.fired])):
                if scope.spec.task_specs[name].releases(scope, scope.joins.get(name, {})) and self.agenda:
                    return True
        return False

    def halt(self, steps: int) -> None:
        """Stop what has been running without end; each token can be retried, moved or repaired."""
        while self.agenda:
            token = self.agenda.popleft()
            if not token.gone:
                token.stop(
                    "endless",
                    f"流程连续执行了 {steps} 步而没有等待任何人或时间，可能是没有出口的循环。",
                    f"The case ran {steps} steps without waiting for anybody; there may be an endless loop.",
                )


def _number(token: Token) -> int:
    return token.number
