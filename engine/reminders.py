"""Reminders: who is told of an item's deadline, and the reminders a person has."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from engine import duties
from engine.ids import new_id
from engine.models import Item, Person, Post, Reminder
from engine.responsibility import duty_of
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit

WORDS = {
    "soon": ("即将到期", "due soon"),
    "overdue": ("已逾期", "overdue"),
    "head": ("逾期，请处室负责人督促", "overdue: the head is asked to see to it"),
    "leader": ("逾期未办，报责任领导", "still overdue: reported to the responsible leader"),
    "urged": ("催办", "urged"),
}
"""Kind -> what it says in Chinese and English."""


def holders(unit: "Unit", item: Item) -> list[str]:
    """The claimant, or everybody in the departments (and the persons) the item lies with."""
    if item.claimant_id:
        return [item.claimant_id]
    leads = [candidate for candidate in item.candidates if candidate.role == "lead"]
    departments = [candidate.department_id for candidate in leads if candidate.department_id]
    staff = select(Post.person_id).join(Person).where(Post.department_id.in_(departments), Person.active)
    return [*(one.person_id for one in leads if one.person_id), *unit.session.scalars(staff)]


def heads(unit: "Unit", item: Item) -> list[str]:
    """The heads of the departments the item lies with."""
    return list(duties.heads_of(unit, _departments(unit, item)))


def leaders(unit: "Unit", item: Item) -> list[str]:
    """The leaders frozen into the case by the duty of the step's process, else those whose portfolio holds the

    departments.
    """
    deployed = unit.definitions.get(unit.session, item.definition_id)
    return duty_of(unit, item.case, deployed)["leaders"] or list(duties.leaders_of(unit, _departments(unit, item)))


def tell(unit: "Unit", item: Item, kind: str, persons: Iterable[str]) -> None:
    """Lay a reminder before each person once."""
    for person_id in dict.fromkeys(persons):
        unit.session.add(
            Reminder(id=new_id(unit.now), person_id=person_id, case_id=item.case_id, item_id=item.id, kind=kind,
                     at=unit.now)
        )  # fmt: skip


def unread(unit: "Unit") -> int:
    """How many reminders the actor has not read."""
    mine = (Reminder.person_id == person(unit).id) & Reminder.read_at.is_(None)
    return unit.session.scalar(select(func.count()).select_from(Reminder).where(mine)) or 0


def newest(unit: "Unit", *, before: str | None = None, limit: int = 30) -> list[Reminder]:
    """The actor's reminders, newest first, those before the id given."""
    query = select(Reminder).where(Reminder.person_id == person(unit).id).order_by(Reminder.id.desc()).limit(limit)
    if before:
        query = query.where(Reminder.id < before)
    return list(unit.session.scalars(query.options(joinedload(Reminder.case), joinedload(Reminder.item))))


def read_all(unit: "Unit") -> None:
    """Mark all the actor's reminders as read."""
    mine = (Reminder.person_id == person(unit).id) & Reminder.read_at.is_(None)
    unit.session.execute(update(Reminder).where(mine).values(read_at=unit.now))


def _departments(unit: "Unit", item: Item) -> list[str]:
    found = [one.department_id for one in item.candidates if one.role == "lead" and one.department_id]
    if found or not item.claimant_id:
        return found
    return list(unit.session.scalars(select(Post.department_id).where(Post.person_id == item.claimant_id)))
