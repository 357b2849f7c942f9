"""The parts of a form as the designer drew them: form-js components, read once and shared by all requests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from re import Pattern
from typing import Any

from engine.forms.expressions import Expression, Template

COLUMNS = 16
"""form-js lays components out on sixteen columns."""

Bound = Decimal | Expression | None
Switch = bool | Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """What every part has: an id, a place and a condition under which it is not shown."""

    id: str
    row: str | None = None
    columns: int | None = None
    hide: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option: its value as it enters the variables, what people read, and the heading it stands under."""

    value: Any
    label: str
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where the options of a field come from; exactly one is set (form-js values, valuesExpression, valuesKey)."""

    static: tuple[Choice, ...] = ()
    expression: Expression | None = None
    key: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What an answer must satisfy (form-js `validate` and the settings of number and datetime)."""

    required: bool = False
    min_length: Bound = None
    max_length: Bound = None
    min: Bound = None
    max: Bound = None
    step: Decimal | None = None
    digits: int | None = None
    pattern: Pattern[str] | None = None
    format: str = ""
    """`email` or `phone` of form-js's validationType."""
    not_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Component):
    """A question. `control` is how it is asked, `kind` what it means beyond that (money, idcard, department, ...)."""

    path: tuple[str, ...]
    control: str
    kind: str = ""
    label: Template
    description: Template
    prefix: Template
    suffix: Template
    readonly: Switch = False
    default: Any = None
    options: Options | None = None
    rules: Rules = Rules()
    multiple: bool = False
    accept: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> Any:
        """The value of an unanswered question: none, no ticks, or an empty list."""
        if self.control == "checkbox":
            return False
        return [] if self.control in ("checklist", "taglist", "filepicker") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Component):
    """Parts under a heading; the path is already in the paths of its fields."""

    label: Template
    outline: bool
    parts: tuple[Component, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Component):
    """A list of equal rows (form-js dynamiclist); the paths of its fields start anew in each row."""

    path: tuple[str, ...]
    label: Template
    parts: tuple[Component, ...]
    fixed: bool = False
    """Rows can be neither added nor removed."""
    initial: int = 1
    least: int = 0
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Component):
    """Words between the questions, in a small part of Markdown."""

    text: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Component):
    """A separator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Space(Component):
    """Room between parts."""
