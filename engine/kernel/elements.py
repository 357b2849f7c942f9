"""What one element of a diagram says, read once: the public part (`Element`) and what only the kernel runs by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    part: str | None = None
    """The party whose part of a case this is, as the element or else its lane names it."""
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
    """A start event of the process. `text` is the raw expression of its time or condition.

    `name` and `key` are those of its message or signal; a computed name is what it is without any variable.
    """

    element: str
    kind: Literal["none", "message", "timer", "signal", "conditional"]
    name: str | None = None
    key: str | None = None
    timer: TimerKind | None = None
    text: str | None = None
    part: int = 0
    """Which of its event definitions, where an element has several."""
    expression: Expression | None = None
    """`text` compiled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceFlow:
    """A sequence flow as people see it: its id and name, and the elements it leads from and to."""

    id: str
    name: str
    source: str
    target: str


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
    """How a multi-instance activity repeats: by a collection, or by a number (BPMN 2.0.2 §10.3.8).

    `whole` are the data input and output that hold the collections: they belong to all instances together.
    """

    sequential: bool
    collection: Expression | None
    cardinality: Expression | None
    item: str | None
    output: str | None
    output_item: Expression | None
    until: Expression | None
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """An input or output set: its variables, and what must have a value for it to be available (BPMN 2.0.2 §10.4.2)."""

    names: frozenset[str]
    needs: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """bpmn:standardLoopCharacteristics: again while the condition holds, at most so often (BPMN 2.0.2 §10.3.8)."""

    condition: Expression | None
    before: bool
    most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdHoc:
    """How an ad-hoc subprocess is worked on and when it is done (BPMN 2.0.2 §10.3.5).

    `output` collects `output_item` of each step that was begun, with what followed it (Camunda 8: zeebe:adHoc).
    """

    sequential: bool
    until: Expression | None
    cancel_rest: bool
    active: Expression | None
    output: str | None
    output_item: Expression | None


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
    """What is called: a service by type, a decision or a process by id; the variable the result goes to.

    `binding` is latest, deployment or versionTag, as in Camunda 8; `tag` goes with the last.
    """

    target: Expression
    binding: str = "latest"
    tag: str | None = None
    result: str | None = None
    all_inward: bool = True
    all_outward: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the kernel runs an element by."""

    inputs: tuple[Assignment, ...] = ()
    outputs: tuple[Assignment, ...] = ()
    input_sets: tuple[DataSet, ...] = ()
    output_sets: tuple[DataSet, ...] = ()
    assignee: Assignee = Assignee()
    script: Expression | None = None
    result: str | None = None
    service: Expression | None = None
    retries: Expression | None = None
    decision: Call | None = None
    process: Call | None = None
    loop: Loop | None = None
    repeat: Repeat | None = None
    ad_hoc: AdHoc | None = None
    activation: Expression | None = None
    properties: tuple[str, ...] = ()
    start: int = 1
    completion: int = 1
    for_compensation: bool = False

    def parted(self) -> tuple["Settings", "Settings"]:
        """What belongs to a repeated activity as a whole, and what to each of its instances."""
        loop = self.loop
        whole = loop.whole if loop else frozenset()
        item = loop.item if loop else None
        shared = [tuple(one for one in maps if one.of & whole) for maps in (self.inputs, self.outputs)]
        own = [tuple(one for one in maps if not one.of & whole) for maps in (self.inputs, self.outputs)]
        needed = (replace(one, needs=tuple(need for need in one.needs if need.text != item)) for one in self.input_sets)
        body = Settings(
            inputs=shared[0], outputs=shared[1], input_sets=tuple(needed), output_sets=self.output_sets, loop=loop,
            repeat=self.repeat, start=self.start, completion=self.completion, for_compensation=self.for_compensation,
        )  # fmt: skip
        return body, replace(self, inputs=own[0], outputs=own[1], input_sets=(), output_sets=())
