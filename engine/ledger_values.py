"""What the ledger shows of a case, computed from its variables whenever it moves."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from engine import feel, figures, kernel
from engine.clock import ZONE
from engine.environment import context, functions
from engine.models import Case, CaseFact
from engine.patients.moments import moments
from engine.patients.stating import concern
from engine.pinyin import searchable
from engine.process import Column
from engine.vocabulary import NAMES
from engine.workdays import CLOSING

if TYPE_CHECKING:
    from engine.unit import Unit

NOTHING: Mapping[str, Any] = {}


def refresh(unit: "Unit", case: Case, run: kernel.Run) -> None:
    """Bring ledger values, facts for filters, figures, search text and the case's own due date up to date."""
    process = unit.processes.get(case.key)
    if process is None:
        case.search = case.search or _search(case, {}, ())
        return
    deployed = unit.definitions.get(unit.session, case.definition_id)
    seen = {**context(unit, case, deployed), **run.variables()}
    known = functions(unit, case.jurisdiction_code)

    def look(text: str, more: Mapping[str, Any] = NOTHING) -> Any:
        return feel.parse(text, names=NAMES).evaluate({**seen, **more}, functions=known, now=unit.now)

    if process.patient is not None:
        case.concern = concern(unit, process.patient, seen, case.jurisdiction_code)
        life = moments(process.life, look)
        if life != (case.life or []):
            case.life = life
    ledger = {column.name: look(column.value) for column in process.ledger}
    ledger |= {name: look(value) for name, value in process.shared.items()}
    _keep_facts(unit, case, process.ledger, ledger)
    figures.keep(unit, case, process, ledger)
    case.due_at, case.settled_at = _moment(look(process.due)), _moment(look(process.settled))
    if ledger != case.ledger or not case.search:
        case.ledger, case.search = ledger, _search(case, ledger, process.ledger)


def _keep_facts(unit: "Unit", case: Case, columns: Any, ledger: Mapping[str, Any]) -> None:
    changed = [
        column.name for column in columns if column.filter and _facts(ledger, column) != _facts(case.ledger, column)
    ]
    if not changed:
        return
    if case.ledger:
        unit.session.execute(delete(CaseFact).where(CaseFact.case_id == case.id, CaseFact.name.in_(changed)))
    for column in columns:
        if column.name in changed:
            for value in sorted(_facts(ledger, column)):
                unit.session.add(CaseFact(case_id=case.id, name=column.name, value=value))


def _facts(ledger: Mapping[str, Any], column: Column) -> set[str]:
    value = ledger.get(column.name)
    values = value if isinstance(value, list) else [value]
    return {str(one)[:120] for one in values if one is not None and one != ""}


def _search(case: Case, ledger: Mapping[str, Any], columns: Iterable[Column]) -> str:
    """The words everybody who sees the case finds it by.

    Identity numbers are not among them, for parts found would unmask them, nor what is in a party's part.
    """
    words = [case.number, searchable(case.title)]
    shown = (ledger.get(column.name) for column in columns if column.kind != "identity" and not column.part)
    words += [value for value in shown if isinstance(value, str) and value != case.title]
    return " ".join(words)[:4000].lower()


def _moment(due: Any) -> datetime | None:
    if isinstance(due, datetime):
        return due
    return datetime.combine(due, CLOSING, ZONE) if isinstance(due, date) else None
