"""Writes sheets as the XML of a DMN 1.5 model: a decision each, with what it asks for as inputs or decisions."""

from collections.abc import Iterable
from typing import Any, Final

from lxml import etree

from engine.dmn.sheets import layout
from engine.dmn.sheets.layout import Column, Sheet
from engine.feel import FeelSyntaxError
from engine.feel.cursor import known_names
from engine.feel.expression import BUILTIN_NAMES, Expression

NAMESPACE: Final = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def definitions(name: str, sheets: list[Sheet]) -> bytes:
    """The file of a workbook with a name."""
    attributes = {"id": "definitions", "name": name, "namespace": f"urn:bangfu:sheets:{name}"}
    root = etree.Element(_tag("definitions"), attributes, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    decisions = {sheet.name: sheet.id for sheet in sheets}
    asked = [_asked(sheet) for sheet in sheets]
    inputs: dict[str, str] = {}
    for sheet, names in zip(sheets, asked, strict=True):
        types = {column.expression: column.type for column in sheet.columns if column.kind == "条件"}
        for each in names:
            if each not in decisions:
                inputs[each] = inputs.get(each) or types.get(each, "")
    ids = {each: f"input_{number}" for number, each in enumerate(inputs, 1)}
    for each, type_ in inputs.items():
        node = _add(root, "inputData", id=ids[each], name=each)
        _add(node, "variable", name=each, typeRef=type_)
    for sheet, names in zip(sheets, asked, strict=True):
        _decision(root, sheet, [(each, ids.get(each), decisions.get(each)) for each in names if each != sheet.name])
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _asked(sheet: Sheet) -> list[str]:
    """The names its expressions take, in the order of their first appearance."""
    texts = [column.expression for column in sheet.columns if column.kind == "条件"]
    for place, column in enumerate(sheet.columns):
        if column.kind == "结果":
            texts += [column.default, *(rule[place] for rule in sheet.rules)]
    known = known_names([column.name for column in sheet.columns if _is_name(column.name)], BUILTIN_NAMES)
    found: dict[str, None] = {}
    for text in dict.fromkeys(texts):
        try:
            found.update(dict.fromkeys(sorted(Expression(text, known).names) if text else ()))
        except FeelSyntaxError:
            continue
    return list(found)


def _is_name(name: str) -> bool:
    try:
        known_names([name])
    except FeelSyntaxError:
        return False
    return bool(name)


def _decision(root: Any, sheet: Sheet, needs: list[tuple[str, str | None, str | None]]) -> None:
    decision = _add(root, "decision", id=sheet.id, name=sheet.name)
    _add(decision, "variable", name=sheet.name, typeRef=sheet.result)
    for _, input_id, decision_id in needs:
        requirement = _add(decision, "informationRequirement")
        if decision_id is not None:
            _add(requirement, "requiredDecision", href=f"#{decision_id}")
        else:
            _add(requirement, "requiredInput", href=f"#{input_id}")
    policy, aggregation = layout.POLICIES[sheet.policy]
    table = _add(decision, "decisionTable", hitPolicy=policy, aggregation=aggregation)
    for column in _of("条件", sheet):
        node = _add(table, "input", label=column.name if column.name != column.expression else "")
        _add_text(_add(node, "inputExpression", typeRef=column.type), column.expression)
        if column.values:
            _add_text(_add(node, "inputValues"), column.values)
    for column in _of("结果", sheet):
        node = _add(table, "output", name=column.name, typeRef=column.type)
        if column.values:
            _add_text(_add(node, "outputValues"), column.values)
        if column.default:
            _add_text(_add(node, "defaultOutputEntry"), column.default)
    for column in _of("说明", sheet):
        _add(table, "annotation", name=column.name)
    for number, rule in enumerate(sheet.rules, 1):
        _rule(table, sheet, number, rule)


def _rule(table: Any, sheet: Sheet, number: int, rule: list[str]) -> None:
    node = _add(table, "rule", id=f"{sheet.id}_rule_{number}")
    for kind, tag in (("条件", "inputEntry"), ("结果", "outputEntry"), ("说明", "annotationEntry")):
        for column, text in zip(sheet.columns, rule, strict=True):
            if column.kind == kind:
                _add_text(_add(node, tag), (text or "-") if kind == "条件" else text)


def _of(kind: layout.Kind, sheet: Sheet) -> Iterable[Column]:
    return (column for column in sheet.columns if column.kind == kind)


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, _tag(tag), {name: text for name, text in attributes.items() if text})


def _add_text(parent: Any, text: str) -> None:
    _add(parent, "text").text = text


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
