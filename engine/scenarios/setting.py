"""Setting the scene: the time limits, duties and people a scenario has of its own."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.ids import new_id
from engine.models import Department, Duty, DutyParty, Organization
from engine.organizations import add_department, add_person, add_post, set_portfolio
from engine.scenarios.scenario import Division, Member, Scenario
from engine.settings import changing
from engine.settings.owners import setting_of
from engine.trials.cast import department_of, person_of
from engine.trials.errors import Unknown
from engine.trials.model import staff
from engine.trials.verbs import By

if TYPE_CHECKING:
    from engine.trials.space import Space
    from engine.unit import Unit


def set_up(space: "Space", scenario: Scenario) -> None:
    """Make the space what the scenario presupposes. Raises Unknown for words nobody is called by.

    A setting is named as its process calls it, that of a rule after the key of the rule: medical-settlement/提高方式.
    """
    with space.engine.unit() as unit:
        for member in scenario.members:
            _join(unit, member)
        for division in scenario.duties:
            _divide(unit, division)
        for name, value in scenario.settings.items():
            key, _, own = name.rpartition("/")
            setting = setting_of(unit, key or scenario.process, own)
            changing.put(unit, setting, value, reason=scenario.name)


def _join(unit: "Unit", member: Member) -> None:
    organization = unit.session.scalar(select(Organization).where(Organization.name == member.organization))
    if organization is None:
        raise Unknown(words=member.organization, what="单位")
    place = unit.session.scalar(
        select(Department).where(Department.organization_id == organization.id, Department.name == member.department)
    )
    department = place.id if place else add_department(unit, organization.id, member.department)
    if not member.person:
        staff(unit, f"{member.organization}{member.department}", department)
        return
    person = add_person(unit, member.person)
    add_post(unit, person, department, member.role)
    if member.portfolio:
        set_portfolio(unit, person, [department_of(unit, By(name=name)) for name in member.portfolio])


def _divide(unit: "Unit", division: Division) -> None:
    """Every duty with this key is divided anew, wherever it is in force."""
    for duty in unit.session.scalars(select(Duty).where(Duty.key == division.key)).all():
        named = (("lead", division.lead), ("support", division.support), ("leader", division.leaders))
        parties = [(role, name) for role, names in named for name in names]
        duty.mode = division.mode
        duty.parties = [_party(unit, role, name, number) for number, (role, name) in enumerate(parties)]


def _party(unit: "Unit", role: str, name: str, position: int) -> DutyParty:
    person = person_of(unit, By(name=name)) if role == "leader" else None
    department = None if role == "leader" else department_of(unit, By(name=name))
    if role == "leader" and person is None:
        raise Unknown(words=name, what="责任领导")
    return DutyParty(id=new_id(unit.now), role=role, position=position, name=name, department_id=department,
                     person_id=person)  # fmt: skip
