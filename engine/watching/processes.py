"""The processes that can be watched, with how many cases of each are open and how many are red."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, distinct, func, select

from engine.in_force import all_in_force
from engine.models import Case, Incident, Item
from engine.watching.access import numbers_of

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process with its open cases; of them `overdue` have an item past its due date, `troubled` an incident."""

    key: str
    name: str
    cases: int
    overdue: int
    troubled: int


def processes(view: "Unit") -> list[Process]:
    """Those with incidents and overdue cases first. Three statements; raises NotAllowed."""
    seen, whole = numbers_of(view)
    open_cases = select(Case.key, func.count()).where(Case.state == "open")
    late = func.count(distinct(case((Item.due_at < view.now, Item.case_id))))
    overdue = select(Case.key, late).join(Item, Item.case_id == Case.id).where(Item.state == "open")
    troubled = select(Case.key, func.count(distinct(Incident.case_id))).join(Incident, Incident.case_id == Case.id)
    statements = (open_cases, overdue, troubled.where(Incident.resolved_at.is_(None)))
    counted = [
        dict(view.session.execute((each if whole else each.where(seen)).group_by(Case.key)).all())
        for each in statements
    ]
    found = [
        Process(key=row.key, name=row.name, cases=counted[0].get(row.key, 0), overdue=counted[1].get(row.key, 0),
                troubled=counted[2].get(row.key, 0))
        for row in all_in_force(view)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.troubled, -one.overdue, -one.cases, one.name))
