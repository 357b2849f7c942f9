"""Which lines of a document are the running text of its articles, and which stand outside them."""

from collections.abc import Iterator

from engine.notices.header import title_like
from engine.notices.prose import PAGE, RULE, Paragraph, Piece, paragraphs
from engine.notices.report import Trace
from engine.notices.values import Document
from engine.notices.wordings import counts_in

_NO_BREAK = ("blank", "page-number")


def mark_plain(document: Document, prose: list[Piece], trace: Trace) -> None:
    """Mark what is blank, a separator, a page number or the row of a table that divides no tasks."""
    lines = {line.number: line for line in document.lines}
    for piece in prose:
        line = lines[piece.number]
        if not piece.text.strip(" |"):
            trace.mark(piece.number, "rule" if line.text.strip() else "blank")
        elif RULE.match(line.text):
            trace.mark(piece.number, "rule")
        elif PAGE.match(piece.text):
            trace.mark(piece.number, "page-number")
        elif len({cell for cell in line.cells if cell}) > (1 if line.table else 2):
            trace.mark(piece.number, "other-table")


def passages(prose: list[Piece], trace: Trace) -> Iterator[tuple[Paragraph, bool]]:
    """Paragraphs, each with whether an article may take it: not after a signature, nor where an attachment begins."""
    stretch: list[Piece] = []
    inside = True
    for piece in prose:
        code = trace.of(piece.number)
        if code in _NO_BREAK:
            continue
        if not code and not (title_like(piece.text) and not _is_cut(stretch)):
            stretch.append(piece)
            continue
        yield from _marked(stretch, inside, trace)
        stretch = []
        if not code:
            trace.mark(piece.number, "title")
        inside = inside and code in ("rule", "other-table")
    yield from _marked(stretch, inside, trace)


def _is_cut(stretch: list[Piece]) -> bool:
    """Whether the line before is cut, so that what reads as a title is the rest of its sentence."""
    last = stretch[-1].text if stretch else ""
    return ("，" in last or "。" in last) and last[-1] not in "。；：）)”"


def _marked(stretch: list[Piece], inside: bool, trace: Trace) -> Iterator[tuple[Paragraph, bool]]:
    for paragraph in paragraphs(stretch):
        inside = inside or paragraph.mark is not None
        first, *rest = (number for _, number in paragraph.spans)
        trace.mark(first, {"heading": "heading", "label": "assignment"}.get(paragraph.kind, "body"))
        for number in rest:
            trace.mark(number, "continuation")
        for count in counts_in(paragraph.text):
            detail = f"“{count.wording}” {count.listed}/{count.expanded}"
            trace.add(first, "count-agrees" if count.agrees else "count-differs", detail)
        yield paragraph, inside
