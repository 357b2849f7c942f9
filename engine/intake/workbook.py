"""The workbook of an intake: which column fills which field, and its rows as text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.errors import Refused
from engine.process import IntakeColumn

MOST_ROWS = 5000
LARGEST = 20 * 2**20
UNPACKED = 64 * 2**20
"""Bytes of cells and texts, unpacked: a small file may hold a sheet that no memory does."""
HEADING_ROWS = 20
"""In so many first rows the headings are looked for; titles and units of measure often stand above them."""
UNREADABLE = (BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError, IndexError, ParseError)
"""What openpyxl raises for files that are none, or that other programs wrote in ways of their own."""

Cells = dict[tuple[int, int], Any]
"""(row, column) from 1 -> value; empty cells are left out."""


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


Labels = tuple[tuple[str, tuple[str, ...]], ...]
"""(field, its headings) of every column."""


def read(content: bytes, columns: Sequence[IntakeColumn]) -> Table:
    """The first sheet with the headings of at least half the columns; raises Refused in words.

    Formulas count by the value last computed, merged cells in every row they span.
    """
    return _read(content, tuple((column.field, tuple(column.labels)) for column in columns))


@lru_cache(maxsize=2)
def _read(content: bytes, columns: Labels) -> Table:
    """Remembered, since an intake comes back for each of its portions."""
    _check_size(content)
    try:
        book = load_workbook(BytesIO(content), data_only=True)
    except UNREADABLE as unreadable:
        raise _unreadable() from unreadable
    for sheet in book.worksheets:
        table = _table(sheet, columns)
        if table is not None:
            return table
    wanted = "、".join(labels[0] for _field, labels in columns)
    raise Refused(
        zh=f"没有找到表头。请使用导入模板，表头应包括：{wanted}。",
        en=f"no headings were found; use the template, whose headings are: {wanted}.",
    )


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST:
        raise Refused(
            zh=f"文件超过 {LARGEST // 2**20} MB，请拆分后分批导入。",
            en=f"the file is larger than {LARGEST // 2**20} MB; split it.",
        )
    try:
        with ZipFile(BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist() if part.filename.endswith(".xml"))
    except BadZipFile as unreadable:
        raise _unreadable() from unreadable
    if unpacked > UNPACKED:
        raise Refused(
            zh="表格内容过多，请删除多余的空行、空列和工作表后再导入。",
            en="the workbook holds too much; remove empty rows, columns and sheets that are not needed.",
        )


def _unreadable() -> Refused:
    return Refused(
        zh="无法读取该文件，请用 Excel 或 WPS 另存为 .xlsx（不加密码）后再导入。",
        en="this file cannot be read; save it as .xlsx, without a password, with Excel or WPS and import that.",
    )


def _table(sheet: Worksheet, columns: Labels) -> Table | None:
    fields = {label: field for field, labels in columns for label in labels}
    cells = _cells(sheet)
    lines = _lines(cells)
    for heading_row in sorted(number for number in lines if number <= HEADING_ROWS):
        headings = _headings(lines[heading_row], fields)
        if len(headings) * 2 >= len(columns):
            return Table(
                sheet=sheet.title,
                heading_row=heading_row,
                last_column=max(column for _row, column in cells),
                rows=tuple(_rows(lines, heading_row, headings)),
            )
    return None


def _cells(sheet: Worksheet) -> Cells:
    """What stands where; a merged cell that spans rows says the same in each of them."""
    rows = sheet.iter_rows(min_row=1, min_col=1)
    cells: Cells = {
        (number, column): cell.value
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row, start=1)
        if not _is_empty(cell)
    }
    for merged in sheet.merged_cells.ranges:
        value = cells.get((merged.min_row, merged.min_col))
        if value is not None:
            for row in range(merged.min_row + 1, min(merged.max_row, sheet.max_row) + 1):
                cells[row, merged.min_col] = value
    return cells


def _is_empty(cell: Any) -> bool:
    """Errors such as #N/A are no answers either."""
    return cell.value is None or cell.data_type == "e" or (isinstance(cell.value, str) and not cell.value.strip())


def _lines(cells: Cells) -> dict[int, dict[int, str]]:
    lines: dict[int, dict[int, str]] = {}
    for (row, column), value in cells.items():
        lines.setdefault(row, {})[column] = _text(value)
    return lines


def _headings(line: Mapping[int, str], fields: Mapping[str, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for column, text in line.items():
        field = fields.get("".join(text.split()).rstrip("*＊"))
        if field and field not in found.values():
            found[column] = field
    return found


def _rows(lines: Mapping[int, Mapping[int, str]], heading_row: int, headings: Mapping[int, str]) -> Iterator[Row]:
    count = 0
    for number in sorted(number for number in lines if number > heading_row):
        texts = {field: lines[number][column] for column, field in headings.items() if column in lines[number]}
        if not texts:
            continue
        count += 1
        if count > MOST_ROWS:
            raise Refused(
                zh=f"一次最多导入 {MOST_ROWS} 行，请拆分后分批导入。",
                en=f"at most {MOST_ROWS} rows are taken at once; split the file.",
            )
        yield Row(number=number, texts=texts)


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
