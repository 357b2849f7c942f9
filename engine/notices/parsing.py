"""From a Document to a Notice: head, tables, articles, duties, coverage, and what became of every line."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from engine.notices import questions
from engine.notices.assignments import Assignment, assignments_of
from engine.notices.coverage import coverage_of
from engine.notices.duties import Draft, from_assignment, from_row, paired
from engine.notices.header import Header, header_of, title_like
from engine.notices.marks import count_of
from engine.notices.matching import Matcher
from engine.notices.outline import Node, articles_of, outline
from engine.notices.prose import ATTACHED, PAGE, RULE, Paragraph, Piece, paragraphs, piece_of
from engine.notices.refusals import NotANotice
from engine.notices.report import Trace
from engine.notices.second import second_notice
from engine.notices.tables import Row, rows_of
from engine.notices.values import Attachment, Coverage, Document, Duty, Notice, Passage, Question
from engine.notices.wordings import counts_in


def parse(document: Document) -> Notice:
    """The notice in `document`; raises NotANotice where there is no article, no table of tasks and no assignment."""
    trace = Trace(document)
    pieces = [piece_of(line) for line in document.lines]
    other = _second(document, pieces, trace)
    rows = rows_of(document.lines, trace, other.first if other else None)
    prose = [piece for piece in pieces if not trace.of(piece.number)]
    _mark_plain(document, prose, trace)
    header = header_of([piece for piece in prose if not trace.of(piece.number)], trace)
    attachments = _attachments(prose, header, trace)
    root = outline(_inside(prose, trace))
    assignments = assignments_of(root)
    if not (rows or assignments or _speaks_as_notice(header, root)):
        raise NotANotice(name=document.name)
    drafts = _drafts(rows, assignments, root, header)
    return _notice(document, header, root, drafts, len(rows), attachments, other, trace)


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


def _mark_plain(document: Document, prose: list[Piece], trace: Trace) -> None:
    lines = {line.number: line for line in document.lines}
    for piece in prose:
        line = lines[piece.number]
        if not piece.text.strip(" |"):
            trace.mark(piece.number, "rule" if line.text.strip() else "blank")
        elif RULE.match(line.text):
            trace.mark(piece.number, "rule")
        elif PAGE.match(piece.text):
            trace.mark(piece.number, "page-number")
        elif len({cell for cell in line.cells if cell}) > 2 or (line.table and len(set(line.cells)) > 1):
            trace.mark(piece.number, "other-table")


def _attachments(prose: list[Piece], header: Header, trace: Trace) -> tuple[Attachment, ...]:
    """Announcements (附件：…) and the places where the attachments begin, linked by their titles."""
    free = [piece for piece in prose if trace.of(piece.number) in ("", "title")]
    announced: dict[str, int] = {}
    begun: dict[str, int] = {}
    for index, piece in enumerate(free):
        match = ATTACHED.match(piece.text)
        if match and match["title"]:
            trace.mark(piece.number, "attachment-statement")
            announced[match["title"].strip("《》 ")] = piece.number
        elif match:
            trace.mark(piece.number, "attachment-heading")
            following = free[index + 1] if index + 1 < len(free) else None
            if following and not ATTACHED.match(following.text) and len(following.text) <= 90:
                trace.mark(following.number, "title")
                begun[following.text.strip("《》 ")] = piece.number
    titles = {piece.text.strip("《》 "): piece.number for piece in free if trace.of(piece.number) == "title"}
    return tuple(
        Attachment(title=title, announced=announced.get(title), begins=begun.get(title, titles.get(title)))
        for title in dict.fromkeys([*announced, *begun])
    )


def _inside(prose: list[Piece], trace: Trace) -> Iterator[tuple[Paragraph, bool]]:
    """Paragraphs with whether an article may take them: not what follows the signature or begins an attachment."""
    stretch: list[Piece] = []
    inside = True
    for piece in prose:
        code = trace.of(piece.number)
        if code in ("blank", "page-number"):
            continue
        outside = code or (title_like(piece.text) and not _is_cut(stretch))
        if not outside:
            stretch.append(piece)
            continue
        yield from _marked(stretch, inside, trace)
        stretch = []
        if not code:
            trace.mark(piece.number, "title")
        inside = inside and code in ("rule", "other-table")
    yield from _marked(stretch, inside, trace)


def _is_cut(stretch: list[Piece]) -> bool:
    """Whether the last line of a stretch is cut, so that what reads as a title is the rest of its sentence."""
    return (
        bool(stretch)
        and ("，" in stretch[-1].text or "。" in stretch[-1].text)
        and stretch[-1].text[-1] not in "。；：）)”"
    )


def _marked(stretch: list[Piece], inside: bool, trace: Trace) -> Iterator[tuple[Paragraph, bool]]:
    begun = inside
    for paragraph in paragraphs(stretch):
        begun = begun or paragraph.mark is not None
        first, *rest = (number for _, number in paragraph.spans)
        trace.mark(first, {"heading": "heading", "label": "assignment"}.get(paragraph.kind, "body"))
        for number in rest:
            trace.mark(number, "continuation")
        for count in counts_in(paragraph.text):
            detail = f"“{count.wording}” {count.listed}/{count.expanded}"
            trace.add(first, "count-agrees" if count.agrees else "count-differs", detail)
        yield paragraph, begun


def _speaks_as_notice(header: Header, root: Node) -> bool:
    """Articles alone make a notice only with a head that says what it is; chapters of a novel have none."""
    numbered = sum(node.level in (1, 2, 3) for node in root.walk())
    return bool(numbered) and bool(header.title or header.number or header.issuers)


def _drafts(rows: list[Row], assignments: list[Assignment], root: Node, header: Header) -> list[Draft]:
    """Duties of the tables first, then those of the text, numbered on where the numbers of the table are taken."""
    year = header.date.last.year if header.date and header.date.last else None
    matcher, drafts, last = Matcher(root), list[Draft](), None
    numbers = [count_of(row.of("sequence")) for row in rows]
    own = None not in numbers and len(set(numbers)) == len(numbers)
    for index, (row, number) in enumerate(zip(rows, numbers, strict=True), start=1):
        node = matcher.numbered(row.of("article")) or matcher.find(row.of("task"), last)
        last = node or last
        drafts.append(from_row(row, (number if own else None) or index, node, year))
    after = max((draft.duty.sequence for draft in drafts), default=0)
    times, seen = Counter(id(assignment.node) for assignment in assignments), Counter[int]()
    for index, assignment in enumerate(assignments, start=after + 1):
        seen[id(assignment.node)] += 1
        part = seen[id(assignment.node)] if times[id(assignment.node)] > 1 else 0
        drafts.append(from_assignment(assignment, index, part, year))
    return drafts


def _notice(
    document: Document,
    header: Header,
    root: Node,
    drafts: list[Draft],
    rows: int,
    attachments: tuple[Attachment, ...],
    other: Passage | None,
    trace: Trace,
) -> Notice:
    for draft in drafts:
        if draft.node and not any(one.node in list(draft.node.walk())[1:] for one in drafts):
            draft.node.whole = True
    leaves = root.leaves()
    positions = {id(leaf): index for index, leaf in enumerate(leaves)}
    whole = {
        draft.duty.sequence: tuple(positions[id(leaf)] for leaf in draft.node.leaves())
        for draft in drafts
        if draft.node
    }
    articles = articles_of(leaves)
    duties = tuple(
        _place(duty, whole, [article.number for article in articles]) for duty in paired([d.duty for d in drafts])
    )
    coverage = coverage_of(articles, duties, whole, header.issuers)
    _trace_duties(duties, leaves, trace)
    return Notice(
        name=document.name,
        issuers=header.issuers,
        number=header.number,
        key=header.key,
        date=header.date,
        title=header.title,
        articles=articles,
        duties=duties,
        coverage=coverage,
        report=trace.fates(),
        questions=tuple(_questions(header, duties, rows, coverage, other)),
        attachments=attachments,
        others=(other,) if other else (),
    )


def _place(duty: Duty, whole: dict[int, tuple[int, ...]], numbers: list[str]) -> Duty:
    if duty.sequence in whole:
        return replace(duty, position=whole[duty.sequence][0])
    if numbers and not duty.article:
        return replace(duty, questions=(*duty.questions, questions.article(list(dict.fromkeys(numbers)))))
    return duty


def _trace_duties(duties: tuple[Duty, ...], leaves: list[Node], trace: Trace) -> None:
    """Lines learn their duties; lines of assigned articles that no duty covers are named as such."""
    by_line = defaultdict(list)
    for duty in duties:
        for number in duty.lines:
            by_line[number].append(duty.sequence)
    trace.duties = dict(by_line)
    for leaf in leaves:
        own = [number for paragraph in leaf.paragraphs for _, number in paragraph.spans]
        for number in own if any(number in by_line for number in own) else ():
            if number not in by_line and trace.of(number) == "body":
                trace.mark(number, "unassigned")


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
