"""What lies in a jurisdiction: a case that was started there, whose patient lives there, or that waits for it."""

from typing import TYPE_CHECKING

from sqlalchemy import CTE, Subquery, exists, literal, or_, select
from sqlalchemy.sql.elements import ColumnElement

from engine.jurisdictions import within
from engine.models import Candidate, Case, Department, Item, Organization, Patient
from engine.rights import in_jurisdictions

if TYPE_CHECKING:
    from sqlalchemy import Select


def lying_in(code: str) -> ColumnElement[bool]:
    """The cases of a jurisdiction and all below it, as a condition on `case_`."""
    waits_there = exists().where(
        Item.case_id == Case.id, Item.state == "open", Candidate.item_id == Item.id, Candidate.role == "lead",
        Candidate.department_id == Department.id, Department.organization_id == Organization.id,
        Organization.jurisdiction_code.in_(within(code)),
    ).correlate(Case)  # fmt: skip
    return or_(in_jurisdictions(code), waits_there)


def cases_by_top(places: CTE) -> Subquery:
    """(top, case_id): which open cases lie in which of the spread jurisdictions, each once."""
    started: Select[tuple[str, str]] = (
        select(places.c.top, Case.id.label("case_id"))
        .join(places, places.c.code == Case.jurisdiction_code)
        .where(Case.state == "open")
    )
    lived = (
        select(places.c.top, Case.id)
        .join(Patient, Patient.id == Case.patient_id)
        .join(places, places.c.code == Patient.jurisdiction_code)
        .where(Case.state == "open")
    )
    return started.union(lived, items_by_top(places).with_only_columns(places.c.top, Item.case_id)).subquery()


def items_by_top(places: CTE) -> "Select[tuple[str, str]]":
    """(top, item_id): which open items wait in which of the spread jurisdictions, each once."""
    return (
        select(places.c.top, Item.id.label("item_id"))
        .join(Candidate, Candidate.item_id == Item.id)
        .join(Department, Department.id == Candidate.department_id)
        .join(Organization, Organization.id == Department.organization_id)
        .join(places, places.c.code == Organization.jurisdiction_code)
        .where(Item.state == "open", Candidate.role == literal("lead"))
        .distinct()
    )
