"""One person edits a draft at a time; another one reads, or takes over knowingly, and nobody overwrites anybody."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from engine.drafts.access import changeable
from engine.errors import Conflict
from engine.models import Draft, Person

if TYPE_CHECKING:
    from engine.unit import Unit

LEASE = timedelta(minutes=3)
"""How long a draft stays with its editor after the last sign of life."""


class EditedElsewhere(Conflict):
    """Expected to be the one who edits this draft, but {person} does now; take it over to go on."""

    zh = "{person}正在编辑这份草稿，您的修改没有保存；可以接手编辑，或另存一份草稿。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """Whether a person may edit a draft now, and who else does."""

    mine: bool
    editor: str


def edit(unit: "Unit", draft_id: str) -> Editing:
    """Become or stay the editor where nobody else is; tells who it is otherwise."""
    draft = changeable(unit, draft_id)
    me = unit.actor.id if unit.actor else None
    if _held_by_another(unit, draft):
        return Editing(mine=False, editor=name_of(unit, draft.editor_id))
    draft.editor_id, draft.editor_until = me, unit.now + LEASE
    return Editing(mine=True, editor=name_of(unit, me))


def take_over(unit: "Unit", draft_id: str) -> None:
    """Become the editor although somebody else is; the other one's next save is refused in words."""
    draft = changeable(unit, draft_id)
    draft.editor_id, draft.editor_until = (unit.actor.id if unit.actor else None), unit.now + LEASE


def release(unit: "Unit", draft_id: str) -> None:
    """Let others edit at once instead of when the lease ends."""
    draft = changeable(unit, draft_id)
    if unit.actor is not None and draft.editor_id == unit.actor.id:
        draft.editor_id = draft.editor_until = None


def editable(unit: "Unit", draft_id: str) -> Draft:
    """The draft, with its lease renewed and the change noted; raises EditedElsewhere where another one edits it."""
    draft = changeable(unit, draft_id)
    if _held_by_another(unit, draft):
        raise EditedElsewhere(person=name_of(unit, draft.editor_id))
    draft.editor_id, draft.editor_until = (unit.actor.id if unit.actor else None), unit.now + LEASE
    draft.changed_at, draft.changed_by = unit.now, draft.editor_id
    return draft


def name_of(unit: "Unit", person_id: str | None) -> str:
    """What people call an editor; empty for nobody."""
    person = unit.session.get(Person, person_id) if person_id else None
    return person.name if person else ""


def _held_by_another(unit: "Unit", draft: Draft) -> bool:
    me = unit.actor.id if unit.actor else None
    held = draft.editor_id is not None and draft.editor_until is not None and draft.editor_until > unit.now
    return held and draft.editor_id != me
