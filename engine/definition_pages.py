"""Definitions as administrators read them: versions with their open cases, and diagrams."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import func, select

from engine import in_force
from engine.drafts.access import designers_only
from engine.errors import NotFound
from engine.in_force import all_in_force
from engine.models import Case, Definition, Resource
from engine.organizations.access import administrators_only
from engine.places import person_names, place_names

if TYPE_CHECKING:
    from engine.unit import Unit


State = Literal["in force", "coming", "superseded", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of a process: who drew and who published it, where and since when it holds, open cases by it.

    `state` is in force, coming, superseded or withdrawn; `place` is empty everywhere; `since` None is at once.
    """

    id: str
    key: str
    name: str
    version: int
    state: State
    author: str
    note: str
    place: str
    since: datetime | None
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str
    published_at: datetime
    published_by: str
    open_cases: int


def newest(view: "Unit") -> list[VersionRow]:
    """The newest published version of every process, by name."""
    administrators_only(view, "查看流程")
    keys = [definition.key for definition in all_in_force(view)]
    return [versions(view, key)[0] for key in keys]


def versions(view: "Unit", key: str) -> list[VersionRow]:
    """All versions of a process, the newest first; raises NotFound where there is none."""
    designers_only(view)
    counted = (
        select(Case.definition_id, func.count().label("count"))
        .where(Case.state == "open")
        .group_by(Case.definition_id)
        .subquery()
    )
    rows = view.session.execute(
        select(Definition, counted.c.count)
        .outerjoin(counted, counted.c.definition_id == Definition.id)
        .where(Definition.key == key)
        .order_by(Definition.version.desc())
    ).all()
    if not rows:
        raise NotFound(what=f"流程“{key}”")
    return _versions(view, {definition: count or 0 for definition, count in rows})


def ids_of(view: "Unit", key: str) -> dict[int, str]:
    """Number -> id of all versions of a process, the newest first; none of one that was never published."""
    designers_only(view)
    rows = select(Definition.version, Definition.id).where(Definition.key == key)
    return dict(view.session.execute(rows.order_by(Definition.version.desc())).all())


def keys_published(view: "Unit") -> set[str]:
    """The keys of all processes that ever had a version here."""
    return set(view.session.scalars(select(Definition.key).distinct()))


def drawable(view: "Unit") -> list[VersionRow]:
    """The newest published version of every process, by name, for designers to go on from."""
    designers_only(view)
    return _versions(view, dict.fromkeys(all_in_force(view), 0))


def diagram(view: "Unit", key: str, version: int) -> bytes:
    """The BPMN source of a version; raises NotFound."""
    source = view.session.scalar(
        select(Resource.content)
        .join(Resource.definition)
        .where(Definition.key == key, Definition.version == version, Resource.name.endswith(".bpmn"))
    )
    if source is None:
        raise NotFound(what="流程图")
    return source


def _versions(view: "Unit", counts: Mapping[Definition, int]) -> list[VersionRow]:
    rows = list(counts)
    holding = {id_ for key in {row.key for row in rows} for id_ in in_force.holding(view, _of(rows, key))}
    ids = {id_ for row in rows for id_ in (row.author_id, row.published_by, row.withdrawn_by) if id_}
    persons: dict[str | None, str] = dict(person_names(view.session, ids).items())
    places = place_names(view.session, {row.jurisdiction_code for row in rows if row.jurisdiction_code})
    return [
        VersionRow(
            id=row.id, key=row.key, name=row.name, version=row.version, state=_state(view, row, holding),
            author=persons.get(row.author_id, ""), note=row.note,
            place=places.get(row.jurisdiction_code, row.jurisdiction_code), since=row.since,
            withdrawn_at=row.withdrawn_at, withdrawn_by=persons.get(row.withdrawn_by, ""),
            withdrawn_why=row.withdrawn_why, published_at=row.published_at,
            published_by=persons.get(row.published_by, "系统"), open_cases=counts[row],
        )
        for row in rows
    ]  # fmt: skip


def _of(rows: Iterable[Definition], key: str) -> list[Definition]:
    return [row for row in rows if row.key == key]


def _state(view: "Unit", row: Definition, holding: set[str]) -> State:
    if row.state == "withdrawn":
        return "withdrawn"
    if row.since is not None and row.since > view.now:
        return "coming"
    return "in force" if row.id in holding else "superseded"
