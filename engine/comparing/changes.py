"""What a comparison consists of: changes of elements with what they said before and say now, by sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.forms import Message

Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing an element says; empty where it says nothing."""

    label: Message
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One element; `element` is its id where it can be pointed at in the diagram, `what` the kind of thing it is."""

    kind: Kind
    element: str
    name: str
    what: Message
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One line of a form or a table on one side of the comparison."""

    kind: Kind | None
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The lines of a form or a table side by side: (line before, line now), None where there is none."""

    headings: tuple[Message, ...]
    lines: tuple[tuple[Cell | None, Cell | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The changes of one kind, or of one file; `grid` shows a form or a table as a whole."""

    id: str
    title: Message
    changes: tuple[Change, ...]
    grid: Grid | None = None

    def count(self, kind: Kind) -> int:
        """How many of the changes are of a kind."""
        return sum(change.kind == kind for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All sections with changes, and what to mark in both diagrams: id of an element -> kind of change."""

    sections: tuple[Section, ...]
    marks_before: Mapping[str, Kind]
    marks_after: Mapping[str, Kind]

    def count(self, kind: Kind) -> int:
        """How many changes there are of a kind, in all sections."""
        return sum(section.count(kind) for section in self.sections)

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not self.sections
