"""Lines of an .xlsx: every used row of every sheet as cells, merged cells filled over their range."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from engine.notices.refusals import Damaged
from engine.notices.values import Line

COLUMNS = 200  # a division of tasks has some ten; what lies beyond is a stray cell


def lines_of(name: str, content: bytes) -> tuple[Line, ...]:
    """Rows as 工作表“x”第n行, numbered over all sheets; raises Damaged."""
    try:
        book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    except Exception:  # a damaged file breaks the library anywhere; for the person it is one and the same refusal
        raise Damaged(name=name) from None
    lines: list[Line] = []
    for table, sheet in enumerate(book.worksheets, start=1):
        for row, cells, repeats in _rows(sheet):
            place = f"工作表“{sheet.title}”第{row}行"
            number = len(lines) + 1
            text = "\t".join(cells)
            lines.append(Line(number=number, place=place, text=text, cells=cells, repeats=repeats, table=table))
    return tuple(lines)


def _rows(sheet: Worksheet) -> Iterator[tuple[int, tuple[str, ...], frozenset[int]]]:
    """Only cells that exist are looked at: one stray cell in the last row must not cost a million rows."""
    values: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), cell in sheet._cells.items():
        text = _text(getattr(cell, "value", None))
        if text and column <= COLUMNS:
            values[row][column] = text
    repeats: dict[int, set[int]] = defaultdict(set)
    for merged in sheet.merged_cells.ranges:
        anchor = values.get(merged.min_row, {}).get(merged.min_col, "")
        for row in range(merged.min_row, merged.max_row + 1) if anchor else ():
            for column in range(merged.min_col, min(merged.max_col, COLUMNS) + 1):
                values[row][column] = anchor
                if row > merged.min_row:
                    repeats[row].add(column - 1)
    width = max((max(row) for row in values.values()), default=0)
    for row in sorted(values):
        yield row, tuple(values[row].get(column, "") for column in range(1, width + 1)), frozenset(repeats[row])


def _text(value: Any) -> str:
    """A cell as a person reads it; dates in the order of the notices, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime | date) and not isinstance(value, time):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
