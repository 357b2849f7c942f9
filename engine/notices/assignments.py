"""Assignments in running text: brackets at the end of a passage, labels on lines of their own, and what they cover."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.notices.brackets import brackets
from engine.notices.outline import Node
from engine.notices.parties import LABEL, Parties, bare, collect, labelled, nobody
from engine.notices.prose import Paragraph

_TRAILING = re.compile(rf"(?<=[。；;])\s*(?={LABEL}\s*[:：])")
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
    return found


def _of_node(node: Node) -> list[Assignment]:
    """A passage belongs to the assignment after it; where assignments come first, to the one before it."""
    found: list[Assignment] = []
    block: list[_Segment] = []
    leading = fresh = False
    for segment in (segment for paragraph in node.paragraphs for segment in _segments(paragraph)):
        if segment.parties is None:
            fresh = False
            block.append(segment)
            if leading and not segment.heading:
                _cover(found[-1], [block.pop()])
            continue
        if found and fresh:
            _merge(found[-1], segment)
            continue
        told = [part for part in block if not part.heading]
        leading, fresh = not told and (leading or not found), True
        covered = told or block
        found.append(Assignment(node=node, parties=segment.parties, wording=[segment.text], alone=segment.alone))
        _cover(found[-1], covered)
        found[-1].lines.extend(number for number in segment.lines if number not in found[-1].lines)
        block.clear()
    return found


def _cover(assignment: Assignment, segments: list[_Segment]) -> None:
    for segment in segments:
        assignment.text.append(segment.text)
        assignment.lines.extend(number for number in segment.lines if number not in assignment.lines)


def _merge(assignment: Assignment, segment: _Segment) -> None:
    """责任领导 and 责任单位 on two lines, or in two brackets side by side, are one assignment."""
    parties, more = assignment.parties, segment.parties or nobody()
    for role in ("leads", "units", "supports", "leaders", "groups"):
        names: list[str] = getattr(parties, role)
        names.extend(name for name in getattr(more, role) if name not in names)
    parties.each, parties.due = parties.each or more.each, parties.due or more.due
    parties.together = parties.together or more.together
    assignment.wording.append(segment.text)
    assignment.lines.extend(number for number in segment.lines if number not in assignment.lines)


def _segments(paragraph: Paragraph) -> Iterator[_Segment]:
    """The paragraph cut into text and assignments."""
    position, text = 0, paragraph.text
    heading = paragraph.kind == "heading"
    for start, end, parties in _spans(paragraph):
        if text[position:start].strip(" 　。；;，,、"):
            yield _segment(paragraph, position, start, heading=heading)
        alone = not text[:start].strip() and not text[end:].strip(" 　。；;")
        yield _Segment(text=text[start:end].strip(), lines=paragraph.lines(start, end), parties=parties, alone=alone)
        position = end
    if text[position:].strip(" 　。；;，,、"):
        yield _segment(paragraph, position, len(text), heading=heading)


def _segment(paragraph: Paragraph, start: int, end: int, *, heading: bool) -> _Segment:
    return _Segment(text=paragraph.text[start:end].strip(), lines=paragraph.lines(start, end), heading=heading)


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
    trailing = list(_TRAILING.finditer(text))
    if trailing and len(text) - trailing[0].end() <= _LONGEST:
        yield trailing[0].end(), len(text), _parties(text[trailing[0].end() :])


def _parties(content: str) -> Parties:
    parties = nobody()
    for role, _, names in labelled(content):
        collect(parties, role, names)
    return parties


def _move_up(assignment: Assignment, all_of_them: list[Assignment]) -> None:
    """On its own line below the last of several items without assignments, it speaks for all of them (with a question)."""
    node, parent = assignment.node, assignment.node.parent
    if not (
        assignment.alone and parent and node.level == 3 and node is parent.children[-1] and len(parent.children) > 1
    ):
        return
    if any(other is not assignment and other.node in (parent, *parent.children) for other in all_of_them):
        return
    paragraphs = [paragraph for part in parent.walk() for paragraph in part.paragraphs if paragraph.kind != "label"]
    assignment.node, assignment.whole_of, parent.whole = parent, parent, True
    assignment.text = [paragraph.text for paragraph in paragraphs if paragraph.text not in assignment.wording]
    own = [number for paragraph in paragraphs for _, number in paragraph.spans]
    assignment.lines = own + [number for number in assignment.lines if number not in own]
