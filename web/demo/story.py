"""A process of the demonstration: when its cases start, and what people write into its steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

Answers = Mapping[str, Any]
"""Names of questions and their values: words, numbers, dates, ids, lists of ids, rows as lists of mappings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What whoever answers has at hand: the moment, chance, departments and persons by name, a file to attach."""

    now: datetime
    random: Random
    department: Callable[[str], str]
    """The id of a department by 单位 + 处室, of the front office of an organization by its name alone."""
    person: Callable[[str], str]
    duty: Callable[[str], str]
    """The id of a duty by a word of its task."""
    file: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A case: how many days ago somebody of a department starts it, and with which answers."""

    ago: int
    by: str
    answers: Callable[[Hand], Answers]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The cases of one process in two years."""

    key: str
    starts: Sequence[Start] = ()
    steps: Mapping[str, Callable[[Hand], Answers]] = field(default_factory=dict)
    """Element id -> what is written into its form; steps that are not named stay open."""
    pace: Mapping[str, float] = field(default_factory=dict)
    """Element id -> the chance that it is done on a working day; PACE where nothing is said."""


PACE = 0.55


def always(**answers: Any) -> Callable[[Hand], Answers]:
    """The same answers every time."""
    return lambda hand: answers
