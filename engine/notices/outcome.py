"""What the duties took of the text: which lines went into which duty, and which lines of it nobody was given."""

from collections import defaultdict
from collections.abc import Sequence

from engine.notices.assignments import Assignment
from engine.notices.outline import Node
from engine.notices.report import Trace
from engine.notices.values import Duty


def mark_outcome(root: Node, duties: Sequence[Duty], assignments: Sequence[Assignment], trace: Trace) -> None:
    """Mark in `trace` the lines of duties, of assignments that stand alone, and what is left over."""
    by_line: dict[int, list[int]] = defaultdict(list)
    for duty in duties:
        for number in duty.lines:
            by_line[number].append(duty.sequence)
    trace.duties = dict(by_line)
    _mark_assignments(root, assignments, trace)
    _mark_leftovers(root, by_line, trace)


def _mark_assignments(root: Node, assignments: Sequence[Assignment], trace: Trace) -> None:
    """A paragraph that is nothing but an assignment."""
    wordings = {wording for assignment in assignments for wording in assignment.wording}
    for node in root.walk():
        for paragraph in node.paragraphs:
            if paragraph.text.strip("。；; ") in wordings and paragraph.kind != "heading":
                trace.mark(paragraph.spans[0][1], "assignment")


def _mark_leftovers(root: Node, by_line: dict[int, list[int]], trace: Trace) -> None:
    """Text outside all articles, and text after the last assignment of an article that has some."""
    first = min((child.paragraphs[0].spans[0][1] for child in root.children), default=0)
    for node in root.walk():
        numbers = [number for paragraph in node.paragraphs for _, number in paragraph.spans]
        assigned = any(number in by_line for number in numbers)
        for number in numbers:
            if number in by_line or trace.of(number) != "body":
                continue
            if node.level < 0:
                trace.mark(number, "preamble" if not first or number < first else "other")
            elif assigned:
                trace.mark(number, "unassigned")
