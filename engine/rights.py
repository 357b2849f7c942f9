"""Who may act on an item, see a case, repair it: denied unless a rule here says otherwise."""

from typing import TYPE_CHECKING

from sqlalchemy import exists, or_, select
from sqlalchemy.sql.elements import ColumnElement

from engine.errors import NotAllowed, NotFound, Overtaken
from engine.models import Candidate, Case, Event, Item, Person

if TYPE_CHECKING:
    from engine.people import Actor
    from engine.unit import Unit

DONE = {"done": "办理", "cancelled": "撤销"}


def person(unit: "Unit") -> "Actor":
    """The acting person; raises NotAllowed where the system acts and a person is needed."""
    if unit.actor is None:
        raise NotAllowed(action="以个人身份办理", person="system")
    return unit.actor


def actionable(unit: "Unit", item_id: str) -> Item:
    """An open item the actor may work on.

    Raises NotFound, Overtaken (a colleague was faster, or holds it) or NotAllowed.
    """
    actor = person(unit)
    item = unit.session.get(Item, item_id)
    if item is None:
        raise NotFound(what="该待办")
    if item.state != "open":
        raise Overtaken(person=_name(unit, item.completed_by), done=DONE[item.state])
    if not any(is_addressed(actor, candidate) for candidate in item.candidates if candidate.role == "lead"):
        raise NotAllowed(action="办理该事项", person=actor.name)
    if item.claimant_id not in (None, actor.id):
        raise Overtaken(person=_name(unit, item.claimant_id), done="领取")
    return item


def is_addressed(actor: "Actor", candidate: Candidate) -> bool:
    """Whether an inbox is one of the actor's: the actor's own or a department's."""
    return candidate.person_id == actor.id or candidate.department_id in actor.departments


def visible_case(unit: "Unit", case_id: str) -> Case:
    """A case the actor may see; raises NotFound or NotAllowed."""
    actor = person(unit)
    case = unit.session.get(Case, case_id)
    if case is None:
        raise NotFound(what="该事项")
    if not unit.session.scalar(select(exists().where(Case.id == case_id, visible(actor)))):
        raise NotAllowed(action="查看该事项", person=actor.name)
    return case


def visible(actor: "Actor") -> ColumnElement[bool]:
    """The cases an actor may see, as a condition on `case_`.

    The starter and the starter's department, every department and person that has or had an item of it, leaders of
    those departments, who acted in it, and administrators.
    """
    if actor.is_administrator:
        return Case.id.is_not(None)
    departments = actor.departments | actor.portfolio
    addressed = or_(Candidate.department_id.in_(departments), Candidate.person_id == actor.id)
    has_item = exists().where(Item.case_id == Case.id, Candidate.item_id == Item.id, addressed)
    acted = exists().where(Event.case_id == Case.id, Event.actor_id == actor.id)
    return or_(Case.starter_id == actor.id, Case.starter_department_id.in_(departments), has_item, acted)


def administrator(unit: "Unit", action: str) -> "Actor":
    """The acting administrator; raises NotAllowed for everybody else."""
    actor = person(unit)
    if not actor.is_administrator:
        raise NotAllowed(action=action, person=actor.name)
    return actor


def may_cancel(actor: "Actor", case: Case) -> bool:
    """Whether the actor could end a case that should not go on: its starter's department, and administrators."""
    return actor.is_administrator or case.starter_department_id in actor.departments


def _name(unit: "Unit", person_id: str | None) -> str:
    found = unit.session.get(Person, person_id) if person_id else None
    return found.name if found else "系统"
