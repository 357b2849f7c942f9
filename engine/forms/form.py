"""A form: shown with what is known, checked when it comes back, its rows added and removed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.forms import posted as posting
from engine.forms.components import Choice, Component, Field, Group, Rows
from engine.forms.expressions import Functions, Surroundings
from engine.forms.filling import Listing, Node, Question, Section, Source
from engine.forms.messages import Message
from engine.forms.posted import Posted
from engine.forms.schema import names_in, read_schema, walk
from engine.forms.settling import Choices, settle
from engine.forms.showing import show
from engine.forms.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The outcome of checking: values by variable name (only what this form asks), errors by input name."""

    values: dict[str, Any]
    errors: dict[str, Message]


def no_choices(kind: str, properties: Mapping[str, str]) -> Sequence[Choice]:
    """For forms without departments, persons, duties or files."""
    return ()


class Form:
    """A form-js schema, read once and safe to share between threads."""

    __slots__ = ("_lists", "_looked_at", "_parts", "id")

    def __init__(self, schema: bytes, names: Iterable[str] = ()) -> None:
        self.id, self._parts = read_schema(schema, frozenset(names))
        self._lists = dict(_lists(self._parts, ""))
        self._looked_at = frozenset[str]().union(*(names_in(part) for part in walk(self._parts)))

    @property
    def names(self) -> frozenset[str]:
        """The variables the form answers."""
        return frozenset(part.path[0] for part in _answering(self._parts))

    @property
    def reads(self) -> frozenset[str]:
        """The variables its expressions look at, for validating a diagram."""
        return self._looked_at

    def fill(
        self,
        values: Mapping[str, Any],
        context: Mapping[str, Any],
        choices: Choices = no_choices,
        *,
        now: datetime,
        functions: Functions | None = None,
        posted: Posted | None = None,
        files: Mapping[str, Sequence[str]] | None = None,
        errors: Mapping[str, Message] | None = None,
        language: str = "zh",
    ) -> View:
        """The view of the form over stored `values`; `posted` shows again what a person typed, with `errors` beside.

        Expressions see the answers, then `values`, then `context`. Sensitive numbers that are stored appear masked.
        """
        surroundings = Surroundings(variables=context, functions=functions or {}, now=now)
        settled = settle(self._parts, values, Source(posted=posted, files=files or {}), choices, surroundings)
        return show(settled, errors or {}, self._looked_at, language)

    def check(
        self,
        posted: Posted,
        context: Mapping[str, Any],
        choices: Choices = no_choices,
        *,
        now: datetime,
        functions: Functions | None = None,
        files: Mapping[str, Sequence[str]] | None = None,
    ) -> Checked:
        """Typed values of what was posted, all errors at once; `context` holds what is stored.

        What is hidden is not required and becomes empty; what is read-only keeps what is stored. An input the post
        does not name was not on the page (pages send empty ones too): it stays as stored, else counts as unanswered.
        `files` are the ids of attachments uploaded with this post, by input name; ids in `posted` must be stored or
        among the choices of kind `file`.
        """
        source = Source(posted=posted, files=files or {}, final=True)
        surroundings = Surroundings(variables=context, functions=functions or {}, now=now)
        settled = settle(self._parts, context, source, choices, surroundings)
        return Checked(values=settled.tree, errors=dict(_errors(settled.nodes)))

    def edit_rows(self, posted: Posted) -> dict[str, Sequence[str]] | None:
        """The post after a row button (`_add` a list, `_remove` a row) was pressed, None when none was."""
        button = posting.pressed(posted)
        if button is None:
            return None
        action, target = button
        name = target if action == "_add" else posting.list_of(target) or ""
        rows = self._lists.get(posting.generic(name))
        if rows is None or rows.fixed:
            return posting.without_buttons(posted)
        if action == "_remove":
            return posting.without_row(posted, target)
        full = len(posting.row_numbers(posted, name)) >= rows.most
        return posting.without_buttons(posted) if full else posting.with_row(posted, name)


def load(schema: bytes, names: Iterable[str] = ()) -> Form:
    """Read a form-js schema; `names` are the multi-word functions its FEEL may call. Raises Invalid with all faults."""
    return Form(schema, names)


def _errors(nodes: Iterable[Node]) -> Iterable[tuple[str, Message]]:
    for node in nodes:
        if node.hidden:
            continue
        if isinstance(node, Question | Listing) and node.error is not None:
            yield node.name, node.error
        if isinstance(node, Section):
            yield from _errors(node.nodes)
        elif isinstance(node, Listing):
            for entry in node.entries:
                yield from _errors(entry.nodes)


def _lists(parts: Iterable[Component], prefix: str) -> Iterable[tuple[str, Rows]]:
    for part in parts:
        if isinstance(part, Group):
            yield from _lists(part.parts, prefix)
        elif isinstance(part, Rows):
            name = prefix + ".".join(part.path)
            yield name, part
            yield from _lists(part.parts, f"{name}[].")


def _answering(parts: Iterable[Component]) -> Iterable[Field | Rows]:
    for part in parts:
        if isinstance(part, Group):
            yield from _answering(part.parts)
        elif isinstance(part, Field | Rows):
            yield part
