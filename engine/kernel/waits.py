"""What a case tells the outside: what it waits for, where its tokens are, what happened, what it sends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple


class Call(NamedTuple):
    """A call of another process (or a global task) under way: the token that stands at the call activity."""

    token: str
    element: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Something the case waits for. `scope` is the innermost scope whose variables the token sees.

    `part` is whose part of the case it is in, as `engine.kernel.parts` tells.
    `ref` is that of the process the element belongs to, which may be a called one; `calls` leads to it from the case.
    """

    id: str
    token: str
    element: str
    ref: str
    calls: tuple[Call, ...]
    scope: str
    since: datetime
    part: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed(Wait):
    """What people are asked for. Who they are was frozen on arrival; `due` is computed on each look, as of `since`.

    A date without a time is the whole of that day.
    """

    assignee: str | None
    groups: tuple[str, ...]
    users: tuple[str, ...]
    due: date | None
    follow_up: date | None
    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserWait(Addressed):
    """A person's task."""

    form: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerWait(Wait):
    """A timer that fires at `due`."""

    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryWait(TimerWait):
    """A service that has failed, to be called again at `due`; `left` calls are left before it is an incident."""

    left: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWait(Wait):
    """A subscription to a message by name and correlation key (None: any)."""

    name: str
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalWait(Wait):
    """A subscription to a signal by name."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionWait(Wait):
    """A conditional event: it fires by itself when its condition becomes true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataWait(Wait):
    """An activity that begins by itself when one of its input sets is available."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdHocWait(Addressed):
    """An ad-hoc subprocess in which the steps `choices` can be begun (again) by `Run.activate`.

    `running` are those under way, one for each time; `queued` begin after them, where the order is `sequential`.
    `enough` says whether its completion condition holds, so that `Run.conclude` would end it; None: it has none.
    `cancels` says whether what is running then is cancelled, else it is finished first.
    """

    choices: tuple[str, ...]
    running: tuple[str, ...]
    queued: tuple[str, ...]
    sequential: bool
    enough: bool | None
    cancels: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble(Wait):
    """An incident: the token cannot go on until a person repairs, retries, skips or moves it."""

    kind: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A live token: where the case is."""

    id: str
    element: str
    ref: str
    calls: tuple[Call, ...]
    scope: str
    since: datetime
    part: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened: a token entered, completed or was cancelled at an element, or took a flow."""

    token: str
    element: str
    ref: str
    what: Literal["entered", "completed", "cancelled", "taken"]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Thrown:
    """A message (with its correlation key) or a signal for others; in its own case a signal has been heard already.

    A message nobody waits for is kept until `until` (None: as long as usual); one with an id arrives once.
    """

    kind: Literal["message", "signal"]
    name: str
    key: str | None
    variables: Mapping[str, Any]
    message_id: str | None = None
    until: datetime | None = None
