"""The department that receives for the organization: where what nobody is named for begins."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from engine.jurisdictions import EVERYWHERE
from engine.models import Department, Organization

if TYPE_CHECKING:
    from engine.unit import Unit


def front_place(unit: "Unit") -> str:
    """The jurisdiction in which cases begin for which nobody is named."""
    office = front_office(unit)
    return office.organization.jurisdiction_code if office is not None else EVERYWHERE


def front_office(unit: "Unit") -> Department | None:
    """The department that receives for the organization of the widest jurisdiction."""
    return unit.session.scalar(
        select(Department)
        .join(Organization)
        .where(Department.front, Department.active, Organization.active)
        .order_by(Organization.jurisdiction_code, Department.id)
        .options(joinedload(Department.organization))
        .limit(1)
    )
