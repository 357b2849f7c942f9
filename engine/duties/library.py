"""The library of notices: the list of them, one of them, and its original text line by line."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from engine import notices
from engine.duties.answers import wants_text
from engine.duties.questions import open_questions
from engine.errors import NotFound
from engine.keyset import Page, page
from engine.models import Duty, Group, Jurisdiction, Notice

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One notice of the register; `open` counts questions without an answer."""

    id: str
    key: str | None
    jurisdiction_code: str
    title: str
    number: str | None
    date: str | None
    issuers: tuple[str, ...]
    jurisdiction: str
    state: str
    file_name: str
    imported_at: datetime
    duties: int
    open: int
    superseded_by: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a notice or of one of its duties (`sequence`, `task`), with its options.

    `position` counts the questions of that duty or notice; `answer` and `typed` are what a person chose, None and
    empty while it is open; `wants` says per option what must be typed: `names`, `date` or nothing.
    """

    sequence: int | None
    task: str
    position: int
    zh: str
    en: str
    default: str
    options: tuple[dict[str, Any], ...]
    wants: dict[str, str]
    answer: str | None
    typed: str
    final: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A line of the original text: its number, the text, and the sequences of the duties taken from it."""

    number: int
    place: str
    text: str
    duties: tuple[int, ...]


def notice_rows(
    view: "Unit", *, text: str = "", state: str | None = None, cursor: str | None = None, limit: int = 20
) -> Page[NoticeRow]:
    """A page of notices, the one imported last first."""
    statement = select(Notice).options(selectinload(Notice.duties))
    if text.strip():
        words = f"%{text.strip()}%"
        statement = statement.where(or_(Notice.title.ilike(words), Notice.number.ilike(words)))
    if state:
        statement = statement.where(Notice.state == state)
    found = page(view.session, statement, [Notice.id], cursor=cursor, limit=limit, descending=True)
    places = dict(view.session.execute(select(Jurisdiction.code, Jurisdiction.name)).all())
    rows = [_notice_row(view, notice, places) for (notice,) in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def titles(view: "Unit") -> list[tuple[str, str]]:
    """(id, number or title) of every notice that was ever in force, the newest first."""
    rows = (
        select(Notice.id, func.coalesce(Notice.number, Notice.title))
        .where(Notice.state.in_(("in_force", "superseded")))
        .order_by(Notice.id.desc())
    )
    return [(id_, title) for id_, title in view.session.execute(rows)]


def notice(view: "Unit", notice_id: str) -> Notice:
    """One notice with its duties; raises NotFound."""
    found = view.session.get(Notice, notice_id, options=[selectinload(Notice.duties).selectinload(Duty.parties)])
    if found is None:
        raise NotFound(what="该文件")
    return found


def notice_row(view: "Unit", notice_id: str) -> NoticeRow:
    """What the register says about one notice; raises NotFound."""
    found = notice(view, notice_id)
    place = view.session.get(Jurisdiction, found.jurisdiction_code)
    return _notice_row(view, found, {found.jurisdiction_code: place.name if place else ""})


def questions(view: "Unit", notice_id: str) -> list[Asked]:
    """Every question of a notice, its own first, then those of its duties in order."""
    found = notice(view, notice_id)
    asked: list[tuple[int | None, str, list[dict[str, Any]]]] = [(None, "", found.questions)]
    asked += [(duty.sequence, duty.task, duty.questions) for duty in found.duties]
    return [
        _asked(sequence, task, position, question)
        for sequence, task, its_questions in asked
        for position, question in enumerate(its_questions)
    ]


def report(view: "Unit", notice_id: str) -> list[dict[str, Any]]:
    """What became of each line when the notice was imported: line, place, became, zh, en, duties."""
    lines: list[dict[str, Any]] = notice(view, notice_id).report
    return lines


def original(view: "Unit", notice_id: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that was imported."""
    found = notice(view, notice_id)
    return found.file_name, found.source


def source(view: "Unit", notice_id: str) -> list[SourceLine]:
    """The original text line by line, each with the duties that came from it."""
    found = notice(view, notice_id)
    carried: dict[int, list[int]] = {}
    for row in found.duties:
        for number in row.lines:
            carried.setdefault(number, []).append(row.sequence)
    document = notices.read(found.file_name, found.source)
    return [
        SourceLine(number=line.number, place=line.place, text=line.text, duties=tuple(carried.get(line.number, ())))
        for line in document.lines
    ]


def groups_of(view: "Unit", jurisdiction_code: str) -> list[str]:
    """The names of the groups notices of a jurisdiction speak of."""
    rows = select(Group.name).where(Group.jurisdiction_code == jurisdiction_code).order_by(Group.name)
    return list(view.session.scalars(rows))


def _asked(sequence: int | None, task: str, position: int, question: dict[str, Any]) -> Asked:
    return Asked(
        sequence=sequence,
        task=task,
        position=position,
        zh=question["zh"],
        en=question["en"],
        default=question["default"],
        options=tuple(question["options"]),
        wants={option["code"]: wants_text(option) for option in question["options"]},
        answer=question["answer"],
        typed=question.get("typed", ""),
        final=question.get("final", False),
    )


def _notice_row(view: "Unit", found: Notice, places: dict[str, str]) -> NoticeRow:
    newer = view.session.get(Notice, found.superseded_by) if found.superseded_by else None
    return NoticeRow(
        id=found.id,
        key=found.key,
        jurisdiction_code=found.jurisdiction_code,
        title=found.title,
        number=found.number,
        date=found.date,
        issuers=tuple(found.issuers),
        jurisdiction=places.get(found.jurisdiction_code, found.jurisdiction_code),
        state=found.state,
        file_name=found.file_name,
        imported_at=found.imported_at,
        duties=len(found.duties),
        open=open_questions(found),
        superseded_by=(newer.id, newer.title) if newer else None,
    )
