"""The drafts as designers find them: a list with search and sorting, and what one draft is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from engine.drafts.access import changeable, designers_only, found
from engine.errors import Refused
from engine.keyset import Page, page
from engine.models import Definition, Draft, DraftFile, Person

if TYPE_CHECKING:
    from engine.unit import Unit

SORTS: dict[str, Sequence[Any]] = {
    "changed": (Draft.changed_at, Draft.id),
    "name": (Draft.name, Draft.id),
    "created": (Draft.created_at, Draft.id),
}
STATES = ("open", "submitted", "published", "discarded")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft in the list; `base_version` is the number of the version it began from, `editor` who edits it now."""

    id: str
    key: str
    name: str
    state: str
    base_version: int | None
    changed_at: datetime
    changed_by: str
    editor: str
    case_id: str | None = None
    """The case in which its publication is or was decided."""
    opinion: str = ""
    published_id: str | None = None
    base_id: str | None = None
    files: tuple[str, ...] = ()


def drafts(
    view: "Unit", *, text: str = "", state: str = "open", sort: str = "-changed", cursor: str | None = None,
    limit: int = 20,
) -> Page[DraftRow]:  # fmt: skip
    """A page of drafts in a state, by name or key."""
    designers_only(view)
    statement = _statement().where(Draft.state == (state if state in STATES else "open"))
    for word in text.lower().split():
        statement = statement.where(
            func.lower(Draft.name).contains(word, autoescape=True) | func.lower(Draft.key).contains(word)
        )
    keys = SORTS.get(sort.removeprefix("-"), SORTS["changed"])
    rows = page(view.session, statement, keys, cursor=cursor, limit=limit, descending=sort.startswith("-"))
    found_rows = [_row(view, *row) for row in rows.rows]
    return Page(rows=found_rows, next=rows.next, previous=rows.previous, total=rows.total)


def draft_view(view: "Unit", draft_id: str) -> DraftRow:
    """One draft with the names of its files, the diagram first; raises NotFound."""
    found(view, draft_id)
    draft, base, person = view.session.execute(_statement().where(Draft.id == draft_id)).one()
    names = view.session.scalars(select(DraftFile.name).where(DraftFile.draft_id == draft_id))
    order = (".bpmn", ".form", ".dmn", ".yaml")
    files = sorted(names, key=lambda name: (order.index(name[name.rfind(".") :]), name))
    return _row(view, draft, base, person, tuple(files))


def discard(unit: "Unit", draft_id: str) -> None:
    """Put an open draft away; `restore` brings it back."""
    changeable(unit, draft_id).state = "discarded"


def restore(unit: "Unit", draft_id: str) -> None:
    """Bring a discarded draft back."""
    draft = found(unit, draft_id)
    if draft.state != "discarded":
        raise Refused(zh="只有已删除的草稿才能恢复。", en="only a discarded draft can be restored.")
    draft.state = "open"


def _statement() -> Any:
    return (
        select(Draft, Definition.version, Person.name)
        .outerjoin(Definition, Definition.id == Draft.base_id)
        .outerjoin(Person, Person.id == Draft.changed_by)
    )


def _row(view: "Unit", draft: Draft, base: int | None, person: str | None, files: tuple[str, ...] = ()) -> DraftRow:
    held = draft.editor_until is not None and draft.editor_until > view.now
    editor = view.session.get(Person, draft.editor_id) if held and draft.editor_id else None
    return DraftRow(
        id=draft.id, key=draft.key, name=draft.name, state=draft.state, base_version=base,
        changed_at=draft.changed_at, changed_by=person or "", editor=editor.name if editor else "",
        case_id=draft.case_id, opinion=draft.opinion, published_id=draft.published_id, base_id=draft.base_id,
        files=files,
    )  # fmt: skip
