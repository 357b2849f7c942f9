"""The desk of a service function: a few verbs of the engine, within the case's transaction."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, exists, select

from engine.clock import ZONE
from engine.drafts import deciding
from engine.jurisdictions import within
from engine.models import Case, CaseFact, Patient
from engine.patients import records
from engine.patients.facts import facts

if TYPE_CHECKING:
    from engine.unit import Unit

MOST_ROWS = 1000

Launch = Callable[["Unit", Case, str, Mapping[str, Any]], Case]


class CaseDesk:
    """`engine.process.Desk` for one case."""

    def __init__(self, unit: "Unit", case: Case, launch: Launch, count: Callable[["Unit", str], int]) -> None:
        self._unit, self._case, self._launch, self._count = unit, case, launch, count

    @property
    def now(self) -> datetime:
        """The moment of the step."""
        return self._unit.now

    @property
    def case_number(self) -> str:
        """The number people quote."""
        return self._case.number

    def next_number(self, series: str) -> int:
        """The next number of a series."""
        return self._count(self._unit, series)

    def start(self, key: str, variables: Mapping[str, Any]) -> str:
        """Start a case linked to this one; gives its number."""
        return self._launch(self._unit, self._case, key, variables).number

    @property
    def patient(self) -> Mapping[str, Any] | None:
        """What is known of the case's patient now."""
        patient = self._patient()
        return facts(patient, self._unit.now.date()) if patient else None

    def change_patient(self, **facts: Any) -> None:
        """Note in the patient's record what the case has found out; raises ValueError for what it may not change."""
        patient = self._patient()
        if patient is None:
            raise ValueError("this case is about no patient")
        records.found_out(self._unit, patient, facts, case=self._case.id, number=self._case.number)

    def lock_draft(self, draft: str) -> None:
        """Let nobody edit a draft while this case decides about it."""
        deciding.lock(self._unit, draft, self._case.id)

    def reopen_draft(self, draft: str, opinion: str) -> None:
        """Give a draft back to its designers."""
        deciding.reopen(self._unit, draft, opinion)

    def publish_draft(self, draft: str, *, note: str, place: str, since: datetime | None) -> int:
        """Make a version of a draft; gives its number."""
        return deciding.publish(self._unit, draft, note=note, place=place, since=since)

    def rows(self, key: str, **facts: str) -> list[Mapping[str, Any]]:
        """Ledger values of cases of another process in this jurisdiction and below."""
        query = self._of(key)
        for name, value in facts.items():
            same = (CaseFact.case_id == Case.id) & (CaseFact.name == name) & (CaseFact.value == value)
            query = query.where(exists().where(same))
        return self._rows(query)

    def rows_since(self, key: str, since: date) -> Iterator[Mapping[str, Any]]:
        """Ledger values of all cases of another process that were open on a day or later, read in portions."""
        begin = datetime.combine(since, time(), ZONE)
        query = self._of(key).where(Case.ended_at.is_(None) | (Case.ended_at >= begin))
        last = ""
        while found := list(self._unit.session.scalars(self._others(query.where(Case.id > last)))):
            last = found[-1].id
            yield from map(_row, found)

    def patient_rows(self, key: str | None = None) -> list[Mapping[str, Any]]:
        """Ledger values of the patient's other cases, of one process or of all."""
        if self._case.patient_id is None:
            return []
        cases = select(Case).where(Case.patient_id == self._case.patient_id)
        return self._rows(cases.where(Case.key == key) if key else cases)

    def _of(self, key: str) -> Select[Case]:
        return select(Case).where(Case.key == key, Case.jurisdiction_code.in_(within(self._case.jurisdiction_code)))

    def _others(self, query: Select[Case]) -> Select[Case]:
        return query.where(Case.id != self._case.id).order_by(Case.id).limit(MOST_ROWS)

    def _rows(self, query: Select[Case]) -> list[Mapping[str, Any]]:
        return [_row(case) for case in self._unit.session.scalars(self._others(query))]

    def _patient(self) -> Patient | None:
        id_ = self._case.patient_id
        return self._unit.session.get(Patient, id_) if id_ else None


def _row(case: Case) -> dict[str, Any]:
    return {**(case.ledger or {}), "case": _about(case)}


def _about(case: Case) -> dict[str, Any]:
    return {
        "number": case.number, "title": case.title, "state": case.state, "stage": case.stage,
        "started": case.started_at, "ended": case.ended_at,
    }  # fmt: skip
