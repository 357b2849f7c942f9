"""Retry an incident: the step that failed is tried again after its cause was mended."""

from typing import TYPE_CHECKING

from engine.course import course
from engine.forms import Message
from engine.history import record
from engine.incidents import close, open_incident
from engine.rights import administrator

if TYPE_CHECKING:
    from engine.unit import Unit


def retry(unit: "Unit", incident_id: str) -> None:
    """Try again; where it fails once more a new incident says why."""
    administrator(unit, Message("处理异常", "repair incidents"))
    incident = open_incident(unit, incident_id)
    close(unit, incident, "retried")
    record(unit, incident.case, "repaired", element=incident.element, name=incident.element_name, how="retried")
    with course(unit, incident.case) as run:
        run.retry(incident.wait_id, unit.now)
