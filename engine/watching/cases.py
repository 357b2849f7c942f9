"""The cases that stand at an element, those in trouble first, then by what is due earliest."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Subquery, func, literal, select, union_all

from engine.clock import ZONE
from engine.keyset import Page, page
from engine.models import Case, Incident, Item, Job, Subscription
from engine.models.base import Moment
from engine.models.items import END_OF_TIME
from engine.rights import person, visible
from engine.watching.access import Watched, watched

if TYPE_CHECKING:
    from engine.unit import Unit

FIRST = datetime(1970, 1, 2, tzinfo=ZONE)
"""Where incidents stand in the order: before everything that is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAt:
    """A case at an element: until when, whether that has passed, and its incident if it has one there."""

    id: str
    number: str
    title: str
    stage: str
    due_at: datetime | None
    overdue: bool
    incident_id: str | None


def cases_at(
    view: "Unit", key: str, element: str, version: int | None = None, place: str = "", *, cursor: str | None = None,
    limit: int = 20,
) -> Page[CaseAt]:  # fmt: skip
    """A page of the cases at an element that the actor may see."""
    seen = watched(view, key, version, place)
    here = _here(seen, element)
    statement = (
        select(Case.id, Case.number, Case.title, Case.stage, here.c.due.label("due_at"), here.c.incident)
        .join(here, here.c.case_id == Case.id)
        .where(seen.cases, visible(person(view)))
    )
    found = page(view.session, statement, [here.c.due, Case.id], cursor=cursor, limit=limit)
    rows = [_row(view, *row) for row in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def _here(seen: Watched, element: str) -> Subquery:
    """Case -> the earliest due date of its items there, and its incident there."""
    nothing, last = literal(None).label("incident"), literal(END_OF_TIME, Moment()).label("due")
    of: Any = lambda kind: (kind.definition_id == seen.deployed.id) & (kind.element == element)  # noqa: E731
    rows = union_all(
        select(Item.case_id.label("case_id"), Item.sort_at.label("due"), nothing).where(of(Item), Item.state == "open"),
        select(Job.case_id, last, nothing).where(of(Job)),
        select(Subscription.case_id, last, nothing).where(of(Subscription)),
        select(Incident.case_id, literal(FIRST, Moment()), Incident.id).where(
            of(Incident), Incident.resolved_at.is_(None)
        ),
    ).subquery()
    due = func.min(rows.c.due, type_=Moment()).label("due")
    return select(rows.c.case_id, due, func.min(rows.c.incident).label("incident")).group_by(rows.c.case_id).subquery()


def _row(
    view: "Unit", id_: str, number: str, title: str, stage: str, due: datetime, incident: str | None
) -> CaseAt:
    at = due if FIRST < due < END_OF_TIME else None
    return CaseAt(
        id=id_, number=number, title=title, stage=stage, due_at=at, overdue=at is not None and at < view.now,
        incident_id=incident,
    )  # fmt: skip
