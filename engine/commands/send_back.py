"""Send back (退回): return a case to a step it has already passed, with an opinion."""

from typing import TYPE_CHECKING

from engine.course import course
from engine.errors import InvalidAnswers, Refused
from engine.forms import Message
from engine.history import named, record
from engine.parts import sight
from engine.return_targets import return_targets
from engine.rights import actionable, person

if TYPE_CHECKING:
    from engine.unit import Unit


def send_back(unit: "Unit", item_id: str, element: str, opinion: str) -> None:
    """Move the item's token back to an earlier step of the same or an enclosing part of its own diagram.

    Raises InvalidAnswers without an opinion, Refused where the step was never passed or cannot be returned to.
    """
    actor = person(unit)
    item = actionable(unit, item_id, "send_back")
    if not opinion.strip():
        text = Message("退回时请写明退回理由。", "Please give the reason for sending it back.")
        raise InvalidAnswers(errors={"opinion": text})
    case = item.case
    names = {target.element: target.name for target in return_targets(unit, item, sight(unit, case))}
    if element not in names:
        raise Refused(
            zh="该环节尚未经过或不能退回，请重新选择退回到哪一步。",
            en="this step was not passed yet or cannot be returned to; choose another one.",
        )
    item.state, item.completed_by, item.completed_at, item.draft = "done", actor.id, unit.now, None
    item.returned_to = element
    record(
        unit, case, "returned", element=item.element, item_id=item.id, **named(item), opinion=opinion.strip(),
        to=element, to_name=names[element],
    )  # fmt: skip
    with course(unit, case, done=item) as run:
        run.move(item.wait_id, element, unit.now)
