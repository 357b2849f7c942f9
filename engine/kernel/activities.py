"""Tasks: what is done once a token is here (BPMN 2.0.2 §13.3.2 and §13.3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from engine import values
from engine.kernel import addressing, parts, retries, scopes, supply
from engine.kernel.errors import BpmnError, Incident, said
from engine.kernel.evaluation import shown
from engine.kernel.node import Node
from engine.kernel.throwing import throw_error
from engine.kernel.tokens import ENTER, Token

if TYPE_CHECKING:
    from engine.kernel.elements import Flow
    from engine.kernel.events import BoundaryEvent


class Activity(Node):
    """A node that boundary events may be attached to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attached: tuple[BoundaryEvent, ...] = ()

    @property
    def boundary(self) -> tuple[BoundaryEvent, ...]:
        return self.attached

    def _update(self, my_task: Token) -> None:
        if my_task.phase == ENTER and not self.gathers(my_task):
            return
        if supply.lacks(my_task):
            self.arrive(my_task)
            my_task.workflow.hold(my_task, {"data": True})
            return
        super()._update(my_task)

    def supplied(self, token: Token) -> None:
        """Go on if the data that were waited for are there now."""
        if not supply.lacks(token):
            del token.internal_data["wait"]
            token.workflow.top_workflow.conditions.pop(token.id)
            token._set_state(TaskState.FUTURE)
            token.workflow.top_workflow.agenda.append(token)

    def gathers(self, token: Token) -> bool:
        """Whether enough tokens are here for the activity to begin; they become one (startQuantity, §13.3.2)."""
        needed, workflow = self.settings.start, token.workflow
        if needed < 2 or token.is_item:
            return True
        workflow.queue(token)
        token._set_state(TaskState.WAITING)
        waiting = [other for queue in workflow.joins[self.name].values() for other in queue]
        if len(waiting) < needed:
            return False
        workflow.unqueue(token)
        for other in sorted((one for one in waiting if one is not token), key=_number)[: needed - 1]:
            workflow.discard(other)
        token._set_state(TaskState.FUTURE)
        return True

    def go(self, token: Token, flows: list[Flow]) -> None:
        """As many tokens along each flow as completionQuantity says."""
        super().go(token, flows * self.settings.completion)

    def enter(self, token: Token) -> None:
        """Input mappings first, then the subscriptions: all of them or none, so that a retry doubles nothing."""
        super().enter(token)
        engine = token.workflow.script_engine
        waits = [(event, event.event_definition.subscribe(event, token, engine)) for event in self.attached]
        for event, found in waits:
            for wait in found:
                token.workflow.listen(event, wait, token)


class PassingTask(Activity, defaults.NoneTask):  # type: ignore[misc]
    """bpmn:task: nothing to do, the token passes (BPMN 2.0.2 §13.3.3, Camunda 8)."""


class ManualTask(Activity, defaults.ManualTask):  # type: ignore[misc]
    """bpmn:manualTask: done outside any system, so the token passes (BPMN 2.0.2 §13.3.3, Camunda 8)."""


class UserTask(Activity, defaults.UserTask):  # type: ignore[misc]
    """bpmn:userTask: a person's work; whom it is for is decided on arrival and then stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manual = True

    def prepare(self, token: Token) -> None:
        addressing.address(token)


class ScriptTask(Activity, defaults.ScriptTask):  # type: ignore[misc]
    """bpmn:scriptTask: FEEL whose value becomes the variable of zeebe:script, or whose context becomes variables.

    Without a script it passes as an abstract task (BPMN 2.0.2 table 10.12), or a service does it.
    """

    def _run_hook(self, my_task: Token) -> bool | None:
        if self.settings.service is not None:
            return serve(self, my_task)
        if self.settings.script is None:
            return True
        value = my_task.workflow.script_engine.evaluate(my_task, self.settings.script)
        if self.settings.result is None and not isinstance(value, dict | None):
            raise Incident(
                "script",
                f"脚本“{self.settings.script.text}”的结果应为上下文，其中各项成为变量，结果却是 {shown(value)}。",
                f"The script {self.settings.script.text} should give a context of variables, but gives {shown(value)}.",
            )
        my_task.internal_data["answers"] = value if self.settings.result is None else {self.settings.result: value}
        return True


class ServiceTask(Activity, defaults.ServiceTask):  # type: ignore[misc]
    """bpmn:serviceTask with zeebe:taskDefinition: a function of the environment, called by its type."""

    def _run_hook(self, my_task: Token) -> bool | None:
        return serve(self, my_task)


class RuleTask(ServiceTask):
    """bpmn:businessRuleTask: a decision by zeebe:calledDecision, or a service function."""

    def _run_hook(self, my_task: Token) -> bool | None:
        call = self.settings.decision
        if call is None:
            return serve(self, my_task)
        engine = my_task.workflow.script_engine
        decision, part = engine.evaluate(my_task, call.target), parts.part_of(my_task)
        try:
            value = values.plain(engine.environment.decisions(str(decision), scopes.visible(my_task), part))
        except Incident:
            raise
        except Exception as error:
            raise Incident(
                "decision",
                f"决策“{decision}”未能得出结果：{said(error, 'zh')}",
                f"The decision {decision} gave no result: {said(error, 'en')}",
            ) from error
        my_task.internal_data["answers"] = {str(call.result): value}
        return True


def serve(node: Node, token: Token) -> bool | None:
    """Call the service of a node; with input mappings it gets exactly what they give, else all variables."""
    engine = token.workflow.script_engine
    assert node.settings.service is not None
    name = str(engine.evaluate(token, node.settings.service))
    service = engine.environment.services.get(name)
    if service is None:
        raise Incident("service", f"没有名为“{name}”的服务。", f"There is no service named {name}.")
    inputs = values.plain(token.data if node.settings.inputs else scopes.visible(token))
    try:
        answers = values.plain(dict(service(inputs, dict(node.element.headers)) or {}))
    except BpmnError as error:
        return throw_error(token, error.code, error.message, error.variables)
    except Exception as error:
        failure = Incident(
            "service",
            f"服务“{name}”执行失败：{said(error, 'zh')}",
            f"The service {name} failed: {said(error, 'en')}",
        )
        raise retries.failed(token, failure) from error
    retries.done(token)
    token.internal_data["answers"] = answers
    return True


def _number(token: Token) -> int:
    return token.number
