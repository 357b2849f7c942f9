"""Workbooks given out: a template that can be filled and comes back, and a file marked with what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from engine import intake, jobs
from engine.errors import NotFound
from engine.intake.marking import RED
from tests.engine.commission import Commission
from tests.engine.findings import KINDS, at_work, saved, sheet


@pytest.fixture
def work(sqlite_url: str) -> Iterator[Commission]:
    with at_work(sqlite_url) as commission:
        yield commission


def taken_in(work: Commission, content: bytes) -> str:
    intake_id = str(work.do("registrar", intake.begin, "main", "台账.xlsx", content, work.departments["office"]))
    jobs.run_due(work.engine)
    return intake_id


def marked(work: Commission, intake_id: str) -> bytes:
    content = work.look("registrar", intake.marked_up, intake_id)
    assert isinstance(content, bytes)
    return content


def test_a_template_has_the_headings_and_what_may_be_chosen(work: Commission) -> None:
    book = load_workbook(BytesIO(work.look("registrar", intake.template, "main", work.departments["office"])))
    page, offered = book.worksheets
    assert [cell.value for cell in page[1]] == ["标题*", "类别*", "发现日期", "床位", "共性"]
    assert [row[0].value for row in offered.iter_rows()] == ["类别", *(f"{kind}问题" for kind in KINDS)]
    (listed,) = page.data_validations.dataValidation
    assert str(listed.sqref).startswith("B2") and "$A$2:$A$4" in listed.formula1


def test_a_filled_template_comes_in(work: Commission) -> None:
    book = load_workbook(BytesIO(work.look("registrar", intake.template, "main", work.departments["office"])))
    book.worksheets[0]["A2"], book.worksheets[0]["B2"] = "缺药", "药品问题"
    assert work.look("registrar", intake.progress, taken_in(work, saved(book))).taken == 1


def test_the_file_comes_back_with_what_became_of_each_row(work: Commission) -> None:
    content = marked(work, taken_in(work, sheet(["缺药", "药品"], ["缺床", "天灾"], above=2)))
    page = load_workbook(BytesIO(content)).worksheets[0]
    assert page["D3"].value == "导入结果"
    assert page["D4"].value == "已导入"
    assert "“天灾”" in page["D5"].value
    assert [str(page.cell(row, 1).fill.fgColor.rgb)[-6:] == RED for row in (4, 5)] == [False, True]


def test_corrected_in_place_it_comes_in_and_loses_its_red(work: Commission) -> None:
    # given a marked-up file whose owner coloured a cell and corrected the wrong row
    book = load_workbook(BytesIO(marked(work, taken_in(work, sheet(["缺药", "药品"], ["缺床", "天灾"])))))
    page = book.worksheets[0]
    page["B3"] = "设备"
    page["A2"].fill = PatternFill("solid", fgColor="FFFF00")
    # when it comes again
    second = taken_in(work, saved(book))
    # then the row is taken, and the file has the same columns and only its owner's colours
    result = work.look("registrar", intake.progress, second)
    assert (result.taken, result.known, result.errors) == (1, 1, [])
    page = load_workbook(BytesIO(marked(work, second))).worksheets[0]
    assert [cell.value for cell in page[1]] == ["标题", "类别", "发现日期", "导入结果"]
    assert page["A3"].fill.fill_type is None
    assert str(page["A2"].fill.fgColor.rgb).endswith("FFFF00")


def test_formulas_of_the_file_stay_formulas(work: Commission) -> None:
    book = load_workbook(BytesIO(sheet(["缺药", "药品", None, "=1+1"], heading=["标题", "类别", "发现日期", "合计"])))
    page = load_workbook(BytesIO(marked(work, taken_in(work, saved(book))))).worksheets[0]
    assert page["D2"].value == "=1+1"


def test_a_table_under_a_wide_merged_title_is_marked_beside_it(work: Commission) -> None:
    book = load_workbook(BytesIO(sheet(["缺药", "药品"], above=1)))
    book.worksheets[0]["A1"] = "整改台账"
    book.worksheets[0].merge_cells("A1:F1")
    page = load_workbook(BytesIO(marked(work, taken_in(work, saved(book))))).worksheets[0]
    assert page["D2"].value == "导入结果"


def test_a_text_that_looks_like_a_formula_stays_a_text(work: Commission) -> None:
    content = marked(work, taken_in(work, sheet(["缺药", "@天灾"])))
    assert load_workbook(BytesIO(content)).worksheets[0]["D2"].data_type in ("s", "inlineStr")


def test_the_file_is_given_back_to_the_one_who_uploaded_it_alone(work: Commission) -> None:
    intake_id = taken_in(work, sheet(["缺药", "药品"]))
    with pytest.raises(NotFound):
        work.look("clerk", intake.marked_up, intake_id)
