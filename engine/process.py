"""What a module of `workflows/` may import: the words in which it says what a diagram cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from engine.papers.sheet import (
    CaseValues,
    Fields,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Sheet,
    Signatures,
    Table,
    worded,
)

__all__ = [
    "Bar", "CaseValues", "Column", "Desk", "Fields", "Heading", "IntakeColumn", "PageBreak", "Paper", "Paragraph",
    "Process", "Service", "ServiceFailed", "Sheet", "Signatures", "Table", "worded",
]  # fmt: skip

KINDS = ("text", "date", "number", "departments", "list")


class Desk(Protocol):
    """What a service function may ask of the engine while its case stands still."""

    @property
    def now(self) -> datetime:
        """The moment of the step, in Beijing time."""

    @property
    def case_number(self) -> str:
        """The number people quote."""

    def next_number(self, series: str) -> int:
        """The next number of a series, starting at 1; given out in the transaction of the step."""

    def start(self, key: str, variables: Mapping[str, Any]) -> str:
        """Start a case linked to this one, in the transaction of the step; gives its number."""


Service = Callable[[dict[str, Any], dict[str, str], Desk], Mapping[str, Any] | None]
"""A service function: (inputs, headers, desk) -> the variables it sets; an exception becomes an incident."""


class ServiceFailed(Exception):
    """Expected a service function to do its work; the text says in the reader's words why it could not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a ledger: `value` is FEEL over the variables of the case; `kind` is one of KINDS."""

    name: str
    label: str
    value: str
    group: str = ""
    kind: str = "text"
    filter: bool = False
    """Whether the ledger can be filtered by this column; its values are then kept as facts of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeColumn:
    """One column of a workbook by which cases arrive: the field of the start form it fills, and its headings."""

    field: str
    labels: Sequence[str]
    identity: bool = False
    """Whether the column belongs to what makes a row the same row when it comes again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A calendar bar on the page of a case: months from left to right, and what fills them.

    `spans` is FEEL over the variables of the case: a list of {row, from, to, kind, label} with both dates included
    and `kind` one of SPANS; rows come in the order in which they first occur, later spans lie above earlier ones.
    `marks` is a list of {on, label}. What has no dates yet is left out.
    """

    label: str
    spans: str
    marks: str = "[]"


SPANS = ("done", "plan", "pause", "break")
"""What a span of a calendar bar is: gone by, planned, a pause that counts, an interruption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process as its module describes it; the diagram and the forms lie in `bpmn/<key>/`."""

    key: str
    prefix: str
    title: str = "title"
    """FEEL over the variables of the start form: the title of the case."""
    due: str = "null"
    """FEEL over the variables: the day or moment by which the whole case is to be done."""
    settled: str = "null"
    """FEEL over the variables: the day or moment since which it counts as done, though its process may go on."""
    ledger: Sequence[Column] = ()
    intake: Sequence[IntakeColumn] = ()
    bars: Sequence[Bar] = ()
    """Calendar bars on the page of a case."""
    papers: Sequence[Paper] = ()
    """What a case prints (文书), in the order in which its page offers them."""
    services: Mapping[str, Service] = field(default_factory=dict)
