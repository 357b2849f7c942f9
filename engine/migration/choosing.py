"""Which cases a migration is about: one, those a search finds, or all of the version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, delete, exists, insert, literal, or_, select

from engine.keyset import Page, page
from engine.migration.planning import STATES, editable, found
from engine.models import Case, Item, Migration, MigrationCase

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case of a migration; `state` is empty while it is not chosen, `zh` and `en` say why it does not fit."""

    id: str
    number: str
    title: str
    stage: str
    state: str
    zh: str
    en: str


def candidates(
    view: "Unit", migration_id: str, *, text: str = "", stage: str = "", cursor: str | None = None, limit: int = 50
) -> Page[CaseRow]:
    """The running cases on the version a migration comes from, also those that called it, which are not chosen yet."""
    migration = found(view, migration_id)
    rows = page(view.session, _running(migration, text, stage), [Case.id], cursor=cursor, limit=limit)
    return _page(rows, [_row(case, None) for (case,) in rows.rows])


def chosen(
    view: "Unit", migration_id: str, *, state: str = "", text: str = "", cursor: str | None = None, limit: int = 50
) -> Page[CaseRow]:
    """The chosen cases with how they fare."""
    found(view, migration_id)
    both: Any = select(Case, MigrationCase).join(MigrationCase, MigrationCase.case_id == Case.id)
    statement = _searched(both.where(MigrationCase.migration_id == migration_id), text)
    if state in STATES:
        statement = statement.where(MigrationCase.state == state)
    rows = page(view.session, statement, [Case.id], cursor=cursor, limit=limit)
    return _page(rows, [_row(case, row) for case, row in rows.rows])


def choose(
    unit: "Unit", migration_id: str, case_ids: Sequence[str] | None = None, *, text: str = "", stage: str = ""
) -> int:
    """Choose these cases, or all that a search finds. Gives how many came to it. One statement however many."""
    migration = editable(unit, migration_id)
    query = _running(migration, text, stage)
    if case_ids is not None:
        query = query.where(Case.id.in_(case_ids))
    columns = query.with_only_columns(literal(migration.id), Case.id, literal("chosen"))
    result: Any = unit.session.execute(
        insert(MigrationCase).from_select(["migration_id", "case_id", "state"], columns, include_defaults=False)
    )
    if result.rowcount:
        migration.state = "planned"
    return int(result.rowcount)


def drop(unit: "Unit", migration_id: str, case_ids: Sequence[str] | None = None) -> None:
    """Leave cases out again; all where none is named."""
    migration = editable(unit, migration_id)
    rows = delete(MigrationCase).where(MigrationCase.migration_id == migration.id)
    unit.session.execute(rows if case_ids is None else rows.where(MigrationCase.case_id.in_(case_ids)))


def _running(migration: Migration, text: str, stage: str) -> Select[Any]:
    here = exists().where(Item.case_id == Case.id, Item.definition_id == migration.source_id, Item.state == "open")
    taken = exists().where(MigrationCase.case_id == Case.id, MigrationCase.migration_id == migration.id)
    query = select(Case).where(Case.state == "open", ~taken, or_(Case.definition_id == migration.source_id, here))
    return _searched(query.where(Case.stage == stage) if stage else query, text)


def _searched(query: Select[Any], text: str) -> Select[Any]:
    for word in text.lower().split():
        query = query.where(Case.search.contains(word, autoescape=True))
    return query


def _row(case: Case, row: MigrationCase | None) -> CaseRow:
    return CaseRow(
        id=case.id, number=case.number, title=case.title, stage=case.stage, state=row.state if row else "",
        zh=(row.zh if row else None) or "", en=(row.en if row else None) or "",
    )  # fmt: skip


def _page(rows: Page[Any], found_rows: list[CaseRow]) -> Page[CaseRow]:
    return Page(rows=found_rows, next=rows.next, previous=rows.previous, total=rows.total)
