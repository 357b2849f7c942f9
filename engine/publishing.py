"""Versions of processes brought into force for a place and a moment, and withdrawn to the former one; all on record."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.changes import note
from engine.definitions import Publication, deploy
from engine.drafts.access import designers_only
from engine.errors import NotFound, Refused
from engine.forms import Message
from engine.front_office import front_place
from engine.in_force import in_force
from engine.models import Definition
from engine.organizations.faults import required
from engine.start_timers import clear, schedule

if TYPE_CHECKING:
    from engine.unit import Unit

LONGEST = 500


def publish(unit: "Unit", files: Mapping[str, bytes], said: Publication) -> Definition:
    """Publish a version by a decision that was made elsewhere; who made it is the actor.

    Raises Invalid where the files will not do (any more).
    """
    row = unit.session.get_one(Definition, deploy(unit, files, said))
    note(unit, "process.published", row.key, said.place, after=_named(row), reason=said.note)
    return row


def withdraw(unit: "Unit", definition_id: str, reason: str) -> None:
    """Take a version out of force; what held before it holds again. Cases that run by it go on as they are.

    Raises Refused for the only version there is: its process could not begin any more.
    """
    designers_only(unit)
    why = required("reason", reason, "撤回原因", "reason", LONGEST)
    row = unit.session.get(Definition, definition_id)
    if row is None:
        raise NotFound(what=Message("流程版本", "this version of a process"))
    if row.state != "published":
        raise Refused(zh="这个版本已经撤回。", en="this version has been withdrawn already.")
    row.state, row.withdrawn_at, row.withdrawn_why = "withdrawn", unit.now, why
    row.withdrawn_by = unit.actor.id if unit.actor else None
    unit.session.flush()
    former = _without(unit, row)
    note(unit, "process.withdrawn", row.key, row.jurisdiction_code, before=_named(row), after=former, reason=why)
    come_into_force(unit, row.key)


def come_into_force(unit: "Unit", key: str) -> None:
    """Set the timers that begin cases by the version that holds now where nobody is named."""
    try:
        found = in_force(unit, key, front_place(unit))
    except NotFound:
        clear(unit, key)
    else:
        schedule(unit, found.id, found.spec)


def _without(unit: "Unit", row: Definition) -> str:
    """What holds at the place of a version that was withdrawn just now; raises Refused where nothing does."""
    others = select(Definition.id).where(Definition.key == row.key, Definition.state == "published").limit(1)
    if unit.session.scalar(others) is None:
        raise Refused(
            zh="这是唯一的版本，撤回后就不能再登记办件；请先发布新的版本。",
            en="this is the only version: without it no case could begin; publish another one first.",
        )
    try:
        return f"v{in_force(unit, row.key, row.jurisdiction_code).version}"
    except NotFound:
        return ""


def _named(row: Definition) -> str:
    return f"v{row.version}"
