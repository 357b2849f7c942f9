"""The pairs of records that may be of one person, as those who keep the records decide about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from engine.errors import NotAllowed, NotFound, Refused
from engine.forms import Message
from engine.keyset import Page, page
from engine.models import Double, Patient, Person
from engine.patients.access import keeps_records, kept, may_keep, visible_patient
from engine.patients.cards import Card, cards, differing
from engine.patients.doubles import decide
from engine.patients.histories import note
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit

STATES = ("open", "apart", "merged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records, the elder first, why they may be one person, and what was decided."""

    first: Card
    second: Card
    reasons: Sequence[str]
    state: str
    found_at: datetime
    decided_at: datetime | None
    decided_by: str
    differing: int | None
    """In how many digits the numbers differ; None where one has none."""


def pairs(
    view: "Unit", state: str = "open", *, text: str = "", cursor: str | None = None, limit: int = 20
) -> Page[Pair]:
    """A page of the pairs both of whose records the actor keeps, the latest first; raises NotAllowed."""
    actor = person(view)
    if not keeps_records(actor):
        raise NotAllowed(action=Message("查看重复档案", "see records that may be doubles"), person=actor.name)
    one, other = aliased(Patient), aliased(Patient)
    statement = (
        select(Double, one, other, Person.name)
        .join(one, one.id == Double.first_id)
        .join(other, other.id == Double.second_id)
        .outerjoin(Person, Person.id == Double.decided_by)
        .where(Double.state == state, kept(actor, one.jurisdiction_code), kept(actor, other.jurisdiction_code))
    )
    for word in text.lower().split():
        statement = statement.where(
            or_(one.search.contains(word, autoescape=True), other.search.contains(word, autoescape=True))
        )
    found = page(
        view.session, statement, [Double.found_at, Double.first_id, Double.second_id], cursor=cursor, limit=limit,
        descending=True,
    )  # fmt: skip
    shown = iter(cards(view, [patient for _double, *both, _name in found.rows for patient in both]))
    rows = [_pair(row, next(shown), next(shown)) for row in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def waiting(view: "Unit") -> int:
    """How many pairs wait for the actor's decision."""
    return pairs(view, limit=1).total if keeps_records(person(view)) else 0


def tell_apart(unit: "Unit", one_id: str, other_id: str) -> None:
    """Decide that two records are of two persons; they are not proposed again."""
    _require(unit, one_id, other_id)
    decide(unit, one_id, other_id, "apart")
    for id_, another in ((one_id, other_id), (other_id, one_id)):
        note(unit, unit.session.get_one(Patient, id_), "told_apart", other=another)


def reconsider(unit: "Unit", one_id: str, other_id: str) -> None:
    """Propose a pair again that was told apart; raises Refused for one that was merged."""
    _require(unit, one_id, other_id)
    first, second = sorted((one_id, other_id))
    pair = unit.session.get(Double, (first, second))
    if pair is None:
        raise NotFound(what=Message("这对档案", "this pair"))
    if pair.state == "merged":
        raise Refused(zh="这两份档案已经合并，请在患者页撤销合并。", en="they were merged; take the merger apart.")
    pair.state, pair.decided_at, pair.decided_by = "open", None, None


def _require(unit: "Unit", *ids: str) -> None:
    if not all(may_keep(unit, visible_patient(unit, id_)) for id_ in ids):
        raise NotAllowed(action=Message("处理重复档案", "decide about doubles"), person=person(unit).name)


def _pair(row: tuple[Double, Patient, Patient, str | None], first: Card, second: Card) -> Pair:
    double, one, other, decided_by = row
    return Pair(
        first=first, second=second, reasons=double.reasons, state=double.state, found_at=double.found_at,
        decided_at=double.decided_at, decided_by=decided_by or "", differing=differing(one, other),
    )  # fmt: skip
