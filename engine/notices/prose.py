"""The lines of a document outside its tables, cleaned of markdown, and the paragraphs that broken lines belong to."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.notices.brackets import is_open
from engine.notices.marks import Mark, mark_of
from engine.notices.names import is_complete
from engine.notices.parties import labelled
from engine.notices.values import Line

RULE = re.compile(r"^\s*(?:[-*_=—─]\s*){3,}$|^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
PAGE = re.compile(
    r"^\s*(?:[-—–－·]\s*\d{1,4}\s*[-—–－·]|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})\s*$"
)
ATTACHED = re.compile(r"^附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*(?:[:：]\s*(?P<title>.+))?$")
_TERMINATED = re.compile(r"[。；：！？;:!?）)〕】][”’》]?$")
_LABEL = 400  # characters of an assignment
_LONG = 40  # characters of a heading; a longer line without a full stop is text

_MOST = 60  # lines of one paragraph; text that never comes to a stop must not cost more and more


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One line of prose: number, cleaned text, level of a markdown heading (0 for none), whether bold is left open."""

    number: int
    text: str
    level: int = 0
    bold_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that make one paragraph. `kind`: heading, body, label; `spans` are (offset in text, line number)."""

    kind: str
    text: str
    spans: tuple[tuple[int, int], ...]
    mark: Mark | None = None

    def lines(self, start: int, end: int) -> tuple[int, ...]:
        """Numbers of the lines that the characters from `start` to `end` (exclusive) stand in."""
        offsets = [offset for offset, _ in self.spans]
        first, last = bisect_right(offsets, start) - 1, bisect_right(offsets, max(start, end - 1)) - 1
        return tuple(number for _, number in self.spans[first : last + 1])


def piece_of(line: Line) -> Piece:
    """A line without its markdown signs; cells of a row that is no table become words."""
    text = " ".join(dict.fromkeys(filter(None, line.cells))) if line.cells else line.text
    match = re.match(r"\s*(#{1,6})\s+|\s*(?:>|[-*+•●])\s+", text)
    bare = text[match.end() :] if match else text
    level = len(match[1] or "") if match else 0
    odd = bare.count("**") % 2 == 1
    return Piece(number=line.number, text=bare.replace("**", "").replace("__", "").strip(), level=level, bold_open=odd)


def paragraphs(pieces: Iterable[Piece]) -> Iterator[Paragraph]:
    """Paragraphs in order; a paragraph that a page end has cut, even within a word, is whole again."""
    current: list[Piece] = []
    counts: dict[int, int] = {}
    for piece in pieces:
        if current and not _goes_on(current, piece, counts):
            yield _paragraph(current)
            current = []
        if not current and (mark := mark_of(piece.text)):
            counts[mark.level] = mark.count
            counts.update({level: 0 for level in counts if level > mark.level and mark.level < 2})
        current.append(piece)
    if current:
        yield _paragraph(current)


def is_label(text: str) -> bool:
    """Whether a paragraph is an assignment by itself: 责任单位：… or （责任领导：… 责任科室：…)."""
    return len(text) <= _LABEL and next(labelled(text), None) is not None


def _paragraph(pieces: list[Piece]) -> Paragraph:
    text, spans = "", []
    for piece in pieces:
        spans.append((len(text), piece.number))
        text += piece.text
    mark = mark_of(text)
    if mark and any(names for _, _, names in labelled(text[mark.length :][:_LABEL])):
        mark = None  # 1、责任单位：… numbers the labels of an assignment, it is no passage
    kind = "label" if not mark and is_label(text) else "heading" if _is_heading(text, mark, pieces[0]) else "body"
    return Paragraph(kind=kind, text=text, spans=tuple(spans), mark=mark)


def _is_heading(text: str, mark: Mark | None, piece: Piece) -> bool:
    """A heading stands alone in its paragraph: numbered or marked, short, and no sentence goes on after it."""
    rest = text[mark.length if mark else 0 :].rstrip("。：: ")
    return bool(mark or piece.level) and len(rest) <= _LONG + 20 and "。" not in rest and "；" not in rest


def _goes_on(current: list[Piece], piece: Piece, counts: dict[int, int]) -> bool:
    """Whether `piece` continues the paragraph (trap 10): the text before has not ended, and this is no new start."""
    if len(current) >= _MOST:
        return False
    text = "".join(part.text for part in current)
    cut = is_open(text[-400:]) or sum(part.bold_open for part in current) % 2 == 1
    mark = mark_of(piece.text)
    if piece.level or RULE.match(piece.text) or ATTACHED.match(piece.text) or _begins(mark, counts, cut):
        return False
    if is_label(text) and not mark_of(text):
        return _label_goes_on(text, piece.text) and not is_label(piece.text)
    if is_label(piece.text) or (re.match(r"[（(〔\[【]", piece.text) and is_label(piece.text[1:])):
        return False
    if cut:
        return True
    first = mark_of(text)
    body = "。" in text or "，" in text or len(text) > _LONG + 20
    return body and not _TERMINATED.search(text) and not (first and _is_heading(text, first, current[0]))


def _begins(mark: Mark | None, counts: dict[int, int], cut: bool) -> bool:
    """A number that follows in order begins a passage; one out of order in a cut sentence is part of it."""
    return mark is not None and (not cut or mark.count in (1, counts.get(mark.level, 0) + 1))


def _label_goes_on(text: str, following: str) -> bool:
    """A list of names goes on where it ends in a comma, an open bracket or the middle of a name."""
    last = re.split("[、，：:\\s]", text)[-1].rstrip("。")
    if is_open(text) or text[-1] in "、，：:和及与":
        return True
    people = re.search(r"(?:领导|人|同志)\s*[:：][^:：]*$", text)
    return not people and not is_complete(last) and len(following) <= 60 and "。" not in following[:-1]
