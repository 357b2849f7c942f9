"""Writes sheets as the XML of a DMN 1.5 model: a decision each, with what it asks for as inputs or decisions."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from engine.dmn.sheets import layout
from engine.dmn.sheets.layout import Column, Sheet
from engine.feel import FeelSyntaxError
from engine.feel.cursor import Known, known_names
from engine.feel.expression import BUILTIN_NAMES, Expression, UnaryTests

NAMESPACE: Final = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def definitions(name: str, sheets: list[Sheet]) -> bytes:
    """The file of a workbook with a name."""
    attributes = {"id": "definitions", "name": name, "namespace": f"urn:bangfu:sheets:{name}"}
    root = etree.Element(_tag("definitions"), attributes, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    decisions = {sheet.name: sheet.id for sheet in sheets}
    called = {sheet.name for sheet in sheets if sheet.parameters is not None}
    asked = [asked_by(sheet) for sheet in sheets]
    inputs: dict[str, str] = {}
    for sheet, names in zip(sheets, asked, strict=True):
        types = {column.expression: column.type for column in sheet.columns if column.kind == "条件"}
        own = {name for name, _ in sheet.parameters or ()}
        for each in names:
            if each not in decisions and each not in own:
                inputs[each] = inputs.get(each) or types.get(each, "")
    ids = {each: f"input_{number}" for number, each in enumerate(inputs, 1)}
    for each, type_ in inputs.items():
        node = _add(root, "inputData", id=ids[each], name=each)
        _add(node, "variable", name=each, typeRef=type_)
    for sheet, names in zip(sheets, asked, strict=True):
        functions = [decisions[each] for each in functions_of(sheet) if each in called and each != sheet.name]
        needs = [(each, ids.get(each), decisions.get(each)) for each in names if each != sheet.name]
        if sheet.parameters is None:
            _decision(root, sheet, needs, functions)
        else:
            _knowledge(root, sheet, functions)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def asked_by(sheet: Sheet) -> list[str]:
    """The names its expressions take, in the order of their first appearance."""
    return [name for expression in _expressions(sheet) for name in sorted(expression.names)]


def functions_of(sheet: Sheet) -> list[str]:
    """The functions its expressions call beside those of FEEL."""
    return [name for expression in _expressions(sheet) for name in sorted(expression.functions)]


def texts_of(sheet: Sheet) -> Iterator[tuple[str, bool, int, int]]:
    """Every expression of a sheet: its text, whether it is a condition's test, and the row and column it stands in."""
    for number, column in enumerate(sheet.columns):
        if column.kind == "条件":
            yield column.expression, False, sheet.heads.get(layout.EXPRESSION, 0), column.place
        if column.kind != "说明":
            yield column.values, True, sheet.heads.get(layout.VALUES, 0), column.place
            yield column.default, False, sheet.heads.get(layout.DEFAULT, 0), column.place
            for row, rule in zip(sheet.places, sheet.rules, strict=True):
                yield rule[number], column.kind == "条件", row, column.place


def parsed(text: str, test: bool, known: Known) -> Expression:
    """A text of a sheet as FEEL; raises FeelSyntaxError."""
    return UnaryTests(text, known) if test else Expression(text, known)


def _expressions(sheet: Sheet) -> Iterator[Expression]:
    """Each expression once, those that cannot be read left out."""
    known = known_names([column.name for column in sheet.columns if is_name(column.name)], BUILTIN_NAMES)
    for text, test in dict.fromkeys((text, test) for text, test, _, _ in texts_of(sheet) if text):
        try:
            yield parsed(text, test, known)
        except FeelSyntaxError:
            continue


def is_name(name: str) -> bool:
    """Whether FEEL can read a name."""
    try:
        known_names([name])
    except FeelSyntaxError:
        return False
    return bool(name)


def _decision(root: Any, sheet: Sheet, needs: list[tuple[str, str | None, str | None]], functions: list[str]) -> None:
    decision = _add(root, "decision", id=sheet.id, name=sheet.name)
    _add(decision, "variable", name=sheet.name, typeRef=sheet.result)
    for _, input_id, decision_id in dict.fromkeys(needs):
        requirement = _add(decision, "informationRequirement")
        if decision_id is not None:
            _add(requirement, "requiredDecision", href=f"#{decision_id}")
        else:
            _add(requirement, "requiredInput", href=f"#{input_id}")
    _call(decision, functions)
    _table(decision, sheet)


def _knowledge(root: Any, sheet: Sheet, functions: list[str]) -> None:
    """A table that is called with arguments, and may call others like it."""
    knowledge = _add(root, "businessKnowledgeModel", id=sheet.id, name=sheet.name)
    _add(knowledge, "variable", name=sheet.name)
    logic = _add(knowledge, "encapsulatedLogic", typeRef=sheet.result)
    for name, type_ in sheet.parameters or ():
        _add(logic, "formalParameter", name=name, typeRef=type_)
    _table(logic, sheet)
    _call(knowledge, functions)


def _call(node: Any, functions: list[str]) -> None:
    for each in dict.fromkeys(functions):
        _add(_add(node, "knowledgeRequirement"), "requiredKnowledge", href=f"#{each}")


def _table(decision: Any, sheet: Sheet) -> None:
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
