"""The figures of a case: the numbers of its ledger that measures count, kept beside it as rows."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from engine.models import Case, Figure
from engine.process import Measure, Process

if TYPE_CHECKING:
    from engine.unit import Unit

Counted = tuple[str, float, bool | None]
"""By whom, the number, and whether it kept its limit."""


def keep(unit: "Unit", case: Case, process: Process, ledger: Mapping[str, Any]) -> None:
    """Bring the figures of a case in line with its new ledger values; the old ones are still with the case."""
    before: Mapping[str, Any] = case.ledger or {}
    for measure in process.measures:
        was, now = list(_counted(measure, before)), list(_counted(measure, ledger))
        if was == now:
            continue
        if was:
            of_measure = (Figure.case_id == case.id) & (Figure.measure == measure.name)
            unit.session.execute(delete(Figure).where(of_measure))
        for position, (by, value, on_time) in enumerate(now):
            unit.session.add(
                Figure(case_id=case.id, measure=measure.name, position=position, by=by, value=value, on_time=on_time)
            )


def _counted(measure: Measure, ledger: Mapping[str, Any]) -> Iterator[Counted]:
    by = ledger.get(measure.by)
    several = by if isinstance(by, list) else [by]
    values, limits = (_each(ledger.get(name), len(several)) for name in (measure.value, measure.limit))
    for of, value, limit in zip(several, values, limits, strict=False):
        if _is_number(value) and isinstance(of, str) and of:
            yield of[:120], float(value), value <= limit if _is_number(limit) else None


def _each(value: Any, count: int) -> list[Any]:
    """A value for each of those counted for: of a list its own, else the same for all."""
    return [*value, *[None] * count][:count] if isinstance(value, list) else [value] * count


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
