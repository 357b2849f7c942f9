"""Moves the cases that fit, each in its own transaction: state, items, timers and history together or not at all."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from engine import kernel
from engine.course import surroundings, write_back
from engine.errors import Refused
from engine.history import record
from engine.ids import new_id
from engine.kernel.migration import Unfit, carry
from engine.messages import subscribe
from engine.migration.checking import note
from engine.migration.planning import found, move_of
from engine.models import Case, Incident, Item, Job, Migration, MigrationCase, Subscription

if TYPE_CHECKING:
    from engine.unit import Unit


def start(unit: "Unit", migration_id: str) -> int:
    """Begin to move the cases that fit; gives how many. Raises Refused where they were not all checked."""
    migration = found(unit, migration_id)
    if migration.state != "checked":
        raise Refused(zh="请先检查所选事项，再开始迁移。", en="check the chosen cases before they move.")
    migration.state, migration.started_at = "running", unit.now
    return _enqueue(unit, migration)


def pause(unit: "Unit", migration_id: str) -> None:
    """Stop after the case in hand; `resume` goes on with the rest."""
    migration = found(unit, migration_id)
    if migration.state == "running":
        migration.state = "paused"


def resume(unit: "Unit", migration_id: str) -> int:
    """Go on with the cases that are left; gives how many."""
    migration = found(unit, migration_id)
    if migration.state != "paused":
        raise Refused(zh="只有已暂停的迁移才能继续。", en="only a paused migration goes on.")
    migration.state = "running"
    return _enqueue(unit, migration)


def move_one(unit: "Unit", migration_id: str, case_id: str) -> None:
    """Move one case; the effect of a job. One that fits no more is left where it is, with the reason."""
    migration = unit.session.get_one(Migration, migration_id)
    row = unit.session.get(MigrationCase, (migration_id, case_id))
    if migration.state != "running" or row is None or row.state != "fits":
        return
    case = unit.session.get_one(Case, case_id)
    if case.state != "open":
        row.state, row.at = "gone", unit.now
    else:
        try:
            _move(unit, migration, case)
        except Unfit as unfit:
            note(unit, row, unfit.misfits)
        else:
            row.state, row.at, row.zh, row.en = "moved", unit.now, None, None
    unit.session.flush()
    left = (MigrationCase.migration_id == migration_id) & (MigrationCase.state == "fits")
    if not unit.session.scalar(select(func.count()).select_from(MigrationCase).where(left)):
        migration.state, migration.ended_at = "done", unit.now


def _move(unit: "Unit", migration: Migration, case: Case) -> None:
    move, deployed = move_of(unit, migration), unit.definitions.get(unit.session, case.definition_id)
    before = kernel.load(deployed.spec, case.snapshot, environment=surroundings(unit, case, deployed)).waits
    itself = case.definition_id == migration.source_id
    deployed = unit.definitions.get(unit.session, migration.target_id) if itself else deployed
    here = surroundings(unit, case, deployed)
    run = carry(move, move.old if itself else deployed.spec, case.snapshot, environment=here, now=unit.now)
    if itself:
        case.definition_id = migration.target_id
    record(unit, case, "migrated", version=unit.definitions.get(unit.session, migration.target_id).version,
           name=deployed.name, migration=migration.id)  # fmt: skip
    after = run.waits
    _rename_items(unit, case, migration, after)
    _subscribe_anew(unit, case, before, after)
    _rename_waits(unit, case, after)
    write_back(unit, case, run, _with_kept_dates(before, after))


def _rename_items(unit: "Unit", case: Case, migration: Migration, after: Mapping[str, kernel.Wait]) -> None:
    """Open items stay with their claimants, drafts and due dates; step, form and version are those of the new one."""
    target = unit.definitions.get(unit.session, migration.target_id)
    mine = (Item.case_id == case.id) & (Item.state == "open") & (Item.definition_id == migration.source_id)
    for item in unit.session.scalars(select(Item).where(mine)):
        wait = after.get(item.wait_id)
        if isinstance(wait, kernel.Addressed):
            item.definition_id, item.element = target.id, wait.element
            item.name = target.name_of(wait.element)
            item.form = wait.form if isinstance(wait, kernel.UserWait) else None
    _rename_calls(unit, case, after)


def _rename_calls(unit: "Unit", case: Case, after: Mapping[str, kernel.Wait]) -> None:
    """Items within a call under way say by which step it was made, which may have a new name."""
    names = {call.token: call.element for wait in after.values() for call in wait.calls}
    if names:
        for item in unit.session.scalars(select(Item).where(Item.case_id == case.id)):
            item.calls = [[token, names.get(token, element)] for token, element in item.calls]


def _subscribe_anew(
    unit: "Unit", case: Case, before: Mapping[str, kernel.Wait], after: Mapping[str, kernel.Wait]
) -> None:
    """A message or signal that the new version awaits under another name or key."""
    for id_, wait in after.items():
        was = before.get(id_)
        if not isinstance(wait, kernel.MessageWait | kernel.SignalWait) or type(was) is not type(wait):
            continue
        if (wait.name, getattr(wait, "key", None)) != (getattr(was, "name", None), getattr(was, "key", None)):
            mine = (Subscription.case_id == case.id) & (Subscription.wait_id == id_)
            unit.session.execute(delete(Subscription).where(mine))
            subscribe(unit, case, wait)


def _rename_waits(unit: "Unit", case: Case, after: Mapping[str, kernel.Wait]) -> None:
    """Timers, messages and incidents say at which element of which version they wait."""
    kinds: tuple[Any, ...] = (Job, Subscription, Incident)
    for kind in kinds:
        for row in unit.session.scalars(select(kind).where(kind.case_id == case.id)):
            wait = after.get(row.wait_id or "")
            if wait is not None and row.definition_id is not None:
                row.element, row.definition_id = wait.element, wait.ref


def _with_kept_dates(
    before: Mapping[str, kernel.Wait], after: Mapping[str, kernel.Wait]
) -> dict[str, kernel.Wait]:
    """The former waits, those with a due date as they are now: what was promised to a person is not moved by a plan."""
    found = dict(before)
    for id_, was in before.items():
        wait = after.get(id_)
        if isinstance(was, kernel.Addressed) and isinstance(wait, kernel.Addressed) and was.due is not None:
            found[id_] = wait
    return found


def _enqueue(unit: "Unit", migration: Migration) -> int:
    fitting = (MigrationCase.migration_id == migration.id) & (MigrationCase.state == "fits")
    ids = list(unit.session.scalars(select(MigrationCase.case_id).where(fitting).order_by(MigrationCase.case_id)))
    unit.session.add_all(
        Job(id=new_id(unit.now), kind="migrate", due_at=unit.now, case_id=id_, data={"migration": migration.id})
        for id_ in ids
    )
    if not ids:
        migration.state, migration.ended_at = "done", unit.now
    return len(ids)
