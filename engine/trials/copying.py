"""A copy of the organization at work, so that a trial shows who would really get an item: read once, never written."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Table, insert, select

from engine.duties.choices import places_around
from engine.errors import Refused
from engine.models import (
    Alias,
    Base,
    CalendarDay,
    Department,
    Duty,
    DutyParty,
    Group,
    GroupMember,
    Jurisdiction,
    Notice,
    Organization,
    Person,
    Portfolio,
    Post,
    Setting,
)

if TYPE_CHECKING:
    from engine.unit import Unit

MOST = 60_000
"""Rows of one copy."""

LEFT_OUT: dict[str, Any] = {
    "password_hash": None, "phone": None, "source": b"", "report": [], "superseded_by": None, "imported_by": None,
    "changed_by": None,
}  # fmt: skip
"""What a trial has no need of, and what stands there instead."""


def copied(view: "Unit", jurisdiction_code: str) -> Callable[["Unit"], None]:
    """What fills a template as a jurisdiction is organized, with what contains it and what lies within it.

    Jurisdictions, organizations, departments and their names, persons with posts and portfolios, duties in force,
    the calendar and the settings. Raises Refused where that is too much for a trial.
    """
    rows: list[tuple[Table, list[dict[str, Any]]]] = []
    left = MOST
    for kind, condition in _wanted(places_around(view, jurisdiction_code)):
        table = kind.__table__
        assert isinstance(table, Table)
        found = _rows(view, select(*table.columns).where(condition).limit(left + 1))
        left -= len(found)
        if left < 0:
            raise Refused(
                zh=f"本辖区的单位和人员超过 {MOST} 条，请选择较小的辖区，或用模拟单位试运行。",
                en=f"there are over {MOST} rows; choose a smaller jurisdiction or the model commission.",
            )
        rows.append((table, found))

    def organize(unit: "Unit") -> None:
        for table, found in rows:
            if found:
                unit.session.execute(insert(table), found)

    return organize


def _wanted(places: Sequence[str]) -> Iterator[tuple[type[Base], ColumnElement[bool]]]:
    """The tables in the order in which they need each other, each with what of it is wanted."""
    organizations = select(Organization.id).where(Organization.jurisdiction_code.in_(places))
    departments = select(Department.id).where(Department.organization_id.in_(organizations))
    groups = select(Group.id).where(Group.jurisdiction_code.in_(places))
    posted = select(Post.person_id).where(Post.department_id.in_(departments))
    notices = select(Notice.id).where(Notice.state == "in_force", Notice.jurisdiction_code.in_(places))
    duties = select(Duty.id).where(Duty.notice_id.in_(notices))
    yield Jurisdiction, Jurisdiction.code.in_(places)
    yield Organization, Organization.id.in_(organizations)
    yield Department, Department.id.in_(departments)
    yield Alias, Alias.department_id.in_(departments) & Alias.jurisdiction_code.in_(places)
    yield Group, Group.id.in_(groups)
    yield GroupMember, GroupMember.group_id.in_(groups) & GroupMember.department_id.in_(departments)
    yield Person, Person.id.in_(posted)
    yield Post, Post.person_id.in_(posted) & Post.department_id.in_(departments)
    yield Portfolio, Portfolio.person_id.in_(posted) & Portfolio.department_id.in_(departments)
    yield Notice, Notice.id.in_(notices)
    yield Duty, Duty.id.in_(duties)
    yield DutyParty, DutyParty.duty_id.in_(duties) & _within(departments, posted)
    yield CalendarDay, CalendarDay.jurisdiction_code.in_(["", *places])
    yield Setting, Setting.jurisdiction_code.in_(["", *places])


def _within(departments: Select[Any], persons: Select[Any]) -> ColumnElement[bool]:
    """Parties a duty has elsewhere are not part of the trial."""
    return (DutyParty.department_id.is_(None) | DutyParty.department_id.in_(departments)) & (
        DutyParty.person_id.is_(None) | DutyParty.person_id.in_(persons)
    )


def _rows(view: "Unit", statement: Select[Any]) -> list[dict[str, Any]]:
    return [
        {name: LEFT_OUT.get(name, value) for name, value in row._mapping.items()}
        for row in view.session.execute(statement)
    ]
