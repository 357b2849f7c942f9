"""Reads a workbook of decision tables and writes it as DMN: each sheet a decision, each name it asks for an input."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from engine.dmn.sheets import layout
from engine.dmn.sheets.layout import PARAMETERS, Column, Sheet
from engine.dmn.sheets.markup import definitions
from engine.dmn.sheets.wording import to_feel
from engine.errors import Fault, Invalid
from engine.notices.archives import kind_of

MOST_COLUMNS, MOST_ROWS = 100, 20_000


def to_dmn(name: str, content: bytes) -> bytes:
    """The DMN file of a workbook; `name` is the file's. Raises Invalid with the cells where it is not as laid out.

    What is wrong with the expressions in it is found on loading the result.
    """
    sheets = read_sheets(name, content)
    for number, sheet in enumerate(sheets, 1):
        sheet.id = sheet.id or f"decision_{number}"
    return definitions(name.rpartition(".")[0] or name, sheets)


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """The tables of a workbook, in order. Raises Invalid with the cells where it is not as laid out."""
    kind_of(name, content)
    try:
        book, typed = (openpyxl.load_workbook(BytesIO(content), data_only=values) for values in (True, False))
    except Exception as error:  # a damaged file breaks the library anywhere; for the person it is one refusal
        raise Invalid([fault("", "工作簿已损坏，无法读取", "the workbook is damaged")]) from error
    faults: list[Fault] = []
    for sheet, formulas in zip(book.worksheets, typed.worksheets, strict=True):
        _keep_formulas(sheet, formulas)
    sheets = [_sheet(sheet, faults) for sheet in book.worksheets if _cells(sheet, [])]
    if not sheets and not faults:
        faults.append(fault("", "工作簿是空的", "the workbook is empty"))
    if faults:
        raise Invalid(faults)
    return sheets


def _keep_formulas(sheet: Worksheet, typed: Worksheet) -> None:
    """A formula no program has calculated yet is text in FEEL: `=` begins it there too, and it must not get lost."""
    for place, cell in typed._cells.items():
        if getattr(cell, "data_type", "") == "f" and sheet._cells[place].value is None:
            sheet._cells[place].value = str(getattr(cell.value, "text", cell.value))


def fault(address: str, zh: str, en: str) -> Fault:
    """What is wrong at an address of a workbook."""
    return Fault(
        rule="sheet", element=address or None, line=0, zh=f"{address}：{zh}。" if address else f"{zh}。",
        en=f"{address}: {en}." if address else f"{en}.", clause="Bangfu",
    )  # fmt: skip


def _sheet(worksheet: Worksheet, faults: list[Fault]) -> Sheet:
    rows = _cells(worksheet, faults)
    sheet = Sheet(name="", title=worksheet.title)
    sheet.heads = {cells[0]: row for row, cells in rows.items() if cells[0] in layout.HEADINGS}
    headed = {heading: rows[row][1:] for heading, row in sheet.heads.items()}
    for heading in (layout.DECISION, layout.COLUMN, layout.NAME):
        if heading not in headed:
            faults.append(fault(sheet.address(0), f"缺少“{heading}”一行", f"the row {heading} is missing"))
    sheet.name = _first(headed.get(layout.DECISION)) or worksheet.title
    sheet.id = _first(headed.get(layout.ID))
    sheet.parameters = [_parameter(text) for text in headed[PARAMETERS] if text] if PARAMETERS in headed else None
    sheet.policy = _policy(sheet, _first(headed.get(layout.POLICY)), faults)
    sheet.result = _type(_first(headed.get(layout.RESULT)))
    sheet.columns = _columns(sheet, headed, faults)
    for row, cells in rows.items():
        if cells[0] in layout.HEADINGS:
            continue
        if cells[0] and not cells[0].isdecimal():
            zh = f"“{cells[0]}”不是规则的序号，也不是表头"
            faults.append(fault(sheet.address(row), zh, f"{cells[0]!r} is no heading"))
            continue
        texts = [cells[column.place - 1] if column.place <= len(cells) else "" for column in sheet.columns]
        sheet.rules.append([_cell(text, column) for text, column in zip(texts, sheet.columns, strict=True)])
        sheet.places.append(row)
    return sheet


def _columns(sheet: Sheet, headed: dict[str, list[str]], faults: list[Fault]) -> list[Column]:
    columns: list[Column] = []

    def at(heading: str, place: int) -> str:
        cells = headed.get(heading, [])
        return cells[place] if place < len(cells) else ""

    for place, text in enumerate(headed.get(layout.COLUMN, [])):
        kind = next((each for each in layout.KINDS if each == text), None)
        if kind is None:
            if text:
                address = sheet.address(sheet.heads[layout.COLUMN], place + 2)
                zh = f"列“{text}”应为条件、结果或说明"
                faults.append(fault(address, zh, f"a column is {text!r}, not 条件, 结果 or 说明"))
            continue
        name, type_ = at(layout.NAME, place), _type(at(layout.TYPE, place))
        condition = kind == "条件"
        columns.append(
            Column(
                kind=kind,
                name=name,
                expression=(at(layout.EXPRESSION, place).removeprefix("=").strip() or name) if condition else "",
                type=type_,
                values=to_feel(at(layout.VALUES, place), type_, several=True),
                default=to_feel(at(layout.DEFAULT, place), type_, several=False),
                place=place + 2,
            )
        )
    return columns


def _parameter(text: str) -> tuple[str, str]:
    name, _, type_ = text.replace(":", "：").partition("：")
    return name.strip(), _type(type_.strip())


def _cell(text: str, column: Column) -> str:
    if column.kind == "说明":
        return text
    return to_feel(text, column.type, several=column.kind == "条件")


def _policy(sheet: Sheet, text: str, faults: list[Fault]) -> str:
    policy = layout.LETTERS.get(text.upper(), text) or "唯一"
    if policy not in layout.POLICIES:
        known = "、".join(layout.POLICIES)
        address = sheet.address(sheet.heads[layout.POLICY], 2)
        faults.append(fault(address, f"命中策略“{text}”应为{known}之一", f"there is no hit policy {text!r}"))
        return "唯一"
    return policy


def _type(text: str) -> str:
    return layout.TYPES.get(text, text)


def _first(cells: list[str] | None) -> str:
    return cells[0] if cells else ""


def _cells(sheet: Worksheet, faults: list[Fault]) -> dict[int, list[str]]:
    """Row -> its cells as text, rows without any left out. Only cells that exist are looked at."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet._cells.items():
        text = _text(getattr(cell, "value", None))
        if text and getattr(cell, "data_type", "") == "e":
            address = Sheet(name="", title=sheet.title).address(row, column)
            zh = f"Excel 把它当作公式算成了“{text}”；请在最前面加一个单引号，按文字填写"
            faults.append(fault(address, zh, f"Excel took it for a formula ({text}); write it as text"))
        if text and column <= MOST_COLUMNS and row <= MOST_ROWS:
            found.setdefault(row, {})[column] = text
    return {
        row: [cells.get(column, "") for column in range(1, max(cells) + 1)] for row, cells in sorted(found.items())
    }


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        number = Decimal(repr(value))
        return format(number.normalize() if number != number.to_integral_value() else number.to_integral_value(), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()
