"""Workbooks: places, numbers and dates as people read them, merged cells, all sheets, stray cells."""

from datetime import date
from io import BytesIO

import openpyxl

from engine.notices.sheets import lines_of
from tests.engine.notices import shapes


def test_rows_are_numbered_over_all_sheets_and_say_where_they_are() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "甲"
    first["A2"] = "一"
    book.create_sheet("乙")["B1"] = "二"
    content = BytesIO()
    book.save(content)
    assert [(line.number, line.place, line.cells) for line in lines_of("a.xlsx", content.getvalue())] == [
        (1, "工作表“甲”第2行", ("一",)),
        (2, "工作表“乙”第1行", ("", "二")),
    ]


def test_numbers_and_dates_read_as_in_a_notice() -> None:
    (line,) = lines_of("a.xlsx", shapes.sheet([[1, 2.0, 2.5, date(2021, 6, 30)]]))
    assert line.cells == ("1", "2", "2.5", "2021年6月30日")


def test_a_cell_merged_downwards_is_in_every_row() -> None:
    lines = lines_of("a.xlsx", shapes.sheet([["甲", "一"], ["", "二"]], merges=("A1:A2",)))
    assert [(line.cells, sorted(line.repeats)) for line in lines] == [(("甲", "一"), []), (("甲", "二"), [0])]


def test_a_stray_cell_in_the_last_row_costs_no_million_rows() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["A1048576"] = "甲", "乙"
    content = BytesIO()
    book.save(content)
    assert len(lines_of("a.xlsx", content.getvalue())) == 2


def test_a_stray_cell_far_to_the_right_does_not_widen_the_rows() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["XFD1"] = "甲", "乙"
    content = BytesIO()
    book.save(content)
    assert [line.cells for line in lines_of("a.xlsx", content.getvalue())] == [("甲",)]
