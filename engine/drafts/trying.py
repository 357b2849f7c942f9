"""What a designer is trying of a draft, kept as text: it never touches a case, and is there again after a restart."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from engine.drafts.access import found
from engine.ids import new_id
from engine.models import DraftTrial

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The text of a run, and the jurisdiction with whose organization it goes; empty for the model commission."""

    text: str
    place: str


def trial_of(view: "Unit", draft_id: str) -> Kept | None:
    """What the actor is trying of a draft; None where nothing was begun."""
    found(view, draft_id)
    row = _mine(view, draft_id)
    return Kept(text=row.text, place=row.place) if row else None


def keep_trial(unit: "Unit", draft_id: str, text: str, place: str) -> None:
    """Keep the run as it stands now in place of what was kept before."""
    found(unit, draft_id)
    row = _mine(unit, draft_id)
    if row is None:
        assert unit.actor is not None
        row = DraftTrial(id=new_id(unit.now), draft_id=draft_id, person_id=unit.actor.id)
        unit.session.add(row)
    row.text, row.place, row.changed_at = text, place, unit.now


def drop_trial(unit: "Unit", draft_id: str) -> None:
    """Forget the actor's run."""
    found(unit, draft_id)
    mine = DraftTrial.person_id == (unit.actor.id if unit.actor else None)
    unit.session.execute(delete(DraftTrial).where(DraftTrial.draft_id == draft_id, mine))


def _mine(view: "Unit", draft_id: str) -> DraftTrial | None:
    mine = DraftTrial.person_id == (view.actor.id if view.actor else None)
    return view.session.scalar(select(DraftTrial).where(DraftTrial.draft_id == draft_id, mine))
