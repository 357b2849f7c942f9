"""The jurisdictions below one side by side: what is open and overdue in each, how many are treated."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select
from sqlalchemy import case as sql_case

from engine.jurisdictions import spread
from engine.models import Case, Item, Jurisdiction, Patient
from engine.overviews.access import jurisdiction
from engine.overviews.lying import cases_by_top, items_by_top
from engine.patients.access import visible_patients
from engine.rights import person, visible

if TYPE_CHECKING:
    from engine.unit import Unit

SORTS = ("code", "name", "open", "late", "items", "treated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One jurisdiction with all below it: open cases, those past their time limit, overdue items, and patients."""

    code: str
    name: str
    open: int
    late: int
    items: int
    patients: int
    treated: int


def comparison(view: "Unit", code: str, *, sort: str = "code") -> list[Line]:
    """The jurisdictions right below one the actor may look over; five statements however many they are.

    Sorted by code or name, or by a number, the greatest first. Raises NotFound, NotAllowed.
    """
    jurisdiction(view, code)
    below = select(Jurisdiction.code, Jurisdiction.name).where(Jurisdiction.parent_code == code)
    names: dict[str, str] = dict(view.session.execute(below.order_by(Jurisdiction.code)).all())
    if not names:
        return []
    cases, items, patients = _cases(view, names), _items(view, names), _patients(view, names)
    lines = [
        Line(code=top, name=name, open=cases.get(top, (0, 0))[0], late=cases.get(top, (0, 0))[1],
             items=items.get(top, 0), patients=patients.get(top, (0, 0))[0], treated=patients.get(top, (0, 0))[1])
        for top, name in names.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: _order(line, sort))


def _order(line: Line, sort: str) -> tuple[Any, ...]:
    if sort in ("open", "late", "items", "treated"):
        return -getattr(line, sort), line.code
    return (line.name, line.code) if sort == "name" else (line.code,)


def _cases(view: "Unit", tops: Iterable[str]) -> dict[str, tuple[int, int]]:
    """(open, late) of each."""
    lies = cases_by_top(spread(list(tops)))
    late = (Case.due_at < view.now) & Case.settled_at.is_(None)
    counted = (
        select(lies.c.top, func.count(), func.sum(sql_case((late, 1), else_=0)))
        .join(Case, Case.id == lies.c.case_id)
        .where(Case.state == "open", visible(person(view)))
        .group_by(lies.c.top)
    )
    return {top: (still, red) for top, still, red in view.session.execute(counted)}


def _items(view: "Unit", tops: Iterable[str]) -> dict[str, int]:
    """Overdue items of each."""
    waits = items_by_top(spread(list(tops))).where(Item.due_at < view.now).subquery()
    counted: Select[Any] = (
        select(waits.c.top, func.count())
        .join(Item, Item.id == waits.c.item_id)
        .join(Case, Case.id == Item.case_id)
        .where(visible(person(view)))
        .group_by(waits.c.top)
    )
    return dict(view.session.execute(counted).all())


def _patients(view: "Unit", tops: Iterable[str]) -> dict[str, tuple[int, int]]:
    """(patients, of whom with an open case) of each."""
    places, actor = spread(list(tops)), person(view)
    treated = select(Case.patient_id).where(Case.state == "open", Case.patient_id.is_not(None), visible(actor))
    counted = (
        select(places.c.top, func.count(), func.count().filter(Patient.id.in_(treated)))
        .join(places, places.c.code == Patient.jurisdiction_code)
        .where(Patient.merged_into_id.is_(None), Patient.state == "living", visible_patients(actor))
        .group_by(places.c.top)
    )
    return {top: (people, under) for top, people, under in view.session.execute(counted)}
