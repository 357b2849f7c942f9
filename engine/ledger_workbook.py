"""A ledger written out as a workbook: all columns under their groups, and a sheet of its own for each list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from engine.clock import ZONE
from engine.ledgers import Filters, LedgerRow, export, name_of, process_of
from engine.process import Column

if TYPE_CHECKING:
    from engine.unit import Unit

STATUS = Column(name="", label="阶段", value="", group="办理状态")
DUE = Column(name="", label="时限", value="", group="办理状态", kind="date")
LIGHT = Column(name="", label="亮灯", value="", group="办理状态")
HEADINGS, FIRST_ROW = 2, 4
WIDTHS = {"date": 12.0, "number": 9.0, "money": 13.0, "identity": 20.0, "departments": 24.0, "list": 18.0, "text": 22.0}
FONT = {"font_name": "宋体", "font_size": 10, "valign": "top", "border": 1, "border_color": "#CDD3DC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet being written: its columns, the first `fixed` of which stay in sight."""

    sheet: Any
    columns: Sequence[Column]
    fixed: int


def workbook(view: "Unit", key: str, filters: Filters, *, title: str, note: str = "") -> bytes:
    """The filtered ledger as .xlsx: first everything, then one sheet for each group of columns.

    Dates are dates and numbers numbers; texts are never read as formulas. `note` says what it was narrowed to.
    """
    columns = process_of(view, key).ledger
    with TemporaryFile() as file:
        # Rows go out as they are read: twenty thousand cases must not stand in memory twice.
        book = Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "remove_timezone": True})
        book.set_properties({"title": title})
        formats = _formats(book)
        sheets = _sheets(book, name_of(view, key), columns)
        for sheet in sheets:
            _head(sheet, formats, title, note)
        row = FIRST_ROW
        for row, case in enumerate(export(view, key, filters), start=FIRST_ROW):
            for sheet in sheets:
                _write(sheet, formats, row, case)
        for sheet in sheets:
            sheet.sheet.autofilter(FIRST_ROW - 1, 0, row, len(sheet.columns) - 1)
        book.close()
        file.seek(0)
        return file.read()


def _sheets(book: Workbook, name: str, columns: Sequence[Column]) -> list[Sheet]:
    """The number and the title lead every list, so that a sheet can be read alone."""
    leading, rest = list(columns[:2]), list(columns[2:])
    status = [STATUS, LIGHT, DUE]
    sheets = [Sheet(sheet=book.add_worksheet(f"{name}台账"[:31]), columns=[*leading, *rest, *status], fixed=2)]
    for group, of_group in groupby(columns, key=lambda column: column.group):
        if group:
            own = [column for column in of_group if column not in leading]
            sheets.append(Sheet(sheet=book.add_worksheet(group[:31]), columns=[*leading, *own], fixed=2))
    return sheets


def _formats(book: Workbook) -> dict[str, Any]:
    heading = {**FONT, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E8F0F9", "text_wrap": True}
    return {
        "title": book.add_format({"font_name": "黑体", "font_size": 16, "valign": "vcenter"}),
        "note": book.add_format({"font_name": "宋体", "font_size": 9, "font_color": "#5C667A"}),
        "heading": book.add_format(heading),
        "text": book.add_format({**FONT, "text_wrap": True}),
        "number": book.add_format(FONT),
        "money": book.add_format({**FONT, "num_format": "#,##0.00"}),
        "date": book.add_format({**FONT, "num_format": 'yyyy"年"m"月"d"日"', "align": "left"}),
    }


def _head(sheet: Sheet, formats: dict[str, Any], title: str, note: str) -> None:
    at = sheet.sheet
    for index, column in enumerate(sheet.columns):
        at.set_column(index, index, 32.0 if index == 1 else WIDTHS[column.kind])
    at.set_row(0, 26)
    at.write_string(0, 0, title, formats["title"])
    at.write_string(1, 0, note, formats["note"])
    start = 0
    for group, of_group in groupby(sheet.columns, key=lambda column: column.group):
        end = start + len(list(of_group)) - 1
        if end > start:
            at.merge_range(HEADINGS, start, HEADINGS, end, group, formats["heading"])
        else:
            at.write_string(HEADINGS, start, group, formats["heading"])
        start = end + 1
    for index, column in enumerate(sheet.columns):
        at.write_string(FIRST_ROW - 1, index, column.label, formats["heading"])
    at.freeze_panes(FIRST_ROW, sheet.fixed)
    at.repeat_rows(HEADINGS, FIRST_ROW - 1)
    at.set_landscape()
    at.set_paper(8)  # A3: a ledger has many columns
    at.fit_to_pages(1, 0)


def _write(sheet: Sheet, formats: dict[str, Any], row: int, case: LedgerRow) -> None:
    for index, column in enumerate(sheet.columns):
        value = _value(case, column)
        if isinstance(value, date):
            sheet.sheet.write_datetime(row, index, value, formats["date"])
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            sheet.sheet.write_number(row, index, value, formats["money" if column.kind == "money" else "number"])
        elif value == "":
            sheet.sheet.write_blank(row, index, None, formats["text"])
        else:
            sheet.sheet.write_string(row, index, str(value), formats["text"])


def _value(case: LedgerRow, column: Column) -> Any:
    if column is STATUS:
        return case.stage
    if column is LIGHT:
        return case.left.text() if case.left else case.light.text()
    if column is DUE:
        return _day(case.due_at) if case.due_at else ""
    value = case.values.get(column.name)
    if isinstance(value, datetime):
        return _day(value)
    typed = isinstance(value, date) or column.kind in ("number", "money")
    return value if typed and value is not None else case.cells.get(column.name, "")


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
