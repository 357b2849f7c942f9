"""The BPMN kernel: SpiffWorkflow parses and executes, our subclasses make it exact and flat; no SQL, clock or I/O.

How it works: each element is a SpiffWorkflow task spec (`node.Node`), each scope a SpiffWorkflow workflow
(`workflow.ScopeWorkflow`), each token a SpiffWorkflow task (`tokens.Token`) below the root of its scope. A token lives
in the stages enter, run, leave, flow; it owns its boundary subscriptions or its items as children, and is taken out of
the tree when it has left. Where a stage fails the token stays with an incident and is retried from that stage.

What completed and can be undone is remembered in its scope (`compensation`); conditions are asked whenever a variable
was written (`workflow.heed`); inclusive and complex joins go on when nothing else can move (`workflow.release_joins`).

To add an element: its tags and attributes in `dialect`, its spec class, one line in the table of `parser`, how it is
connected in `wiring`, its static rules with their sentences in `rules`, a story in the catalogue of the tests, and the
pages written anew: `python -m engine.kernel.rules > engine/kernel/rules.md`,
`python -m engine.kernel.supported > engine/kernel/elements.md`.
"""

from engine.errors import Fault, Invalid
from engine.kernel.elements import Element, SequenceFlow, Start
from engine.kernel.environment import Environment, NoSuchProcess, Version
from engine.kernel.errors import (
    BpmnError,
    NotDue,
    NotEnough,
    NotMovable,
    NotSkippable,
    NotStartable,
    UnknownSnapshot,
    UnknownWait,
)
from engine.kernel.foreign import remarks
from engine.kernel.openings import first_time, holds, next_time
from engine.kernel.parts import name_of as part_name
from engine.kernel.run import Run, load, start
from engine.kernel.spec import Spec, parse
from engine.kernel.waits import (
    Addressed,
    AdHocWait,
    Call,
    ConditionWait,
    DataWait,
    MessageWait,
    RetryWait,
    SignalWait,
    Step,
    Thrown,
    TimerWait,
    Token,
    Trouble,
    UserWait,
    Wait,
)

__all__ = [
    "AdHocWait",
    "Addressed",
    "BpmnError",
    "Call",
    "ConditionWait",
    "DataWait",
    "Element",
    "Environment",
    "Fault",
    "Invalid",
    "MessageWait",
    "NoSuchProcess",
    "NotDue",
    "NotEnough",
    "NotMovable",
    "NotSkippable",
    "NotStartable",
    "RetryWait",
    "Run",
    "SequenceFlow",
    "SignalWait",
    "Spec",
    "Start",
    "Step",
    "Thrown",
    "TimerWait",
    "Token",
    "Trouble",
    "UnknownSnapshot",
    "UnknownWait",
    "UserWait",
    "Version",
    "Wait",
    "first_time",
    "holds",
    "load",
    "next_time",
    "parse",
    "part_name",
    "remarks",
    "start",
]
