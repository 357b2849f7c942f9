"""The plan of a migration: from which version to which, and as what each step goes on; proposed, then edited."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from engine.definitions import Deployed
from engine.drafts.access import designers_only
from engine.errors import NotFound, Refused
from engine.forms import Message
from engine.ids import new_id
from engine.kernel.migration import Move, propose
from engine.models import Definition, Item, Migration, MigrationCase, Person

if TYPE_CHECKING:
    from engine.unit import Unit

STATES = ("chosen", "fits", "unfit", "moved", "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMatch:
    """An element of the source and what it goes on as; `how` is id, name, hand or none, `items` open items there."""

    old: str
    old_name: str
    kind: str
    new: str | None
    new_name: str
    how: str
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """A migration with how many of its cases are in which state."""

    id: str
    key: str
    name: str
    source_id: str
    target_id: str
    source_version: int
    target_version: int
    restart_timers: bool
    state: str
    created_at: datetime
    created_by: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """The chosen cases."""
        return sum(self.counts.values())

    @property
    def percent(self) -> int:
        """How far the present check or run is, in percent of the chosen cases."""
        left = self.counts["chosen"] if self.state in ("checking", "planned") else self.counts["fits"]
        return 100 if not self.total else (self.total - left) * 100 // self.total


def begin(unit: "Unit", source_id: str, target_id: str) -> str:
    """A plan with the proposed matches. Raises Refused unless both are versions of one process. Gives its id."""
    designers_only(unit)
    source, target = (unit.session.get(Definition, id_) for id_ in (source_id, target_id))
    if source is None or target is None:
        raise NotFound(what=Message("流程版本", "this version of a process"))
    if source.key != target.key or source.id == target.id:
        raise Refused(
            zh="只能在同一流程的两个不同版本之间迁移。",
            en="cases move between two different versions of one process.",
        )
    old, new = (unit.definitions.get(unit.session, id_).spec for id_ in (source_id, target_id))
    migration = Migration(
        id=new_id(unit.now), key=source.key, source_id=source.id, target_id=target.id, state="planned",
        steps={match.old: match.new for match in propose(old, new) if match.new is not None},
        created_at=unit.now, created_by=unit.actor.id if unit.actor else None,
    )  # fmt: skip
    unit.session.add(migration)
    unit.session.flush()
    return migration.id


def matches(view: "Unit", migration_id: str) -> list[StepMatch]:
    """Every element of the source with its place in the target, those without one first."""
    migration = found(view, migration_id)
    source, target = (view.definitions.get(view.session, id_) for id_ in (migration.source_id, migration.target_id))
    proposed = {match.old: match for match in propose(source.spec, target.spec)}
    open_items = select(Item.element, func.count()).where(
        Item.definition_id == migration.source_id, Item.state == "open"
    )
    items = Counter(dict(view.session.execute(open_items.group_by(Item.element)).all()))
    rows = []
    for id_, element in source.spec.elements.items():
        new = migration.steps.get(id_)
        how = "none" if new is None else proposed[id_].how if proposed[id_].new == new else "hand"
        rows.append(
            StepMatch(old=id_, old_name=element.name or id_, kind=element.kind, new=new,
                      new_name=target.name_of(new) if new else "", how=how, items=items[id_])
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row.new is not None, row.how != "hand", row.how != "name"))


def targets(view: "Unit", migration_id: str) -> dict[str, list[tuple[str, str]]]:
    """Kind -> (id, name) of the elements of the target, for choosing one."""
    target = view.definitions.get(view.session, found(view, migration_id).target_id)
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for id_, element in target.spec.elements.items():
        by_kind.setdefault(element.kind, []).append((id_, element.name or id_))
    return by_kind


def set_step(unit: "Unit", migration_id: str, old: str, new: str | None) -> None:
    """Let an element go on as another one, or have no place (None). What was checked must be checked again."""
    migration = editable(unit, migration_id)
    source, target = (unit.definitions.get(unit.session, id_) for id_ in (migration.source_id, migration.target_id))
    if old not in source.spec.elements or (new is not None and new not in target.spec.elements):
        raise NotFound(what=Message("该环节", "this step"))
    if new is not None and source.spec.elements[old].kind != target.spec.elements[new].kind:
        raise Refused(
            zh=f"“{source.name_of(old)}”与“{target.name_of(new)}”不是同一类环节，不能对应。",
            en=f"{source.name_of(old)} and {target.name_of(new)} are different kinds of steps.",
        )
    steps = dict(migration.steps)
    steps.pop(old, None)
    migration.steps = steps if new is None else {**steps, old: new}
    _uncheck(unit, migration)


def set_timers(unit: "Unit", migration_id: str, restart: bool) -> None:
    """Whether running timers begin again; else they keep their time."""
    editable(unit, migration_id).restart_timers = restart


def plan_view(view: "Unit", migration_id: str) -> PlanView:
    """One migration; raises NotFound."""
    return _views(view, [found(view, migration_id)])[0]


def migrations(view: "Unit", key: str) -> list[PlanView]:
    """The migrations of a process, the newest first."""
    designers_only(view)
    rows = view.session.scalars(select(Migration).where(Migration.key == key).order_by(Migration.id.desc()).limit(50))
    return _views(view, list(rows))


def move_of(unit: "Unit", migration: Migration) -> Move:
    """The plan as the kernel takes it."""
    old: Deployed = unit.definitions.get(unit.session, migration.source_id)
    new: Deployed = unit.definitions.get(unit.session, migration.target_id)
    return Move(old=old.spec, new=new.spec, steps=migration.steps, restart_timers=migration.restart_timers)


def found(unit: "Unit", migration_id: str) -> Migration:
    """A migration, for designers; raises NotFound."""
    designers_only(unit)
    migration = unit.session.get(Migration, migration_id)
    if migration is None:
        raise NotFound(what=Message("该迁移方案", "this migration"))
    return migration


def editable(unit: "Unit", migration_id: str) -> Migration:
    """A migration whose plan may still change: one that has not begun to move cases."""
    migration = found(unit, migration_id)
    if migration.state not in ("planned", "checked"):
        raise Refused(
            zh="正在检查或已开始迁移，方案不能再改；可以另建一个迁移方案。",
            en="cases are being checked or moved by this plan; begin another one to change it.",
        )
    return migration


def _uncheck(unit: "Unit", migration: Migration) -> None:
    migration.state = "planned"
    rows = select(MigrationCase).where(MigrationCase.migration_id == migration.id)
    for row in unit.session.scalars(rows.where(MigrationCase.state.in_(("fits", "unfit")))):
        row.state, row.zh, row.en = "chosen", None, None


def _views(view: "Unit", rows: list[Migration]) -> list[PlanView]:
    ids = [row.id for row in rows]
    counted: dict[str, dict[str, int]] = {id_: dict.fromkeys(STATES, 0) for id_ in ids}
    states = select(MigrationCase.migration_id, MigrationCase.state, func.count())
    states = states.where(MigrationCase.migration_id.in_(ids))
    for id_, state, count in view.session.execute(states.group_by(MigrationCase.migration_id, MigrationCase.state)):
        counted[id_][state] = count
    authors = select(Person.id, Person.name).where(Person.id.in_([row.created_by for row in rows]))
    persons: dict[str | None, str] = dict(view.session.execute(authors).all())
    deployed = {id_: view.definitions.get(view.session, id_) for row in rows for id_ in (row.source_id, row.target_id)}
    return [
        PlanView(
            id=row.id, key=row.key, name=deployed[row.target_id].name, source_id=row.source_id,
            target_id=row.target_id, source_version=deployed[row.source_id].version,
            target_version=deployed[row.target_id].version, restart_timers=row.restart_timers, state=row.state,
            created_at=row.created_at, created_by=persons.get(row.created_by, ""), counts=counted[row.id],
        )
        for row in rows
    ]  # fmt: skip
