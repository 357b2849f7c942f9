"""What one element of a diagram says, read once: the public part (`Element`) and what only the kernel runs by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.kernel.expressions import Assignment, Expression

TimerKind = Literal["date", "duration", "cycle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A flow node as deployment, designers and the inbox see it; expressions are raw texts."""

    id: str
    name: str
    kind: str
    lane: str | None = None
    parent: str | None = None
    documentation: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    assignee: str | None = None
    groups: str | None = None
    users: str | None = None
    due: str | None = None
    follow_up: str | None = None
    priority: str | None = None
    form: str | None = None
    service: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    retries: str | None = None
    called_decision: str | None = None
    called_process: str | None = None
    attached: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A start event of the process. `text` is the raw timer expression, `name` and `key` those of message or signal."""

    element: str
    kind: Literal["none", "message", "timer", "signal"]
    name: str | None = None
    key: str | None = None
    timer: TimerKind | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `condition` is None for an unconditional one (BPMN 2.0.2 §8.4.13)."""

    id: str
    source: str
    target: str
    condition: Expression | None
    default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """zeebe:loopCharacteristics of a multi-instance activity (BPMN 2.0.2 §10.3.8)."""

    sequential: bool
    collection: Expression
    item: str | None
    output: str | None
    output_item: Expression | None
    until: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignee:
    """Whom a user task is for and by when."""

    assignee: Expression | None = None
    groups: Expression | None = None
    users: Expression | None = None
    due: Expression | None = None
    follow_up: Expression | None = None
    priority: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is called: a service by type, a decision or a process by id; the variable the result goes to."""

    target: Expression
    result: str | None = None
    all_inward: bool = True
    all_outward: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the kernel runs an element by."""

    inputs: tuple[Assignment, ...] = ()
    outputs: tuple[Assignment, ...] = ()
    assignee: Assignee = Assignee()
    script: Expression | None = None
    result: str | None = None
    service: Expression | None = None
    decision: Call | None = None
    process: Call | None = None
    loop: Loop | None = None
