"""Which columns of a ledger a person sees, under which headings; the choice lasts as long as the session."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from flask import session

from engine.process import Column, Process

Group = tuple[str, Sequence[Column]]
LEADING = ("case.number", "title")
"""What the first, fixed column says already: the number and the title of a case."""


def choosable(process: Process) -> list[Group]:
    """All columns a person may show or hide, by their group."""
    return _grouped(column for column in process.ledger if column.value not in (*LEADING, process.title))


def chosen(process: Process, group: str = "") -> list[Group]:
    """The columns to show, by their group: those of one list, else the person's choice, else all."""
    kept = session.get("columns", {}).get(process.key)
    columns = [column for _group, columns in choosable(process) for column in columns]
    if group:
        return _grouped(column for column in columns if column.group == group)
    return _grouped(column for column in columns if kept is None or column.name in kept)


def choose(process: Process, names: Iterable[str]) -> None:
    """Keep a choice of columns; an empty one or one of all brings all back."""
    known = [column.name for _group, columns in choosable(process) for column in columns]
    wanted = [name for name in known if name in set(names)]
    kept = dict(session.get("columns", {}))
    if wanted and wanted != known:
        kept[process.key] = wanted
    else:
        kept.pop(process.key, None)
    session["columns"] = kept


def _grouped(columns: Iterable[Column]) -> list[Group]:
    return [(group, list(of_group)) for group, of_group in groupby(columns, key=lambda column: column.group)]
