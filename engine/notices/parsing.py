"""From a Document to a Notice: head, tables, articles, duties, coverage, and what became of every line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from engine.notices import questions
from engine.notices.assignments import Assignment, assignments_of
from engine.notices.attachments import attachments_of
from engine.notices.coverage import coverage_of
from engine.notices.duties import Draft, from_assignment, from_row, paired
from engine.notices.header import Header, header_of
from engine.notices.marks import count_of
from engine.notices.matching import Matcher
from engine.notices.outcome import mark_outcome
from engine.notices.outline import Node, articles_of, outline
from engine.notices.passages import mark_plain, passages
from engine.notices.prose import Piece, piece_of
from engine.notices.refusals import NotANotice
from engine.notices.report import Trace
from engine.notices.second import second_notice
from engine.notices.tables import Row, rows_of
from engine.notices.values import Coverage, Document, Duty, Notice, Passage, Question


def parse(document: Document) -> Notice:
    """The notice in `document`; raises NotANotice where there is no article, no table of tasks and no assignment."""
    trace = Trace(document)
    pieces = [piece_of(line) for line in document.lines]
    other = _second(document, pieces, trace)
    rows = rows_of(document.lines, trace, other.first if other else None)
    prose = [piece for piece in pieces if not trace.of(piece.number)]
    mark_plain(document, prose, trace)
    header = header_of([piece for piece in prose if not trace.of(piece.number)], trace)
    attachments = attachments_of(prose, trace)
    root = outline(passages(prose, trace))
    assignments = assignments_of(root)
    if not (rows or assignments or _speaks_as_notice(header, root)):
        raise NotANotice(name=document.name)
    drafts = [*_of_table(rows, root, header), *_of_text(assignments, rows, header)]
    duties, coverage, notice = _covered(header, root, drafts)
    mark_outcome(root, duties, assignments, trace)
    return replace(
        notice,
        name=document.name,
        report=trace.fates(),
        questions=tuple(_questions(header, duties, len(rows), coverage, other)),
        attachments=attachments,
        others=(other,) if other else (),
    )


def _second(document: Document, pieces: list[Piece], trace: Trace) -> Passage | None:
    """The glued notice, if any; found before anything else is read, so that nothing of it is mixed in."""
    trial = Trace(document)
    rows = rows_of(document.lines, trial, None)
    started = min((row.lines[0] for row in rows), default=None)
    other = second_notice([piece for piece in pieces if not trial.of(piece.number)], started)
    for line in document.lines if other else ():
        if other and line.number >= other.first and line.text.strip():
            trace.mark(line.number, "second-notice")
    return other


def _speaks_as_notice(header: Header, root: Node) -> bool:
    """Articles alone make a notice only with a head that says what it is; chapters of a novel have none."""
    numbered = any(node.level in (1, 2, 3) for node in root.walk())
    return numbered and bool(header.title or header.number or header.issuers)


def _of_table(rows: list[Row], root: Node, header: Header) -> Iterator[Draft]:
    """Duties of the tables, under the numbers of the tables where these tell the rows apart."""
    matcher, last = Matcher(root), None
    numbers = [count_of(row.of("sequence")) for row in rows]
    own = None not in numbers and len(set(numbers)) == len(numbers)
    for index, (row, number) in enumerate(zip(rows, numbers, strict=True), start=1):
        node = matcher.numbered(row.of("article")) or matcher.find(row.of("task"), last)
        last = node or last
        yield from_row(row, (number if own else None) or index, node, header.year)


def _of_text(assignments: list[Assignment], rows: list[Row], header: Header) -> Iterator[Draft]:
    """Duties of the text, numbered on behind those of the tables."""
    numbers = [count_of(row.of("sequence")) or 0 for row in rows]
    after = max([len(rows), *numbers])
    times, seen = Counter(id(assignment.node) for assignment in assignments), Counter[int]()
    for sequence, assignment in enumerate(assignments, start=after + 1):
        seen[id(assignment.node)] += 1
        part = seen[id(assignment.node)] if times[id(assignment.node)] > 1 else 0
        yield from_assignment(assignment, sequence, part, header.year)


def _covered(header: Header, root: Node, drafts: list[Draft]) -> tuple[tuple[Duty, ...], Coverage, Notice]:
    """Duties with their places among the articles; a passage assigned as a whole is one article."""
    for draft in drafts:
        if draft.node and not any(other.node in list(draft.node.walk())[1:] for other in drafts):
            draft.node.whole = True
    leaves = root.leaves()
    positions = {id(leaf): index for index, leaf in enumerate(leaves)}
    whole = {
        draft.duty.sequence: tuple(positions[id(leaf)] for leaf in draft.node.leaves())
        for draft in drafts
        if draft.node
    }
    articles = articles_of(leaves)
    numbers = [article.number for article in articles]
    duties = tuple(_place(duty, whole, numbers) for duty in paired([draft.duty for draft in drafts]))
    coverage = coverage_of(articles, duties, whole, header.issuers)
    notice = Notice(
        name="",
        issuers=header.issuers,
        number=header.number,
        key=header.key,
        date=header.date,
        title=header.title,
        articles=articles,
        duties=duties,
        coverage=coverage,
        report=(),
    )
    return duties, coverage, notice


def _place(duty: Duty, whole: dict[int, tuple[int, ...]], numbers: list[str]) -> Duty:
    """A duty of a table whose task no article speaks of asks where it belongs, if the notice has articles at all."""
    if duty.sequence in whole:
        return replace(duty, position=whole[duty.sequence][0])
    if numbers and not duty.article:
        return replace(duty, questions=(*duty.questions, questions.article(list(dict.fromkeys(numbers)))))
    return duty


def _questions(
    header: Header, duties: tuple[Duty, ...], rows: int, coverage: Coverage, other: Passage | None
) -> Iterator[Question]:
    if not header.issuers:
        yield questions.issuer()
    if header.letterhead and header.signature and set(header.letterhead) != set(header.signature):
        chosen = "signature" if list(header.issuers) == header.signature else "letterhead"
        yield questions.issuers_differ(header.letterhead, header.signature, chosen)
    if header.date is None or header.date.precision != "day":
        yield questions.date(header.date)
    if other:
        yield questions.second_notice(other)
    numbers = {duty.sequence for duty in duties[:rows]}
    missing = [number for number in range(1, max(numbers, default=0)) if number not in numbers]
    if missing:
        yield questions.numbering(missing[:50])
    if rows and len(duties) > rows:
        yield questions.twice([duty.sequence for duty in duties[rows:]])
    for proposal in coverage.proposals:
        yield questions.uncovered(proposal.article, proposal.task, proposal.candidates)
