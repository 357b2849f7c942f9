"""Release (释放): put a claimed item back into the department's inbox."""

from typing import TYPE_CHECKING

from engine.errors import Refused
from engine.history import named, record
from engine.rights import actionable, person

if TYPE_CHECKING:
    from engine.unit import Unit


def release(unit: "Unit", item_id: str) -> None:
    """Give the item back to all its candidates; the draft stays for whoever takes it next."""
    actor = person(unit)
    item = actionable(unit, item_id, "release")
    if item.claimant_id != actor.id:
        raise Refused(
            zh="该事项尚未由您领取，无需释放。", en="you have not claimed this item, so there is nothing to release."
        )
    if not any(candidate.department_id or candidate.person_id != actor.id for candidate in item.candidates):
        raise Refused(
            zh="该事项只分给了您本人，不能释放；如需他人办理，请使用“转办”。",
            en="this item was given to you alone; transfer it if somebody else is to do it.",
        )
    item.claimant_id = item.claimed_at = None
    record(unit, item.case, "released", element=item.element, item_id=item.id, **named(item))
