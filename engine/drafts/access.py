"""Who may draw: process designers and administrators, and the system itself when it fills a database."""

from typing import TYPE_CHECKING

from engine.errors import NotAllowed, NotFound, Refused
from engine.forms import Message
from engine.models import Draft

if TYPE_CHECKING:
    from engine.unit import Unit

DRAWING = Message("设计流程", "draw processes")


def designers_only(unit: "Unit") -> None:
    """Let designers and administrators pass; raises NotAllowed for everybody else."""
    actor = unit.actor
    if actor is not None and not (actor.is_designer or actor.is_administrator):
        raise NotAllowed(action=DRAWING, person=actor.name)


def found(unit: "Unit", draft_id: str) -> Draft:
    """A draft, for those who may draw; raises NotFound, NotAllowed."""
    designers_only(unit)
    draft = unit.session.get(Draft, draft_id)
    if draft is None:
        raise NotFound(what=Message("该草稿", "this draft"))
    return draft


def changeable(unit: "Unit", draft_id: str) -> Draft:
    """A draft that is still being drawn; raises Refused once it was submitted, published or discarded."""
    draft = found(unit, draft_id)
    if draft.state != "open":
        raise Refused(
            zh="这份草稿已提交、已发布或已删除，不能再修改；可以另存一份草稿继续设计。",
            en="this draft was submitted, published or discarded; go on in a copy of it.",
        )
    return draft
