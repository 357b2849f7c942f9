"""Search over all cases a person may see, by number, title and pinyin initials."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from engine.deadlines import Light
from engine.keyset import Page, page
from engine.lights import case_light
from engine.models import Case
from engine.rights import person, visible

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A case that was found."""

    case_id: str
    number: str
    title: str
    process: str
    stage: str
    state: str
    started_at: datetime
    due_at: datetime | None
    light: Light


def search(view: Unit, text: str, *, cursor: str | None = None, limit: int = 20) -> Page[Hit]:
    """Cases that hold every word of the text, the newest first; no words find nothing."""
    words = text.lower().split()
    if not words:
        return Page(rows=[], next=None, previous=None, total=0)
    query = select(Case).where(visible(person(view))).options(joinedload(Case.definition))
    for word in words:
        query = query.where(Case.search.contains(word, autoescape=True))
    found = page(view.session, query, [Case.id], cursor=cursor, limit=limit, descending=True)
    rows = [_hit(view, case) for (case,) in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def _hit(view: Unit, case: Case) -> Hit:
    light = case_light(case, view.now, view.calendar(case.jurisdiction_code))
    return Hit(
        case_id=case.id,
        number=case.number,
        title=case.title,
        process=case.definition.name,
        stage=case.stage,
        state=case.state,
        started_at=case.started_at,
        due_at=case.due_at,
        light=light,
    )
