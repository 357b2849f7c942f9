"""Settling a form: which parts are shown, what can be chosen, and what every answer is worth."""

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.clock import ZONE
from engine.forms import answers
from engine.forms.components import Choice, Component, Field, Options
from engine.forms.expressions import Expression, Surroundings, plain
from engine.forms.filling import Entry, Listing, Node, Question, Section, Source, dig, lay_out
from engine.forms.messages import Message
from engine.forms.posted import MOST_ROWS

Choices = Callable[[str, Mapping[str, str]], Sequence[Choice]]
"""(kind, properties of the field) -> the options; kind `file` asks for the attachments that may stay."""

_ROUNDS = 6
"""Conditions look at answers which other conditions hide; what still changes after so many rounds goes in circles."""

Scope = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Settled:
    """A form in one request, settled: `tree` has the values by variable name, `scope` what expressions saw."""

    nodes: list[Node]
    tree: dict[str, Any]
    scope: Scope
    surroundings: Surroundings


def settle(
    parts: Sequence[Component], stored: Scope, source: Source, choices: Choices, surroundings: Surroundings
) -> Settled:
    """Lay a form out and evaluate its conditions, options and answers until they agree with each other."""
    nodes = lay_out(parts, stored, source)
    settling = _Settling(source=source, choices=choices, surroundings=surroundings)
    tree: dict[str, Any] = {}
    for _ in range(_ROUNDS):
        before, tree = tree, {}
        scope = ChainMap(before, dict(stored), dict(surroundings.variables))
        settling.level(nodes, tree, stored, scope, hidden=False)
        if tree == before:
            break
    scope = ChainMap(tree, dict(stored), dict(surroundings.variables))
    return Settled(nodes=nodes, tree=tree, scope=scope, surroundings=surroundings)


