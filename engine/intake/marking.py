"""Workbooks given out: the empty template, and an uploaded file with what is wrong marked in it."""

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from engine.errors import NotFound
from engine.intake import workbook
from engine.items import start_form
from engine.ledgers import process_of
from engine.models import Intake
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit

HEADING = PatternFill("solid", fgColor="E8F0F9")
WRONG = PatternFill("solid", fgColor="FDECEA")
OUTCOME = "导入结果"


def template(view: "Unit", key: str, department_id: str) -> bytes:
    """An empty workbook with the headings of an intake; required ones have a star, options a drop-down list."""
    process = process_of(view, key)
    _deployed, form = start_form(view, key, department_id)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for index, column in enumerate(process.intake, start=1):
        field = form.fields.get(column.field) if form else None
        cell = sheet.cell(1, index, f"{column.labels[0]}{'*' if field and field.required else ''}")
        cell.font, cell.fill = Font(bold=True), HEADING
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = 36 if field and field.control == "textarea" else 18
        labels = ",".join(option.label.replace(",", "，") for option in field.options) if field else ""
        if field and field.control in ("select", "radio") and 0 < len(labels) < 250:
            listed = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True)
            sheet.add_data_validation(listed)
            listed.add(f"{letter}2:{letter}{workbook.MOST_ROWS + 1}")
    sheet.freeze_panes = "A2"
    return _bytes(book)


def marked_up(view: "Unit", intake_id: str) -> bytes:
    """The uploaded workbook with a last column that says what became of each row; wrong rows are red."""
    intake = view.session.get(Intake, intake_id)
    if intake is None or intake.person_id != person(view).id:
        raise NotFound(what="该次导入")
    table = workbook.read(intake.content, process_of(view, intake.key).intake)
    book = load_workbook(BytesIO(intake.content))
    sheet = book[table.sheet]
    column = table.last_column + 1
    for index in range(1, table.last_column + 1):
        if sheet.cell(table.heading_row, index).value == OUTCOME:
            column = index
    sheet.cell(table.heading_row, column, OUTCOME).font = Font(bold=True)
    sheet.column_dimensions[get_column_letter(column)].width = 60
    wrong = {error["row"]: "\n".join(zh for zh, _en in error["messages"]) for error in intake.errors}
    for row in table.rows:
        cell = sheet.cell(row.number, column, wrong.get(row.number, "已导入"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if row.number in wrong:
            cell.comment = Comment(wrong[row.number], "帮扶")
            for index in range(1, column + 1):
                sheet.cell(row.number, index).fill = WRONG
    return _bytes(book)


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
