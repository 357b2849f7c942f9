"""Lines of a .docx: paragraphs and tables in the order of the body, merged cells read once, insertions included."""

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.oxml.ns import qn
from lxml import etree

from engine.notices.numbering import Numbering
from engine.notices.refusals import Damaged
from engine.notices.values import Line

_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_SDT, _BOX = qn("w:sdt"), qn("w:txbxContent")
_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_WRAPPERS = {_SDT, qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")}
_SKIPPED = {_BOX, qn("w:pPr"), qn("w:rPr"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def lines_of(name: str, content: bytes) -> tuple[Line, ...]:
    """Paragraphs as 第n段, rows as 表n第m行; raises Damaged."""
    try:
        document = docx.Document(BytesIO(content))
        return tuple(_body_lines(document.element.body, Numbering(document)))
    except Exception:  # a damaged file breaks the library anywhere; for the person it is one and the same refusal
        raise Damaged(name=name) from None


def _body_lines(body: etree._Element, numbering: Numbering) -> Iterator[Line]:
    number = paragraphs = tables = 0
    for block in _blocks(body):
        if block.tag == _P:
            paragraphs += 1
            for text in [*(numbering.label(block) + _text(block)).split("\n"), *_boxes(block)]:
                number += 1
                yield Line(number=number, place=f"第{paragraphs}段", text=text)
        else:
            tables += 1
            for row, (cells, repeats) in enumerate(_rows(block, numbering), start=1):
                number += 1
                place = f"表{tables}第{row}行"
                yield Line(
                    number=number, place=place, text="\t".join(cells), cells=cells, repeats=repeats, table=tables
                )


def _blocks(parent: etree._Element, tags: tuple[str, ...] = (_P, _TBL)) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, tags)


def _text(element: etree._Element) -> str:
    """Text as printed: insertions yes, deletions no, what stands in boxes on its own."""
    pieces: list[str] = []
    for child in element:
        if child.tag == qn("w:t"):
            pieces.append(child.text or "")
        elif child.tag in _TEXT:
            pieces.append(_TEXT[child.tag])
        elif child.tag not in _SKIPPED:
            pieces.append(_text(child))
    return "".join(pieces)


def _boxes(paragraph: etree._Element) -> list[str]:
    """Paragraphs of text boxes anchored here; the Fallback copies of the same box are left out."""
    return [
        _text(inner)
        for box in paragraph.iter(_BOX)
        if not any(above.tag.endswith("}Fallback") for above in box.iterancestors() if isinstance(above.tag, str))
        for inner in box.iter(_P)
    ]


def _rows(table: etree._Element, numbering: Numbering) -> Iterator[tuple[tuple[str, ...], frozenset[int]]]:
    """Cells by column; a cell merged sideways fills its columns, one merged downwards repeats the cell above."""
    above: tuple[str, ...] = ()
    for row in _blocks(table, (_TR,)):
        cells: list[str] = []
        repeats: set[int] = set()
        for cell in _blocks(row, (_TC,)):
            span, repeated = _merge(cell)
            column = len(cells)
            text = above[column] if repeated and column < len(above) else _cell_text(cell, numbering)
            if repeated:
                repeats.update(range(column, column + span))
            cells.extend([text] * span)
        above = tuple(cells)
        yield above, frozenset(repeats)


def _merge(cell: etree._Element) -> tuple[int, bool]:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    down = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    width = int(span.get(qn("w:val"), "1")) if span is not None else 1
    return min(max(width, 1), 63), down is not None and down.get(qn("w:val"), "continue") == "continue"


def _cell_text(cell: etree._Element, numbering: Numbering) -> str:
    pieces = []
    for block in _blocks(cell):
        if block.tag == _P:
            pieces.append((numbering.label(block) + _text(block)).strip())
        else:
            pieces.extend("、".join(dict.fromkeys(filter(None, cells))) for cells, _ in _rows(block, numbering))
    return "\n".join(pieces).strip()
