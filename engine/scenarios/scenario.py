"""A scenario as a value: how its trial is set up, what is done one step after the other, and what is expected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.clock import ZONE
from engine.trials.verbs import Verb

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
"""When a scenario begins that does not say so: a Monday without holidays near."""

ENDED, OPEN, CANCELLED = "done", "open", "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody the model commission does not have: a person, or a department with its staff and head."""

    organization: str
    department: str
    person: str = ""
    role: str = "staff"
    portfolio: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Another task division than the model's for the duty with this key: departments and leaders by name."""

    key: str
    lead: tuple[str, ...]
    support: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    mode: str = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What should be so at a moment; each is asked only where it is not None. See `engine.scenarios.expecting`."""

    asked: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: a verb, which should be `refused` in these words where that is not empty, or an expectation."""

    line: int
    what: Verb | Expect
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One way through a process."""

    name: str
    process: str
    about: str = ""
    at: datetime = BEGIN
    settings: Mapping[str, Any] = field(default_factory=dict)
    duties: tuple[Division, ...] = ()
    members: tuple[Member, ...] = ()
    steps: tuple[Step, ...] = ()
