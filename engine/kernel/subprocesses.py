"""Subprocesses and called processes: a token that lives as long as the scope within it (BPMN 2.0.2 §13.3.4)."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs import defaults

from engine import values
from engine.errors import BangfuError
from engine.kernel import compensation, scopes
from engine.kernel.activities import Activity
from engine.kernel.environment import Version
from engine.kernel.errors import Incident, said
from engine.kernel.tokens import ENTERED, Token

if TYPE_CHECKING:
    from engine.kernel.process_spec import ProcessSpec
    from engine.kernel.spec import Spec
    from engine.kernel.workflow import InnerWorkflow

DEPTH = 100
"""Calls within calls; a process that calls itself without end stops here with an incident."""


class Subprocess(Activity, defaults.SubWorkflowTask):  # type: ignore[misc]
    """bpmn:subProcess: its variables are the token's own."""

    inner: ProcessSpec
    opens_scope = True

    def _update_hook(self, my_task: Token) -> bool:
        if "reopen" in my_task.internal_data:
            my_task.phase = ENTERED
            return True
        return super()._update_hook(my_task)

    def _run_hook(self, my_task: Token) -> bool | None:
        top = my_task.workflow.top_workflow
        inner = top.subprocesses.get(my_task.id)
        if inner is None:
            if "reopen" in my_task.internal_data:
                self.reopen(my_task)
            else:
                self.begin(my_task)
            inner = top.subprocesses[my_task.id]
            if inner.task_tree.children or self.rests(my_task):
                return None
            inner.completed = True
        del top.subprocesses[my_task.id]
        if "reopen" not in my_task.internal_data:
            compensation.within(my_task, inner)
            self.returned(my_task, inner)
        return True

    def _on_complete_hook(self, my_task: Token) -> None:
        if "reopen" not in my_task.internal_data:
            super()._on_complete_hook(my_task)

    def reopen(self, token: Token) -> None:
        """Open the scope of a completed subprocess again, to undo what was done in it."""
        compensation.reopen(token, self.scope(token, self.inner))

    def begin(self, token: Token) -> None:
        """Open the scope and put a token at its start."""
        inner = self.scope(token, self.inner)
        inner.furnish(inner.data)
        inner.commence()

    def scope(self, token: Token, spec: ProcessSpec, is_process: bool = False) -> InnerWorkflow:
        """A new scope below the token."""
        if is_process and token.workflow.depth >= DEPTH:
            name = self.element.name or self.element.id
            raise Incident(
                "too-deep",
                f"“{name}”的嵌套调用超过 {DEPTH} 层，流程可能在反复调用自身。",
                f"{name} is nested over {DEPTH} levels deep; a process may be calling itself without end.",
            )
        return token.workflow.top_workflow.create_subprocess(token, spec, is_process)

    def returned(self, token: Token, inner: InnerWorkflow) -> None:
        """The scope is complete; its own variables go with it unless output mappings keep them."""

    def _on_cancel(self, my_task: Token) -> None:
        inner = my_task.workflow.top_workflow.subprocesses.get(my_task.id)
        if inner is not None:
            inner.close()
        super()._on_cancel(my_task)


class Transaction(Subprocess, defaults.TransactionSubprocess):  # type: ignore[misc]
    """bpmn:transaction: a subprocess that a cancel end event undoes and leaves (BPMN 2.0.2 §10.3.5, §10.7)."""


class EventSubprocess(Subprocess):
    """bpmn:subProcess triggeredByEvent: begins at the start event that caught."""

    def begin(self, token: Token) -> None:
        inner = self.scope(token, self.inner)
        inner.furnish(inner.data)
        first = inner.place(self.trigger)
        first.internal_data["answers"] = token.internal_data.pop("brought", {})


class CallActivity(Subprocess, defaults.CallActivity):  # type: ignore[misc]
    """bpmn:callActivity: another process, or a global task, with variables of its own (BPMN 2.0.2 §10.3.6).

    `inner` is the global task as a scope; a process is looked up when it is called, and kept by id and version.
    """

    inner: ProcessSpec | None = None  # type: ignore[assignment]

    def begin(self, token: Token) -> None:
        call = self.settings.process
        assert call is not None
        root = self.inner
        if root is None:
            process = token.workflow.script_engine.evaluate(token, call.target)
            spec = self.find(token, str(process), Version(binding=call.binding, tag=call.tag))
            root, token.internal_data["called"] = spec.root, [spec.process, spec.ref]
        inner = self.scope(token, root, is_process=True)
        # Copies: what is changed in place out here, such as an output collection, is not the called process's.
        inner.data.update(values.plain(scopes.visible(token) if call.all_inward else token.data))
        if call.all_outward and not self.settings.outputs:
            token.internal_data["lent"] = {name: mark(value) for name, value in inner.data.items()}
        inner.furnish(inner.data)
        inner.commence()

    def reopen(self, token: Token) -> None:
        root, called = self.inner, token.internal_data["reopen"]["c"]
        if root is None:
            token.internal_data["called"] = called
            root = self.find(token, called[0], Version(ref=called[1])).root
        compensation.reopen(token, self.scope(token, root, is_process=True))

    def find(self, token: Token, process: str, version: Version) -> Spec:
        """The process to call, in the version the environment decides."""
        environment = token.workflow.script_engine.environment
        try:
            found = environment.find(process, version)
        except (LookupError, BangfuError) as error:
            raise Incident(
                "missing-process",
                f"没有找到被调用的流程“{process}”：{said(error, 'zh')}",
                f"The called process {process} was not found: {said(error, 'en')}",
            ) from error
        if found.root.none_start is None and not found.root.firsts:
            raise Incident(
                "missing-process",
                f"被调用的流程“{process}”没有空开始事件。",
                f"The called process {process} has no none start event.",
            )
        return found

    def returned(self, token: Token, inner: InnerWorkflow) -> None:
        """Its variables come back, but for those it has not changed: they may have changed out here meanwhile."""
        call = self.settings.process
        if call is not None and (call.all_outward or self.settings.outputs):
            lent = token.internal_data.pop("lent", {})
            changed = {name: value for name, value in inner.data.items() if lent.get(name) != mark(value)}
            token.internal_data["answers"] = changed if lent else inner.data


def mark(value: Any) -> str:
    """A short sign of a value, by which to know whether it has changed."""
    return blake2b(values.dumps(value), digest_size=6).hexdigest()


def restore(spec: Any, token: Token) -> InnerWorkflow:
    """The scope below a token that a snapshot says has one."""
    called = token.internal_data.get("called")
    environment = token.workflow.script_engine.environment
    root = environment.find(called[0], Version(ref=called[1])).root if called else spec.inner
    return token.workflow.top_workflow.create_subprocess(token, root, isinstance(spec, CallActivity))
