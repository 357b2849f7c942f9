"""The course of a case: its run is loaded, moved by one command, and everything that changed is written back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from engine import kernel
from engine.arrivals import arrive, depart, reschedule
from engine.counters import next_number
from engine.definitions import Deployed
from engine.desk import CaseDesk
from engine.environment import context, environment
from engine.history import record
from engine.ids import new_id
from engine.in_force import in_force
from engine.ledger_values import refresh
from engine.messages import deliver, hand_on, subscribe
from engine.models import Case, Incident, Item, Job, Subscription
from engine.openings import new_case, place_of_start

if TYPE_CHECKING:
    from engine.unit import Unit


@contextmanager
def course(unit: "Unit", case: Case, done: Item | None = None) -> Iterator[kernel.Run]:
    """Move a case: inside the block the run may be told anything; afterwards state and rows agree with it again.

    `done` is the item the command closes itself.
    """
    run = run_of(unit, case)
    before = run.waits
    yield run
    write_back(unit, case, run, before, done)


def run_of(unit: "Unit", case: Case) -> kernel.Run:
    """The run of a case as it stands, to be looked at; to move it, see `course`."""
    deployed = unit.definitions.get(unit.session, case.definition_id)
    return kernel.load(deployed.spec, case.snapshot, environment=surroundings(unit, case, deployed), now=unit.now)


def surroundings(unit: "Unit", case: Case, deployed: Deployed) -> kernel.Environment:
    """The environment a case runs in, with a desk for its service functions."""
    return environment(unit, case, deployed, CaseDesk(unit, case, _launch_linked, next_number))


def known(view: "Unit", case: Case) -> dict[str, Any]:
    """What expressions about a case as a whole see, running or ended: its variables beside its context."""
    deployed = view.definitions.get(view.session, case.definition_id)
    return {**context(view, case, deployed), **run_of(view, case).variables()}


def write_back(
    unit: "Unit", case: Case, run: kernel.Run, before: Mapping[str, kernel.Wait], done: Item | None = None
) -> None:
    """Bring the rows of a case in line with its run: state, items, timers, subscriptions, incidents, ledger."""
    after = run.waits
    # What was in trouble keeps its id when it is repaired, but waits for something else then.
    gone = [wait for id_, wait in before.items() if type(wait) is not type(after.get(id_))]
    new = [wait for id_, wait in after.items() if type(wait) is not type(before.get(id_))]
    case.snapshot = run.dump()
    _record_path(unit, case, run)
    refresh(unit, case, run)
    if run.ended and case.state == "open":
        case.state, case.ended_at = "done", unit.now
        record(unit, case, "ended")
    _close(unit, case, run, gone, done)
    _open(unit, case, run, new)
    _move_due_dates(unit, case, run, before, after)
    _note_troubles(unit, case, before, after)
    if run.ended:
        hand_on(unit, case)
    thrown = run.thrown
    if thrown:
        unit.session.flush()
    for message in thrown:
        deliver(unit, case, message, course, launch)


def _record_path(unit: "Unit", case: Case, run: kernel.Run) -> None:
    """Note the steps of the tokens, those in a called process with its version, and the stages they brought."""
    steps = [[step.element, step.what, *_elsewhere(case, step.ref)] for step in run.trail]
    if steps:
        record(unit, case, "moved", steps=steps)
    for step in run.trail:
        element = unit.definitions.get(unit.session, step.ref).spec.elements.get(step.element)
        stage = element.properties.get("stage") if element is not None and step.what == "entered" else None
        if element is None or stage is None or stage == case.stage:
            continue
        case.stage = stage
        if element.kind == "serviceTask":
            # What people do tells of itself; what the process does by itself (销号) would leave no line otherwise.
            record(unit, case, "staged", element=element.id, name=element.name, stage=stage)


def _elsewhere(case: Case, ref: str) -> list[str]:
    return [] if ref == case.definition_id else [ref]


def _close(unit: "Unit", case: Case, run: kernel.Run, gone: Sequence[kernel.Wait], done: Item | None) -> None:
    session = unit.session
    depart(unit, case, run, (wait for wait in gone if isinstance(wait, kernel.Addressed)), done)
    timed = [wait.id for wait in gone if isinstance(wait, kernel.Addressed | kernel.TimerWait)]
    if timed:
        session.execute(delete(Job).where(Job.case_id == case.id, Job.wait_id.in_(timed)))
    heard = [wait.id for wait in gone if isinstance(wait, kernel.MessageWait | kernel.SignalWait)]
    if heard:
        session.execute(delete(Subscription).where(Subscription.case_id == case.id, Subscription.wait_id.in_(heard)))


def _open(unit: "Unit", case: Case, run: kernel.Run, new: Iterable[kernel.Wait]) -> None:
    for wait in new:
        match wait:
            case kernel.Addressed():
                arrive(unit, case, run, wait)
            case kernel.TimerWait():
                _set_timer(unit, case, wait)
            case kernel.MessageWait() | kernel.SignalWait():
                subscribe(unit, case, wait)


def _set_timer(unit: "Unit", case: Case, wait: kernel.TimerWait) -> None:
    unit.session.add(
        Job(id=new_id(unit.now), kind="timer", due_at=wait.due, case_id=case.id, wait_id=wait.id, element=wait.element,
            definition_id=wait.ref, data={})
    )  # fmt: skip


def _move_due_dates(
    unit: "Unit", case: Case, run: kernel.Run, before: Mapping[str, kernel.Wait], after: Mapping[str, kernel.Wait]
) -> None:
    for id_, wait in after.items():
        was = before.get(id_)
        if isinstance(wait, kernel.Addressed) and isinstance(was, kernel.Addressed) and wait.due != was.due:
            reschedule(unit, case, run, wait, was)
        if isinstance(wait, kernel.TimerWait) and isinstance(was, kernel.TimerWait) and wait.due != was.due:
            # A cycle keeps its wait, but the job of the time that has just fired is gone: so a new one, not an update.
            timers = (Job.case_id == case.id) & (Job.wait_id == id_) & (Job.kind == "timer")
            unit.session.execute(delete(Job).where(timers))
            _set_timer(unit, case, wait)


def _note_troubles(
    unit: "Unit", case: Case, before: Mapping[str, kernel.Wait], after: Mapping[str, kernel.Wait]
) -> None:
    """Close incidents whose trouble is gone and raise those that have none open: a repair may fail where it began."""
    troubles = {id_: wait for id_, wait in after.items() if isinstance(wait, kernel.Trouble)}
    if not troubles and not any(isinstance(wait, kernel.Trouble) for wait in before.values()):
        return
    known = set()
    for incident in unit.session.scalars(
        select(Incident).where(Incident.case_id == case.id, Incident.resolved_at.is_(None))
    ):
        if incident.wait_id in troubles:
            known.add(incident.wait_id)
        else:
            incident.resolved_at, incident.resolved_by = unit.now, unit.actor.id if unit.actor else None
    for id_, trouble in troubles.items():
        if id_ not in known:
            _raise_incident(unit, case, trouble)


def _raise_incident(unit: "Unit", case: Case, trouble: kernel.Trouble) -> None:
    name = unit.definitions.get(unit.session, trouble.ref).name_of(trouble.element)
    unit.session.add(
        Incident(id=new_id(unit.now), case_id=case.id, wait_id=trouble.id, definition_id=trouble.ref,
                 element=trouble.element, element_name=name, kind=trouble.kind, zh=trouble.zh, en=trouble.en,
                 raised_at=unit.now)
    )  # fmt: skip
    record(
        unit, case, "troubled", element=trouble.element, part=trouble.part, name=name, zh=trouble.zh, en=trouble.en
    )  # fmt: skip


def _launch_linked(unit: "Unit", case: Case, key: str, variables: Mapping[str, Any]) -> Case:
    return launch(unit, key, variables, parent=case)


def launch(
    unit: "Unit", key: str, variables: Mapping[str, Any], *, parent: Case | None = None,
    department_id: str | None = None, element: str | None = None, part: int = 0, noted: Mapping[str, Any] | None = None,
    begun_key: str | None = None,
) -> Case:  # fmt: skip
    """Start a case of the version in force there, with typed variables; a linked one belongs to its parent's starter.

    `noted` is kept with the event that tells of the start; `begun_key` is that of the message it begins with.
    """
    deployed = in_force(unit, key, place_of_start(unit, department_id, parent))
    case = new_case(unit, deployed, dict(variables), parent=parent, department_id=department_id)
    case.begun_key = begun_key
    # The case has its row before its first step: what is recorded and linked on the way refers to it.
    unit.session.add(case)
    unit.session.flush()
    begun = deployed.part_of(element or deployed.entry)
    told = {"parent": parent.number, "again": parent.key == key} if parent else {"parent": None}
    record(unit, case, "started", part=begun, number=case.number, **told, **(noted or {}))
    run = kernel.start(
        deployed.spec, dict(variables), now=unit.now, environment=surroundings(unit, case, deployed), element=element,
        part=part,
    )  # fmt: skip
    write_back(unit, case, run, {})
    return case
