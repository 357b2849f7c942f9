"""Claim (领取): take an item out of the department's inbox into one's own hands."""

from typing import TYPE_CHECKING

from engine.history import named, record
from engine.rights import actionable, person

if TYPE_CHECKING:
    from engine.unit import Unit


def claim(unit: "Unit", item_id: str) -> None:
    """Make the actor the one who works on the item; claiming one's own item again changes nothing."""
    actor = person(unit)
    item = actionable(unit, item_id, "claim")
    if item.claimant_id == actor.id:
        return
    item.claimant_id, item.claimed_at = actor.id, unit.now
    record(unit, item.case, "claimed", element=item.element, item_id=item.id, **named(item))
