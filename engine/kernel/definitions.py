"""Event definitions: what is waited for and what is thrown (BPMN 2.0.2 §10.5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.simple import NoneEventDefinition, TerminateEventDefinition

from engine.kernel import timers
from engine.kernel.elements import TimerKind
from engine.kernel.errors import Incident
from engine.kernel.evaluation import FeelEngine, shown
from engine.kernel.expressions import Expression

if TYPE_CHECKING:
    from engine.kernel.node import Node
    from engine.kernel.tokens import Token


class Definition(EventDefinition):  # type: ignore[misc]
    """The base: an event nobody subscribes to from outside (it is thrown within the case or passed through)."""

    kind = "none"

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> dict[str, Any] | None:
        """What a token will wait for, computed as `token` sees it; None when nothing comes from outside."""
        return None


class Passing(Definition, NoneEventDefinition):  # type: ignore[misc]
    """No event definition: the token passes."""


class Terminate(Definition, TerminateEventDefinition):  # type: ignore[misc]
    """Ends its scope with everything in it (BPMN 2.0.2 §13.5.2)."""

    kind = "terminate"


class Timer(Definition):
    """A date, a duration or a cycle."""

    kind = "timer"

    def __init__(self, timer: TimerKind, expression: Expression) -> None:
        super().__init__(name="timer")
        self.timer = timer
        self.expression = expression

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> dict[str, Any] | None:
        """{"timer": {"due", "every", "left"}}; `left` counts the firings including the next, None for ever."""
        return {"timer": self.schedule(engine.evaluate(token, self.expression), engine, spec)}

    def schedule(self, value: Any, engine: FeelEngine, spec: Node) -> dict[str, Any]:
        """When to fire first and how often, from the computed value."""
        found = timers.first(self.timer, value, engine.now)
        if found is not None:
            return found
        name = spec.element.name or spec.element.id
        raise Incident(
            "timer",
            f"定时器“{name}”的时间“{self.expression.text}”结果是 {shown(value)}，不是有效的{_ZH[self.timer]}。",
            f"The timer {name} needs a {self.timer}, but {self.expression.text} is {shown(value)}.",
        )


class Message(Definition):
    """A message by name, told apart by a correlation key (Camunda 8: zeebe:subscription correlationKey)."""

    kind = "message"

    def __init__(self, name: Expression, key: Expression | None) -> None:
        super().__init__(name=name.text)
        self.title = name
        self.key = key

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> dict[str, Any] | None:
        """{"message": {"name", "key"}}."""
        return {"message": self.address(token, engine)}

    def address(self, token: Token, engine: FeelEngine) -> dict[str, Any]:
        """Name and key as the token sees them."""
        name = engine.evaluate(token, self.title)
        key = None if self.key is None else engine.evaluate(token, self.key)
        if isinstance(key, int) and not isinstance(key, bool):
            key = str(key)
        if not isinstance(name, str) or not name:
            raise _unnamed("message", "消息名称", self.title, name)
        if self.key is not None and (not isinstance(key, str) or not key):
            raise _unnamed("message", "消息关联键", self.key, key)
        return {"name": name, "key": key}


class Signal(Definition):
    """A signal by name, which reaches everyone waiting for it."""

    kind = "signal"

    def __init__(self, name: Expression) -> None:
        super().__init__(name=name.text)
        self.title = name

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> dict[str, Any] | None:
        """{"signal": {"name"}}."""
        return {"signal": {"name": self.called(token, engine)}}

    def called(self, token: Token, engine: FeelEngine) -> str:
        """The name as the token sees it."""
        name = engine.evaluate(token, self.title)
        if not isinstance(name, str) or not name:
            raise _unnamed("signal", "信号名称", self.title, name)
        return name


class Coded(Definition):
    """An error or escalation with a code; `code` None catches all."""

    def __init__(self, code: str | None) -> None:
        super().__init__(name=code)
        self.code = code

    def matches(self, kind: str, code: str | None) -> bool:
        """Whether a thrown event of this kind and code is caught here."""
        return self.kind == kind and self.code in (None, code)


class Error(Coded):
    """An error, caught once, always interrupting (BPMN 2.0.2 §10.5.6)."""

    kind = "error"


class Escalation(Coded):
    """An escalation, which need not be caught nor interrupt (BPMN 2.0.2 §10.5.6)."""

    kind = "escalation"


class Link(Definition):
    """A jump to the catching link of the same name in the same scope (BPMN 2.0.2 §10.5.5.6)."""

    kind = "link"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


_ZH = {"date": "日期", "duration": "时长", "cycle": "周期"}


def _unnamed(kind: str, zh: str, expression: Expression, value: Any) -> Incident:
    return Incident(
        kind,
        f"{zh}“{expression.text}”应为文本，结果却是 {shown(value)}。",
        f"The {kind} name or key {expression.text} should be text, but is {shown(value)}.",
    )
