"""What the decision about a draft does to it: locked while it is pending, reopened, or published.

These are done by the case in which it is decided, so whoever takes a step there need not be a designer.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.definitions import Publication
from engine.errors import NotFound, Refused
from engine.forms import Message
from engine.models import Draft, DraftFile
from engine.publishing import publish as bring_into_force

if TYPE_CHECKING:
    from engine.unit import Unit


def lock(unit: "Unit", draft_id: str, case_id: str) -> None:
    """Let nobody edit a draft while it is decided upon."""
    draft = _in_state(unit, draft_id, "open")
    draft.state, draft.case_id, draft.opinion = "submitted", case_id, ""
    draft.editor_id = draft.editor_until = None


def reopen(unit: "Unit", draft_id: str, opinion: str) -> None:
    """Give a draft back to its designers, with the opinion of who returned it."""
    draft = _in_state(unit, draft_id, "submitted")
    draft.state, draft.opinion = "open", opinion.strip()


def publish(unit: "Unit", draft_id: str, *, note: str, place: str, since: datetime | None) -> int:
    """Make a version of a draft that holds for a place from a moment on, at once where that has passed.

    Gives its number. Raises Invalid with the faults where it cannot be deployed.
    """
    draft = _in_state(unit, draft_id, "submitted")
    later = since if since is not None and since > unit.now else None
    said = Publication(author_id=draft.changed_by, note=note, place=place, since=later)
    version = bring_into_force(unit, pending_files(unit, draft_id), said)
    draft.state, draft.published_id = "published", version.id
    return version.version


def pending_files(view: "Unit", draft_id: str) -> dict[str, bytes]:
    """Name -> content of the files of a draft, for those who decide about it."""
    rows = select(DraftFile.name, DraftFile.content).where(DraftFile.draft_id == draft_id).order_by(DraftFile.name)
    return dict(view.session.execute(rows).all())


def _in_state(unit: "Unit", draft_id: str, state: str) -> Draft:
    draft = unit.session.get(Draft, draft_id)
    if draft is None:
        raise NotFound(what=Message("该草稿", "this draft"))
    if draft.state != state:
        raise Refused(
            zh="这份草稿的状态已经变化，请刷新页面后再看。",
            en="this draft is in another state by now; reload the page.",
        )
    return draft
