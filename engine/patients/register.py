"""The register of patients: searched, narrowed, sorted and paged, of those the actor may see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, or_, select

from engine.forms import identity
from engine.jurisdictions import within
from engine.keyset import Key, Page, page
from engine.models import Case, Patient
from engine.patients.access import visible_patients
from engine.patients.cards import Card, cards
from engine.rights import person, visible

if TYPE_CHECKING:
    from engine.unit import Unit

SORTS = ("name", "place", "new")
_NUMBER = re.compile(r"\d{15}|\d{17}[\dX]", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the register is narrowed to; empty is everything. `text` is words of names, pinyin, or a whole number."""

    text: str = ""
    place: str = ""
    """The code of a jurisdiction; those below it belong to it."""
    entitlement: str = ""
    state: str = ""
    treated: bool = False
    """Only who has an open case that the actor may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One patient with how many cases the actor may see, and how many of them are open."""

    card: Card
    cases: int
    open: int


def patients(
    view: "Unit", filters: Filters, *, sort: str = "name", cursor: str | None = None, limit: int = 20
) -> Page[Line]:
    """One page of the register; six statements however many patients there are."""
    query = _filtered(view, filters)
    found = page(view.session, query, _keys(sort), cursor=cursor, limit=limit, descending=sort == "new")
    rows = [patient for (patient,) in found.rows]
    counted = _cases(view, [patient.id for patient in rows])
    lines = [
        Line(card=card, cases=counted.get(card.id, (0, 0))[0], open=counted.get(card.id, (0, 0))[1])
        for card in cards(view, rows)
    ]
    return Page(rows=lines, next=found.next, previous=found.previous, total=found.total)


def entitlements(view: "Unit") -> list[str]:
    """The categories of the patients the actor may see, the most frequent first."""
    counted = (
        select(Patient.entitlement)
        .where(Patient.entitlement.is_not(None), Patient.merged_into_id.is_(None), visible_patients(person(view)))
        .group_by(Patient.entitlement)
        .order_by(func.count().desc(), Patient.entitlement)
    )
    return [category for category in view.session.scalars(counted) if category]


def _filtered(view: "Unit", filters: Filters) -> Select[Any]:
    actor = person(view)
    query = select(Patient).where(Patient.merged_into_id.is_(None), visible_patients(actor))
    for word in filters.text.split():
        number = identity.normalized(word)
        if _NUMBER.fullmatch(number):
            query = query.where(_numbered(number))
        else:
            query = query.where(Patient.search.contains(word.lower(), autoescape=True))
    if filters.place:
        query = query.where(Patient.jurisdiction_code.in_(within(filters.place)))
    if filters.entitlement:
        query = query.where(Patient.entitlement == filters.entitlement)
    if filters.state:
        query = query.where(Patient.state == filters.state)
    if filters.treated:
        treated = select(Case.patient_id).where(Case.state == "open", Case.patient_id.is_not(None), visible(actor))
        query = query.where(Patient.id.in_(treated))
    return query


def _numbered(number: str) -> Any:
    """Who has a number, also where it came with a record that was merged."""
    merged = select(Patient.merged_into_id).where(Patient.identity == number)
    return or_(Patient.identity == number, Patient.id.in_(merged))


def _keys(sort: str) -> list[Key]:
    if sort == "new":
        return [Patient.created_at, Patient.id]
    if sort == "place":
        return [Patient.jurisdiction_code, Patient.pinyin, Patient.id]
    return [Patient.pinyin, Patient.id]


def _cases(view: "Unit", ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Patient id -> (cases, open cases) the actor may see."""
    still_open = func.count().filter(Case.state == "open")
    counted = select(Case.patient_id, func.count(), still_open).where(Case.patient_id.in_(ids), visible(person(view)))
    rows = view.session.execute(counted.group_by(Case.patient_id))
    return {id_: (cases, still) for id_, cases, still in rows if id_}
