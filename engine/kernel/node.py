"""What every element does with a token: receive it, run, map the answers out and send tokens on along its flows."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin

from engine.kernel import compensation, scopes, supply
from engine.kernel.elements import Element, Flow, Settings
from engine.kernel.errors import Incident
from engine.kernel.expressions import put
from engine.kernel.tokens import ENTER, ENTERED, FLOW, LEAVE, Token

if TYPE_CHECKING:
    from engine.kernel.workflow import ScopeWorkflow


class Node(BpmnSpecMixin):  # type: ignore[misc]
    """The base of all task specs: tokens instead of predictions, scopes instead of copies (BPMN 2.0.2 §13.2)."""

    name: str
    manual: bool
    element: Element
    settings: Settings
    trigger: Any = None
    """The start event an event subprocess begins at."""
    repeats = False

    def __init__(self, wf_spec: Any, bpmn_id: str, *, element: Element, settings: Settings, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.element = element
        self.settings = settings
        self.outgoing: tuple[Flow, ...] = ()
        self.incoming: tuple[Flow, ...] = ()
        self.manual = False
        self.undo: str | None = None
        self.default_flow: str | None = None
        self.instantiates = False

    @property
    def opens_scope(self) -> bool:
        """Whether a token here has variables of its own, even when there are none yet."""
        return bool(self.settings.inputs or self.settings.outputs or self.settings.properties)

    @property
    def handles_events(self) -> bool:
        """Whether this is an event subprocess, repeated or not."""
        return self.trigger is not None

    @property
    def boundary(self) -> tuple[Any, ...]:
        """The boundary events attached here."""
        return ()

    def enter(self, token: Token) -> None:
        """Note the arrival, let the scope listen, map the inputs, prepare; a retry starts here again."""
        workflow = token.workflow
        self.arrive(token)
        workflow.watch()
        for name in self.settings.properties:
            token.data.setdefault(name, None)
        for mapping in supply.inputs(token):
            value = workflow.script_engine.evaluate(token, mapping.source)
            put(token.data, mapping.path, value)
        self.prepare(token)

    def arrive(self, token: Token) -> None:
        """Note the arrival, once."""
        if token.phase == ENTER:
            token.workflow.record(token, "entered")
            token.phase = ENTERED

    def releases(self, scope: ScopeWorkflow, waiting: dict[str, deque[Token]]) -> bool:
        """Whether a token that waits here for others goes on because nothing else can move."""
        return False

    def judge(self, caller: Token, done: Token, last: bool) -> bool:
        """Whether what is done within the scope of this node was enough for it; `last` if nothing follows there."""
        return False

    def rests(self, caller: Token) -> bool:
        """Whether the scope of this node stays open although no token is left in it."""
        return False

    def offers(self, token: Token) -> bool:
        """Whether steps may be begun within this node although no token is left there."""
        return False

    def prepare(self, token: Token) -> None:
        """Compute what must be known before anything is subscribed or done. May raise Incident, then is done again."""

    def choose(self, token: Token) -> list[Flow]:
        """The flows to take: all unconditional ones and those that hold, else the default (BPMN 2.0.2 §13.3.1)."""
        engine = token.workflow.script_engine
        taken = [
            flow
            for flow in self.outgoing
            if not flow.default and (flow.condition is None or engine.holds(token, flow.condition))
        ]
        return taken or self.fallback(token)

    def fallback(self, token: Token) -> list[Flow]:
        """The default flow, or trouble where flows exist but none can be taken."""
        default = [flow for flow in self.outgoing if flow.default]
        if not default and self.outgoing:
            name = self.element.name or self.element.id
            raise Incident(
                "no-way-out",
                f"“{name}”的所有出口条件都不成立，也没有默认出口。",
                f"No condition out of {name} holds and there is no default flow.",
            )
        return default

    def _predict(self, my_task: Token, *_: Any, **__: Any) -> None:
        """Children appear when a token flows, never before."""

    def test(self) -> None:
        """Diagrams were checked when they were parsed."""

    def _update_hook(self, my_task: Token) -> bool:
        self.enter(my_task)
        return True

    def _on_ready_hook(self, my_task: Token) -> None:
        if not self.manual:
            my_task.workflow.top_workflow.agenda.append(my_task)

    def _run_hook(self, my_task: Token) -> bool | None:
        return True

    def _on_complete(self, my_task: Token) -> None:
        if my_task.phase == LEAVE:
            self._on_complete_hook(my_task)
            my_task.phase = FLOW
        body = my_task.parent
        if my_task.is_item:
            body.task_spec.collect(body, my_task)
        else:
            self.go(my_task, [] if "undoes" in my_task.internal_data else self.choose(my_task))

    def go(self, token: Token, flows: list[Flow]) -> None:
        """Leave along these flows; where this has undone something, what is to be undone next begins.

        None is taken where an ad-hoc subprocess has enough.
        """
        caller = token.workflow.caller
        if caller is not None and caller.task_spec.judge(caller, token, last=not flows):
            flows = []
        if "undoes" in token.internal_data:
            compensation.go_on(token.workflow.top_workflow.index.get(token.internal_data["undoes"]))
        token.workflow.depart(token, flows)

    def _on_complete_hook(self, my_task: Token) -> None:
        answers = my_task.internal_data.get("answers") or {}
        if self.settings.outputs:
            # From here on they are variables of the element, where a person may mend them before a retry.
            my_task.data.update(my_task.internal_data.pop("answers", None) or {})
            answers = {}
        for mapping in supply.outputs(my_task, answers):
            value = my_task.workflow.script_engine.evaluate(my_task, mapping.source)
            scopes.assign(my_task, mapping.path, value)
        scopes.spread(my_task, answers)
        my_task.internal_data.pop("answers", None)

    def _on_cancel(self, my_task: Token) -> None:
        """Subscriptions go with their token, and what it has begun to undo."""
        compensation.abandon(my_task)
