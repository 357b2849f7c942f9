"""What a person decides when confirming a notice: whom each of its names means, and what is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["existing", "home", "department", "organization"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Becomes:
    """Whom a name means: an `existing` department, the issuing organization itself (`home`), or something new.

    `department` is a new department `name` of the issuing organization, `organization` a new one of that kind.
    """

    kind: Kind
    department_id: str = ""
    name: str = ""
    organization_kind: str = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """Who a leader is: a known person, or a new one of that name; `portfolio` are references to departments."""

    person_id: str = ""
    name: str = ""
    title: str = ""
    portfolio: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All of it. A reference is a department's id, `name:NAME` for whatever a name of the notice becomes,
    `home:` for the issuing organization, or `new:CODE:NAME` for a new organization in that jurisdiction.

    `home_id` is the issuing organization, empty for a new one called `home_name`. `groups` gives the members of each
    placeholder, `keys` the duty key by sequence, `supersedes` the notice this one replaces.
    """

    home_id: str = ""
    home_name: str = ""
    home_kind: str = "commission"
    names: Mapping[str, Becomes] = field(default_factory=dict)
    leaders: Mapping[str, Leader] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    keys: Mapping[int, str | None] = field(default_factory=dict)
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A department or person a name might mean: its id, how people call it, and why it is offered."""

    id: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a notice would make of its names if nobody changed anything, and what else each of them might mean.

    `used` counts the duties that use a name, `members` the departments each group could have (reference, label).
    """

    decisions: Decisions
    suggestions: Mapping[str, Sequence[Suggestion]]
    used: Mapping[str, int]
    members: Mapping[str, Sequence[tuple[str, str]]]
    older: Sequence[tuple[str, str]]
    """Notices in force in the jurisdiction: (id, title with number); one may be superseded. The same number first."""
    vague: frozenset[str]
    """Groups whose members no directory knows (委相关业务处室): a person should choose them."""
