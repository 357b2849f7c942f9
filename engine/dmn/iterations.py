"""Boxed expressions over the elements of a list: filter, for, some, every (DMN 1.5 §7.3.9 to §7.3.11, §10.2.1.10)."""

from collections.abc import Mapping
from typing import Any

from engine.dmn.evaluation import Evaluation, Logic
from engine.dmn.faults import label
from engine.dmn.reader import Reader, Scope, boxed, nothing
from engine.dmn.source import child
from engine.feel.compiler.structures import element_at, iterated
from engine.feel.errors import Fault
from engine.feel.numbers import NUMERIC, whole
from engine.feel.values import Context, as_list, entries


@boxed("filter")
def filtering(reader: Reader, node: Any, scope: Scope) -> Logic:
    """The elements a condition holds for, or the one at the place it names; it sees `item` and the item's entries."""
    place = label(node)
    source = _part(reader, node, "in", scope)
    match = _part(reader, node, "match", scope.plus_members())

    def value(evaluation: Evaluation, variables: Context) -> Any:
        items = as_list(source(evaluation, variables))
        kept: list[Any] = []
        for position, item in enumerate(items):
            outcome = match(evaluation, _looking_at(evaluation, variables, item))
            if position == 0 and type(outcome) in NUMERIC:
                return _at(evaluation, items, outcome, place)
            if outcome is True:
                kept.append(item)
        return kept

    return value


def _looking_at(evaluation: Evaluation, variables: Context, item: Any) -> Context:
    inner = Context(variables)
    evaluation.run.spend(len(inner) + 2)
    inner["item"] = item
    if isinstance(item, Mapping):
        evaluation.run.spend(len(item))
        inner.update(entries(item))
    return inner


def _at(evaluation: Evaluation, items: list[Any], position: Any, place: str) -> Any:
    try:
        return element_at(items, whole(position))
    except Fault as fault:
        evaluation.note(place, fault)
        return None


@boxed("for")
def looping(reader: Reader, node: Any, scope: Scope) -> Logic:
    """The value of an expression for each element; `partial` are the values so far."""
    name, place = _iterator(reader, node), label(node)
    source = _part(reader, node, "in", scope)
    body = _part(reader, node, "return", scope.plus(name, "partial"))
    looks_back = any("partial" in (each.text or "") for each in node.iter())

    def value(evaluation: Evaluation, variables: Context) -> Any:
        results: list[Any] = []
        inner = Context(variables)
        for item in _elements(evaluation, source(evaluation, variables), place, len(inner)):
            inner[name] = item
            if looks_back:
                evaluation.run.spend(len(results))
                inner["partial"] = list(results)
            results.append(body(evaluation, Context(inner)))
        return results

    def of_something(evaluation: Evaluation, variables: Context) -> Any:
        try:
            return value(evaluation, variables)
        except Fault as fault:
            evaluation.note(place, fault)
            return None

    return of_something


@boxed("some")
def some(reader: Reader, node: Any, scope: Scope) -> Logic:
    """Whether a condition holds for an element."""
    return _quantified(reader, node, scope, True)


@boxed("every")
def every(reader: Reader, node: Any, scope: Scope) -> Logic:
    """Whether a condition holds for all elements."""
    return _quantified(reader, node, scope, False)


def _quantified(reader: Reader, node: Any, scope: Scope, decisive: bool) -> Logic:
    name, place = _iterator(reader, node), label(node)
    source = _part(reader, node, "in", scope)
    condition = _part(reader, node, "satisfies", scope.plus(name))

    def value(evaluation: Evaluation, variables: Context) -> Any:
        unknown = False
        inner = Context(variables)
        try:
            for item in _elements(evaluation, source(evaluation, variables), place, len(inner)):
                inner[name] = item
                outcome = condition(evaluation, Context(inner))
                if outcome is decisive:
                    return decisive
                unknown = unknown or not isinstance(outcome, bool)
        except Fault as fault:
            evaluation.note(place, fault)
            return None
        return None if unknown else not decisive

    return value


def _elements(evaluation: Evaluation, source: Any, place: str, cost: int) -> Any:
    count, items = iterated(source)
    evaluation.run.spend(count * (cost + 2))
    return items


def _iterator(reader: Reader, node: Any) -> str:
    name = " ".join((node.get("iteratorVariable") or "").split())
    if not name:
        reader.faults.add("name-missing", node, tag="iteratorVariable")
    return name


def _part(reader: Reader, node: Any, tag: str, scope: Scope) -> Logic:
    part = child(node, tag)
    if part is None:
        reader.faults.add("expression-missing", node, zh=f" {tag} 部分", en=f"the part {tag}")
        return nothing
    return reader.logic(part, scope)
