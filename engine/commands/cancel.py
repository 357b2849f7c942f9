"""Cancel (终止): end a case that should not go on, with the reason."""

from typing import TYPE_CHECKING

from engine.course import course
from engine.errors import InvalidAnswers, NotAllowed, Refused
from engine.forms import Message
from engine.history import record
from engine.rights import may_cancel, person, visible_case

if TYPE_CHECKING:
    from engine.unit import Unit


def cancel(unit: "Unit", case_id: str, reason: str) -> None:
    """End a case for good: its items, timers and subscriptions go. For its starter's department and administrators."""
    actor = person(unit)
    case = visible_case(unit, case_id)
    if not may_cancel(actor, case):
        raise NotAllowed(action=Message("终止该事项", "end this case"), person=actor.name)
    if not reason.strip():
        raise InvalidAnswers(errors={"reason": Message("请写明终止理由。", "Please give the reason.")})
    if case.state != "open":
        raise Refused(zh="该事项已经办结或终止。", en="this case has already ended.")
    case.state, case.ended_at, case.stage = "cancelled", unit.now, "已终止"
    record(unit, case, "cancelled", opinion=reason.strip())
    with course(unit, case) as run:
        run.cancel(unit.now)
