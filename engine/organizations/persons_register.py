"""The register of persons as administrators search and read it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from engine.errors import NotFound
from engine.keyset import Page, page
from engine.models import Department, Organization, Person, Portfolio, Post
from engine.organizations.access import administrators_only

if TYPE_CHECKING:
    from engine.unit import Unit

SORTS = ("name", "login")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A post: its id, the department's id and full name, the role."""

    id: str
    department_id: str
    department: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person with posts and portfolio (department id, full name)."""

    id: str
    name: str
    login: str
    title: str
    phone: str
    active: bool
    has_password: bool
    posts: tuple[PostRow, ...]
    portfolio: tuple[tuple[str, str], ...]


def persons(
    view: "Unit",
    *,
    text: str = "",
    department_id: str | None = None,
    organization_id: str | None = None,
    role: str | None = None,
    active: bool | None = True,
    sort: str = "name",
    cursor: str | None = None,
    limit: int = 20,
) -> Page[PersonRow]:
    """A page of persons; `text` is looked for in names, logins and pinyin initials; `active` None is everybody."""
    administrators_only(view, "查看人员")
    statement = select(Person).options(*_LOADED)
    if text.strip():
        words = f"%{text.strip().lower()}%"
        statement = statement.where(or_(Person.pinyin.like(words), Person.name.like(words), Person.title.like(words)))
    if active is not None:
        statement = statement.where(Person.active == active)
    for condition in (
        Post.department_id == department_id if department_id else None,
        Post.role == role if role else None,
        Post.department.has(Department.organization_id == organization_id) if organization_id else None,
    ):
        if condition is not None:
            statement = statement.where(exists().where(Post.person_id == Person.id, condition))
    keys: list[Any] = [Person.login] if sort == "login" else [Person.pinyin, Person.id]
    found = page(view.session, statement, keys, cursor=cursor, limit=limit)
    held = _portfolios(view, [person.id for (person,) in found.rows])
    rows = [_row(person, held) for (person,) in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def person(view: "Unit", person_id: str) -> PersonRow:
    """One person; raises NotFound."""
    administrators_only(view, "查看人员")
    found = view.session.get(Person, person_id, options=_LOADED)
    if found is None:
        raise NotFound(what="该人员")
    return _row(found, _portfolios(view, [person_id]))


def leaders(view: "Unit") -> list[PersonRow]:
    """Everybody who leads by post or by portfolio, by name."""
    administrators_only(view, "查看分管")
    leads = exists().where(Post.person_id == Person.id, Post.role == "leader")
    holds = exists().where(Portfolio.person_id == Person.id)
    statement = select(Person).where(Person.active, or_(leads, holds)).order_by(Person.pinyin, Person.id)
    found = list(view.session.scalars(statement.options(*_LOADED)))
    held = _portfolios(view, [person.id for person in found])
    return [_row(person, held) for person in found]


_LOADED = (selectinload(Person.posts).joinedload(Post.department).joinedload(Department.organization),)


def _portfolios(view: "Unit", person_ids: list[str]) -> dict[str, list[tuple[str, str]]]:
    rows = view.session.execute(
        select(Portfolio.person_id, Department)
        .join(Department, Department.id == Portfolio.department_id)
        .join(Organization, Organization.id == Department.organization_id)
        .where(Portfolio.person_id.in_(person_ids))
        .order_by(Department.organization_id, Department.id)
        .options(joinedload(Department.organization))
    )
    held: dict[str, list[tuple[str, str]]] = {}
    for person_id, department in rows:
        held.setdefault(person_id, []).append((department.id, department.full_name))
    return held


def _row(found: Person, held: dict[str, list[tuple[str, str]]]) -> PersonRow:
    return PersonRow(
        id=found.id,
        name=found.name,
        login=found.login,
        title=found.title,
        phone=found.phone or "",
        active=found.active,
        has_password=found.password_hash is not None,
        posts=tuple(
            PostRow(id=post.id, department_id=post.department_id, department=post.department.full_name, role=post.role)
            for post in sorted(found.posts, key=lambda post: post.id)
        ),
        portfolio=tuple(held.get(found.id, ())),
    )
