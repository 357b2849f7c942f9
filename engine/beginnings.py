"""What begins a case without a person: messages, signals and timers of the versions in force."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import kernel
from engine.definitions import Deployed
from engine.environment import functions, settings
from engine.errors import NotFound
from engine.forms import Message
from engine.front_office import front_office, front_place
from engine.in_force import all_in_force, in_force
from engine.models import Case, Department, Job
from engine.start_timers import set_timer

if TYPE_CHECKING:
    from engine.unit import Unit

Launch = Callable[..., Case]
"""`engine.course.launch`, which knows how to move a case."""


def by_signal(unit: "Unit", name: str, variables: Mapping[str, Any], launch: Launch, sender: Case | None) -> None:
    """Start a case of every process whose version in force begins with this signal."""
    for deployed, start in _starts(unit, "signal", name, _place(unit, variables, sender)):
        _launch(unit, deployed, start, variables, launch, sender)


def by_message(
    unit: "Unit", name: str, key: str, variables: Mapping[str, Any], launch: Launch, sender: Case | None
) -> bool:
    """Start a case of the first process whose version in force begins with this message; whether one was started.

    While a case that began with the same correlation key is open, no other of its process begins with it; a message
    without a key always begins one (as in Camunda 8).
    """
    found = next(_starts(unit, "message", name, _place(unit, variables, sender)), None)
    if found is None or (key and _is_taken(unit, found[0].key, key)):
        return False
    _launch(unit, *found, variables, launch, sender, begun_key=key or None)
    return True


def by_condition(
    unit: "Unit", facts: Mapping[str, Any], launch: Launch, key: str | None = None
) -> list[Case]:
    """Start a case at every conditional start event of the versions in force whose condition is true of these facts.

    There is no case yet, so conditions see the facts and the settings of their process (BPMN 2.0.2 table 10.84). `key`
    asks one process only.
    """
    begun = []
    for deployed, start in _starts(unit, "conditional", None, _place(unit, facts, None)):
        seen = {"settings": settings(unit, deployed, ""), **facts}
        if key in (None, deployed.key) and kernel.holds(start, seen, unit.now, functions(unit, "")):
            begun.append(_launch(unit, deployed, start, facts, launch, None))
    return begun


def message_names(unit: "Unit", process: str) -> list[str]:
    """The messages the version of a process in force begins with; none where none is in force any more."""
    found = [row.id for row in all_in_force(unit) if row.key == process]
    specs = [unit.definitions.get(unit.session, id_).spec for id_ in found]
    return [start.name for spec in specs for start in spec.starts if start.kind == "message" and start.name]


def _starts(unit: "Unit", kind: str, name: str | None, place: str) -> Iterator[tuple[Deployed, kernel.Start]]:
    """Where the version of each process in force begins with this kind of event: once, or with each condition."""
    for row in all_in_force(unit, place):
        deployed = unit.definitions.get(unit.session, row.id)
        found = [start for start in deployed.spec.starts if start.kind == kind and start.name == name]
        yield from ((deployed, start) for start in (found if kind == "conditional" else found[:1]))


def _is_taken(unit: "Unit", process: str, key: str) -> bool:
    same = (Case.key == process) & (Case.begun_key == key)
    return unit.session.scalar(select(Case.id).where(same).limit(1)) is not None


def fire(unit: "Unit", job: Job, launch: Launch) -> None:
    """A timer begins a case, and is set to its next time where it has one."""
    deployed = in_force(unit, job.data["key"], front_place(unit))
    starts = (start for start in deployed.spec.starts if start.element == job.data["element"])
    found = next((start for start in starts if start.part == job.data["part"]), None)
    if found is None or deployed.id != job.data["definition"]:
        return
    timer = dict(job.data["timer"])
    if kernel.next_time(timer):
        set_timer(unit, deployed.key, deployed.id, found, timer)
    _launch(unit, deployed, found, {}, launch, None)


def _launch(
    unit: "Unit", deployed: Deployed, start: kernel.Start, variables: Mapping[str, Any], launch: Launch,
    sender: Case | None, begun_key: str | None = None,
) -> Case:  # fmt: skip
    """The case belongs to the department its message names, else to that of the sender, else to the front office."""
    department = _named(unit, variables)
    if department is None and sender is None:
        department = front_office(unit)
    if department is None and sender is None:
        raise NotFound(what=Message("收文处室", "the department that receives for the organization"))
    return launch(
        unit, deployed.key, variables, parent=sender, department_id=department.id if department else None,
        element=start.element, part=start.part, begun_key=begun_key,
    )  # fmt: skip


def _place(unit: "Unit", variables: Mapping[str, Any], sender: Case | None) -> str:
    """Where a case that begins by itself will be."""
    department = _named(unit, variables)
    if department is not None:
        return department.organization.jurisdiction_code
    return sender.jurisdiction_code if sender is not None else front_place(unit)


def _named(unit: "Unit", variables: Mapping[str, Any]) -> Department | None:
    named = variables.get("department")
    return unit.session.get(Department, named) if isinstance(named, str) else None
