"""Two files of decisions compared row by row, and shown side by side."""

from collections.abc import Iterator, Sequence

from engine import dmn
from engine.comparing import words
from engine.comparing.changes import Cell, Change, Fact, Grid, Kind, Section
from engine.forms import Message
from engine.rule_changes import PartChange, RowChange, part_changes
from engine.rule_pages import Part, parts_of


def sections(name: str, before: bytes | None, after: bytes | None) -> list[Section]:
    """One section for each decision of a file that differs."""
    was, now = (_parts(content) for content in (before, after))
    return [_section(name, change, was, now) for change in part_changes(was, now)]


def _parts(content: bytes | None) -> list[Part]:
    """The decisions; a file that cannot be read has none, and validation says why."""
    try:
        return parts_of(content) if content else []
    except dmn.Invalid:
        return []


def _section(name: str, change: PartChange, was: Sequence[Part], now: Sequence[Part]) -> Section:
    before, after = (next((part for part in side if part.id == change.id), None) for side in (was, now))
    rows = tuple(_row(row) for row in change.rows)
    lines = tuple(
        Change(kind="changed", element="", name=what, what=words.TABLE,
               facts=(Fact(label=Message(what, what), was=old, now=new),))
        for what, old, new in change.others
    )  # fmt: skip
    grid = _grid(before, after, change) if (before or after) and (before or after).policy else None  # type: ignore[union-attr]
    title = Message(f"决策 {change.name}", f"Decision {change.name}")
    return Section(id=f"table-{name}-{change.id}", title=title, changes=rows + lines, grid=grid)


def _row(row: RowChange) -> Change:
    facts = tuple(Fact(label=Message(heading, heading), was=was, now=now) for heading, was, now in row.cells)
    return Change(kind=row.kind, element="", name=f"第{row.number}行", what=words.ROW, facts=facts)


def _grid(before: Part | None, after: Part | None, change: PartChange) -> Grid:
    part = after or before
    assert part is not None
    headings = (Message("行", "Row"), *(Message(name, name) for name in (*part.conditions, *part.results)))
    return Grid(headings=headings, lines=tuple(_lines(before, after, change)))


def _lines(before: Part | None, after: Part | None, change: PartChange) -> Iterator[tuple[Cell | None, Cell | None]]:
    was = {row.id: number for number, row in enumerate(before.rows if before else (), 1)}
    now = {row.id: number for number, row in enumerate(after.rows if after else (), 1)}
    kinds: dict[tuple[str, int], Kind] = {
        ("was" if row.kind == "removed" else "now", row.number): row.kind for row in change.rows
    }
    for id_ in (*now, *(id_ for id_ in was if id_ not in now)):
        kind = kinds.get(("now", now[id_]) if id_ in now else ("was", was[id_]))
        yield _cell(before, was.get(id_), kind), _cell(after, now.get(id_), kind)


def _cell(part: Part | None, number: int | None, kind: Kind | None) -> Cell | None:
    if part is None or number is None:
        return None
    row = part.rows[number - 1]
    return Cell(kind=kind, texts=(str(number), *(cell or "—" for cell in (*row.conditions, *row.results))))
