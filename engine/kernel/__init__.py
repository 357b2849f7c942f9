"""The BPMN kernel: SpiffWorkflow parses and executes, our subclasses make it exact and flat; no SQL, clock or I/O."""

from engine.kernel.elements import Element, Start
from engine.kernel.environment import Environment, NoSuchProcess
from engine.kernel.errors import (
    BpmnError,
    Fault,
    Invalid,
    NotDue,
    NotMovable,
    NotSkippable,
    NotStartable,
    UnknownSnapshot,
    UnknownWait,
)
from engine.kernel.run import Run, load, start
from engine.kernel.spec import Spec, parse
from engine.kernel.waits import MessageWait, SignalWait, Step, Thrown, TimerWait, Token, Trouble, UserWait, Wait

__all__ = [
    "BpmnError",
    "Element",
    "Environment",
    "Fault",
    "Invalid",
    "MessageWait",
    "NoSuchProcess",
    "NotDue",
    "NotMovable",
    "NotSkippable",
    "NotStartable",
    "Run",
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
    "Wait",
    "load",
    "parse",
    "start",
]
