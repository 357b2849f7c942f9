"""The measures of a ledger written out as a workbook: one sheet for each, as the page shows them."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from engine.ledgers import process_of
from engine.measures import Group, Period, Table, table

if TYPE_CHECKING:
    from engine.unit import Unit

FONT = {"font_name": "宋体", "font_size": 11, "border": 1, "border_color": "#CDD3DC"}
FIRST_ROW = 3
FORMATS = {
    "title": {"font_name": "黑体", "font_size": 16, "valign": "vcenter"},
    "note": {"font_name": "宋体", "font_size": 9, "font_color": "#5C667A"},
    "heading": {**FONT, "bold": True, "align": "center", "bg_color": "#E8F0F9", "text_wrap": True},
    "text": FONT,
    "count": {**FONT, "num_format": "#,##0"},
    "number": {**FONT, "num_format": "#,##0.0"},
    "share": {**FONT, "num_format": "0.0%"},
}


def workbook(view: "Unit", key: str, period: Period, *, title: str, note: str) -> bytes:
    """All measures of a ledger over a period as .xlsx, each with its total below; numbers are numbers."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    formats = {name: book.add_format(settings) for name, settings in FORMATS.items()}
    for measure in process_of(view, key).measures:
        sheet = book.add_worksheet(measure.label[:31])
        _write(sheet, formats, table(view, key, measure.name, period), f"{title}：{measure.label}", note)
    book.close()
    return out.getvalue()


def _write(sheet: Any, formats: dict[str, Any], found: Table, title: str, note: str) -> None:
    unit = found.measure.unit
    heads = [found.by, "件数", f"平均（{unit}）", f"中位（{unit}）", f"最长（{unit}）", "按时率"]
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 5, 13)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, note, formats["note"])
    for index, head in enumerate(heads):
        sheet.write_string(FIRST_ROW - 1, index, head, formats["heading"])
    row = FIRST_ROW
    for row, group in enumerate(found.groups, start=FIRST_ROW):
        _line(sheet, formats, row, group.name, group)
    sheet.autofilter(FIRST_ROW - 1, 0, row, len(heads) - 1)
    if found.total:
        _line(sheet, formats, row + 1, "合计", found.total)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _line(sheet: Any, formats: dict[str, Any], row: int, name: str, group: Group) -> None:
    sheet.write_string(row, 0, name, formats["text"])
    sheet.write_number(row, 1, group.count, formats["count"])
    for column, value in enumerate((group.mean, group.median, group.longest), start=2):
        sheet.write_number(row, column, value, formats["number"])
    if group.on_time is None:
        sheet.write_string(row, 5, "—", formats["text"])
    else:
        sheet.write_number(row, 5, group.on_time, formats["share"])
