"""Assignments in running text: brackets at the end of a passage, labels on lines of their own, and what they cover."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.notices.brackets import brackets
from engine.notices.outline import Node
from engine.notices.parties import LABEL, Parties, bare, collect, labelled, nobody
from engine.notices.prose import Paragraph

_TRAILING = re.compile(rf"(?<=[。；;—])\s*(?=[【\[［]?\s*{LABEL}\s*[:：】\]］])")
_LONGEST = 400


@dataclass(slots=True, kw_only=True)
class Assignment:
    """Who is responsible for a passage of a node: the parties, the wording, and the text and lines it covers."""

    node: Node
    parties: Parties
    wording: list[str]
    text: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    alone: bool = False
    """Whether it stands in a paragraph of its own, so that it may speak for more than the passage before it."""
    bare: bool = False
    """Whether its article has a heading and no text of its own."""
    whole_of: Node | None = None
    """The passage below which it stands, where it was moved up from the last item (a question is asked)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segment:
    """A stretch of a paragraph: text, or an assignment with its parties."""

    text: str
    lines: tuple[int, ...]
    parties: Parties | None = None
    alone: bool = False
    heading: bool = False


def assignments_of(root: Node) -> list[Assignment]:
    """All assignments of the tree in the order of the text."""
    found = [assignment for node in root.walk() for assignment in _of_node(node)]
    for assignment in found:
        _move_up(assignment, found)
        _reach_down(assignment, found)
    return found


def _of_node(node: Node) -> list[Assignment]:
    """A passage belongs to the assignment after it; where assignments come first, to the one before it."""
    found: list[Assignment] = []
    headings: list[_Segment] = []
    told: list[_Segment] = []
    leading = fresh = False
    for segment in (segment for paragraph in node.paragraphs for segment in _segments(paragraph)):
        if segment.parties and found and fresh:
            _merge(found[-1], segment)
        elif segment.parties:
            leading, fresh = not told and (leading or not found), True
            found.append(Assignment(node=node, parties=segment.parties, wording=[segment.text], alone=segment.alone))
            _cover(found[-1], told)
            _add_lines(found[-1], segment.lines)
            told = []
        elif segment.heading:
            headings.append(segment)
        else:
            fresh = False
            _cover(found[-1], [segment]) if leading else told.append(segment)
    if found and not found[0].text:
        found[0].bare = True
        found[0].lines[:0] = [number for part in headings for number in part.lines if number not in found[0].lines]
        found[0].text = [part.text for part in headings]
    return found


def _cover(assignment: Assignment, segments: list[_Segment]) -> None:
    for segment in segments:
        assignment.text.append(segment.text)
        _add_lines(assignment, segment.lines)


def _add_lines(assignment: Assignment, numbers: Iterable[int]) -> None:
    assignment.lines = sorted({*assignment.lines, *numbers})


def _merge(assignment: Assignment, segment: _Segment) -> None:
    """责任领导 and 责任单位 on two lines, or in two brackets side by side, are one assignment."""
    parties, more = assignment.parties, segment.parties or nobody()
    for role in ("leads", "units", "supports", "leaders", "groups"):
        names: list[str] = getattr(parties, role)
        names.extend(name for name in getattr(more, role) if name not in names)
    parties.each, parties.due = parties.each or more.each, parties.due or more.due
    parties.together = parties.together or more.together
    assignment.wording.append(segment.text)
    _add_lines(assignment, segment.lines)


def _segments(paragraph: Paragraph) -> Iterator[_Segment]:
    """The paragraph cut into text and assignments."""
    position, text = 0, paragraph.text
    for start, end, parties in _spans(paragraph):
        if text[position:start].strip(" 　。；;，,、"):
            yield _segment(paragraph, position, start)
        alone = not text[:start].strip() and not text[end:].strip(" 　。；;")
        yield _Segment(text=text[start:end].strip(), lines=paragraph.lines(start, end), parties=parties, alone=alone)
        position = end
    if text[position:].strip(" 　。；;，,、"):
        yield _segment(paragraph, position, len(text))


def _segment(paragraph: Paragraph, start: int, end: int) -> _Segment:
    """A stretch of text; it is only a heading where the paragraph is one or an assignment cuts in right behind it."""
    text = paragraph.text[start:end].strip()
    own = bool(paragraph.mark) and start == 0 and end < len(paragraph.text) and _is_heading(paragraph, text)
    return _Segment(text=text, lines=paragraph.lines(start, end), heading=paragraph.kind == "heading" or own)


def _is_heading(paragraph: Paragraph, text: str) -> bool:
    sentence = text[paragraph.mark.length if paragraph.mark else 0 :].strip("。；：: ")
    return len(sentence) <= 40 and not any(stop in sentence for stop in "。；")


def _spans(paragraph: Paragraph) -> Iterator[tuple[int, int, Parties]]:
    """(start, end, parties) of each assignment in a paragraph."""
    text = paragraph.text
    if paragraph.kind == "label":
        yield 0, len(text), _parties(text)
        return
    for bracket in brackets(text):
        content = bracket.content
        last = not text[bracket.end :].strip(" 　。；;")
        if len(content) <= _LONGEST and next(labelled(content), None):
            if _parties(content).somebody:
                yield bracket.start, bracket.end, _parties(content)
        elif last and (parties := bare(content)):
            yield bracket.start, bracket.end, parties
    enclosed = list(brackets(text))
    trailing = [match for match in _TRAILING.finditer(text) if not any(b.start < match.end() < b.end for b in enclosed)]
    if trailing and len(text) - trailing[0].end() <= _LONGEST:
        yield trailing[0].end(), len(text), _parties(text[trailing[0].end() :])


def _parties(content: str) -> Parties:
    parties = nobody()
    for role, _, names in labelled(content):
        collect(parties, role, names)
    return parties


def _move_up(assignment: Assignment, others: list[Assignment]) -> None:
    """On its own line below the last of several items without assignments, it speaks for all (a question is asked)."""
    node, parent = assignment.node, assignment.node.parent
    if not (
        assignment.alone and parent and node.level == 3 and node is parent.children[-1] and len(parent.children) > 1
    ):
        return
    if any(other is not assignment and other.node in (parent, *parent.children) for other in others):
        return
    assignment.node, assignment.whole_of = parent, parent
    _take_all(assignment, [paragraph for part in parent.walk() for paragraph in part.paragraphs])


def _reach_down(assignment: Assignment, others: list[Assignment]) -> None:
    """An assignment at a heading that has only items below it speaks for the items, if none has one of its own."""
    below = list(assignment.node.walk())[1:]
    if assignment.bare and below and not any(other.node in below for other in others):
        _take_all(assignment, [paragraph for part in below for paragraph in part.paragraphs])


def _take_all(assignment: Assignment, paragraphs: list[Paragraph]) -> None:
    for paragraph in paragraphs:
        if paragraph.text not in assignment.wording:
            assignment.text.append(paragraph.text)
            _add_lines(assignment, [number for _, number in paragraph.spans])
