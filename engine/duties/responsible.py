"""Who is responsible: from a duty key and a place to departments that lead, departments that support, and leaders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from engine.jurisdictions import upward
from engine.models import Department, Duty, DutyParty, Group, GroupMember, Notice, Person, Portfolio, Post

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """Who carries a duty: department ids that lead and support, person ids that answer for it, in order, no id twice.

    `mode` is single, joint (any of the leads may act) or each (every lead acts). Groups are expanded.
    """

    duty_id: str
    key: str | None
    task: str
    lead: list[str]
    support: list[str]
    leaders: list[str]
    mode: str


def responsible(view: "Unit", key_or_duty_id: str, jurisdiction_code: str, on: date) -> Responsible | None:
    """The duty in force with this key nearest upward from a jurisdiction, or exactly this duty; None if there is none.

    A notice dated after `on` does not count yet. Of several notices the newest decides, of several rows the first.
    """
    exact = _exact(view.session, key_or_duty_id)
    duty = exact or _nearest(view.session, key_or_duty_id, jurisdiction_code, on)
    return _resolved(view, duty) if duty else None


def leaders_of(view: "Unit", department_ids: Sequence[str]) -> list[str]:
    """The persons whose portfolios hold these departments; for one in no portfolio, those who lead it by post."""
    held = _by_department(
        view.session.execute(
            select(Portfolio.department_id, Portfolio.person_id)
            .join(Person, Person.id == Portfolio.person_id)
            .where(Portfolio.department_id.in_(department_ids), Person.active)
            .order_by(Person.name, Person.id)
        ).all()
    )
    rest = [id_ for id_ in department_ids if id_ not in held]
    held.update(_posted(view.session, rest, "leader"))
    return _once(person for id_ in department_ids for person in held.get(id_, ()))


def heads_of(view: "Unit", department_ids: Sequence[str]) -> list[str]:
    """The persons who head these departments, in the order of the departments."""
    heads = _posted(view.session, department_ids, "head")
    return _once(person for id_ in department_ids for person in heads.get(id_, ()))


def members_of(session: Session, jurisdiction_code: str, group_name: str) -> list[str]:
    """The departments a group placeholder of notices of this jurisdiction stands for at present."""
    return list(
        session.scalars(
            select(GroupMember.department_id)
            .join(Group, Group.id == GroupMember.group_id)
            .join(Department, Department.id == GroupMember.department_id)
            .where(Group.jurisdiction_code == jurisdiction_code, Group.name == group_name, Department.active)
            .order_by(Department.organization_id, Department.id)
        )
    )


def _exact(session: Session, duty_id: str) -> Duty | None:
    return session.get(Duty, duty_id, options=_WITH_PARTIES) if len(duty_id) == 32 else None


def _nearest(session: Session, key: str, jurisdiction_code: str, on: date) -> Duty | None:
    places = upward(session, jurisdiction_code)
    duties = session.scalars(
        select(Duty)
        .join(Duty.notice)
        .where(Duty.key == key, Notice.state == "in_force", Notice.jurisdiction_code.in_(places))
        .order_by(Notice.date.desc(), Notice.imported_at.desc(), Duty.sequence)
        .options(*_WITH_PARTIES)
    )
    issued = [duty for duty in duties if _issued(duty.notice.date, on)]
    return min(issued, key=lambda duty: places.index(duty.notice.jurisdiction_code), default=None)


def _issued(day: str | None, on: date) -> bool:
    """Whether a notice dated so precisely (`2020`, `2020-05`, `2020-05-22`) was issued on that day."""
    return day is None or day <= on.isoformat()[: len(day)]


_WITH_PARTIES = (
    selectinload(Duty.parties).joinedload(DutyParty.department),
    selectinload(Duty.parties).joinedload(DutyParty.person),
    joinedload(Duty.notice),
)


def _resolved(view: "Unit", duty: Duty) -> Responsible:
    by_role: dict[str, list[str]] = {role: [] for role in ("lead", "support", "unit", "leader")}
    for party in duty.parties:
        by_role[party.role] += _meant(view.session, duty, party)
    # A notice that names only responsible units (责任单位) means that they lead; beside a lead they take part.
    lead = _once(by_role["lead"] or by_role["unit"])
    support = _once([*by_role["support"], *(by_role["unit"] if by_role["lead"] else [])])
    return Responsible(
        duty_id=duty.id,
        key=duty.key,
        task=duty.task,
        lead=lead,
        support=[id_ for id_ in support if id_ not in lead],
        leaders=_once(by_role["leader"]) or leaders_of(view, lead),
        mode=duty.mode,
    )


def _meant(session: Session, duty: Duty, party: DutyParty) -> list[str]:
    if party.group_name:
        return members_of(session, duty.notice.jurisdiction_code, party.group_name)
    if party.person:
        return [party.person.id] if party.person.active else []
    return [party.department.id] if party.department and party.department.active else []


def _posted(session: Session, department_ids: Sequence[str], role: str) -> dict[str, list[str]]:
    if not department_ids:
        return {}
    return _by_department(
        session.execute(
            select(Post.department_id, Post.person_id)
            .join(Person, Person.id == Post.person_id)
            .where(Post.department_id.in_(department_ids), Post.role == role, Person.active)
            .order_by(Person.name, Person.id)
        ).all()
    )


def _by_department(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for department_id, person_id in rows:
        found.setdefault(department_id, []).append(person_id)
    return found


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
