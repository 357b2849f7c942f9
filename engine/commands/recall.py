"""Recall (撤回提交): take a draft back from those who decide about it, to go on drawing."""

from typing import TYPE_CHECKING

from engine import messages
from engine.course import course, launch
from engine.drafts.access import found
from engine.errors import Refused
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit

RECALLED = "撤回流程草稿"
"""The message that ends the decision about a draft."""


def recall(unit: "Unit", draft_id: str) -> None:
    """Reopen a submitted draft; the case that was to decide about it ends. Raises Refused once it was decided."""
    person(unit)
    draft = found(unit, draft_id)
    if draft.state == "submitted":
        messages.publish(unit, RECALLED, draft.id, {}, course, launch)
        unit.session.flush()
    if draft.state != "open":
        raise Refused(zh="这份草稿已经审批，不能撤回。", en="this draft has been decided upon and stays as it is.")
