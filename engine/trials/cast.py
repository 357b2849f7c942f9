"""The cast of a trial: persons and departments found by the words people call them."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from engine import people
from engine.forms import Message
from engine.models import Department, Organization, Person, Post
from engine.people import Actor
from engine.trials.errors import Unknown
from engine.trials.verbs import By

if TYPE_CHECKING:
    from engine.unit import Unit

_PERSON = Message("人员或处室", "a person or department")
_DEPARTMENT = Message("处室", "a department")
_STAFFED = Message("有人员的处室", "a department with people")


def actor_of(view: "Unit", by: By) -> Actor:
    """The person who acts. Raises Unknown."""
    person = person_of(view, by)
    found = people.actor(view, person) if person else worker_of(view, department_of(view, by), by.role)
    if found is None:
        raise Unknown(words=words_of(by), what=_STAFFED)
    return found


def person_of(view: "Unit", by: By) -> str | None:
    """The id of the person the words name, among several of one name by the department; None where they name no one."""
    persons = select(Person.id).where(Person.name == by.name, Person.active).order_by(Person.id)
    if by.organization or by.department:
        posts = select(Post.person_id).join(Department).join(Organization)
        posts = posts.where(Organization.name == by.organization) if by.organization else posts
        posts = posts.where(Department.name == by.department) if by.department else posts
        persons = persons.where(Person.id.in_(posts))
    return view.session.scalar(persons) if by.name else None


def department_of(view: "Unit", by: By) -> str:
    """The department the words name. Raises Unknown."""
    departments = _departments(view)
    if by.name:
        departments = _called(departments, by.name)
    if by.organization:
        departments = [one for one in departments if one.organization.name == by.organization]
    if by.department:
        departments = _at_home(view, [one for one in departments if one.name == by.department])
    elif not by.name:
        departments = [one for one in departments if one.front] if by.organization else [home(view)]
    if len(departments) != 1:
        raise Unknown(words=words_of(by), what=_PERSON if by.name else _DEPARTMENT)
    return departments[0].id


def full_name(view: "Unit", words: str) -> str:
    """What a person or department is called everywhere, by any words for it; the words themselves where nobody is."""
    if person_of(view, By(name=words)):
        return words
    try:
        return view.session.get_one(Department, department_of(view, By(name=words))).full_name
    except Unknown:
        return words


def worker_of(view: "Unit", department_id: str, role: str = "") -> Actor | None:
    """Whoever has a role in a department: where nothing is said a member of staff, else anybody."""
    posts = select(Post).join(Person).where(Post.department_id == department_id, Person.active).order_by(Post.id)
    held = list(view.session.scalars(posts))
    wanted = [post for post in held if post.role == (role or "staff")] or (held if not role else [])
    return people.actor(view, wanted[0].person_id) if wanted else None


def home(view: "Unit") -> Department:
    """The department that receives for the organization of the widest jurisdiction."""
    return next(one for one in _departments(view) if one.front)


def words_of(by: By) -> str:
    """The words themselves, for a sentence."""
    return " ".join(filter(None, (by.name, by.organization, by.department, by.role)))


def _departments(view: "Unit") -> list[Department]:
    rows = select(Department).join(Organization).where(Department.active, Organization.active)
    rows = rows.order_by(Organization.jurisdiction_code, Department.id).options(joinedload(Department.organization))
    return list(view.session.scalars(rows))


def _called(departments: list[Department], name: str) -> list[Department]:
    """Those whose full name this is; else those simply called so, first of all at home."""
    exact = [one for one in departments if name in (one.full_name, f"{one.organization.name}{one.name}")]
    if exact:
        return exact[:1]
    named = [one for one in departments if one.name == name]
    ours = [one for one in named if named and one.organization_id == departments[0].organization_id]
    return ours or named


def _at_home(view: "Unit", found: list[Department]) -> list[Department]:
    ours = home(view).organization_id
    return [one for one in found if one.organization_id == ours] or found if len(found) > 1 else found
