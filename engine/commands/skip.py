"""Skip an incident: the case goes on behind the step that failed."""

from typing import TYPE_CHECKING

from engine.course import course
from engine.errors import InvalidAnswers
from engine.forms import Message
from engine.history import record
from engine.incidents import close, open_incident
from engine.rights import administrator

if TYPE_CHECKING:
    from engine.unit import Unit


def skip(unit: "Unit", incident_id: str, reason: str) -> None:
    """Leave the failed step behind as if it had been done, with a reason that stays in the history."""
    administrator(unit, Message("跳过异常环节", "skip a failed step"))
    if not reason.strip():
        raise InvalidAnswers(errors={"reason": Message("请写明跳过理由。", "Please give the reason.")})
    incident = open_incident(unit, incident_id)
    close(unit, incident, "skipped")
    record(
        unit, incident.case, "repaired", element=incident.element, name=incident.element_name, how="skipped",
        opinion=reason.strip(),
    )  # fmt: skip
    with course(unit, incident.case) as run:
        run.skip(incident.wait_id, unit.now)
