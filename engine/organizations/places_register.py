"""The register of places as administrators read it: jurisdictions, organizations, departments, aliases, groups."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from engine.errors import NotFound
from engine.keyset import Page, page
from engine.models import Alias, Department, Group, GroupMember, Jurisdiction, Organization, Person, Post

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRow:
    """A department and how many active persons have a post in it."""

    id: str
    name: str
    full_name: str
    front: bool
    active: bool
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRow:
    """An organization with its departments, the front one first."""

    id: str
    name: str
    kind: str
    grade: str
    jurisdiction_code: str
    active: bool
    departments: tuple[DepartmentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A jurisdiction in the tree; `depth` counts from 0."""

    code: str
    name: str
    level: str
    depth: int
    parent_code: str | None
    organizations: tuple[OrganizationRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasRow:
    """Another name of a department, in a jurisdiction."""

    id: str
    name: str
    jurisdiction: str
    jurisdiction_code: str
    department_id: str
    department: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A placeholder and whom it stands for (department id, full name)."""

    id: str
    name: str
    jurisdiction: str
    jurisdiction_code: str
    members: tuple[tuple[str, str], ...]


def tree(view: "Unit", *, text: str = "", closed: bool = False) -> list[Place]:
    """Jurisdictions from the top down with their organizations; with a `text`, only what matches (pinyin too)."""
    statement = select(Organization).order_by(Organization.kind, Organization.name)
    if not closed:
        statement = statement.where(Organization.active)
    if text.strip():
        words = f"%{text.strip().lower()}%"
        matches = select(Department.organization_id).where(
            or_(Department.pinyin.like(words), Department.name.like(words))
        )
        statement = statement.where(or_(Organization.name.like(words), Organization.id.in_(matches)))
    found: dict[str, list[OrganizationRow]] = {}
    counted = _counted(view)
    for row in view.session.scalars(statement.options(selectinload(Organization.departments))):
        found.setdefault(row.jurisdiction_code, []).append(_organization(row, counted, closed=closed))
    places = [
        Place(
            code=place.code,
            name=place.name,
            level=place.level,
            depth=depth,
            parent_code=place.parent_code,
            organizations=tuple(found.get(place.code, ())),
        )
        for place, depth in _ordered(view)
    ]
    return [place for place in places if place.organizations or not text.strip()]


def organization(view: "Unit", organization_id: str) -> OrganizationRow:
    """One organization with all its departments, closed ones too; raises NotFound."""
    found = view.session.get(Organization, organization_id, options=[selectinload(Organization.departments)])
    if found is None:
        raise NotFound(what="该单位")
    return _organization(found, _counted(view), closed=True)


def jurisdictions(view: "Unit") -> list[tuple[str, str]]:
    """(code, name) of every jurisdiction in the order of the tree, names indented by depth."""
    return [(place.code, "\u3000" * depth + place.name) for place, depth in _ordered(view)]


def departments(view: "Unit") -> list[tuple[str, str, str]]:
    """Every department at work as (id, label, organization), for choosing."""
    rows = view.session.scalars(
        select(Department)
        .join(Department.organization)
        .where(Department.active, Organization.active)
        .order_by(Organization.jurisdiction_code, Organization.name, Department.front.desc(), Department.id)
        .options(joinedload(Department.organization))
    )
    return [(row.id, row.full_name, row.organization.name) for row in rows]


def aliases(view: "Unit", *, text: str = "", cursor: str | None = None, limit: int = 50) -> Page[AliasRow]:
    """A page of aliases by name."""
    statement = (
        select(Alias, Department, Jurisdiction.name)
        .join(Department, Department.id == Alias.department_id)
        .join(Department.organization)
        .join(Jurisdiction, Jurisdiction.code == Alias.jurisdiction_code)
        .options(joinedload(Department.organization))
    )
    if text.strip():
        words = f"%{text.strip().lower()}%"
        statement = statement.where(or_(Alias.name.like(words), Department.pinyin.like(words)))
    found = page(view.session, statement, [Alias.name, Alias.id], cursor=cursor, limit=limit)
    rows = [
        AliasRow(
            id=alias.id,
            name=alias.name,
            jurisdiction=place,
            jurisdiction_code=alias.jurisdiction_code,
            department_id=department.id,
            department=department.full_name,
        )
        for alias, department, place in found.rows
    ]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def groups(view: "Unit") -> list[GroupRow]:
    """Every group with its members, by name."""
    statement = select(Group, Jurisdiction.name).join(Jurisdiction, Jurisdiction.code == Group.jurisdiction_code)
    members = _members(view)
    return [
        GroupRow(
            id=group.id,
            name=group.name,
            jurisdiction=place,
            jurisdiction_code=group.jurisdiction_code,
            members=tuple(members.get(group.id, ())),
        )
        for group, place in view.session.execute(statement.order_by(Group.name, Group.id))
    ]


def group(view: "Unit", group_id: str) -> GroupRow:
    """One group; raises NotFound."""
    found = next((row for row in groups(view) if row.id == group_id), None)
    if found is None:
        raise NotFound(what="该单位组")
    return found


def _members(view: "Unit") -> dict[str, list[tuple[str, str]]]:
    rows = view.session.execute(
        select(GroupMember.group_id, Department)
        .join(Department, Department.id == GroupMember.department_id)
        .where(Department.active)
        .order_by(Department.organization_id, Department.id)
        .options(joinedload(Department.organization))
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for group_id, department in rows:
        found.setdefault(group_id, []).append((department.id, department.full_name))
    return found


def _ordered(view: "Unit") -> list[tuple[Jurisdiction, int]]:
    """The jurisdictions depth first, each with its depth."""
    children: dict[str | None, list[Jurisdiction]] = {}
    rows = list(view.session.scalars(select(Jurisdiction).order_by(Jurisdiction.code)))
    known = {row.code for row in rows}
    for row in rows:
        children.setdefault(row.parent_code if row.parent_code in known else None, []).append(row)
    found: list[tuple[Jurisdiction, int]] = []
    waiting = [(row, 0) for row in reversed(children.get(None, []))]
    while waiting:
        place, depth = waiting.pop()
        found.append((place, depth))
        waiting += [(row, depth + 1) for row in reversed(children.get(place.code, []))]
    return found


def _counted(view: "Unit") -> Counter[str]:
    rows = view.session.execute(
        select(Post.department_id, func.count(func.distinct(Post.person_id)))
        .join(Person, Person.id == Post.person_id)
        .where(Person.active)
        .group_by(Post.department_id)
    )
    return Counter(dict(rows.all()))


def _organization(found: Organization, counted: Counter[str], *, closed: bool) -> OrganizationRow:
    shown = [row for row in found.departments if row.active or closed]
    return OrganizationRow(
        id=found.id,
        name=found.name,
        kind=found.kind,
        grade=found.grade or "",
        jurisdiction_code=found.jurisdiction_code,
        active=found.active,
        departments=tuple(
            DepartmentRow(
                id=row.id,
                name=row.name,
                full_name=f"{found.name}{'' if row.front else row.name}",
                front=row.front,
                active=row.active,
                persons=counted[row.id],
            )
            for row in sorted(shown, key=lambda row: (not row.front, not row.active, row.id))
        ),
    )
