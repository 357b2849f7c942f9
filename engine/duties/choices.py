"""What forms offer to choose from: duties, departments and persons as (id, label, group label)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from engine.duties.responsible import members_of
from engine.jurisdictions import upward
from engine.models import Department, Duty, DutyParty, Jurisdiction, Notice, Organization, Person, Post
from engine.models.place import LEVELS
from engine.places import names_of

if TYPE_CHECKING:
    from engine.unit import Unit

Choice = tuple[str, str, str]


def duties_for_choice(view: "Unit", jurisdiction_code: str) -> list[Choice]:
    """The duties in force in a jurisdiction or above it, grouped by notice."""
    places = upward(view.session, jurisdiction_code)
    duties = view.session.scalars(
        select(Duty)
        .join(Duty.notice)
        .where(Notice.state == "in_force", Notice.jurisdiction_code.in_(places))
        .order_by(Notice.date.desc(), Notice.id, Duty.sequence)
        .options(contains_eager(Duty.notice))
    )
    return [(duty.id, f"{duty.sequence}. {duty.task}", duty.notice.title) for duty in duties]


def departments_for_choice(view: "Unit", jurisdiction_code: str) -> list[Choice]:
    """The departments at work in a jurisdiction, in what contains it and what lies within it, by organization."""
    around = places_around(view, jurisdiction_code)
    departments = view.session.scalars(
        select(Department)
        .join(Department.organization)
        .where(Department.active, Organization.active, Organization.jurisdiction_code.in_(around))
        .order_by(Organization.jurisdiction_code, Organization.name, Department.front.desc(), Department.id)
        .options(contains_eager(Department.organization))
    )
    return [(row.id, row.full_name if row.front else row.name, row.organization.name) for row in departments]


def persons_for_choice(view: "Unit", jurisdiction_code: str) -> list[Choice]:
    """The active persons with a post around a jurisdiction, by the full name of their first department."""
    around = places_around(view, jurisdiction_code)
    persons = view.session.scalars(
        select(Person)
        .where(
            Person.active,
            Person.posts.any(Post.department.has(Department.organization.has(
                Organization.jurisdiction_code.in_(around)))),
        )
        .order_by(Person.pinyin, Person.name)
        .options(selectinload(Person.posts).joinedload(Post.department).joinedload(Department.organization))
    )  # fmt: skip
    choices = [(row.id, row.name, min(post.department.full_name for post in row.posts)) for row in persons]
    return sorted(choices, key=lambda choice: choice[2])


def jurisdictions_for_choice(view: "Unit", jurisdiction_code: str, deepest: str = "") -> list[Choice]:
    """The jurisdictions around a place, down to a level of `LEVELS`, by what contains them, the wider ones first."""
    levels = LEVELS[: LEVELS.index(deepest) + 1] if deepest in LEVELS else LEVELS
    near = Jurisdiction.code.in_(places_around(view, jurisdiction_code))
    rows = view.session.scalars(select(Jurisdiction).where(near, Jurisdiction.level.in_(levels)))
    known = {row.code: row for row in rows}
    names = {code: _name_below_county(row, known) for code, row in known.items()}
    ordered = sorted(known.values(), key=lambda row: (LEVELS.index(row.level), row.parent_code or "", row.code))
    return [(row.code, names[row.code], names.get(row.parent_code or "", "")) for row in ordered]


def _name_below_county(row: Jurisdiction, known: Mapping[str, Jurisdiction]) -> str:
    """Townships and villages with their county before them, since those of different counties share names."""
    above = known.get(row.parent_code or "")
    below = above is not None and row.level in ("township", "village")
    return f"{_name_below_county(above, known)}{row.name}" if below and above else row.name


def places_around(view: "Unit", jurisdiction_code: str) -> list[str]:
    """A jurisdiction, all that contain it and all that lie within it."""
    above = upward(view.session, jurisdiction_code)
    below = select(Jurisdiction.code).where(Jurisdiction.code == jurisdiction_code).cte("downward", recursive=True)
    below = below.union_all(select(Jurisdiction.code).join(below, Jurisdiction.parent_code == below.c.code))
    return [*above, *(code for code in view.session.scalars(select(below.c.code)) if code not in above)]


def leaders_named(view: "Unit") -> list[tuple[str, str]]:
    """(id, name) of every leader a duty names, by name."""
    named = select(DutyParty.person_id).where(DutyParty.person_id.is_not(None))
    rows = select(Person.id, Person.name).where(Person.id.in_(named)).order_by(Person.pinyin, Person.id)
    return list(view.session.execute(rows).all())


def group_members(view: "Unit", jurisdiction_code: str, name: str) -> list[str]:
    """The full names of the departments a group stands for at present."""
    return names_of(view.session, members_of(view.session, jurisdiction_code, name))


def organizations_in(view: "Unit", jurisdiction_code: str) -> list[tuple[str, str]]:
    """(id, name) of the organizations of exactly this jurisdiction, by name."""
    rows = (
        select(Organization.id, Organization.name)
        .where(Organization.active, Organization.jurisdiction_code == jurisdiction_code)
        .order_by(Organization.name)
    )
    return list(view.session.execute(rows).all())
