"""The timers that begin cases: jobs of the newest published version of each process."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import kernel
from engine.ids import new_id
from engine.models import Job

if TYPE_CHECKING:
    from engine.unit import Unit


def schedule(unit: "Unit", definition_id: str, spec: kernel.Spec) -> None:
    """Set the timers of a version just published, in place of those of the version before."""
    for job in unit.session.scalars(select(Job).where(Job.kind == "start")).all():
        if job.data["key"] == spec.process:
            unit.session.delete(job)
    for start in spec.starts:
        timer = kernel.first_time(start, unit.now) if start.kind == "timer" else None
        if timer is not None:
            set_timer(unit, spec.process, definition_id, start, timer)


def set_timer(unit: "Unit", key: str, definition_id: str, start: kernel.Start, timer: Mapping[str, Any]) -> None:
    """One job at the time of the timer."""
    data = {"key": key, "definition": definition_id, "element": start.element, "part": start.part}
    unit.session.add(Job(id=new_id(unit.now), kind="start", due_at=timer["due"], data={**data, "timer": dict(timer)}))
