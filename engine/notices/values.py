"""What a notice is once it is read: frozen values that name their source lines and what is still open in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Mode = Literal["single", "joint", "each"]
Precision = Literal["day", "month", "year", "years", "open", "recurring", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file: its number from 1, where a person finds it, its text, and its cells if it is a table row.

    `repeats` holds the columns whose cell is the merged cell of the row above; `table` tells tables apart (0 in text).
    """

    number: int
    place: str
    text: str
    cells: tuple[str, ...] = ()
    repeats: frozenset[int] = frozenset()
    table: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as numbered lines, nothing interpreted yet. `kind` is text, docx or xlsx."""

    name: str
    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One reading of an ambiguous place; `changes` are the fields of the duty or notice it would set."""

    code: str
    zh: str
    en: str
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person must confirm; `default` is the code of the option that was imported meanwhile."""

    code: str
    zh: str
    en: str
    options: tuple[Option, ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A date as precise as the notice gives it: first and last day (None if no date is named) and the wording.

    `firm` is False where the notice only strives for it (力争).
    """

    first: date | None
    last: date | None
    precision: Precision
    wording: str
    firm: bool = True

    @property
    def iso(self) -> str | None:
        """`2018-08-30`, `2019-07`, `2020`, `2019-2020`, or None where no date is named."""
        if self.first is None or self.last is None:
            return None
        length = {"day": 10, "month": 7, "year": 4, "years": 4}.get(self.precision, 10)
        start, end = self.first.isoformat()[:length], self.last.isoformat()[:length]
        return start if start == end else f"{start}-{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A numeric expression of a task: `low` <= value <= `high`, an open side is None; percent and units as written."""

    low: str | None
    high: str | None
    unit: str
    wording: str
    firm: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A numbered passage with none below it; `path` are the numbers above it, `parts` their headings."""

    number: str
    heading: str
    lines: tuple[int, ...]
    text: str
    path: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One row of the division of tasks; names stand as in the notice.

    `task` are the short words, `text` the passage they head, `wording` the assignment itself, verbatim. A name in
    `groups` stands for several organizations or departments; it is in `supports` too where it only supports.
    `pairs` are (leader, department) by position, `measures` the 一是/二是 parts, `position` the index of the
    article in `Notice.articles` (None if the notice has no such article).
    """

    sequence: int
    article: str
    task: str
    text: str
    wording: str
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    mode: Mode = "single"
    lines: tuple[int, ...] = ()
    questions: tuple[Question, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    due: Period | None = None
    limits: tuple[Limit, ...] = ()
    measures: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An attachment: its title, the line that announces it and the line where it begins (None if not in the file)."""

    title: str
    announced: int | None
    begins: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Lines that belong to something else, such as a second notice glued to the first: title, first and last line."""

    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A task nobody was given: the article, its task words, and who might lead it (the issuers)."""

    article: str
    position: int
    task: str
    candidates: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """An article and the sequences of the duties that carry it; `general` ones (aims, principles) need none."""

    position: int
    number: str
    path: tuple[str, ...]
    heading: str
    duties: tuple[int, ...]
    general: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which articles are carried by duties, and what would have to be assigned for those that are not."""

    articles: tuple[Covered, ...]
    proposals: tuple[Proposal, ...]

    @property
    def gaps(self) -> tuple[Covered, ...]:
        """Articles that ask for work and have no duty."""
        return tuple(article for article in self.articles if not article.duties and not article.general)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one line: a code, the sentences for people, and the duties it went into."""

    line: int
    place: str
    became: str
    zh: str
    en: str
    duties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice taken apart. `key` is (issuing-agency code, year, number) where it has a number of its own."""

    name: str
    issuers: tuple[str, ...]
    number: str
    key: tuple[str, int, int] | None
    date: Period | None
    title: str
    articles: tuple[Article, ...]
    duties: tuple[Duty, ...]
    coverage: Coverage
    report: tuple[Fate, ...]
    questions: tuple[Question, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    others: tuple[Passage, ...] = ()
