"""Trials 试运行: a draft or a published process on the real engine, in a throw-away space with a settable clock.

A `Template` holds the tables, an organization (the `model` commission or a copy of the one at work) and the processes;
each `Trial` gets its own copy of it in memory, so nothing it does reaches anybody. It is driven by `verbs`, keeps the
list of them, and can be begun again from that list: that is what a scenario is (`engine.scenarios`).
"""

from engine.trials.errors import NotWaiting, TooMuch, Unclear, Unknown
from engine.trials.space import Space, Template
from engine.trials.trial import Trial
from engine.trials.verbs import (
    Activate,
    Assign,
    Begin,
    By,
    Cancel,
    Claim,
    Conclude,
    Do,
    Evaluate,
    Message,
    Release,
    Report,
    Retry,
    SendBack,
    Signal,
    Skip,
    Transfer,
    Until,
    Verb,
    Wait,
)

__all__ = [
    "Activate", "Assign", "Begin", "By", "Cancel", "Claim", "Conclude", "Do", "Evaluate", "Message", "NotWaiting",
    "Release", "Report", "Retry", "SendBack", "Signal", "Skip", "Space", "Template", "TooMuch", "Transfer", "Trial",
    "Unclear", "Unknown", "Until", "Verb", "Wait",
]  # fmt: skip
