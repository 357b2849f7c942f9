"""Turning a settled form into its view."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.forms import identity
from engine.forms.answers import LONGEST, option_key
from engine.forms.components import Field, Line, Rows, Text
from engine.forms.display import input_text, label_of, reading_text
from engine.forms.expressions import Expression, Surroundings, Template
from engine.forms.filling import Entry, Listing, Node, Question, Section, Still
from engine.forms.markdown import blocks
from engine.forms.messages import Message
from engine.forms.schema import names_in, walk
from engine.forms.settling import Scope, Settled
from engine.forms.views import (
    Cell,
    EntryView,
    FieldView,
    GroupView,
    Layout,
    ListView,
    OptionView,
    StillView,
    TextView,
    View,
)

_WIDEST_TABLE = 6
"""Columns a list may have to be shown as a table."""


def show(settled: Settled, errors: Mapping[str, Message], looked_at: frozenset[str], language: str) -> View:
    """The view of a settled form; `looked_at` are the variables that expressions of the form look at."""
    showing = _Showing(surroundings=settled.surroundings, errors=errors, looked_at=looked_at, language=language)
    rows = showing.layout(settled.nodes, settled.scope)
    return View(rows=rows, errors=tuple(_summary(rows, language.startswith("zh"))))


def _summary(rows: Layout, zh: bool, place: str = "") -> Iterator[tuple[str, str]]:
    """Where each error stands, rows by their number, and what it is."""
    for cell in (cell for row in rows for cell in row):
        if isinstance(cell, FieldView | ListView) and cell.error:
            where = place + cell.label
            yield cell.anchor, f"{where}{'：' if zh else ': '}{cell.error}" if where else cell.error
        if isinstance(cell, GroupView):
            yield from _summary(cell.rows, zh, place)
        elif isinstance(cell, ListView):
            for entry in cell.entries:
                row = f"第 {entry.number} 行 " if zh else f"row {entry.number}, "
                yield from _summary(entry.rows, zh, f"{place}{cell.label} {row}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Showing:
    surroundings: Surroundings
    errors: Mapping[str, Message]
    looked_at: frozenset[str]
    language: str
    watched: bool = False
    """The whole list around is looked at."""

    def layout(self, nodes: Sequence[Node], scope: Scope) -> Layout:
        """Cells of the same form-js row beside each other, in the order of the components."""
        rows: dict[str, list[Cell]] = {}
        for node in nodes:
            if not node.hidden:
                rows.setdefault(node.part.row or f"alone {len(rows)}", []).append(self._cell(node, scope))
        return tuple(tuple(row) for row in rows.values())

    def _cell(self, node: Node, scope: Scope) -> Cell:
        match node:
            case Question():
                return self._field(node, scope)
            case Section(part=part):
                return GroupView(
                    id=f"g-{part.id}",
                    label=self._words(part.label, scope),
                    outline=part.outline,
                    columns=part.columns,
                    rows=self.layout(node.nodes, scope),
                )
            case Listing():
                return self._list(node, scope)
            case Still(part=part):
                if isinstance(part, Text):
                    return TextView(columns=part.columns, blocks=blocks(self._words(part.text, scope)))
                return StillView(type="line" if isinstance(part, Line) else "space", columns=part.columns)

    def _list(self, node: Listing, scope: Scope) -> ListView:
        part = node.part
        count = len(node.entries)
        inside = self._inside(part)
        return ListView(
            id=page_id(node.name),
            name=node.name,
            label=self._words(part.label, scope),
            columns=part.columns,
            error=self._error(node.name),
            entries=tuple(inside._entry(entry, number) for number, entry in enumerate(node.entries, 1)),
            headings=self._headings(part, scope),
            can_add=not part.fixed and count < part.most,
            can_remove=not part.fixed and count > part.least,
        )

    def _inside(self, part: Rows) -> "_Showing":
        """For rows: their questions are looked at by expressions in the row, or by any that looks at the whole list."""
        near = frozenset(name for one in walk(part.parts) for name in names_in(one))
        watched = self.watched or part.path[0] in self.looked_at or "this" in near
        return replace(self, looked_at=near, watched=watched)

    def _entry(self, entry: Entry, number: int) -> EntryView:
        return EntryView(name=entry.name, mark=entry.mark, number=number, rows=self.layout(entry.nodes, entry.scope))

    def _headings(self, part: Rows, scope: Scope) -> tuple[tuple[str, bool], ...]:
        """Only rows of always visible questions line up as a table."""
        fields = [one for one in part.parts if isinstance(one, Field) and one.hide is None]
        if len(fields) < len(part.parts) or len(fields) > _WIDEST_TABLE:
            return ()
        return tuple((self._words(one.label, scope), one.rules.required) for one in fields)

    def _field(self, node: Question, scope: Scope) -> FieldView:
        part = node.part
        values = self._values(node)
        return FieldView(
            id=page_id(node.name),
            name=node.name,
            label=self._words(part.label, scope),
            control=part.control,
            kind=part.kind or part.rules.format,
            description=self._words(part.description, scope),
            prefix=self._words(part.prefix, scope) or ("¥" if part.kind == "money" else ""),
            suffix=self._words(part.suffix, scope),
            columns=part.columns,
            required=part.rules.required and not node.readonly,
            readonly=node.readonly,
            error=self._error(node.name),
            values=values,
            text=reading_text(part, node.value, node.choices, self.language),
            options=self._options(node, values),
            triggers=self.watched or part.path[0] in self.looked_at,
            multiple=part.multiple,
            accept=part.accept,
            min=self._bound(part.rules.min, scope) or self._today(part),
            max=self._bound(part.rules.max, scope),
            step=_step(part),
            max_length=self._bound(part.rules.max_length, scope) or _default_length(part),
        )

    def _values(self, node: Question) -> tuple[str, ...]:
        """What the person typed as they typed it; else the value, sensitive numbers masked until they are retyped."""
        part, value = node.part, node.value
        if node.raw is not None and not node.readonly:
            if part.control in ("date", "time", "datetime") and value is not None:
                return (input_text(value),)
            return tuple(one for one in node.raw if one)
        if isinstance(value, list):
            return tuple(option_key(one) for one in value)
        if part.options is not None:
            return () if value is None else (option_key(value),)
        if part.control == "checkbox":
            return ("true",) if value else ()
        if value is None:
            return ()
        return (identity.mask(part.kind, input_text(value)) if value == node.stored else input_text(value),)

    def _options(self, node: Question, values: tuple[str, ...]) -> tuple[OptionView, ...]:
        """The options; a value that is no option any more is shown as one, so that nobody wonders where it went."""
        part = node.part
        if part.options is None and part.control != "filepicker":
            return ()
        offered = [(option_key(choice.value), choice.label, choice.group) for choice in node.choices]
        if part.control == "filepicker":
            offered = [one for one in offered if one[0] in values]
        known = {key for key, _, _ in offered}
        offered += [(one, label_of(one, (), self.language), None) for one in values if one not in known]
        return tuple(
            OptionView(id=f"{page_id(node.name)}-{number}", value=key, label=label, group=group, selected=key in values)
            for number, (key, label, group) in enumerate(offered)
        )

    def _words(self, template: Template, scope: Scope) -> str:
        return template.fill(scope, self.surroundings)

    def _error(self, name: str) -> str:
        found = self.errors.get(name)
        return found.text(self.language) if found else ""

    def _bound(self, bound: Any, scope: Scope) -> str:
        value = bound.evaluate(scope, self.surroundings) if isinstance(bound, Expression) else bound
        return input_text(value)

    def _today(self, part: Field) -> str:
        if not part.rules.not_past or part.control not in ("date", "datetime"):
            return ""
        now = input_text(self.surroundings.now)
        return now[:10] if part.control == "date" else now


def page_id(name: str) -> str:
    """The id of an input on the page."""
    return "f-" + re.sub(r"[^\w-]", "-", name)


def _step(part: Field) -> str:
    if part.control != "number":
        return ""
    if part.rules.step is not None:
        return f"{part.rules.step:f}"
    digits = 2 if part.kind == "money" else part.rules.digits
    return "any" if digits is None else f"{10**-digits:.{digits}f}"


def _default_length(part: Field) -> str:
    return str(LONGEST) if part.control in ("textfield", "textarea") else ""
