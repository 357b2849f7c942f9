"""The course of a case: its run is loaded, moved by one command, and everything that changed is written back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, update

from engine import kernel
from engine.arrivals import arrive, depart, reschedule
from engine.counters import next_number
from engine.definitions import Deployed
from engine.environment import CaseDesk, environment
from engine.history import record
from engine.ids import new_id
from engine.ledger_values import refresh
from engine.messages import deliver, subscribe
from engine.models import Case, Incident, Job, Subscription
from engine.openings import new_case

if TYPE_CHECKING:
    from engine.unit import Unit


@contextmanager
def course(unit: "Unit", case: Case) -> Iterator[kernel.Run]:
    """Move a case: inside the block the run may be told anything; afterwards state and rows agree with it again."""
    deployed = unit.definitions.get(unit.session, case.definition_id)
    run = kernel.load(deployed.spec, case.snapshot, environment=surroundings(unit, case, deployed))
    before = run.waits
    yield run
    write_back(unit, case, deployed, run, before)


def surroundings(unit: "Unit", case: Case, deployed: Deployed) -> kernel.Environment:
    """The environment a case runs in, with a desk for its service functions."""
    return environment(unit, case, deployed, CaseDesk(unit, case, _launch_linked, next_number))


def write_back(
    unit: "Unit", case: Case, deployed: Deployed, run: kernel.Run, before: Mapping[str, kernel.Wait]
) -> None:
    """Bring the rows of a case in line with its run: state, items, timers, subscriptions, incidents, ledger."""
    after = run.waits
    gone = [wait for id_, wait in before.items() if id_ not in after]
    new = [wait for id_, wait in after.items() if id_ not in before]
    case.snapshot = run.dump()
    _record_path(unit, case, deployed, run)
    refresh(unit, case, deployed, run)
    if run.ended and case.state == "open":
        case.state, case.ended_at = "done", unit.now
        record(unit, case, "ended")
    _close(unit, case, gone)
    _open(unit, case, deployed, run, new)
    _move_due_dates(unit, case, deployed, run, before, after)
    unit.session.flush()
    for thrown in run.thrown:
        deliver(unit, thrown, course)


def _record_path(unit: "Unit", case: Case, deployed: Deployed, run: kernel.Run) -> None:
    steps = [[step.element, step.what] for step in run.trail]
    if steps:
        record(unit, case, "moved", steps=steps)
    for step in run.trail:
        element = deployed.spec.elements.get(step.element)
        if step.what == "entered" and element is not None and "stage" in element.properties:
            case.stage = element.properties["stage"]


def _close(unit: "Unit", case: Case, gone: Iterable[kernel.Wait]) -> None:
    ids = [wait.id for wait in gone]
    if not ids:
        return
    session = unit.session
    depart(unit, case, [wait for wait in gone if isinstance(wait, kernel.UserWait)])
    session.execute(delete(Job).where(Job.case_id == case.id, Job.wait_id.in_(ids)))
    if any(isinstance(wait, kernel.MessageWait | kernel.SignalWait) for wait in gone):
        session.execute(delete(Subscription).where(Subscription.case_id == case.id, Subscription.wait_id.in_(ids)))
    if any(isinstance(wait, kernel.Trouble) for wait in gone):
        open_ones = (Incident.case_id == case.id) & Incident.wait_id.in_(ids) & Incident.resolved_at.is_(None)
        session.execute(
            update(Incident)
            .where(open_ones)
            .values(resolved_at=unit.now, resolved_by=unit.actor.id if unit.actor else None)
        )


def _open(unit: "Unit", case: Case, deployed: Deployed, run: kernel.Run, new: Iterable[kernel.Wait]) -> None:
    for wait in new:
        match wait:
            case kernel.UserWait():
                arrive(unit, case, deployed, run, wait)
            case kernel.TimerWait():
                unit.session.add(
                    Job(id=new_id(unit.now), kind="timer", due_at=wait.due, case_id=case.id, wait_id=wait.id, data={})
                )
            case kernel.MessageWait() | kernel.SignalWait():
                subscribe(unit, case, wait)
            case kernel.Trouble():
                _raise_incident(unit, case, deployed, wait)


def _raise_incident(unit: "Unit", case: Case, deployed: Deployed, trouble: kernel.Trouble) -> None:
    name = deployed.name_of(trouble.element)
    unit.session.add(
        Incident(id=new_id(unit.now), case_id=case.id, wait_id=trouble.id, element=trouble.element, element_name=name,
                 kind=trouble.kind, zh=trouble.zh, en=trouble.en, raised_at=unit.now)
    )  # fmt: skip
    record(unit, case, "troubled", element=trouble.element, name=name, zh=trouble.zh, en=trouble.en)


def _move_due_dates(
    unit: "Unit", case: Case, deployed: Deployed, run: kernel.Run,
    before: Mapping[str, kernel.Wait], after: Mapping[str, kernel.Wait],
) -> None:  # fmt: skip
    for id_, wait in after.items():
        was = before.get(id_)
        if isinstance(wait, kernel.UserWait) and isinstance(was, kernel.UserWait) and wait.due != was.due:
            reschedule(unit, case, deployed, run, wait, replace(was))
        if isinstance(wait, kernel.TimerWait) and isinstance(was, kernel.TimerWait) and wait.due != was.due:
            moved = (Job.case_id == case.id) & (Job.wait_id == id_) & (Job.kind == "timer")
            unit.session.execute(update(Job).where(moved).values(due_at=wait.due))


def _launch_linked(unit: "Unit", case: Case, key: str, variables: Mapping[str, Any]) -> None:
    launch(unit, key, variables, parent=case)


def launch(
    unit: "Unit", key: str, variables: Mapping[str, Any], *, parent: Case | None = None,
    department_id: str | None = None, element: str | None = None,
) -> Case:  # fmt: skip
    """Start a case of the newest version with typed variables; a linked one belongs to its parent's starter."""
    deployed = unit.definitions.latest(unit.session, key)
    case = new_case(unit, deployed, dict(variables), parent=parent, department_id=department_id)
    run = kernel.start(
        deployed.spec, dict(variables), now=unit.now, environment=surroundings(unit, case, deployed), element=element
    )
    case.snapshot = run.dump()
    unit.session.add(case)
    unit.session.flush()
    record(unit, case, "started", number=case.number, parent=parent.number if parent else None)
    write_back(unit, case, deployed, run, {})
    return case
