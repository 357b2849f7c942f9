"""The workbook of an intake: which column fills which field, and its rows as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.errors import Refused
from engine.process import IntakeColumn

MOST_ROWS = 5000
LARGEST = 20 * 2**20
HEADING_ROWS = 20
"""In so many first rows the headings are looked for; titles and units of measure often stand above them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the sheet: its number (from 1, as the program shows it) and field name -> text."""

    number: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The part of a workbook that holds cases."""

    sheet: str
    heading_row: int
    last_column: int
    rows: Sequence[Row]


def read(content: bytes, columns: Sequence[IntakeColumn]) -> Table:
    """The first sheet with the headings of at least half the columns; raises Refused in words."""
    if len(content) > LARGEST:
        raise Refused(
            zh=f"文件超过 {LARGEST // 2**20} MB，请拆分后分批导入。",
            en=f"the file is larger than {LARGEST // 2**20} MB; split it.",
        )
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as unreadable:
        raise Refused(
            zh="无法读取该文件，请用 Excel 或 WPS 另存为 .xlsx 后再导入。",
            en="this file cannot be read; save it as .xlsx with Excel or WPS and import that.",
        ) from unreadable
    for sheet in book.worksheets:
        table = _table(sheet, columns)
        if table is not None:
            return table
    wanted = "、".join(column.labels[0] for column in columns)
    raise Refused(
        zh=f"没有找到表头。请使用导入模板，表头应包括：{wanted}。",
        en=f"no headings were found; use the template, whose headings are: {wanted}.",
    )


def _table(sheet: Worksheet, columns: Sequence[IntakeColumn]) -> Table | None:
    fields = {label: column.field for column in columns for label in column.labels}
    headings: dict[int, str] = {}
    heading_row, width, rows = 0, 0, []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if not headings:
            found = _headings(cells, fields)
            if len(found) * 2 >= len(columns):
                headings, heading_row, width = found, number, len(cells)
            elif number >= HEADING_ROWS:
                return None
            continue
        texts = {field: text for index, field in headings.items() if (text := _text(cells, index))}
        if texts:
            rows.append(Row(number=number, texts=texts))
        if len(rows) > MOST_ROWS:
            raise Refused(
                zh=f"一次最多导入 {MOST_ROWS} 行，请拆分后分批导入。",
                en=f"at most {MOST_ROWS} rows are taken at once; split the file.",
            )
    return Table(sheet=sheet.title, heading_row=heading_row, last_column=width, rows=rows) if headings else None


def _headings(cells: Sequence[Any], fields: Mapping[str, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index in range(len(cells)):
        field = fields.get("".join(_text(cells, index).split()).rstrip("*＊"))
        if field and field not in found.values():
            found[index] = field
    return found


def _text(cells: Sequence[Any], index: int) -> str:
    value = cells[index] if index < len(cells) else None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
