"""A patient's page: cases, what is due next, money, and everything over time as one line of moments."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import defer, joinedload, selectinload

from engine.clock import ZONE
from engine.deadlines import Light, Remaining
from engine.inbox import Row, rows_of
from engine.lights import case_left, case_light
from engine.models import Case, Entitlement, Item, Patient
from engine.parts import Sight, sights
from engine.patients.access import may_edit, may_keep, visible_patient
from engine.patients.cards import Card, cards
from engine.rights import person, visible

if TYPE_CHECKING:
    from engine.unit import Unit

MOST_DUE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOf:
    """A case of the patient as a line of a list."""

    id: str
    number: str
    title: str
    key: str
    process: str
    stage: str
    state: str
    light: Light
    left: Remaining | None
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something in the patient's life; `kind` is one of `engine.process.MOMENTS`, or case: one began or ended.

    `at` is a day where the hour is not known. `amounts` are yuan by who paid.
    """

    at: date
    kind: str
    label: str
    text: str
    amounts: Mapping[str, Decimal | int]
    case: CaseOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Everything a patient's page shows."""

    card: Card
    cases: Sequence[CaseOf]
    hidden: int
    """Cases the actor may not see."""
    due: Sequence[Row]
    """Open items of the cases, the nearest due first."""
    planned: Sequence[Line]
    lines: Sequence[Line]
    """What happened, the latest first, of the kind and the period asked for."""
    kinds: Mapping[str, int]
    """How many lines of each kind there are in the period."""
    money: Mapping[str, Decimal | int]
    """Yuan by who paid, over the period."""
    entitlements: Sequence[Entitlement]
    may_edit: bool
    may_keep: bool


def life(
    view: "Unit", patient_id: str, *, kind: str = "", since: date | None = None, until: date | None = None
) -> Life:
    """A patient the actor may see, with the cases the actor may see; raises NotFound or NotAllowed.

    `kind` and the period, both days included, narrow the lines. The number of statements does not grow with the life.
    """
    patient = visible_patient(view, patient_id)
    rows = _cases(view, patient)
    cases = [_case(view, row) for row in rows]
    seen = sights(view, rows)
    lines = sorted(_lines(rows, cases, seen), key=lambda line: (_moment(line.at), line.case.id), reverse=True)
    past = [line for line in lines if _moment(line.at) <= view.now and _within(line, since, until)]
    total = view.session.scalar(select(func.count()).select_from(Case).where(Case.patient_id == patient.id)) or 0
    return Life(
        card=cards(view, [patient])[0],
        cases=cases,
        hidden=total - len(cases),
        due=_due(view, [case.id for case in cases if case.state == "open"], seen),
        planned=[line for line in reversed(lines) if _moment(line.at) > view.now],
        lines=[line for line in past if kind in ("", line.kind)],
        kinds=Counter(line.kind for line in past),
        money=_added_up(past),
        entitlements=_entitlements(view, patient),
        may_edit=may_edit(view, patient),
        may_keep=may_keep(view, patient),
    )


def _cases(view: "Unit", patient: Patient) -> list[Case]:
    query = select(Case).where(Case.patient_id == patient.id, visible(person(view))).order_by(Case.id.desc())
    return list(view.session.scalars(query.options(joinedload(Case.definition), defer(Case.snapshot))))


def _case(view: "Unit", case: Case) -> CaseOf:
    calendar = view.calendar(case.jurisdiction_code)
    return CaseOf(
        id=case.id, number=case.number, title=case.title, key=case.key, process=case.definition.name,
        stage=case.stage, state=case.state, light=case_light(case, view.now, calendar),
        left=case_left(case, view.now, calendar), started_at=case.started_at, ended_at=case.ended_at,
    )  # fmt: skip


def _lines(rows: Sequence[Case], cases: Sequence[CaseOf], seen: Mapping[str, Sight]) -> Iterator[Line]:
    for row, case in zip(rows, cases, strict=True):
        yield Line(at=case.started_at, kind="case", label="started", text=case.title, amounts={}, case=case)
        if case.ended_at is not None:
            yield Line(at=case.ended_at, kind="case", label=case.state, text=case.title, amounts={}, case=case)
        for moment in row.life or []:
            if seen[row.id].sees(moment["part"]):
                yield Line(case=case, **{name: value for name, value in moment.items() if name != "part"})


def _within(line: Line, since: date | None, until: date | None) -> bool:
    day = line.at.astimezone(ZONE).date() if isinstance(line.at, datetime) else line.at
    return (since is None or since <= day) and (until is None or day <= until)


def _moment(at: date) -> datetime:
    """A day without an hour counts from its beginning."""
    return at if isinstance(at, datetime) else datetime.combine(at, time.min, ZONE)


def _added_up(lines: Iterable[Line]) -> dict[str, Decimal | int]:
    total: dict[str, Any] = {}
    for line in reversed(list(lines)):
        for label, yuan in line.amounts.items():
            total[label] = total.get(label, 0) + yuan
    return total


def _due(view: "Unit", case_ids: Sequence[str], seen: Mapping[str, Sight]) -> list[Row]:
    waiting = select(Item).where(Item.case_id.in_(case_ids), Item.state == "open")
    nearest = waiting.order_by(Item.sort_at, Item.id).limit(MOST_DUE)
    items = view.session.scalars(nearest.options(joinedload(Item.case), selectinload(Item.candidates)))
    return rows_of(view, [item for item in items if seen[item.case_id].sees(item.part)])


def _entitlements(view: "Unit", patient: Patient) -> list[Entitlement]:
    """Those of records that were merged into this one, too."""
    merged = select(Patient.id).where(Patient.merged_into_id == patient.id)
    own = (Entitlement.patient_id == patient.id) | Entitlement.patient_id.in_(merged)
    return list(view.session.scalars(select(Entitlement).where(own).order_by(Entitlement.valid_from.desc())))
