"""A sheet written as a .docx: A4 with the margins and fonts of official papers (GB/T 9704-2012), numbered pages."""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph as Lines
from docx.text.run import Run

from engine.papers.sheet import Fields, Heading, PageBreak, Paragraph, Part, Sheet, Signatures, Table

SONG, HEI, FANG = "宋体", "黑体", "仿宋"
LATIN = "Times New Roman"
TITLE, HEADING, TEXT, SMALL = 22.0, 14.0, 14.0, 10.5
"""Points: 二号, 四号, 四号 and 五号."""
WIDTH = Mm(210 - 28 - 26)
PLACES = {"centre": WD_ALIGN_PARAGRAPH.CENTER, "end": WD_ALIGN_PARAGRAPH.RIGHT}


def docx_of(sheet: Sheet, number: str, now: datetime) -> bytes:
    """The .docx of a sheet; `number` is that of its case, in the head of every page."""
    document = docx.Document()
    _set_page(document, number)
    _set_properties(document, sheet, number, now)
    _write(document.add_paragraph(), sheet.title, SONG, TITLE, bold=True, place="centre", after=14)
    for part in sheet.parts:
        _add(document, part)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Document, part: Part) -> None:
    match part:
        case Heading():
            _write(document.add_paragraph(), part.text, HEI, HEADING, before=10, after=4, keep=True)
        case Paragraph():
            _add_text(document, part)
        case Fields():
            _add_fields(document, part)
        case Table():
            _add_table(document, part)
        case Signatures():
            _add_signatures(document, part)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_text(document: Document, part: Paragraph) -> None:
    for line in part.text.split("\n"):
        written = _write(document.add_paragraph(), line, FANG, TEXT, place=part.place)
        written.paragraph_format.line_spacing = Pt(28)
        if part.place == "text":
            written.paragraph_format.first_line_indent = Pt(2 * TEXT)


def _add_fields(document: Document, part: Fields) -> None:
    grid = _grid(document, len(part.lines()), 2 * part.columns)
    grid.autofit = False
    label, value = _shares(part.columns)
    for row, line in zip(grid.rows, part.lines(), strict=True):
        _keep_together(row)
        for index, (name, words) in enumerate(line):
            cells = row.cells[2 * index : 2 * index + 2]
            if index == len(line) - 1 and len(line) < part.columns:
                cells = (cells[0], cells[1].merge(row.cells[-1]))
            _fill(cells[0], name, HEI, "centre")
            _fill(cells[1], words, FANG)
        for index, cell in enumerate(row.cells):
            cell.width = label if index % 2 == 0 else value
    _space(document)


def _shares(columns: int) -> tuple[int, int]:
    """The widths of a label and of a value in English Metric Units."""
    label = Mm(30 if columns < 3 else 22)
    return label, WIDTH // columns - label


def _add_table(document: Document, part: Table) -> None:
    grid = _grid(document, 1 + len(part.rows), len(part.head))
    _repeat(grid.rows[0])
    for cell, words in zip(grid.rows[0].cells, part.head, strict=True):
        _fill(cell, words, HEI, "centre")
    for row, line in zip(list(grid.rows)[1:], part.lines(), strict=True):
        _keep_together(row)
        for cell, words in zip(row.cells, line, strict=True):
            _fill(cell, words, FANG)
    _space(document)


def _add_signatures(document: Document, part: Signatures) -> None:
    grid = _grid(document, 1, len(part.labels))
    _keep_together(grid.rows[0])
    for cell, label in zip(grid.rows[0].cells, part.labels, strict=True):
        _fill(cell, f"{label}：", FANG)
        for _ in range(2):
            cell.add_paragraph()
        _write(cell.add_paragraph(), "年　　月　　日", FANG, SMALL, place="end")
    _space(document)


def _grid(document: Document, rows: int, columns: int) -> Grid:
    grid: Grid = document.add_table(rows=rows, cols=columns, style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    return grid


def _fill(cell: Cell, words: str, font: str, place: str = "start") -> None:
    """Words into an empty cell, their lines as paragraphs."""
    for index, line in enumerate(words.split("\n")):
        into = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        _write(into, line, font, SMALL, place=place, before=2, after=2)


def _space(document: Document) -> None:
    """A little room below a table, which would grow together with one that follows at once."""
    _write(document.add_paragraph(), "", FANG, 6)


def _write(
    into: Lines, words: str, font: str, size: float, *, bold: bool = False, place: str = "start", before: float = 0,
    after: float = 0, keep: bool = False,
) -> Lines:  # fmt: skip
    if place in PLACES:
        into.alignment = PLACES[place]
    style = into.paragraph_format
    style.space_before, style.space_after, style.keep_with_next = Pt(before), Pt(after), keep
    _set_font(into.add_run(words), font, size, bold=bold)
    return into


def _set_font(run: Run, font: str, size: float, *, bold: bool = False) -> None:
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LATIN
    # Word keeps a font of its own for Chinese characters, which python-docx has no name for.
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _repeat(row: Row) -> None:
    _keep_together(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_together(row: Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _set_page(document: Document, number: str) -> None:
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _write(section.header.paragraphs[0], f"编号：{number}", SONG, SMALL, place="end")
    footer = section.footer.paragraphs[0]
    _write(footer, "第 ", SONG, SMALL, place="centre")
    _count(footer, "PAGE")
    _set_font(footer.add_run(" 页　共 "), SONG, SMALL)
    _count(footer, "NUMPAGES")
    _set_font(footer.add_run(" 页"), SONG, SMALL)


def _count(into: Lines, field: str) -> None:
    """A field that Word fills in: the number of the page or of all pages."""
    run = into.add_run()
    _set_font(run, SONG, SMALL)
    for kind, text in (("begin", ""), ("", field), ("end", "")):
        element: Any = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)


def _set_properties(document: Document, sheet: Sheet, number: str, now: datetime) -> None:
    """What the file says of itself; the library would name itself as the author."""
    about = document.core_properties
    about.title, about.subject, about.author, about.comments = sheet.title, number, "", ""
    about.created = about.modified = now
    about.language = "zh-CN"
