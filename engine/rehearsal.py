"""Rehearsals: which open items wait for whom, so that a program can play the people of a whole commission."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from engine import people
from engine.models import Case, Department, Item, Person, Post
from engine.people import Actor

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An open item: its step and form, due date and the departments (ids) it lies with."""

    item_id: str
    key: str
    """The process whose step it is."""
    element: str
    form: str
    due_at: datetime | None
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A department by id, with the organization it belongs to; `front` receives for the whole of it."""

    id: str
    name: str
    organization: str
    front: bool


def waiting(view: "Unit") -> list[Waiting]:
    """All open items, the oldest first."""
    items = select(Item, Case.key).join(Item.case).where(Item.state == "open").order_by(Item.id)
    return [
        Waiting(
            item_id=item.id,
            key=key,
            element=item.element,
            form=item.form or "",
            due_at=item.due_at,
            departments=tuple(one.department_id for one in item.candidates if one.department_id and one.role == "lead"),
        )
        for item, key in view.session.execute(items.options(selectinload(Item.candidates)))
    ]


def worker(view: "Unit", item_id: str) -> Actor | None:
    """Whoever claimed an item, the person it was given to, or somebody of the department; None once it is closed."""
    item = view.session.get(Item, item_id)
    if item is None or item.state != "open":
        return None
    leads = [one for one in item.candidates if one.role == "lead"]
    person = item.claimant_id or next((one.person_id for one in leads if one.person_id), None)
    if person is not None:
        return people.actor(view, person)
    return staff_of(view, *(one.department_id for one in leads if one.department_id))


def staff_of(view: "Unit", *departments: str) -> Actor | None:
    """A member of staff of one of the departments."""
    staff = select(Post.person_id).join(Person).where(Post.department_id.in_(departments), Post.role == "staff")
    found = view.session.scalars(staff.where(Person.active).order_by(Post.id).limit(1)).first()
    return people.actor(view, found) if found else None


def offices(view: "Unit") -> list[Office]:
    """All departments in the order in which they came into being."""
    rows = view.session.scalars(select(Department).join(Department.organization).order_by(Department.id))
    return [Office(id=row.id, name=row.name, organization=row.organization.name, front=row.front) for row in rows]