@dataclass(slots=True, kw_only=True)
class _Settling:
    source: Source
    choices: Choices
    surroundings: Surroundings
    asked: dict[tuple[str, str], tuple[Choice, ...]] = field(default_factory=dict)
    """Options of a kind are asked for once a request, however many rows show them."""

    def level(self, nodes: list[Node], tree: dict[str, Any], stored: Scope, scope: Scope, hidden: bool) -> None:
        """Settle the nodes of one scope and write their values into its tree, shown ones over hidden ones."""
        shown: list[tuple[tuple[str, ...], Any]] = []
        for path, value, visible in self._values(nodes, scope, hidden):
            if visible:
                shown.append((path, value))
            else:
                _put(tree, path, value, stored)
        for path, value in shown:
            _put(tree, path, value, stored)

    def _values(self, nodes: list[Node], scope: Scope, hidden: bool) -> list[tuple[tuple[str, ...], Any, bool]]:
        found: list[tuple[tuple[str, ...], Any, bool]] = []
        for node in nodes:
            condition = node.part.hide
            node.hidden = hidden or (condition is not None and self._evaluate(condition, scope) is True)
            if isinstance(node, Section):
                found += self._values(node.nodes, scope, node.hidden)
            elif isinstance(node, Listing):
                rows = self._rows(node, scope)
                # Rows that this form neither makes nor answers belong to others, who may change them meanwhile.
                if not node.part.fixed or not (node.hidden or rows == (node.stored or [])):
                    found.append((node.part.path, [] if node.hidden else rows, not node.hidden))
            elif isinstance(node, Question):
                self._question(node, scope)
                if not node.readonly:
                    found.append((node.part.path, node.part.empty if node.hidden else node.value, not node.hidden))
                elif node.stored is None and node.value is not None and not node.hidden:
                    found.append((node.part.path, node.value, True))
        return found

    def _rows(self, listing: Listing, scope: Scope) -> list[dict[str, Any]]:
        for number, entry in enumerate(listing.entries, 1):
            entry.scope = _row_scope(entry, number, scope)
            tree = dict(entry.stored)
            self.level(entry.nodes, tree, entry.stored, entry.scope, listing.hidden)
            entry.tree = tree
        count, part = len(listing.entries), listing.part
        listing.error = None
        if count > part.most:
            listing.error = Message(f"最多 {part.most} 行，请删除多余的。", f"At most {part.most} rows: remove some.")
        elif self.source.final and count < part.least:
            listing.error = Message(f"至少填写 {part.least} 行。", f"At least {part.least} rows are needed.")
        return [entry.tree for entry in listing.entries[:MOST_ROWS]]

    def _question(self, node: Question, scope: Scope) -> None:
        part = node.part
        node.readonly = self._switch(part.readonly, scope)
        node.choices = self._choices(part, node.stored, scope)
        node.error = None
        if node.raw is None or node.readonly:
            node.value = node.stored if node.stored is not None else self._default(part, scope)
            if self.source.final and not node.readonly and node.stored in (None, part.empty):
                # Brought up by this very post: even with a default, the person must have seen a required question.
                node.error = answers.missing(part)
            return
        node.value, node.error = answers.parse(
            answers.Asked(
                field=part,
                raw=node.raw,
                choices=node.choices,
                stored=node.stored,
                scope=scope,
                surroundings=self.surroundings,
            )
        )

    def _default(self, part: Field, scope: Scope) -> Any:
        value = part.default
        if isinstance(value, Expression):
            value = self._evaluate(value, scope)
        if value is None:
            return part.empty
        if part.control == "date" and isinstance(value, datetime):
            return value.astimezone(ZONE).date()
        if isinstance(value, str) and part.control in ("date", "time", "datetime", "number"):
            asked = answers.Asked(
                field=part, raw=[value], choices=(), stored=None, scope=scope, surroundings=self.surroundings
            )
            return answers.parse(asked)[0]
        if isinstance(value, Decimal) and part.kind != "money" and value == value.to_integral_value():
            return int(value)
        return value

    def _choices(self, part: Field, stored: Any, scope: Scope) -> tuple[Choice, ...]:
        if part.control == "filepicker":
            ids = [one for uploaded in self.source.files.values() for one in uploaded]
            ids += [one for one in stored if isinstance(one, str)] if isinstance(stored, list) else []
            named = {one: Choice(value=one, label=one) for one in ids}
            named.update((choice.value, choice) for choice in self._of_kind("file", part))
            return tuple(named.values())
        options = part.options
        if options is None or options.static:
            return options.static if options else ()
        if options.kind:
            return self._of_kind(options.kind, part)
        return _listed(self._given(options, scope))

    def _given(self, options: Options, scope: Scope) -> Any:
        if options.expression is not None:
            return self._evaluate(options.expression, scope)
        return dig(scope, (options.key or "").split("."))

    def _of_kind(self, kind: str, part: Field) -> tuple[Choice, ...]:
        if (kind, part.id) not in self.asked:
            self.asked[kind, part.id] = tuple(self.choices(kind, part.properties))
        return self.asked[kind, part.id]

    def _switch(self, switch: bool | Expression, scope: Scope) -> bool:
        return self._evaluate(switch, scope) is True if isinstance(switch, Expression) else switch

    def _evaluate(self, expression: Expression, scope: Scope) -> Any:
        return expression.evaluate(scope, self.surroundings)


def _row_scope(entry: Entry, number: int, outer: Scope) -> Scope:
    """form-js shows expressions in a row `this`, `parent` and `i`, counted from 1."""
    around = dict(outer)
    return ChainMap({"this": entry.tree, "parent": around, "i": number}, entry.tree, around)


def _listed(values: Any) -> tuple[Choice, ...]:
    """Options from FEEL or a variable: plain values, or contexts with value, label and perhaps group."""
    if not isinstance(values, list):
        return ()
    choices = []
    for one in values:
        if isinstance(one, Mapping) and one.get("value") is not None:
            group = one.get("group")
            label = plain(one.get("label") if one.get("label") is not None else one["value"])
            choices.append(Choice(value=one["value"], label=label, group=None if group is None else plain(group)))
        elif isinstance(one, str | int | Decimal | date):
            choices.append(Choice(value=one, label=plain(one)))
    return tuple(choices)


def _put(tree: dict[str, Any], path: Sequence[str], value: Any, stored: Any) -> None:
    """Write at a path; what a variable on the way already holds beside it stays."""
    first, *rest = path
    if not rest:
        tree[first] = value
        return
    below = dig(stored, (first,)) if isinstance(stored, Mapping) else None
    if not isinstance(tree.get(first), dict) or tree[first] is below:
        tree[first] = dict(below) if isinstance(below, Mapping) else {}
    _put(tree[first], rest, value, below)
