"""The words in which a paper is described: a sheet of headings, paragraphs, grids, tables and places to sign."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from engine.clock import ZONE


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part, in 黑体."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `place` is text (the first line indented by two characters), centre, or end (at the right)."""

    kind: ClassVar[str] = "paragraph"
    text: str
    place: str = "text"


@dataclass(frozen=True, slots=True)
class Fields:
    """A grid of (label, value): `columns` pairs beside each other, the last of an odd number as wide as the row."""

    kind: ClassVar[str] = "fields"
    pairs: Sequence[tuple[str, Any]]
    columns: int = 2

    def lines(self) -> list[list[tuple[str, str]]]:
        """The pairs in words, line by line."""
        words = [(label, worded(value)) for label, value in self.pairs]
        return [words[start : start + self.columns] for start in range(0, len(words), self.columns)]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that comes again on every page; cells may be any value of a case."""

    kind: ClassVar[str] = "table"
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def lines(self) -> list[list[str]]:
        """The cells in words, one a column of the head."""
        width = len(self.head)
        return [[worded(cell) for cell in [*row, *[None] * width][:width]] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign and seal beside each other, each with room and a date to fill in by hand."""

    kind: ClassVar[str] = "signatures"
    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    kind: ClassVar[str] = "break"


Part = Heading | Paragraph | Fields | Table | Signatures | PageBreak


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper as it is printed: its title and its parts in order. The number of its case is added by the engine."""

    title: str
    parts: Sequence[Part]


class CaseValues(dict[str, Any]):
    """What a paper is made from: the variables of its case beside case, duty, starter and settings.

    A variable that has no value yet reads as None, as in FEEL.
    """

    def __init__(self, known: Mapping[str, Any], names: Callable[[Iterable[str]], Sequence[str]]) -> None:
        super().__init__(known)
        self._names = names

    def __missing__(self, name: str) -> None:
        return None

    def names(self, ids: str | Sequence[str] | None) -> str:
        """The names of departments or persons by their ids, with 、 between them; nothing for nothing."""
        return "、".join(self._names([ids] if isinstance(ids, str) else ids)) if ids else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper a process prints: offered while `when` (FEEL over the variables of the case) is true."""

    name: str
    """Stands in addresses: small letters, digits and hyphens."""
    label: str
    build: Callable[[CaseValues], Sheet]
    when: str = "true"
    part: str = ""
    """Whose part of the case it tells of; it is offered to others neither on the page nor by its address."""


def worded(value: Any) -> str:
    """A value as papers write it: 2026年3月2日, 是 or 否, lists with 、, nothing for nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            moment = value.astimezone(ZONE) if value.tzinfo else value
            return f"{worded(moment.date())} {moment:%H:%M}"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case Decimal():
            return f"{value:f}"
        case list() | tuple():
            return "、".join(filter(None, map(worded, value)))
        case _:
            return str(value)
