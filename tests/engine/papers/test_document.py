"""A paper as a .docx that Word and WPS open: official fonts and page, every part in its place."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Lines

from engine.clock import ZONE
from engine.papers.document import docx_of
from tests.engine.papers.sheets import EXAMPLE, notice_of

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


@pytest.fixture
def content() -> bytes:
    return docx_of(notice_of(EXAMPLE), "FX-2026-0001", AT)


@pytest.fixture
def document(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def cells(grid: Grid) -> list[list[str]]:
    """The cells of a table, merged ones once."""
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in grid.rows]


def font(paragraph: Lines) -> tuple[str | None, Pt | None]:
    """The Chinese font of a paragraph and its size."""
    run = paragraph.runs[0]
    fonts = run._element.rPr.rFonts
    return fonts.get(qn("w:eastAsia")), run.font.size


def test_a_paper_is_a_page_of_a4_with_the_margins_of_official_papers(document: Document) -> None:
    (section,) = document.sections
    measures = (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
                section.left_margin, section.right_margin)  # fmt: skip
    assert [round(measure.mm) for measure in measures if measure] == [210, 297, 37, 35, 28, 26]


def test_every_page_says_which_case_it_belongs_to_and_which_page_it_is(document: Document) -> None:
    (section,) = document.sections
    assert section.header.paragraphs[0].text == "编号：FX-2026-0001"
    footer = section.footer.paragraphs[0]
    assert footer.text == "第  页　共  页"
    assert [field.text for field in footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_title_headings_and_text_have_their_official_fonts(document: Document) -> None:
    fonts = {lines.text: font(lines) for lines in document.paragraphs if lines.text}
    assert fonts["问题整改通知单"] == ("宋体", Pt(22))
    assert fonts["一、基本情况"] == ("黑体", Pt(14))
    assert fonts["请于收到本通知后办理。"] == ("仿宋", Pt(14))
    every = [run for lines in document.paragraphs for run in lines.runs if run.text.strip()]
    assert {run.font.name for run in every} == {"Times New Roman"}


def test_text_is_indented_by_two_characters_and_ends_where_it_says(document: Document) -> None:
    text, number = (next(lines for lines in document.paragraphs if lines.text == words)
                    for words in ("请于收到本通知后办理。", "FX-2026-0001"))  # fmt: skip
    assert text.paragraph_format.first_line_indent == Pt(28)
    assert number.alignment is not None and number.alignment.name == "RIGHT"


def test_the_grid_holds_labels_and_values_the_last_as_wide_as_the_row(document: Document) -> None:
    grid = document.tables[0]
    assert cells(grid) == [["问题", "村卫生室缺药", "发现日期", "2026年2月28日"], ["登记处室", "处室d1"]]
    assert len(grid.columns) == 4
    assert font(grid.cell(0, 0).paragraphs[0])[0] == "黑体"
    assert font(grid.cell(0, 1).paragraphs[0])[0] == "仿宋"


def test_a_table_repeats_its_head_and_breaks_no_row(document: Document) -> None:
    grid = document.tables[1]
    assert cells(grid) == [
        ["序号", "内容", "金额（元）", "属实"], ["1", "药品\n器械", "12.50", "是"], ["2", "无", "", ""],
    ]  # fmt: skip
    assert len(list(grid.rows[0]._tr.iter(qn("w:tblHeader")))) == 1
    assert len(list(grid._tbl.iter(qn("w:cantSplit")))) == 3


def test_what_is_to_be_signed_has_room_and_a_date(document: Document) -> None:
    (row,) = document.tables[-1].rows
    assert [cell.text.split("\n") for cell in row.cells] == [
        ["承办单位（盖章）：", "", "", "年　　月　　日"], ["责任领导：", "", "", "年　　月　　日"],
    ]  # fmt: skip


def test_a_new_page_begins_where_the_sheet_says(document: Document) -> None:
    breaks = [element.get(qn("w:type")) for element in document.element.body.iter(qn("w:br"))]
    assert breaks == ["page"]


def test_the_file_names_its_title_and_no_library(document: Document, content: bytes) -> None:
    about = document.core_properties
    assert (about.title, about.subject, about.author, about.comments) == (
        "问题整改通知单", "FX-2026-0001", "", "",
    )  # fmt: skip
    assert about.created is not None and about.created.date() == AT.date()
    assert b"python-docx" not in ZipFile(BytesIO(content)).read("docProps/core.xml")
