"""Submit (提交审批): give a draft to those who decide about its publication; it is locked until they do."""

from datetime import datetime
from typing import TYPE_CHECKING

from engine import messages
from engine.course import course, launch
from engine.drafts.access import changeable
from engine.drafts.checking import faults
from engine.drafts.editing import EditedElsewhere, edit
from engine.errors import Invalid, NotFound, Refused
from engine.forms import Message
from engine.jurisdictions import EVERYWHERE
from engine.models import Draft, Jurisdiction
from engine.organizations.faults import required
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit

SUBMITTED = "提交流程草稿"
"""The message by which the process that decides about drafts begins, and by which a returned draft comes back to it."""

LONGEST = 2000


def submit(
    unit: "Unit", draft_id: str, note: str, *, place: str = EVERYWHERE, since: datetime | None = None
) -> str:
    """Submit a draft with what is new in it, to hold at a place from a moment on (at once without one).

    Gives the id of the case that decides. Raises Invalid with all faults of the draft, InvalidAnswers without a note,
    EditedElsewhere while somebody else edits it, Refused where no process is there to decide.
    """
    actor = person(unit)
    draft = changeable(unit, draft_id)
    said = required("note", note, "修改说明", "note on what is new", LONGEST)
    found = unit.session.get(Jurisdiction, place) if place != EVERYWHERE else None
    if place != EVERYWHERE and found is None:
        raise NotFound(what=Message("该辖区", "this jurisdiction"))
    editing = edit(unit, draft_id)
    if not editing.mine:
        raise EditedElsewhere(person=editing.editor)
    wrong = faults(unit, draft_id)
    if wrong:
        raise Invalid(wrong)
    variables = {
        "draft": draft.id, "draft_key": draft.key, "title": draft.name, "note": said, "place": place,
        "place_name": found.name if found else None, "since": since, "submitted_by": actor.name,
        "department": actor.posts[0].department_id,
    }  # fmt: skip
    messages.publish(unit, SUBMITTED, draft.id, variables, course, launch)
    unit.session.flush()
    return _decided_in(draft)


def _decided_in(draft: Draft) -> str:
    if draft.state != "submitted" or draft.case_id is None:
        raise Refused(
            zh="没有审批流程版本的流程（process-publication），请管理员先部署它。",
            en="no process decides about versions here; an administrator must deploy process-publication first.",
        )
    return draft.case_id
