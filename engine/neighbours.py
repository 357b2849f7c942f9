"""What expressions and forms ask about organizations: whose a department is, who works there, who is in a group."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from engine.duties.choices import places_around
from engine.duties.responsible import members_of as members_in
from engine.jurisdictions import upward
from engine.models import Department, Jurisdiction, Organization, Person, Post

if TYPE_CHECKING:
    from engine.unit import Unit

Option = dict[str, str]
"""{value: id, label: what people read}, as forms take their options."""


def organization_of(unit: "Unit", department_id: str | None) -> dict[str, Any] | None:
    """The organization of a department: {id, name, kind, grade, place (code), front}; null for none.

    `front` is the department that receives for it.
    """

    def read() -> dict[str, Any] | None:
        found = unit.session.get(Department, department_id, options=[joinedload(Department.organization)])
        if found is None:
            return None
        organization = found.organization
        front = select(Department.id).where(Department.organization_id == organization.id, Department.front)
        return {
            "id": organization.id,
            "name": organization.name,
            "kind": organization.kind,
            "grade": organization.grade,
            "place": organization.jurisdiction_code,
            "front": unit.session.scalar(front.limit(1)),
        }

    return unit.standing(("organization of", department_id), read) if department_id else None


def departments_of(unit: "Unit", department_id: str | None) -> list[Option]:
    """The departments of the same organization, the one that receives for it first."""

    def read() -> list[Option]:
        rows = unit.session.scalars(
            select(Department)
            .where(Department.organization_id == _organization(department_id), Department.active)
            .order_by(Department.front.desc(), Department.id)
        )
        return [{"value": row.id, "label": row.name} for row in rows]

    return unit.standing(("departments of", department_id), read) if department_id else []


def persons_of(unit: "Unit", department_id: str | None) -> list[Option]:
    """Everybody at work in the same organization, with title and department: 王医生（主任医师，内科）."""

    def read() -> list[Option]:
        posts = unit.session.scalars(
            select(Post)
            .join(Post.person)
            .join(Post.department)
            .where(Department.organization_id == _organization(department_id), Department.active, Person.active)
            .options(joinedload(Post.person), joinedload(Post.department))
            .order_by(Department.front.desc(), Department.id, Person.pinyin, Person.name)
        )
        found: dict[str, Option] = {}
        for post in posts:
            about = "，".join(filter(None, (post.person.title, post.department.name)))
            found.setdefault(post.person_id, {"value": post.person_id, "label": f"{post.person.name}（{about}）"})
        return list(found.values())

    return unit.standing(("persons of", department_id), read) if department_id else []


def members_of(unit: "Unit", group: str, jurisdiction_code: str) -> list[str]:
    """The departments a group stands for in a jurisdiction, or in the nearest above it that knows the group."""

    def read() -> list[str]:
        places = upward(unit.session, jurisdiction_code)
        found = (members_in(unit.session, place, group) for place in places)
        return next(filter(None, found), [])

    return unit.standing(("members of", group, jurisdiction_code), read)


def organizations(unit: "Unit", jurisdiction_code: str, kinds: str, reach: str) -> list[tuple[str, str, str]]:
    """Organizations to choose from as (front department, name, place); `kinds` separated by blanks, all where empty.

    With `reach` all they lie anywhere, else around a jurisdiction, which come first in any case.
    """
    around = places_around(unit, jurisdiction_code)
    wanted = (
        select(Department, Organization, Jurisdiction.name)
        .join(Department.organization)
        .join(Jurisdiction, Jurisdiction.code == Organization.jurisdiction_code)
        .where(Department.front, Department.active, Organization.active)
    )
    if kinds:
        wanted = wanted.where(Organization.kind.in_(kinds.split()))
    if reach != "all":
        wanted = wanted.where(Organization.jurisdiction_code.in_(around))
    order = {code: number for number, code in enumerate(around)}
    rows = sorted(
        unit.session.execute(wanted),
        key=lambda row: (order.get(row[1].jurisdiction_code, len(order)), row[1].jurisdiction_code, row[1].name),
    )
    return [(front.id, organization.name, place) for front, organization, place in rows]


def _organization(department_id: str | None) -> Any:
    return select(Department.organization_id).where(Department.id == department_id).scalar_subquery()
