"""Merging one department into another: posts, portfolios, duties, aliases, groups and open items move along."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from engine.errors import Refused
from engine.ids import new_id
from engine.models import Alias, Candidate, Department, DutyParty, GroupMember, Item, Portfolio, Post
from engine.organizations.access import administrators_only
from engine.organizations.structure import department_of

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a merger would move: numbers of posts, portfolios, duties, aliases, groups and open items."""

    posts: int
    portfolios: int
    duties: int
    aliases: int
    groups: int
    items: int


def would_move(view: "Unit", department_id: str) -> Move:
    """What merging this department into another one would move, to be confirmed beforehand."""

    def count(column: Any, *conditions: Any) -> int:
        statement = select(func.count(func.distinct(column))).where(*conditions)
        return view.session.scalar(statement) or 0

    return Move(
        posts=count(Post.id, Post.department_id == department_id),
        portfolios=count(Portfolio.person_id, Portfolio.department_id == department_id),
        duties=count(DutyParty.duty_id, DutyParty.department_id == department_id),
        aliases=count(Alias.id, Alias.department_id == department_id),
        groups=count(GroupMember.group_id, GroupMember.department_id == department_id),
        items=count(Item.id, *_open_items(department_id)),
    )


def merge_departments(unit: "Unit", source_id: str, target_id: str) -> None:
    """Let `target` take over everything of `source`; the source's name becomes an alias and the source is closed.

    Raises Refused for a department merged into itself, into a closed one, or a front office that leaves others behind.
    """
    administrators_only(unit, "合并处室")
    source, target = department_of(unit, source_id), department_of(unit, target_id)
    _check(source, target)
    for table, key in ((Post, (Post.person_id, Post.role)), (Portfolio, (Portfolio.person_id,))):
        _move(unit, table, key, source_id, target_id)
    _move(unit, GroupMember, (GroupMember.group_id,), source_id, target_id)
    _move(unit, Candidate, (Candidate.item_id, Candidate.role), source_id, target_id)
    for plain in (Alias, DutyParty):
        unit.session.execute(update(plain).where(plain.department_id == source_id).values(department_id=target_id))
    _keep_name(unit, source, target)
    source.active = False
    if source.front:
        source.organization.active = False
    unit.session.flush()
    unit.session.expire_all()


def _check(source: Department, target: Department) -> None:
    if source.id == target.id:
        raise Refused(zh="不能将处室并入自身。", en="a department cannot be merged into itself.")
    if not target.active:
        raise Refused(zh=f"“{target.full_name}”已停用，请另选处室。", en=f"{target.full_name} is closed.")
    others = [row for row in source.organization.departments if row.active and row.id != source.id]
    if source.front and others:
        raise Refused(
            zh=f"“{source.organization.name}”还有其他处室，请先为其另行指定收文处室。",
            en=f"{source.organization.name} has other departments; choose another front department for them first.",
        )


def _move(unit: "Unit", table: Any, key: tuple[Any, ...], source_id: str, target_id: str) -> None:
    """Move rows, except those the target has already, which are dropped."""
    rows = unit.session.execute(select(*key).where(table.department_id == target_id)).all()
    for row in rows:
        same = [column == value for column, value in zip(key, row, strict=True)]
        unit.session.execute(delete(table).where(table.department_id == source_id, *same))
    unit.session.execute(update(table).where(table.department_id == source_id).values(department_id=target_id))


def _keep_name(unit: "Unit", source: Department, target: Department) -> None:
    """Notices will go on using the old name."""
    place = source.organization.jurisdiction_code
    known = unit.session.scalar(select(Alias).where(Alias.jurisdiction_code == place, Alias.name == source.full_name))
    if known is None and source.full_name != target.full_name:
        alias = Alias(id=new_id(unit.now), jurisdiction_code=place, name=source.full_name, department_id=target.id)
        unit.session.add(alias)


def _open_items(department_id: str) -> tuple[Any, ...]:
    lies_there = select(Candidate.item_id).where(Candidate.department_id == department_id)
    return (Item.state == "open", Item.id.in_(lies_there))
