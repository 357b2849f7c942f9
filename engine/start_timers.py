"""The timers that begin cases: jobs of the version in force of each process."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import kernel
from engine.deadlines import feel_functions
from engine.errors import Fault, Invalid
from engine.ids import new_id
from engine.models import Job

if TYPE_CHECKING:
    from engine.unit import Unit


def schedule(unit: "Unit", definition_id: str, spec: kernel.Spec) -> None:
    """Set the timers of a version that comes into force, in place of those of the version before."""
    clear(unit, spec.process)
    for start in spec.starts:
        if start.kind == "timer":
            set_timer(unit, spec.process, definition_id, start, _first_time(unit, start))


def clear(unit: "Unit", key: str) -> None:
    """Let no timer begin cases of a process any more."""
    for job in unit.session.scalars(select(Job).where(Job.kind == "start")).all():
        if job.data["key"] == key:
            unit.session.delete(job)


def _first_time(unit: "Unit", start: kernel.Start) -> dict[str, Any]:
    timer = kernel.first_time(start, unit.now, feel_functions(unit.calendar()))
    if timer is not None:
        return timer
    raise Invalid([
        Fault(rule="start-timer", element=start.element, line=0, clause="BPMN 2.0.2 §10.5.2",
              zh=f"定时开始事件“{start.element}”的时间“{start.text}”无法算出；开始之前没有变量可用。",
              en=f"The time {start.text} of the timer start event {start.element} gives none; there are no variables "
              "before a case begins.")
    ])  # fmt: skip


def set_timer(unit: "Unit", key: str, definition_id: str, start: kernel.Start, timer: Mapping[str, Any]) -> None:
    """One job at the time of the timer."""
    data = {"key": key, "definition": definition_id, "element": start.element, "part": start.part}
    unit.session.add(Job(id=new_id(unit.now), kind="start", due_at=timer["due"], data={**data, "timer": dict(timer)}))
