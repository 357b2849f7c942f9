"""Workbooks given out: the empty template, and an uploaded file with what is wrong marked in it."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from engine.errors import NotFound
from engine.forms.views import FieldView
from engine.intake import workbook
from engine.items import start_form
from engine.ledgers import process_of
from engine.models import Intake
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit

HEADING = PatternFill("solid", fgColor="E8F0F9")
RED = "FDECEA"
WRONG = PatternFill("solid", fgColor=RED)
SINGLE = ("select", "radio")
OUTCOME = "导入结果"
OFFERED = "可选内容"
"""The sheet of a template that lists what a column may hold."""


def template(view: "Unit", key: str, department_id: str) -> bytes:
    """An empty workbook with the headings of an intake; required ones have a star, single choices a drop-down list."""
    process = process_of(view, key)
    _deployed, form = start_form(view, key, department_id)
    book = Workbook()
    sheet, offered = book.active, book.create_sheet(OFFERED)
    assert isinstance(sheet, Worksheet)
    sheet.title = "导入"
    for index, column in enumerate(process.intake, start=1):
        field = form.fields.get(column.field) if form else None
        _head(sheet.cell(1, index), f"{column.labels[0]}{'*' if field and field.required else ''}")
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = 36 if field and field.control == "textarea" else 18
        if field is None:
            continue
        if field.control == "date":
            for row in range(2, workbook.MOST_ROWS // 10):
                sheet.cell(row, index).number_format = "yyyy-mm-dd"
        if field.options:
            _offer(sheet, offered, column.labels[0], field, letter)
    sheet.freeze_panes = offered.freeze_panes = "A2"
    return _bytes(book)


def _offer(sheet: Worksheet, offered: Worksheet, heading: str, field: FieldView, letter: str) -> None:
    """List what a column may hold on a sheet of its own, as long lists do not fit into a cell's own rule."""
    column = 1 if offered.cell(1, 1).value is None else offered.max_column + 1
    _head(offered.cell(1, column), heading)
    for row, option in enumerate(field.options, start=2):
        alike = [other for other in field.options if other.label == option.label]
        offered.cell(row, column, option.label if len(alike) == 1 else f"{option.group or ''}{option.label}")
    place = get_column_letter(column)
    offered.column_dimensions[place].width = 30
    if field.control in SINGLE:
        last = len(field.options) + 1
        listed = DataValidation(type="list", formula1=f"'{OFFERED}'!${place}$2:${place}${last}", allow_blank=True)
        sheet.add_data_validation(listed)
        listed.add(f"{letter}2:{letter}{workbook.MOST_ROWS + 1}")


def marked_up(view: "Unit", intake_id: str) -> bytes:
    """The uploaded workbook with a last column that says what became of each row; wrong rows are red."""
    intake = view.session.get(Intake, intake_id)
    if intake is None or intake.person_id != person(view).id:
        raise NotFound(what="该次导入")
    table = workbook.read(intake.content, process_of(view, intake.key).intake)
    book = load_workbook(BytesIO(intake.content))
    sheet = book[table.sheet]
    column = _outcome_column(sheet, table)
    _put(sheet, table.heading_row, column, OUTCOME).font = Font(bold=True)
    sheet.column_dimensions[get_column_letter(column)].width = 60
    wrong = {error["row"]: "\n".join(zh for zh, _en in error["messages"]) for error in intake.errors}
    done = {row.number for row in table.rows[: intake.position]}
    for row in table.rows:
        text = wrong.get(row.number, "已导入" if row.number in done else "尚未处理")
        _put(sheet, row.number, column, text).alignment = Alignment(wrap_text=True, vertical="top")
        _colour(sheet, row.number, column, row.number in wrong)
    return _bytes(book)


def _outcome_column(sheet: Worksheet, table: workbook.Table) -> int:
    """Where a file that comes back says it already, else behind everything."""
    headings = {sheet.cell(table.heading_row, index).value: index for index in range(1, table.last_column + 1)}
    merged = (one.max_col for one in sheet.merged_cells.ranges if one.max_row >= table.heading_row)
    return headings.get(OUTCOME) or max(table.last_column, max(merged, default=0)) + 1


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # The column lies outside all merged cells.
    cell.value, cell.data_type = text, "s"
    return cell


def _colour(sheet: Worksheet, row: int, last: int, wrong: bool) -> None:
    """Red for a wrong row; the red of an earlier time goes, other colours stay."""
    for index in range(1, last + 1):
        cell = sheet.cell(row, index)
        if wrong:
            cell.fill = WRONG
        elif cell.fill.fill_type == "solid" and str(cell.fill.fgColor.rgb).endswith(RED):
            cell.fill = PatternFill()


def _head(cell: Any, text: str) -> None:
    cell.value, cell.font, cell.fill = text, Font(bold=True), HEADING


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
