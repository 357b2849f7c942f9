"""A form in one request: the questions laid out with the rows and answers that were posted or are stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.forms import posted as posting
from engine.forms.components import Choice, Component, Field, Group, Rows
from engine.forms.messages import Message
from engine.forms.posted import Posted


@dataclass(slots=True, kw_only=True)
class Question:
    """A field where it stands; what follows `stored` is settled later."""

    part: Field
    name: str
    raw: list[str] | None
    """What was posted; None when the person has not seen the field yet."""
    stored: Any
    hidden: bool = False
    readonly: bool = False
    choices: tuple[Choice, ...] = ()
    value: Any = None
    error: Message | None = None


@dataclass(slots=True, kw_only=True)
class Section:
    """A group where it stands."""

    part: Group
    nodes: "list[Node]"
    hidden: bool = False


@dataclass(slots=True, kw_only=True)
class Entry:
    """A row of a list; `mark` is the number of the stored row it shows, empty for a new one."""

    name: str
    mark: str
    stored: Mapping[str, Any]
    nodes: "list[Node]"
    tree: dict[str, Any] = field(default_factory=dict)
    scope: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Listing:
    """A list of rows where it stands."""

    part: Rows
    name: str
    stored: Any
    entries: list[Entry]
    hidden: bool = False
    error: Message | None = None


@dataclass(slots=True, kw_only=True)
class Still:
    """A part nobody answers."""

    part: Component
    hidden: bool = False


Node = Question | Section | Listing | Still


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where answers come from: a post, with the ids of files uploaded with it, or (`posted` None) what is stored."""

    posted: Posted | None
    files: Mapping[str, Sequence[str]]
    final: bool = False
    """The post is the last word: what it does not name was not shown, and is as stored, else a missing answer."""


def lay_out(parts: Sequence[Component], stored: Mapping[str, Any], source: Source, prefix: str = "") -> list[Node]:
    """The components as nodes; input names begin with `prefix`."""
    nodes: list[Node] = []
    for part in parts:
        if isinstance(part, Field):
            name = prefix + ".".join(part.path)
            nodes.append(Question(part=part, name=name, raw=_raw(name, source), stored=dig(stored, part.path)))
        elif isinstance(part, Group):
            nodes.append(Section(part=part, nodes=lay_out(part.parts, stored, source, prefix)))
        elif isinstance(part, Rows):
            name = prefix + ".".join(part.path)
            rows = dig(stored, part.path)
            nodes.append(Listing(part=part, name=name, stored=rows, entries=_entries(part, name, rows, source)))
        else:
            nodes.append(Still(part=part))
    return nodes


def dig(values: Mapping[str, Any], path: Sequence[str]) -> Any:
    """What stands at a path, None when nothing does."""
    found: Any = values
    for name in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def _raw(name: str, source: Source) -> list[str] | None:
    if source.posted is None:
        return None
    uploaded = list(source.files.get(name, ()))
    values = posting.raw(source.posted, name)
    if values is None and not uploaded:
        return None
    return (values or []) + uploaded


def _entries(part: Rows, name: str, stored: Any, source: Source) -> list[Entry]:
    known = [row if isinstance(row, Mapping) else {} for row in stored] if isinstance(stored, list) else []
    return [
        Entry(
            name=f"{name}[{number}]",
            mark=mark,
            stored=(row := known[int(mark)] if mark else {}),
            nodes=lay_out(part.parts, row, source, f"{name}[{number}]."),
        )
        for number, mark in _numbered(part, name, len(known), isinstance(stored, list), source)
    ]


def _numbered(part: Rows, name: str, known: int, stored: bool, source: Source) -> list[tuple[int, str]]:
    """The rows' numbers and marks. A row refers to a stored one, so answers the form does not show stay with it."""
    posted = source.posted
    seen = posted is not None and (name in posted or posting.row_numbers(posted, name))
    if posted is None or part.fixed or not seen:
        count = known if stored else 0 if source.final else max(part.initial, part.least)
        return [(number, str(number) if number < known else "") for number in range(min(count, posting.MOST_ROWS))]
    # One more than allowed is kept, so that checking notices.
    numbers = posting.row_numbers(posted, name)[: posting.MOST_ROWS + 1]
    return [(number, _mark(posted, f"{name}[{number}]", number, known)) for number in numbers]


def _mark(posted: Posted, row: str, number: int, known: int) -> str:
    mark = posting.row_mark(posted, row)
    if mark is None:
        mark = str(number)
    return mark if mark.isascii() and mark.isdigit() and len(mark) < 5 and int(mark) < known else ""
