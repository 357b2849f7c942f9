"""The verbs of a trial: what people, time and the outside do, as values that can be kept and performed again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who acts, in words; a person by name, or whoever has a role (staff where it is empty) in a department.

    Without an organization the department is the commission's, or the only one of that name; without a department it
    is the one that receives for the organization. `name` stands for any of these: a person, department, organization.
    """

    name: str = ""
    organization: str = ""
    department: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """Something done in a trial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin(Verb):
    """Start the case from its start form; `by` is the front office of the commission where nothing is said."""

    process: str
    by: By = By()
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItem(Verb):
    """Something done with the open item of a step.

    `of` tells several apart by words in what they are about, their inboxes or their case; `by` is whoever has the item
    where nothing is said.
    """

    element: str
    of: str = ""
    by: By | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Do(OnItem):
    """Complete an item; `answers` are values by the form's names, departments and persons by name, files by name."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(OnItem):
    """Take an item in hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(OnItem):
    """Put a claimed item back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack(OnItem):
    """Return the case to an earlier step."""

    to: str
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(OnItem):
    """Hand an item to another department or person."""

    to: By
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Until(Verb):
    """Let time pass up to a moment; what falls due on the way happens in its order."""

    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(Verb):
    """Let some time pass; the duration as ISO 8601 writes it: P3D, PT4H, P6M."""

    duration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Verb):
    """A message from outside; a key that begins with `=` is FEEL over the case."""

    name: str
    key: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal(Verb):
    """A signal from outside."""

    name: str
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluate(Verb):
    """Facts become known: whatever begins with a condition that is true of them begins, of one process or of all."""

    facts: Mapping[str, Any]
    process: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Verb):
    """Report an occurrence at any time; `by` is somebody who may where nothing is said."""

    element: str
    by: By | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activate(Verb):
    """Begin a step of an ad-hoc subprocess; `by` is whoever has that where nothing is said."""

    element: str
    by: By | None = None
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude(OnItem):
    """End an ad-hoc subprocess whose condition holds."""

    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry(Verb):
    """Try the failed step again."""

    element: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip(Verb):
    """Go on behind the failed step."""

    element: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Verb):
    """Mend variables of the case."""

    variables: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Verb):
    """End the case early."""

    reason: str
