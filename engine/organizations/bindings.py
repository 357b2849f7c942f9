"""Who is meant by a name: portfolios of leaders, aliases of departments, members of groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from engine.errors import NotFound
from engine.ids import new_id
from engine.models import Alias, Group, GroupMember, Jurisdiction, Portfolio
from engine.organizations.access import administrators_only
from engine.organizations.faults import required, wrong
from engine.organizations.persons import person_of
from engine.organizations.structure import department_of

if TYPE_CHECKING:
    from engine.unit import Unit


def set_portfolio(unit: "Unit", person_id: str, department_ids: Iterable[str]) -> None:
    """The departments a leader is responsible for (分管), all of them."""
    administrators_only(unit, "维护分管")
    person_of(unit, person_id)
    unit.session.execute(delete(Portfolio).where(Portfolio.person_id == person_id))
    extend_portfolio(unit, person_id, department_ids)


def extend_portfolio(unit: "Unit", person_id: str, department_ids: Iterable[str]) -> None:
    """Departments a leader is responsible for besides those known."""
    administrators_only(unit, "维护分管")
    known = set(unit.session.scalars(select(Portfolio.department_id).where(Portfolio.person_id == person_id)))
    for department_id in dict.fromkeys(department_ids):
        if department_id not in known:
            department_of(unit, department_id)
            unit.session.add(Portfolio(person_id=person_id, department_id=department_id))
    unit.session.flush()


def set_alias(unit: "Unit", jurisdiction_code: str, name: str, department_id: str) -> str:
    """Let a name mean a department in notices of a jurisdiction; an older meaning is replaced. Gives the alias's id."""
    administrators_only(unit, "维护别名")
    name = required("name", name, "别名", "alias", 120)
    _check_jurisdiction(unit, jurisdiction_code)
    department_of(unit, department_id)
    alias = unit.session.scalar(select(Alias).where(Alias.jurisdiction_code == jurisdiction_code, Alias.name == name))
    if alias is None:
        alias = Alias(id=new_id(unit.now), jurisdiction_code=jurisdiction_code, name=name)
        unit.session.add(alias)
    alias.department_id = department_id
    unit.session.flush()
    return alias.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """An alias that was removed, so that it can be put back."""

    jurisdiction_code: str
    name: str
    department_id: str


def remove_alias(unit: "Unit", alias_id: str) -> Removed:
    """Let a name mean nothing any more; duties already resolved stay as they are."""
    administrators_only(unit, "维护别名")
    alias = unit.session.get(Alias, alias_id)
    if alias is None:
        raise NotFound(what="该别名")
    unit.session.delete(alias)
    return Removed(jurisdiction_code=alias.jurisdiction_code, name=alias.name, department_id=alias.department_id)


def set_group(unit: "Unit", jurisdiction_code: str, name: str, department_ids: Iterable[str]) -> str:
    """The departments a placeholder of notices stands for, all of them. Gives the group's id."""
    administrators_only(unit, "维护单位组")
    name = required("name", name, "单位组名称", "name of the group", 120)
    _check_jurisdiction(unit, jurisdiction_code)
    group = unit.session.scalar(select(Group).where(Group.jurisdiction_code == jurisdiction_code, Group.name == name))
    if group is None:
        group = Group(id=new_id(unit.now), jurisdiction_code=jurisdiction_code, name=name)
        unit.session.add(group)
        unit.session.flush()
    unit.session.execute(delete(GroupMember).where(GroupMember.group_id == group.id))
    for department_id in dict.fromkeys(department_ids):
        department_of(unit, department_id)
        unit.session.add(GroupMember(group_id=group.id, department_id=department_id))
    unit.session.flush()
    return group.id


def remove_group(unit: "Unit", group_id: str) -> None:
    """Forget a group; duties that name it then have nobody for it."""
    administrators_only(unit, "维护单位组")
    group = unit.session.get(Group, group_id)
    if group is None:
        raise NotFound(what="该单位组")
    unit.session.execute(delete(GroupMember).where(GroupMember.group_id == group_id))
    unit.session.delete(group)


def _check_jurisdiction(unit: "Unit", code: str) -> None:
    if not unit.session.get(Jurisdiction, code):
        raise wrong("jurisdiction", "请选择辖区。", "Please choose the jurisdiction.")
