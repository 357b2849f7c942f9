"""Ad-hoc subprocesses: steps without a fixed order, until a condition says it is enough (BPMN 2.0.2 §10.3.5, §13.3.5).

What is begun on arrival is what `zeebe:adHoc activeElementsCollection` names, else every step no flow leads to: all at
once, or one after the other where the order is sequential. `Run.activate` begins any of them again. The condition is
asked when an activity within is done; where something else has made it true, `Run.conclude` asks it again. The results
of the steps are collected as those of a multi-instance activity are, in the order in which they are done.
"""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs import defaults

from engine.kernel import addressing, scopes
from engine.kernel.activities import Activity
from engine.kernel.elements import AdHoc
from engine.kernel.errors import Incident, NotEnough, NotStartable
from engine.kernel.evaluation import shown
from engine.kernel.subprocesses import Subprocess
from engine.kernel.tokens import Token


class AdHocSubprocess(Subprocess, defaults.AdHocSubprocess):  # type: ignore[misc]
    """bpmn:adHocSubProcess: steps without a fixed order, until a condition says it is enough.

    `todo` are the steps still to begin, the next one last.
    """

    @property
    def rule(self) -> AdHoc:
        """How it is worked on."""
        assert self.settings.ad_hoc is not None
        return self.settings.ad_hoc

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that can be begun."""
        return tuple(spec.name for spec in self.inner.firsts)

    def prepare(self, token: Token) -> None:
        addressing.address(token)

    def begin(self, token: Token) -> None:
        chosen = self.chosen(token)
        inner = self.scope(token, self.inner)
        inner.furnish(inner.data)
        if self.rule.output:
            token.data[self.rule.output] = []
        token.internal_data["todo"] = chosen[::-1]
        self.feed(token)

    def chosen(self, token: Token) -> list[str]:
        """The steps to begin on arrival. Raises Incident if the expression names anything else."""
        active = self.rule.active
        if active is None:
            return list(self.steps)
        value: Any = token.workflow.script_engine.evaluate(token, active)
        if isinstance(value, list) and all(name in self.steps for name in value):
            return value
        raise Incident(
            "ad-hoc",
            f"“{active.text}”应为本即席子流程中可启动的环节编号列表，结果却是 {shown(value)}。",
            f"{active.text} should be a list of ids of steps in this ad-hoc subprocess, but is {shown(value)}.",
        )

    def feed(self, token: Token) -> bool:
        """Begin what is to be begun now; whether that was anything."""
        inner = token.workflow.top_workflow.subprocesses[token.id]
        todo, fed = token.internal_data["todo"], False
        while todo and not (self.rule.sequential and inner.task_tree.children):
            inner.place(self.inner.task_specs[todo.pop()])
            fed = True
        return fed

    def judge(self, caller: Token, done: Token, last: bool) -> bool:
        held, rule = caller.internal_data, self.rule
        if last:
            self.collect(caller, done)
        if not isinstance(done.task_spec, Activity):
            return False
        if held.get("enough"):
            return not rule.cancel_rest
        if rule.until is None or not done.workflow.script_engine.holds(done, rule.until, {}):
            return False
        self.leave_off(caller, done)
        return True

    def collect(self, caller: Token, done: Token) -> None:
        """Keep the result of a step, once, when nothing more follows it."""
        output, result = self.rule.output, self.rule.output_item
        is_step = not done.task_spec.handles_events and "undoes" not in done.internal_data
        if output and result is not None and is_step and "collected" not in done.internal_data:
            caller.data[output].append(caller.workflow.script_engine.evaluate(done, result))
            done.internal_data["collected"] = True

    def _on_complete_hook(self, my_task: Token) -> None:
        output = self.rule.output
        if output and output in my_task.data and not self.settings.outputs:
            scopes.spread(my_task, {output: my_task.data[output]}, outside=True)
        super()._on_complete_hook(my_task)

    def leave_off(self, token: Token, done: Token | None) -> None:
        """Begin nothing more, and cancel what is under way if it says so; `done` completes by itself."""
        token.internal_data["enough"], token.internal_data["todo"] = True, []
        if self.rule.cancel_rest:
            token.workflow.top_workflow.subprocesses[token.id].sweep(done)

    def rests(self, caller: Token) -> bool:
        if "todo" not in caller.internal_data or caller.internal_data.get("enough"):
            return False
        return self.feed(caller) or self.rule.until is not None

    def choices(self, token: Token) -> tuple[str, ...]:
        """The steps that may be begun now."""
        return () if token.internal_data.get("enough") or "todo" not in token.internal_data else self.steps

    def offers(self, token: Token) -> bool:
        return bool(self.choices(token))

    def running(self, token: Token) -> tuple[str, ...]:
        """The steps under way, those first that came first."""
        inner = token.workflow.top_workflow.subprocesses[token.id]
        return tuple(child.task_spec.element.id for child in inner.task_tree.children)

    def queued(self, token: Token) -> tuple[str, ...]:
        """The steps that begin after them."""
        return tuple(token.internal_data["todo"][::-1])

    def is_enough(self, token: Token) -> bool | None:
        """Whether the condition holds by now; what cannot be computed does not hold. None where there is none."""
        until = self.rule.until
        try:
            return None if until is None else token.workflow.script_engine.holds(token, until, {})
        except Incident:
            return False

    def conclude(self, token: Token) -> None:
        """End it because its condition holds. Raises NotEnough."""
        if not self.is_enough(token):
            raise NotEnough(element=self.element.name or self.element.id)
        inner = token.workflow.top_workflow.subprocesses[token.id]
        self.leave_off(token, None)
        if not inner.task_tree.children and not inner.completed:
            inner.finish()

    def activate(self, token: Token, element: str) -> None:
        """Begin a step, after those that wait where the order is sequential. Raises NotStartable."""
        if element not in self.choices(token):
            raise NotStartable(element=element)
        token.internal_data["todo"].insert(0, element)
        self.feed(token)
