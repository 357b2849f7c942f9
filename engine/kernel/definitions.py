"""Event definitions: what is waited for and what is thrown (BPMN 2.0.2 §10.5.5)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.simple import NoneEventDefinition, TerminateEventDefinition

from engine.kernel import timers
from engine.kernel.elements import TimerKind
from engine.kernel.errors import Incident
from engine.kernel.evaluation import FeelEngine, shown
from engine.kernel.expressions import Expression, fixed

if TYPE_CHECKING:
    from engine.kernel.node import Node
    from engine.kernel.tokens import Token


class Definition(EventDefinition):  # type: ignore[misc]
    """The base: an event nobody subscribes to from outside (it is thrown within the case or passed through)."""

    kind = "none"
    parallel = False

    @property
    def parts(self) -> tuple[Definition, ...]:
        """The single definitions: itself, or those of a multiple event."""
        return (self,)

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> list[dict[str, Any]]:
        """What a token will wait for, computed as `token` sees it; nothing when nothing comes from outside."""
        return []


class Passing(Definition, NoneEventDefinition):  # type: ignore[misc]
    """No event definition: the token passes."""


class Inner(Definition):
    """An event thrown within the case; only a parallel multiple event subscribes to it, to remember that it came."""

    def matches(self, kind: str, code: str | None) -> bool:
        """Whether a thrown event of this kind and code is caught here."""
        return self.kind == kind


class Terminate(Definition, TerminateEventDefinition):  # type: ignore[misc]
    """Ends its scope with everything in it (BPMN 2.0.2 §13.5.6)."""

    kind = "terminate"


class Timer(Definition):
    """A date, a duration or a cycle."""

    kind = "timer"

    def __init__(self, timer: TimerKind, expression: Expression) -> None:
        super().__init__(name="timer")
        self.timer = timer
        self.expression = expression

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> list[dict[str, Any]]:
        """[{"timer": ...}] as `timers.first` gives it."""
        return [{"timer": self.schedule(engine.evaluate(token, self.expression), engine, spec)}]

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

    def __init__(
        self,
        name: Expression,
        key: Expression | None,
        message_id: Expression | None = None,
        keeps: Expression | None = None,
    ) -> None:
        super().__init__(name=name.text)
        self.title = name
        self.key = key
        self.message_id = message_id
        self.keeps = keeps

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> list[dict[str, Any]]:
        """[{"message": {"name", "key"}}]."""
        return [{"message": self.address(token, engine)}]

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

    def posted(self, token: Token, engine: FeelEngine) -> dict[str, Any]:
        """Name and key with {"message_id", "until"}: whoever sends it twice sends it once, and how long it is kept."""
        keeps = None if self.keeps is None else engine.evaluate(token, self.keeps)
        if isinstance(keeps, int) and not isinstance(keeps, bool):
            keeps = timedelta(milliseconds=keeps)
        duration = timers.span(keeps)
        until = None if duration is None else timers.later(engine.now, duration)
        if self.keeps is not None and until is None:
            raise _unnamed("message", "消息保留时长", self.keeps, keeps)
        message_id = None if self.message_id is None else engine.evaluate(token, self.message_id)
        if self.message_id is not None and (not isinstance(message_id, str) or not message_id):
            raise _unnamed("message", "消息编号", self.message_id, message_id)
        return {**self.address(token, engine), "message_id": message_id, "until": until}


class Signal(Definition):
    """A signal by name, which reaches everyone waiting for it."""

    kind = "signal"

    def __init__(self, name: Expression) -> None:
        super().__init__(name=name.text)
        self.title = name

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> list[dict[str, Any]]:
        """[{"signal": {"name"}}]."""
        return [{"signal": {"name": self.called(token, engine)}}]

    def called(self, token: Token, engine: FeelEngine) -> str:
        """The name as the token sees it."""
        name = engine.evaluate(token, self.title)
        if not isinstance(name, str) or not name:
            raise _unnamed("signal", "信号名称", self.title, name)
        return name


class Coded(Inner):
    """An error or escalation with a code; `code` None catches all.

    A code may be computed where it is thrown; where it is caught it is what it is without any variable.
    """

    def __init__(self, code: Expression | None) -> None:
        self.code = None if code is None else fixed(code)
        self.thrown = code
        super().__init__(name=self.code)

    def raised(self, token: Token, engine: FeelEngine) -> str | None:
        """The code that is thrown, as the token sees it."""
        if self.thrown is None:
            return None
        code = engine.evaluate(token, self.thrown)
        if isinstance(code, int) and not isinstance(code, bool):
            code = str(code)
        if not isinstance(code, str) or not code:
            raise _unnamed(self.kind, "代码", self.thrown, code)
        return code

    def matches(self, kind: str, code: str | None) -> bool:
        return self.kind == kind and self.code in (None, code)


class Error(Coded):
    """An error, caught once, always interrupting (BPMN 2.0.2 §10.5.6)."""

    kind = "error"


class Escalation(Coded):
    """An escalation, which need not be caught nor interrupt (BPMN 2.0.2 §10.5.6)."""

    kind = "escalation"


class Conditional(Definition):
    """A condition over the variables; it fires when it becomes true (BPMN 2.0.2 table 10.84)."""

    kind = "conditional"

    def __init__(self, condition: Expression) -> None:
        super().__init__(name=condition.text)
        self.condition = condition

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> list[dict[str, Any]]:
        """[{"condition": {"was"}}]; whether it holds is asked as soon as the token stands here."""
        engine.evaluate(token, self.condition)
        return [{"condition": {"was": False}}]

    def became_true(self, wait: dict[str, Any], token: Token, engine: FeelEngine) -> bool:
        """Whether it holds now and did not before; what cannot be computed does not hold."""
        was = wait["condition"]["was"]
        try:
            wait["condition"]["was"] = engine.evaluate(token, self.condition) is True
        except Incident:
            wait["condition"]["was"] = False
        return bool(wait["condition"]["was"] and not was)


class Compensate(Definition):
    """Undoes what was completed: one activity, or all that the thrower sees (BPMN 2.0.2 §10.7)."""

    kind = "compensate"

    def __init__(self, activity: str | None, waits: bool) -> None:
        super().__init__(name=activity)
        self.activity = activity
        self.waits = waits


class Cancel(Inner):
    """Undoes and leaves a transaction (BPMN 2.0.2 §10.7)."""

    kind = "cancel"


class Multiple(Definition):
    """Several definitions: thrown all, caught when one or, if parallel, all have come (BPMN 2.0.2 table 10.84)."""

    kind = "multiple"

    def __init__(self, parts: list[Definition], parallel: bool) -> None:
        super().__init__(name="multiple")
        self._parts = tuple(sorted(parts, key=lambda part: part.kind in _LAST))
        self.parallel = parallel

    @property
    def parts(self) -> tuple[Definition, ...]:
        return self._parts

    def subscribe(self, spec: Node, token: Token, engine: FeelEngine) -> list[dict[str, Any]]:
        """The waits of all parts, each with the number of its part; {"inner"} waits for what the case throws."""
        return [
            {**wait, "part": number}
            for number, part in enumerate(self.parts)
            for wait in part.subscribe(spec, token, engine) or self.remembered(part)
        ]

    def remembered(self, part: Definition) -> list[dict[str, Any]]:
        """The wait for an event thrown within the case, where all events must come."""
        return [{"inner": part.kind}] if self.parallel and isinstance(part, Inner) else []


class Link(Definition):
    """A jump to the catching link of the same name in the same scope (BPMN 2.0.2 §10.5.5)."""

    kind = "link"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


_LAST = ("error", "cancel", "terminate")
"""What takes the token away is thrown after everything else."""

_ZH = {"date": "日期", "duration": "时长", "cycle": "周期"}


def _unnamed(kind: str, zh: str, expression: Expression, value: Any) -> Incident:
    return Incident(
        kind,
        f"{zh}“{expression.text}”应为文本，结果却是 {shown(value)}。",
        f"What {expression.text} says of the {kind} should be text, but is {shown(value)}.",
    )
