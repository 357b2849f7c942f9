"""Conclude (完成阶段): end an ad-hoc subprocess because its completion condition holds by now."""

from typing import TYPE_CHECKING

from engine.answers import check_opinion
from engine.course import course
from engine.history import named, record
from engine.rights import actionable, person

if TYPE_CHECKING:
    from engine.unit import Unit


def conclude(unit: "Unit", item_id: str, opinion: str = "") -> None:
    """End the ad-hoc subprocess the item stands for; what is under way in it goes or is finished, as its diagram says.

    Raises kernel.NotEnough while the condition does not hold, InvalidAnswers without an opinion that is required.
    """
    actor = person(unit)
    item = actionable(unit, item_id, "conclude")
    case = item.case
    deployed = unit.definitions.get(unit.session, item.definition_id)
    check_opinion(deployed.element(item.element), opinion)
    with course(unit, case, done=item) as run:
        run.conclude(item.wait_id, unit.now)
        item.state, item.completed_by, item.completed_at = "done", actor.id, unit.now
        item.claimant_id, item.draft = item.claimant_id or actor.id, None
        record(
            unit, case, "concluded", element=item.element, item_id=item.id, **named(item), opinion=opinion.strip(),
            late=bool(item.due_at and unit.now > item.due_at),
        )  # fmt: skip
