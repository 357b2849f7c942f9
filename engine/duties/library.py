"""The library of notices: the list of them, one of them, and its original text line by line."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from engine import notices
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
    places = dict(view.session.execute(select(Jurisdiction.code, Jurisdiction.name)).tuples().all())
    rows = [_notice_row(view, notice, places) for (notice,) in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


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


def _notice_row(view: "Unit", found: Notice, places: dict[str, str]) -> NoticeRow:
    newer = view.session.get(Notice, found.superseded_by) if found.superseded_by else None
    return NoticeRow(
        id=found.id,
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
