"""Definitions as administrators read them: versions with their open cases, and diagrams."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from engine.drafts.access import designers_only
from engine.errors import NotFound
from engine.in_force import all_in_force
from engine.models import Case, Definition, Person, Resource
from engine.organizations.access import administrators_only

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of a process, who published it, and how many open cases run by it."""

    id: str
    key: str
    name: str
    version: int
    state: str
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
        select(Definition, Person.name, counted.c.count)
        .outerjoin(Person, Person.id == Definition.published_by)
        .outerjoin(counted, counted.c.definition_id == Definition.id)
        .where(Definition.key == key)
        .order_by(Definition.version.desc())
    ).all()
    if not rows:
        raise NotFound(what=f"流程“{key}”")
    return [_version(definition, person, count) for definition, person, count in rows]


def keys_published(view: "Unit") -> set[str]:
    """The keys of all processes that ever had a version here."""
    return set(view.session.scalars(select(Definition.key).distinct()))


def drawable(view: "Unit") -> list[VersionRow]:
    """The newest published version of every process, by name, for designers to go on from."""
    designers_only(view)
    rows = all_in_force(view)
    return [_version(definition, None, None) for definition in rows]


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


def _version(definition: Definition, person: str | None, count: int | None) -> VersionRow:
    return VersionRow(
        id=definition.id,
        key=definition.key,
        name=definition.name,
        version=definition.version,
        state=definition.state,
        published_at=definition.published_at,
        published_by=person or "系统",
        open_cases=count or 0,
    )
