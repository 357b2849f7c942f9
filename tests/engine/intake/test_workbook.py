"""Workbooks as people keep them: where the table begins, and what its cells say."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from engine.errors import Refused
from engine.intake import workbook
from tests.engine.findings import INTAKE, saved, sheet


def texts(content: bytes) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, dict(row.texts)) for row in workbook.read(content, INTAKE).rows]


def test_the_table_begins_where_its_headings_stand() -> None:
    content = sheet(["缺药", "药品", "2026-03-01"], heading=["标题*", " 类 别 ", "发现日期"], above=3)
    assert texts(content) == [(5, {"title": "缺药", "kind": "药品", "found_on": "2026-03-01"})]


def test_another_heading_of_a_column_is_known_too_and_unknown_columns_are_passed_over() -> None:
    content = sheet(
        [1, "缺药", "某人", "药品", "2026-03-01"], heading=["序号", "问题标题", "记录人", "类别", "发现日期"]
    )
    assert texts(content) == [(2, {"title": "缺药", "kind": "药品", "found_on": "2026-03-01"})]


def test_the_table_may_lie_on_any_sheet() -> None:
    book = load_workbook(BytesIO(sheet(["缺药", "药品"])))
    book.create_sheet("说明", 0)["A1"] = "填表说明"
    assert workbook.read(saved(book), INTAKE).sheet == "Sheet"


def test_empty_rows_between_and_behind_are_no_cases() -> None:
    content = sheet(["缺药", "药品"], [None, "  "], ["缺床", "设备"], *[[None, ""]] * 50)
    assert [number for number, _texts in texts(content)] == [2, 4]


def test_cells_are_read_as_people_see_them() -> None:
    content = sheet([2026.0, datetime(2026, 3, 1), date(2026, 3, 2)], [" 缺药 ", 1.5, datetime(2026, 3, 1, 9, 30)])
    assert [row for _number, row in texts(content)] == [
        {"title": "2026", "kind": "2026-03-01", "found_on": "2026-03-02"},
        {"title": "缺药", "kind": "1.5", "found_on": "2026-03-01T09:30"},
    ]


def test_a_cell_merged_over_rows_says_the_same_in_each() -> None:
    book = load_workbook(BytesIO(sheet(["缺药", "药品"], ["缺床", None], ["缺人", None])))
    book.worksheets[0].merge_cells("B2:B3")
    assert [row.get("kind") for _number, row in texts(saved(book))] == ["药品", "药品", None]


def test_headings_of_two_lines_are_one() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B1"], page["B2"], page["C2"], page["D2"] = "标题", "基本情况", "类别", "发现日期", "床位"
    page.merge_cells("A1:A2")
    page.merge_cells("B1:D1")
    page["A3"], page["B3"] = "缺药", "药品"
    assert texts(saved(book)) == [(3, {"title": "缺药", "kind": "药品"})]


def test_a_formula_counts_by_the_value_last_computed() -> None:
    content = _with_cell(sheet(["缺药", "药品"]), "B2", '<c r="B2" t="str"><f>"药"&amp;"品"</f><v>药品</v></c>')
    assert texts(content) == [(2, {"title": "缺药", "kind": "药品"})]


def test_an_error_of_a_formula_is_no_answer() -> None:
    content = _with_cell(sheet(["缺药", "药品"]), "B2", '<c r="B2" t="e"><v>#N/A</v></c>')
    assert texts(content) == [(2, {"title": "缺药"})]


def test_a_sheet_that_gives_its_size_wrongly_is_read_whole() -> None:
    content = _edited(sheet(["缺药", "药品"]), b'<dimension ref="A1:C2"/>', b'<dimension ref="A1"/>')
    assert texts(content) == [(2, {"title": "缺药", "kind": "药品"})]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"<html><table></table></html>", b"\xd0\xcf\x11\xe0" + b"\0" * 600, saved(Workbook())[:2000]],
)
def test_what_is_no_workbook_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        workbook.read(content, INTAKE)
    assert "无法读取该文件" in refused.value.text("zh")


def test_a_zip_that_is_no_workbook_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="cannot be read"):
        workbook.read(_zip({"hello.txt": b"hello"}), INTAKE)


def test_a_small_file_with_a_huge_sheet_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refused, match="too much"):
        workbook.read(_zip({"xl/worksheets/sheet1.xml": b" " * (workbook.UNPACKED + 1)}), INTAKE)


def test_a_workbook_without_the_headings_is_told_which_are_wanted() -> None:
    with pytest.raises(Refused) as refused:
        workbook.read(sheet(["甲", "乙"], heading=["姓名", "电话"]), INTAKE)
    assert "标题、类别、发现日期" in refused.value.text("zh")


def test_no_more_rows_are_taken_than_people_can_look_after() -> None:
    with pytest.raises(Refused, match="5000"):
        workbook.read(sheet(*[[f"问题{number}"] for number in range(workbook.MOST_ROWS + 1)]), INTAKE)


def _with_cell(content: bytes, place: str, cell: str) -> bytes:
    """The workbook with the XML of one cell replaced, for what openpyxl does not write."""
    with ZipFile(BytesIO(content)) as parts:
        text = parts.read("xl/worksheets/sheet1.xml").decode()
    before = text[text.index(f'<c r="{place}"') :]
    return _edited(content, before[: before.index("</c>") + 4].encode(), cell.encode())


def _edited(content: bytes, old: bytes, new: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert old in files[name]
    return _zip({**files, name: files[name].replace(old, new)})


def _zip(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parts:
        for name, data in files.items():
            parts.writestr(name, data)
    return out.getvalue()
