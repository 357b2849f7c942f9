"""Word files: body order, insertions and deletions, boxes, nested tables."""

from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from engine.notices.word import lines_of
from tests.engine.notices import shapes


def saved(document: object) -> bytes:
    content = BytesIO()
    document.save(content)  # type: ignore[attr-defined]
    return content.getvalue()


def test_paragraphs_and_tables_keep_the_order_of_the_body() -> None:
    lines = lines_of("文件.docx", shapes.word(["前言"], [["序号", "任务"], ["1", "巡诊"]], after=("落款",)))
    assert [(line.number, line.place, line.text) for line in lines] == [
        (1, "第1段", "前言"),
        (2, "表1第1行", "序号\t任务"),
        (3, "表1第2行", "1\t巡诊"),
        (4, "第2段", "落款"),
    ]


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("每月")
    for xml in (
        f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>下乡</w:t></w:r></w:ins>',
        f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>进城</w:delText></w:r></w:del>',
    ):
        paragraph._p.append(parse_xml(xml))
    assert [line.text for line in lines_of("文件.docx", saved(document))] == ["每月下乡"]


def test_a_table_within_a_cell_is_read_with_the_cell() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=2).cell(0, 1)
    cell.text = "医政处"
    cell.add_table(rows=1, cols=1).cell(0, 0).text = "基层处"
    (line,) = lines_of("文件.docx", saved(document))
    assert line.cells == ("", "医政处\n基层处")


def test_merged_cells_fill_their_columns_and_name_what_they_repeat() -> None:
    lines = lines_of(
        "文件.docx", shapes.word([], [["甲", "", "丙"], ["丁", "戊", ""]], merges=((0, 0, 0, 1), (0, 2, 1, 2)))
    )
    assert [(line.cells, sorted(line.repeats)) for line in lines] == [
        (("甲", "甲", "丙"), []),
        (("丁", "戊", "丙"), [2]),
    ]
