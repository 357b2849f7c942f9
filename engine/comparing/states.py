"""The states of a process that can be compared: a version, or a draft as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import selectinload

from engine.drafts.access import designers_only
from engine.drafts.access import found as draft_found
from engine.drafts.deciding import pending_files
from engine.errors import NotFound
from engine.forms import Message
from engine.models import Definition, Draft, Person

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A version (`version` is its number) or a draft (None) with who made it, when, and what was said about it."""

    id: str
    key: str
    name: str
    version: int | None
    author: str
    at: datetime
    note: str
    files: Mapping[str, bytes]


def version_state(view: "Unit", definition_id: str) -> State:
    """A version, for designers; raises NotFound."""
    designers_only(view)
    return of_version(view, definition_id)


def draft_state(view: "Unit", draft_id: str) -> State:
    """A draft as it is now, for designers; raises NotFound."""
    return of_draft(view, draft_found(view, draft_id))


def of_version(view: "Unit", definition_id: str) -> State:
    """A version, for whoever was let in already."""
    row = view.session.get(Definition, definition_id, options=[selectinload(Definition.resources)])
    if row is None:
        raise NotFound(what=Message("流程版本", "this version of a process"))
    return State(
        id=row.id, key=row.key, name=row.name, version=row.version,
        author=_name(view, row.author_id or row.published_by), at=row.published_at, note=row.note,
        files={resource.name: resource.content for resource in row.resources},
    )  # fmt: skip


def of_draft(view: "Unit", draft: Draft) -> State:
    """A draft, for whoever was let in already."""
    return State(
        id=draft.id, key=draft.key, name=draft.name, version=None, author=_name(view, draft.changed_by),
        at=draft.changed_at, note="", files=pending_files(view, draft.id),
    )  # fmt: skip


def _name(view: "Unit", person_id: str | None) -> str:
    person = view.session.get(Person, person_id) if person_id else None
    return person.name if person else ""
