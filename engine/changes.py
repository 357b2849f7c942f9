"""The record of what administrators change in what everybody works by, for those who ask later why."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from engine.ids import new_id
from engine.keyset import Page, page
from engine.models import Change, Jurisdiction, Person
from engine.organizations.access import administrators_only

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change; `person` is empty where the system made it, `place` where it holds everywhere."""

    at: datetime
    person: str
    kind: str
    subject: str
    place: str
    before: Any
    after: Any
    reason: str


def note(
    unit: "Unit", kind: str, subject: str, place: str, *, before: Any = None, after: Any = None, reason: str = ""
) -> None:
    """Keep a change made by the actor, or by the system."""
    unit.session.add(
        Change(
            id=new_id(unit.now),
            at=unit.now,
            actor_id=unit.actor.id if unit.actor else None,
            kind=kind,
            subject=subject,
            jurisdiction_code=place,
            before=before,
            after=after,
            reason=reason,
        )
    )


def changes(
    view: "Unit", *, subject: str = "", text: str = "", cursor: str | None = None, limit: int = 50
) -> Page[ChangeRow]:
    """A page of changes, the newest first: of one subject, or of all, with a text in subject, reason or person."""
    administrators_only(view, "查看管理变更")
    statement = (
        select(Change, Person.name, Jurisdiction.name)
        .outerjoin(Person, Person.id == Change.actor_id)
        .outerjoin(Jurisdiction, Jurisdiction.code == Change.jurisdiction_code)
    )
    if subject:
        statement = statement.where(Change.subject == subject)
    if text.strip():
        words = f"%{text.strip().lower()}%"
        statement = statement.where(
            or_(
                Change.subject.ilike(words),
                Change.reason.ilike(words),
                Person.name.like(words),
                Person.pinyin.like(words),
            )
        )
    found = page(view.session, statement, [Change.id], cursor=cursor, limit=limit, descending=True)
    rows = [_row(*row) for row in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def _row(change: Change, person: str | None, place: str | None) -> ChangeRow:
    return ChangeRow(
        at=change.at,
        person=person or "",
        kind=change.kind,
        subject=change.subject,
        place=place or change.jurisdiction_code,
        before=change.before,
        after=change.after,
        reason=change.reason,
    )
