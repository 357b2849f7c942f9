"""Calendar bars of a case: its spans and marks over whole months, placed in percent of the breadth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from engine import feel
from engine.course import known
from engine.environment import functions
from engine.parts import sight
from engine.process import SPANS, Bar
from engine.rights import visible_case
from engine.vocabulary import NAMES
from engine.workdays import day_of, months_after, months_between

if TYPE_CHECKING:
    from engine.unit import Unit

MOST_TICKS = 12
"""So many months are named at most: more would run into each other on a phone."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of days, both ends included; `left` and `width` in percent of the breadth."""

    first: date
    last: date
    kind: str
    label: str
    left: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A day that stands out; `left` in percent."""

    on: date
    label: str
    left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """One bar: its rows of spans, its marks, the months to name (the first of each), and today where it is within."""

    label: str
    rows: tuple[tuple[str, tuple[Span, ...]], ...]
    marks: tuple[Mark, ...]
    months: tuple[Mark, ...]
    today: Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Whole months from the first day to the day after the last."""

    first: date
    end: date

    def left(self, day: date) -> float:
        return round((day - self.first).days * 100 / (self.end - self.first).days, 3)

    def mark(self, day: date, label: str = "") -> Mark:
        return Mark(on=day, label=label, left=self.left(day))


def bars(view: "Unit", case_id: str) -> list[BarView]:
    """The bars of a case that have something to show to the actor; raises NotFound or NotAllowed."""
    case = visible_case(view, case_id)
    process = view.processes.get(case.key)
    if process is None or not process.bars:
        return []
    seen, called = known(view, case), functions(view, case.jurisdiction_code)

    def look(text: str) -> list[Mapping[str, Any]]:
        value = feel.parse(text, names=NAMES).evaluate(seen, functions=called, now=view.now)
        return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []

    ours, today = sight(view, case), view.now.date()
    drawn = (_bar(bar, look(bar.spans), look(bar.marks), today) for bar in process.bars if ours.sees(bar.part))
    return list(filter(None, drawn))


def _bar(bar: Bar, spans: Sequence[Mapping[str, Any]], marks: Sequence[Mapping[str, Any]], today: date) -> (
    BarView | None
):  # fmt: skip
    dated = [(_day(one.get("from")), _day(one.get("to")), one) for one in spans]
    stretches = [(first, last, one) for first, last, one in dated if first and last and first <= last]
    if not stretches:
        return None
    days = [_day(one.get("on")) for one in marks]
    scale = _scale([*(first for first, _, _ in stretches), *(last for _, last, _ in stretches), *filter(None, days)])
    rows: dict[str, list[Span]] = {}
    for first, last, one in stretches:
        rows.setdefault(str(one.get("row") or ""), []).append(_span(scale, first, last, one))
    return BarView(
        label=bar.label,
        rows=tuple((name, tuple(found)) for name, found in rows.items()),
        marks=tuple(
            scale.mark(day, str(one.get("label") or "")) for day, one in zip(days, marks, strict=True) if day
        ),
        months=tuple(_months(scale)),
        today=scale.mark(today) if scale.first <= today < scale.end else None,
    )  # fmt: skip


def _scale(days: Sequence[date]) -> _Scale:
    return _Scale(first=min(days).replace(day=1), end=months_after(max(days).replace(day=1), 1))


def _span(scale: _Scale, first: date, last: date, one: Mapping[str, Any]) -> Span:
    left, kind = scale.left(first), one.get("kind")
    return Span(
        first=first, last=last, kind=kind if kind in SPANS else "done", label=str(one.get("label") or ""), left=left,
        width=round(scale.left(last + DAY) - left, 3),
    )  # fmt: skip


def _months(scale: _Scale) -> list[Mark]:
    """Every month, or every second, third ... of the year, so that January, which names the year, is among them."""
    count = months_between(scale.first, scale.end)
    step = next(step for step in (1, 2, 3, 6, *range(12, count + 12, 12)) if count <= MOST_TICKS * step)
    starts = (months_after(scale.first, number) for number in range(count))
    return [scale.mark(first) for first in starts if (12 * first.year + first.month - 1) % step == 0]


def _day(value: Any) -> date | None:
    """The day of a date, or of a moment in Beijing; None for anything else."""
    return day_of(value) if isinstance(value, date | datetime) else None
