"""Save a draft: what was typed into an item, kept until it is completed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.rights import actionable, person

if TYPE_CHECKING:
    from engine.unit import Unit


def save_draft(unit: "Unit", item_id: str, posted: Mapping[str, Sequence[str]], opinion: str = "") -> None:
    """Keep the strings as typed, unchecked; the form shows them again to whoever opens the item."""
    actor = person(unit)
    item = actionable(unit, item_id)
    item.draft = {"posted": {name: list(strings) for name, strings in posted.items()}, "opinion": opinion}
    item.draft_by, item.draft_at = actor.id, unit.now
