"""From assignments and rows of tables to duties: modes, deadlines, and the questions that each leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.notices import questions
from engine.notices.assignments import Assignment
from engine.notices.dates import deadline_of, deadlines_in
from engine.notices.limits import limits_in
from engine.notices.marks import mark_of
from engine.notices.names import is_vague
from engine.notices.outline import Node, sentence_of
from engine.notices.parties import Parties, collect, nobody
from engine.notices.tables import Row
from engine.notices.values import Duty, Mode, Period, Question
from engine.notices.wordings import measures_in, topics_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A duty with the passage of the text it belongs to, whose position is known when all articles are."""

    duty: Duty
    node: Node | None


def from_row(row: Row, sequence: int, node: Node | None, year: int | None) -> Draft:
    """The duty of one row of a table; its wording are the cells that name somebody."""
    parties, wordings = nobody(), []
    named = list(row.parties())
    for role, label, cell in named:
        collect(parties, role, cell)
        wordings.append(cell if len(named) == 1 else f"{label}：{cell}")
    parties.due = row.of("due")
    task = row.of("task")
    duty = _duty(parties, sequence, task, task, "；".join(wordings), row.lines, year)
    asked = duty.questions + ((questions.cut_row(row.joined),) if row.joined else ())
    return Draft(duty=replace(duty, article=node.number if node else _place_in_table(row), questions=asked), node=node)


def _place_in_table(row: Row) -> str:
    """Where the text has no articles: what the table says in a column of its own, or the section the row is in."""
    mark = mark_of(row.section)
    return row.of("article") or (mark.number if mark else row.section)


def from_assignment(assignment: Assignment, sequence: int, part: int, year: int | None) -> Draft:
    """The duty of one assignment in the text; `part` counts those of the same article, 0 if it is the only one."""
    node, text = assignment.node, "\n".join(assignment.text)
    mark = mark_of(text)
    first = sentence_of(text[mark.length if mark else 0 :].split("\n")[0])
    task = first if part or not node.heading else node.heading
    duty = _duty(assignment.parties, sequence, task, text, "\n".join(assignment.wording), assignment.lines, year)
    asked = duty.questions
    if assignment.whole_of:
        asked += (questions.scope(node.number, node.children[-1].number),)
    article = f"{node.number}-{part}" if part and node.number else node.number
    return Draft(duty=replace(duty, article=article, questions=asked), node=node if node.level >= 0 else None)


def paired(duties: Sequence[Duty]) -> list[Duty]:
    """Duties with several leaders and as many departments get their pairs and the question about them."""
    known = [
        (duty.leaders[0], _parties(duty)[0], duty.sequence)
        for duty in duties
        if len(duty.leaders) == 1 and len(_parties(duty)) == 1
    ]
    return [_pair(duty, known) for duty in duties]


def _pair(duty: Duty, known: Sequence[tuple[str, str, int]]) -> Duty:
    parties = _parties(duty)
    if len(duty.leaders) < 2 or len(duty.leaders) != len(parties):
        return duty
    question = questions.pairing(duty.leaders, parties, known)
    pairs = tuple(zip(duty.leaders, parties, strict=True))
    return replace(duty, pairs=pairs, questions=(*duty.questions, question))


def _parties(duty: Duty) -> tuple[str, ...]:
    return duty.leads or duty.units


def _duty(
    parties: Parties, sequence: int, task: str, text: str, wording: str, lines: list[int], year: int | None
) -> Duty:
    due, asked = _due(parties.due, text, year)
    return Duty(
        sequence=sequence,
        article="",
        task=task,
        text=text,
        wording=wording,
        leads=tuple(parties.leads),
        supports=tuple(parties.supports),
        leaders=tuple(parties.leaders),
        units=tuple(parties.units),
        groups=tuple(parties.groups),
        mode=_mode(parties),
        lines=tuple(lines),
        questions=(*_open(parties, task), *asked),
        due=due,
        limits=tuple(limits_in(text)),
        measures=measures_in(text),
        topics=topics_in(text),
    )


def _responsible(parties: Parties) -> list[str]:
    """Those who share the task: the leads; without leads all that are responsible, placeholders included."""
    groups = [group for group in parties.groups if group not in parties.supports]
    return parties.leads or [*parties.units, *groups]


def _mode(parties: Parties) -> Mode:
    """One lead hosts alone, whoever stands beside it; a placeholder alone stands for several."""
    sharing = _responsible(parties)
    if parties.each:
        return "each"
    several = len(sharing) > 1 or (bool(sharing) and sharing[0] in parties.groups)
    return "joint" if several else "single"


def _open(parties: Parties, task: str) -> list[Question]:
    asked = []
    if parties.together:
        role = "leads" if any(name in parties.leads for name in parties.together) else "units"
        asked.append(questions.support_reach(parties.together, role, tuple(getattr(parties, role))))
    asked += [questions.members(group) for group in parties.groups if is_vague(group)]
    sharing = _responsible(parties)
    if len(sharing) == 1 and sharing[0] in parties.groups and not parties.each:
        asked.append(questions.group_mode(sharing[0]))
    if not sharing:
        asked.append(questions.nobody(task[:40]))
    return asked


def _due(given: str, text: str, year: int | None) -> tuple[Period | None, list[Question]]:
    """A column or label that gives the deadline counts; else the phrases of the text, the first of several."""
    told = deadline_of(given, year)
    if told:
        return told, [questions.unclear_deadline(told.wording)] if told.precision == "unknown" else []
    found = list(deadlines_in(text, year))
    if len(found) > 1:
        return found[0], [questions.deadline(found)]
    unclear = [questions.unclear_deadline(period.wording) for period in found if period.last is None]
    return (found[0] if found else None), unclear
