"""Writes the decision tables of a DMN file as a workbook, in the layout they are imported from."""

import re
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from engine.dmn import source
from engine.dmn.sheets import layout
from engine.dmn.sheets.layout import Column, Sheet
from engine.dmn.sheets.wording import from_feel
from engine.dmn.source import child, children, name_of, text_of
from engine.errors import Fault, Invalid

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?", re.ASCII)
_NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
_HEAD = PatternFill("solid", fgColor="FFE2EFDA")
WIDTH = 22


def to_workbook(content: bytes) -> bytes:
    """An .xlsx with a sheet for each decision table of a model. Raises Invalid for a file without any."""
    sheets = [_sheet(holder, table) for holder, table in tables_of(source.read(content))]
    if not sheets:
        zh, en = "决策模型中没有决策表，无法导出。", "The model has no decision table to export."
        raise Invalid([Fault(rule="sheet", element=None, line=0, zh=zh, en=en, clause="Bangfu")])
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(_NOT_IN_TITLES.sub(" ", sheet.name)[:31]), sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def tables_of(root: Any) -> list[tuple[Any, Any]]:
    """The decisions and pieces of knowledge of a model that are one table each, with it."""
    found = []
    for node in children(root, "decision", "businessKnowledgeModel"):
        logic = child(node, "encapsulatedLogic")
        table = child(node if logic is None else logic, "decisionTable")
        if table is not None:
            found.append((node, table))
    return found


def _sheet(decision: Any, table: Any) -> Sheet:
    asked = (table.get("hitPolicy") or "UNIQUE", table.get("aggregation") or "")
    variable = child(decision, "variable")
    columns = [
        *(_condition(node) for node in children(table, "input")),
        *(_result(node) for node in children(table, "output")),
        *(Column(kind="说明", name=name_of(node)) for node in children(table, "annotation")),
    ]
    rules = []
    for rule in children(table, "rule"):
        entries = [node for tag in ("inputEntry", "outputEntry", "annotationEntry") for node in children(rule, tag)]
        texts = [text_of(node).strip() for node in entries][: len(columns)]
        rules.append(texts + [""] * (len(columns) - len(texts)))
    return Sheet(
        name=name_of(decision),
        id=decision.get("id") or "",
        parameters=_parameters(child(decision, "encapsulatedLogic")),
        policy=next((word for word, policy in layout.POLICIES.items() if policy == asked), "唯一"),
        result=(variable.get("typeRef") or "") if variable is not None else "",
        columns=columns,
        rules=rules,
    )


def _parameters(logic: Any) -> list[tuple[str, str]] | None:
    if logic is None:
        return None
    return [(name_of(node), node.get("typeRef") or "") for node in children(logic, "formalParameter")]


def _condition(node: Any) -> Column:
    expression = child(node, "inputExpression")
    text = text_of(expression).strip() if expression is not None else ""
    return Column(
        kind="条件",
        name=node.get("label") or text,
        expression=text,
        type=(expression.get("typeRef") or "") if expression is not None else "",
        values=_tests(node, "inputValues"),
    )


def _result(node: Any) -> Column:
    return Column(
        kind="结果",
        name=name_of(node),
        type=node.get("typeRef") or "",
        values=_tests(node, "outputValues"),
        default=_tests(node, "defaultOutputEntry"),
    )


def _tests(node: Any, tag: str) -> str:
    found = child(node, tag)
    return text_of(found).strip() if found is not None else ""


def _write(worksheet: Worksheet, sheet: Sheet) -> None:
    types = {type_: word for word, type_ in layout.TYPES.items()}
    rows: list[list[str]] = [[layout.DECISION, sheet.name], [layout.ID, sheet.id]]
    if sheet.parameters is not None:
        said = (f"{name}：{types.get(type_, type_)}".rstrip("：") for name, type_ in sheet.parameters)
        rows.append([layout.PARAMETERS, *said])
    rows.append([layout.POLICY, sheet.policy])
    if sheet.result:
        rows.append([layout.RESULT, types.get(sheet.result, sheet.result)])
    rows += [
        [layout.COLUMN, *(column.kind for column in sheet.columns)],
        [layout.NAME, *(column.name for column in sheet.columns)],
        [layout.EXPRESSION, *(column.expression for column in sheet.columns)],
        [layout.TYPE, *(types.get(column.type, column.type) for column in sheet.columns)],
        [layout.VALUES, *(from_feel(column.values, column.type, several=True) for column in sheet.columns)],
        [layout.DEFAULT, *(from_feel(column.default, column.type, several=False) for column in sheet.columns)],
    ]
    heads = len(rows)
    for number, rule in enumerate(sheet.rules, 1):
        rows.append([str(number), *(_cell(text, column) for text, column in zip(rule, sheet.columns, strict=True))])
    for row, texts in enumerate(rows, 1):
        for place, text in enumerate(texts, 1):
            _put(worksheet, row, place, text, heading=row <= heads)
    for place in range(1, len(sheet.columns) + 2):
        worksheet.column_dimensions[get_column_letter(place)].width = WIDTH if place > 1 else 10
    worksheet.freeze_panes = f"B{heads + 1}"


def _cell(text: str, column: Column) -> str:
    return text if column.kind == "说明" else from_feel(text, column.type, several=column.kind == "条件")


def _put(worksheet: Worksheet, row: int, place: int, text: str, *, heading: bool) -> None:
    """Numbers as numbers; everything else as text, also what begins with "=", which is FEEL and no formula of Excel."""
    if not text:
        return
    cell: Any = worksheet.cell(row, place)
    number: Any = (float(text) if "." in text else int(text)) if _NUMBER.fullmatch(text) and not heading else None
    cell.value = number if str(number) == text else text
    if cell.value is text:
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if heading:
        cell.fill = _HEAD
        cell.font = Font(bold=place == 1)
