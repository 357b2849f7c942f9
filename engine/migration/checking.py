"""Whether chosen cases fit into the new version, looked at before anything moves, a portion at a time."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.course import surroundings
from engine.errors import Refused
from engine.ids import new_id
from engine.kernel.migration import Misfit, misfits
from engine.migration.planning import editable, move_of
from engine.models import Case, Job, Migration, MigrationCase

if TYPE_CHECKING:
    from engine.unit import Unit

PORTION = 50
"""Cases looked at in one transaction."""


def check(unit: "Unit", migration_id: str) -> None:
    """Begin to check every chosen case; jobs go on with it, and it may be begun again."""
    migration = editable(unit, migration_id)
    chosen = select(MigrationCase.case_id).where(MigrationCase.migration_id == migration.id).limit(1)
    if unit.session.scalar(chosen) is None:
        raise Refused(zh="还没有选择要迁移的事项。", en="choose the cases to move first.")
    migration.state = "checking"
    _go_on(unit, migration)


def check_portion(unit: "Unit", migration_id: str) -> None:
    """Check the next cases; the effect of a job."""
    migration = unit.session.get_one(Migration, migration_id)
    if migration.state != "checking":
        return
    waiting = select(MigrationCase).where(MigrationCase.migration_id == migration.id, MigrationCase.state == "chosen")
    rows = list(unit.session.scalars(waiting.order_by(MigrationCase.case_id).limit(PORTION)))
    for row in rows:
        note(unit, row, reasons(unit, migration, unit.session.get_one(Case, row.case_id)))
    if len(rows) < PORTION:
        migration.state = "checked"
    else:
        _go_on(unit, migration)


def reasons(unit: "Unit", migration: Migration, case: Case) -> list[Misfit]:
    """Why a case does not fit; empty where it does."""
    if case.state != "open":
        return [Misfit(element="", zh="事项已办结。", en="The case is closed.")]
    deployed = unit.definitions.get(unit.session, case.definition_id)
    here = surroundings(unit, case, deployed)
    return misfits(move_of(unit, migration), deployed.spec, case.snapshot, environment=here, now=unit.now)


def note(unit: "Unit", row: MigrationCase, found: list[Misfit]) -> None:
    """Keep what was found."""
    row.state = "unfit" if found else "fits"
    row.zh, row.en = ("".join(one.zh for one in found), " ".join(one.en for one in found)) if found else (None, None)
    row.at = unit.now


def _go_on(unit: "Unit", migration: Migration) -> None:
    unit.session.add(Job(id=new_id(unit.now), kind="fit", due_at=unit.now, data={"migration": migration.id}))
