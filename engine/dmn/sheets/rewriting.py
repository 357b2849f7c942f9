"""Rewrites one decision table of a model as a sheet has it; columns and rows that stay keep their ids and notes."""

from collections.abc import Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from operator import eq
from typing import Any, Final

from lxml import etree

from engine.dmn import source
from engine.dmn.sheets import layout
from engine.dmn.sheets.layout import Column, Kind, Sheet
from engine.dmn.source import child, children, name_of, text_of

_TAGS: Final[dict[Kind, tuple[str, str]]] = {
    "条件": ("input", "inputEntry"),
    "结果": ("output", "outputEntry"),
    "说明": ("annotation", "annotationEntry"),
}


def rewrite(holder: Any, table: Any, sheet: Sheet, ids: set[str]) -> None:
    """Make a table what its sheet says; new rows get ids that are not among `ids`, and are added to them."""
    namespace = source.split(table)[0]
    policy, aggregation = layout.POLICIES[sheet.policy]
    _set(table, "hitPolicy", policy)
    _set(table, "aggregation", aggregation)
    variable = child(holder, "variable")
    if sheet.parameters is None and variable is not None:
        _set(variable, "typeRef", sheet.result)
    before = [(kind, node) for kind, (tag, _) in _TAGS.items() for node in children(table, tag)]
    columns = sorted(sheet.columns, key=lambda column: layout.KINDS.index(column.kind))
    kept = _kept(before, columns)
    rows = _rows(table, kept, columns)
    order = [sheet.columns.index(column) for column in columns]
    wanted = [[_entry(columns[place], rule[at]) for place, at in enumerate(order)] for rule in sheet.rules]
    was = [None if at is None else before[at][1] for at in kept]
    heads = [_head(namespace, *each) for each in zip(columns, was, strict=True)]
    rules = [_rule(namespace, columns, *pair) for pair in _paired(rows, wanted)]
    for node in list(children(table, *(tag for tag, _ in _TAGS.values()), "rule")):
        table.remove(node)
    for number, rule in enumerate(rules, 1):
        if rule.get("id") is None:
            rule.set("id", _fresh(f"{holder.get('id')}_{number}", ids))
    table.extend([*heads, *rules])


def _kept(before: Sequence[tuple[Kind, Any]], columns: Sequence[Column]) -> list[int | None]:
    """For each column the place of the one it was, None for a new one: by heading and expression, else by either."""
    free = dict(enumerate(before))
    found: list[int | None] = [None] * len(columns)
    for likeness in (2, 1):
        for place, column in enumerate(columns):
            if found[place] is not None:
                continue
            said = (column.name, column.expression)
            fitting = (
                at
                for at, (kind, node) in free.items()
                if kind == column.kind and sum(map(eq, _said(node), said)) >= likeness
            )
            at = found[place] = next(fitting, None)
            if at is not None:
                del free[at]
    return found


def _said(node: Any) -> tuple[str, str]:
    """Heading and expression of a column, as a sheet has them."""
    expression = text_of(child(node, "inputExpression")).strip()
    return (node.get("label") or expression or name_of(node)), expression


def _rows(table: Any, kept: Sequence[int | None], columns: Sequence[Column]) -> list[tuple[Any, list[str]]]:
    """(rule, its entries in the order of the new columns); a new column has none."""
    found = []
    for rule in children(table, "rule"):
        entries = [text_of(node).strip() for _, tag in _TAGS.values() for node in children(rule, tag)]
        texts = ["" if at is None or at >= len(entries) else entries[at] for at in kept]
        found.append((rule, [_entry(column, text) for column, text in zip(columns, texts, strict=True)]))
    return found


def _paired(rows: Sequence[tuple[Any, list[str]]], wanted: Sequence[list[str]]) -> list[tuple[Any, list[str]]]:
    """(the rule it was or None, its entries) of each row of the sheet, so that as few rules as can be are changed."""
    found: list[tuple[Any, list[str]]] = [(None, texts) for texts in wanted]
    before, after = [tuple(texts) for _, texts in rows], [tuple(texts) for texts in wanted]
    for what, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what in ("equal", "replace"):
            for number in range(min(last - first, end - start)):
                found[start + number] = rows[first + number][0], wanted[start + number]
    return found


def _head(namespace: str, column: Column, was: Any) -> Any:
    node = etree.Element(f"{{{namespace}}}{_TAGS[column.kind][0]}") if was is None else deepcopy(was)
    if column.kind == "条件":
        _set(node, "label", column.name if column.name != column.expression or node.get("label") else "")
        _text(node, "inputExpression", column.expression)
        _set(child(node, "inputExpression"), "typeRef", column.type)
        _text(node, "inputValues", column.values)
    else:
        _set(node, "name", column.name)
    if column.kind == "结果":
        _set(node, "typeRef", column.type)
        _text(node, "outputValues", column.values)
        _text(node, "defaultOutputEntry", column.default)
    return node


def _rule(namespace: str, columns: Sequence[Column], was: Any, texts: Sequence[str]) -> Any:
    node = etree.Element(f"{{{namespace}}}rule") if was is None else deepcopy(was)
    for entry in list(children(node, *(tag for _, tag in _TAGS.values()))):
        node.remove(entry)
    for column, text in zip(columns, texts, strict=True):
        entry = etree.SubElement(node, f"{{{namespace}}}{_TAGS[column.kind][1]}")
        etree.SubElement(entry, f"{{{namespace}}}text").text = text
    return node


def _entry(column: Column, text: str) -> str:
    return text or "-" if column.kind == "条件" else text


def _text(node: Any, tag: str, text: str) -> None:
    """Give a node the child with this text, or none for an empty one."""
    found = child(node, tag)
    if not text:
        if found is not None:
            node.remove(found)
        return
    namespace = source.split(node)[0]
    if found is None:
        found = etree.SubElement(node, f"{{{namespace}}}{tag}")
    inner = child(found, "text")
    if inner is None:
        inner = etree.SubElement(found, f"{{{namespace}}}text")
    inner.text = text


def _set(node: Any, name: str, value: str) -> None:
    if value:
        node.set(name, value)
    elif name in node.attrib:
        del node.attrib[name]


def _fresh(wanted: str, ids: set[str]) -> str:
    found, number = wanted, 1
    while found in ids:
        found, number = f"{wanted}_{number}", number + 1
    ids.add(found)
    return found
