"""Activate (开展): begin a piece of work within an ad-hoc subprocess, also once more."""

from typing import TYPE_CHECKING

from engine import kernel
from engine.course import course
from engine.errors import Refused
from engine.history import named, record
from engine.rights import actionable

if TYPE_CHECKING:
    from engine.unit import Unit


def activate(unit: "Unit", item_id: str, element: str, opinion: str = "") -> None:
    """Begin a step of the ad-hoc subprocess the item stands for; where the order is sequential, after those that wait.

    Raises NotAllowed, Overtaken, or Refused where the step cannot be begun there.
    """
    item = actionable(unit, item_id, "activate")
    case = item.case
    deployed = unit.definitions.get(unit.session, item.definition_id)
    with course(unit, case) as run:
        wait = run.waits.get(item.wait_id)
        if not isinstance(wait, kernel.AdHocWait) or element not in wait.choices:
            raise Refused(
                zh="这项工作现在不能开展，请刷新页面，从所列的工作中选择。",
                en="this work cannot be begun now; reload the page and choose from what is listed.",
            )
        record(
            unit, case, "activated", element=element, item_id=item.id, **named(item), opinion=opinion.strip(),
            to=element, to_name=deployed.name_of(element),
        )  # fmt: skip
        item.draft = None
        run.activate(wait.id, element, unit.now)
