"""What is different between two versions of a rule: tables row by row, formulas, worked examples."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from engine.rule_examples import WorkedExample, examples, outcome
from engine.rule_pages import Part, Row, parts
from engine.rules import Rule

Kind = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row; `number` is its place from 1 (in the old table for a removed one), `cells` are (heading, was, is).

    Of an added or removed row all cells are told, of a changed one those that differ.
    """

    kind: Kind
    number: int
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """What changed of one decision: its rows, and (what, was, is) of its columns, policy and formulas."""

    id: str
    name: str
    rows: tuple[RowChange, ...]
    others: tuple[tuple[str, str, str], ...]

    def count(self, kind: Kind) -> int:
        """How many rows were added, changed or removed."""
        return sum(row.kind == kind for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleChange:
    """A worked example with what the old version (None: cannot say) and the new one say of it."""

    example: WorkedExample
    before: Any
    after: Any

    @property
    def differs(self) -> bool:
        """Whether the versions disagree."""
        return bool(self.before != self.after)


def changes(before: Rule, after: Rule) -> list[PartChange]:
    """The decisions that differ, in the order of the new version."""
    return part_changes(parts(before), parts(after))


def part_changes(before: Iterable[Part], after: Iterable[Part]) -> list[PartChange]:
    """The same of decisions that belong to no rule."""
    was = {part.id: part for part in before}
    found = [_part(was.pop(part.id, None), part) for part in after]
    found += [_part(part, None) for part in was.values()]
    return [each for each in found if each.rows or each.others]


def examples_of(before: Rule | None, after: Rule, now: datetime) -> list[ExampleChange]:
    """The worked examples of the new version, as both versions answer them."""
    return [
        ExampleChange(
            example=each,
            before=_outcome(before, each, now),
            after=outcome(after, each, now),
        )
        for each in examples(after)
    ]


def _outcome(rule: Rule | None, example: WorkedExample, now: datetime) -> Any:
    if rule is None or example.decision not in {part.name for part in parts(rule)}:
        return None
    return outcome(rule, example, now)


def _part(was: Part | None, now: Part | None) -> PartChange:
    one = now or was
    assert one is not None
    return PartChange(id=one.id, name=one.name, rows=tuple(_rows(was, now)), others=tuple(_others(was, now)))


def _others(was: Part | None, now: Part | None) -> Iterator[tuple[str, str, str]]:
    def said(part: Part | None) -> dict[str, str]:
        if part is None:
            return {}
        table = {"条件列": "、".join(part.conditions), "结果列": "、".join(part.results), "命中策略": part.policy}
        lines = {name or "计算式": text for name, text in part.lines}
        return {name: text for name, text in (table | lines).items() if text}

    before, after = said(was), said(now)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name, "") != after.get(name, ""):
            yield name, before.get(name, ""), after.get(name, "")


def _rows(was: Part | None, now: Part | None) -> Iterator[RowChange]:
    before, after = _cells(was), _cells(now)
    for number, id_ in enumerate(after, 1):
        if id_ not in before:
            yield RowChange(kind="added", number=number, cells=_compared({}, after[id_]))
        elif before[id_] != after[id_]:
            yield RowChange(kind="changed", number=number, cells=_compared(before[id_], after[id_]))
    for number, id_ in enumerate(before, 1):
        if id_ not in after:
            yield RowChange(kind="removed", number=number, cells=_compared(before[id_], {}))


def _compared(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    names = dict.fromkeys((*now, *was))
    return tuple((name, was.get(name, ""), now.get(name, "")) for name in names if was.get(name) != now.get(name))


def _cells(part: Part | None) -> dict[str, dict[str, str]]:
    """Id of a row -> heading -> cell; a condition that always holds is left out."""
    if part is None:
        return {}
    return {row.id: _row(part, row) for row in part.rows}


def _row(part: Part, row: Row) -> dict[str, str]:
    named: Sequence[tuple[str, str]] = [
        *zip(part.conditions, row.conditions, strict=False),
        *zip(part.results, row.results, strict=False),
        ("依据", row.clause),
    ]
    return {name: text for name, text in named if text}
