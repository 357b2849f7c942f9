"""Incidents: where cases cannot go on by themselves, and what of their data can be mended."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import joinedload

from engine.errors import NotFound, Refused
from engine.models import Incident

if TYPE_CHECKING:
    from engine.unit import Unit


def open_incident(unit: "Unit", incident_id: str) -> Incident:
    """An incident nobody has resolved yet; raises NotFound, or Refused when somebody was faster."""
    incident = unit.session.get(Incident, incident_id, options=[joinedload(Incident.case)])
    if incident is None:
        raise NotFound(what="该异常")
    if incident.resolved_at is not None:
        raise Refused(zh="该异常已经处理完毕，无需再次处理。", en="this incident has already been resolved.")
    return incident
