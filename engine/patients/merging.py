"""Two records of one person made one, and taken apart again: cases move, what was before is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select, update

from engine.errors import NotAllowed, NotFound, Refused
from engine.forms import Message
from engine.ids import new_id
from engine.models import Case, Double, Merger, Patient
from engine.patients.access import may_keep, visible_patient
from engine.patients.cards import Card, cards, differing
from engine.patients.doubles import decide, propose
from engine.patients.facts import KEPT, record_of
from engine.patients.histories import note
from engine.patients.records import current, entitle, refresh_ledgers

if TYPE_CHECKING:
    from engine.unit import Unit

TAKEN = tuple(name for name in KEPT if name not in ("name", "jurisdiction_code", "state", "state_on"))
"""What the record that stays takes over from the other where it says nothing itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a merger would do: the two records, what the kept one would take over, which cases would move."""

    kept: Card
    gone: Card
    differing: int | None
    """In how many digits the numbers differ; None where one has none."""
    taken: tuple[str, ...]
    """Names of attributes."""
    cases: tuple[Case, ...]
    same: tuple[str, ...]
    """Numbers of open cases about the same, of which the person would then have two."""


def preview(view: "Unit", kept_id: str, gone_id: str) -> Preview:
    """What merging a record into another would do; raises Refused, NotFound, NotAllowed."""
    kept, gone = _both(view, kept_id, gone_id)
    cases = list(view.session.scalars(select(Case).where(Case.patient_id == gone.id).order_by(Case.id)))
    one, other = cards(view, [kept, gone])
    return Preview(
        kept=one, gone=other, differing=differing(kept, gone), taken=tuple(_taken(kept, gone)), cases=tuple(cases),
        same=_twice(view, kept, cases),
    )  # fmt: skip


def merge(unit: "Unit", kept_id: str, gone_id: str) -> str:
    """Let a record take another one over. Gives the id of the merger, by which it can be taken apart again."""
    kept, gone = _both(unit, kept_id, gone_id, lock=True)
    taken = _taken(kept, gone)
    moved = list(unit.session.scalars(select(Case.id).where(Case.patient_id == gone.id).order_by(Case.id)))
    merger = Merger(
        id=new_id(unit.now), kept_id=kept.id, gone_id=gone.id, at=unit.now, person_id=_who(unit),
        before={"kept": record_of(kept), "gone": record_of(gone), "cases": moved},
    )  # fmt: skip
    unit.session.add(merger)
    if "identity" in taken:
        gone.identity = None
        unit.session.flush()  # The number is unique: one record lets go of it before the other takes it.
    for name, value in taken.items():
        setattr(kept, name, value)
    if "entitlement" in taken:
        entitle(unit, kept)
    gone.merged_into_id = kept.id
    unit.session.execute(update(Case).where(Case.id.in_(moved)).values(patient_id=kept.id))
    decide(unit, kept.id, gone.id, "merged")
    pairs = or_(Double.first_id == gone.id, Double.second_id == gone.id)
    unit.session.execute(delete(Double).where(pairs, Double.state == "open"))
    note(unit, kept, "merged", other=gone.id, name=gone.name, cases=len(moved), facts=taken)
    note(unit, gone, "merged", into=kept.id, name=kept.name, cases=len(moved))
    unit.session.flush()
    refresh_ledgers(unit, kept)
    return merger.id


def take_apart(unit: "Unit", merger_id: str) -> str:
    """Undo a merger: the record comes back with its cases, and what the other took over goes. Gives its id.

    Cases started since then stay where they are. Raises Refused where it was undone before, NotFound, NotAllowed.
    """
    merger = unit.session.get(Merger, merger_id, with_for_update=True)
    if merger is None:
        raise NotFound(what=Message("该次合并", "this merger"))
    gone = unit.session.get_one(Patient, merger.gone_id)
    if merger.undone_at is not None or gone.merged_into_id != merger.kept_id:
        raise Refused(zh="这次合并已经撤销。", en="this merger was undone before.")
    kept = current(unit, gone)
    _require_keeping(unit, kept, gone)
    gone.merged_into_id = None
    _give_back(unit, kept, gone, merger.before)
    back = [id_ for id_ in merger.before["cases"] if unit.session.get_one(Case, id_).patient_id == kept.id]
    unit.session.execute(update(Case).where(Case.id.in_(back)).values(patient_id=gone.id))
    merger.undone_at, merger.undone_by = unit.now, _who(unit)
    decide(unit, kept.id, gone.id, "apart")
    note(unit, kept, "separated", other=gone.id, name=gone.name, cases=len(back))
    note(unit, gone, "separated", other=kept.id, name=kept.name, cases=len(back))
    unit.session.flush()
    unit.session.expire_all()
    propose(unit, gone)
    refresh_ledgers(unit, kept)
    refresh_ledgers(unit, gone)
    return gone.id


def _both(unit: "Unit", kept_id: str, gone_id: str, *, lock: bool = False) -> tuple[Patient, Patient]:
    first, second = (visible_patient(unit, id_, lock=lock) for id_ in sorted((kept_id, gone_id)))
    if first.id == second.id:
        raise Refused(zh="这两份档案已经合并。", en="these two records were merged already.")
    _require_keeping(unit, first, second)
    return (first, second) if first.id == kept_id else (second, first)


def _require_keeping(unit: "Unit", *patients: Patient) -> None:
    if not all(may_keep(unit, patient) for patient in patients):
        actor = unit.actor
        raise NotAllowed(
            action=Message("合并患者档案", "merge records of patients"), person=actor.name if actor else "system"
        )


def _taken(kept: Patient, gone: Patient) -> dict[str, Any]:
    """What the kept record does not know and the other does; an entitlement comes with its own validity."""
    taken = {
        name: value for name in TAKEN if (value := getattr(gone, name)) not in (None, "")
        and getattr(kept, name) in (None, "")
    }  # fmt: skip
    if kept.entitlement:
        taken.pop("entitled_from", None)
        taken.pop("entitled_until", None)
    if kept.identity:
        taken.pop("birth", None)
        taken.pop("sex", None)
    return taken


def _twice(view: "Unit", kept: Patient, cases: list[Case]) -> tuple[str, ...]:
    theirs = [case for case in cases if case.state == "open" and case.concern]
    about: dict[tuple[str, str | None], str] = {(case.key, case.concern): case.number for case in theirs}
    mine = select(Case).where(Case.patient_id == kept.id, Case.state == "open", Case.concern.is_not(None))
    both = [case for case in view.session.scalars(mine.order_by(Case.id)) if (case.key, case.concern) in about]
    return tuple(number for case in both for number in (case.number, about[case.key, case.concern]))


def _give_back(unit: "Unit", kept: Patient, gone: Patient, before: Mapping[str, Any]) -> None:
    """What the kept record took over and still says goes back to what it said before."""
    was, other = before["kept"], before["gone"]
    for name in TAKEN:
        if getattr(kept, name) == other[name] and (was[name] or None) != (other[name] or None):
            setattr(kept, name, was[name])
    unit.session.flush()
    if kept.identity != other["identity"]:
        gone.identity = other["identity"]


def _who(unit: "Unit") -> str:
    assert unit.actor is not None  # Whoever may merge is a person.
    return unit.actor.id
