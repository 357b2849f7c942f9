"""What is due: timers fire, time limits remind and escalate, messages arrive; each effect happens exactly once."""

import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import select

from engine import beginnings, intake, kernel, messages, migration, publishing, reminders
from engine.course import course, launch
from engine.errors import Conflict
from engine.history import named, record
from engine.models import Case, Item, Job

if TYPE_CHECKING:
    from engine.unit import Engine, Unit

RETRIES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""How long a job that failed unexpectedly waits for its next try; the last one repeats."""

log = structlog.get_logger()


def run_due(engine: "Engine", *, limit: int = 1000) -> int:
    """Do what is due by the engine's clock, earliest first, each job in its own transaction. Gives how many were done.

    Safe to call from several threads and machines: the row is deleted in the transaction of its effect.
    """
    done = 0
    for _ in range(limit):
        outcome = _run_next(engine) if _is_something_due(engine) else None
        if outcome is None:
            break
        done += outcome
    return done


def next_due(engine: "Engine") -> datetime | None:
    """When the earliest job is due; None where nothing is."""
    with engine.view() as view:
        return view.session.scalar(select(Job.due_at).order_by(Job.due_at, Job.id).limit(1))


class JobThread:
    """The thread of a server that does what is due, also what fell due while the server was down."""

    def __init__(self, engine: "Engine", *, pause: float = 1.0) -> None:
        self._engine, self._pause = engine, pause
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="bangfu-jobs", daemon=True)

    def start(self) -> None:
        """Begin; the first look happens at once."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the job in hand and end."""
        self._stop.set()
        self._thread.join(timeout=30)

    def _loop(self) -> None:
        while not self._stop.is_set():
            try:
                run_due(self._engine, limit=100)
            except Exception:  # The thread must outlive a database that is away for a while.
                log.exception("jobs")
            self._stop.wait(self._pause)


def _is_something_due(engine: "Engine") -> bool:
    """A look that takes no write lock, since most of the time nothing is due."""
    with engine.view() as view:
        return view.session.scalar(select(Job.id).where(Job.due_at <= view.now).limit(1)) is not None


def _run_next(engine: "Engine") -> bool | None:
    """Do the earliest due job. Whether it had its effect; None where all that is due is in other hands."""
    job_id = None
    try:
        with engine.unit() as unit:
            job = unit.session.scalar(
                select(Job)
                .where(Job.due_at <= unit.now)
                .order_by(Job.due_at, Job.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if job is None:
                return None
            job_id = job.id
            if job.case_id is not None:
                # Not waiting for a person who is changing the case: who waits for each other would be a deadlock.
                unit.session.get(Case, job.case_id, with_for_update={"nowait": True})
            unit.session.delete(job)
            _EFFECTS[job.kind](unit, job)
    except Conflict:
        return False  # A person changed the case at the same moment; the row is still there and comes next time.
    except Exception as error:
        log.exception("job", job=job_id)
        _postpone(engine, job_id, error)
        return False
    return True


def _postpone(engine: "Engine", job_id: str | None, error: Exception) -> None:
    if job_id is None:
        raise error  # the database itself is in trouble, not a job
    with engine.unit() as unit:
        job = unit.session.get(Job, job_id)
        if job is not None:
            job.due_at = unit.now + RETRIES[min(job.attempts, len(RETRIES) - 1)]
            job.attempts += 1
            job.error = f"{type(error).__name__}: {error}"[:1000]


def _fire(unit: "Unit", job: Job) -> None:
    case = unit.session.get_one(Case, job.case_id)
    with course(unit, case) as run:
        wait = run.waits.get(job.wait_id or "")
        if isinstance(wait, kernel.TimerWait):
            record(unit, case, "fired", element=wait.element)
            run.fire(wait.id, unit.now)


def _refresh(unit: "Unit", job: Job) -> None:
    """What the ledger says of a case changes with its patient, too."""
    with course(unit, unit.session.get_one(Case, job.case_id)):
        pass


def _begin(unit: "Unit", job: Job) -> None:
    beginnings.fire(unit, job, launch)


def _hand_over(unit: "Unit", job: Job) -> None:
    message = job.data
    messages.publish(unit, message["name"], message["key"], message["variables"], course, launch,
                     until=message["until"])  # fmt: skip


def _remind(unit: "Unit", job: Job) -> None:
    item = _open_item(unit, job)
    if item is not None:
        reminders.tell(unit, item, "soon", reminders.holders(unit, item))


def _overdue(unit: "Unit", job: Job) -> None:
    item = _open_item(unit, job)
    if item is not None:
        record(unit, item.case, "overdue", element=item.element, item_id=item.id, **named(item))
        reminders.tell(unit, item, "overdue", reminders.holders(unit, item))


def _tell_heads(unit: "Unit", job: Job) -> None:
    item = _open_item(unit, job)
    if item is not None:
        record(unit, item.case, "escalated", element=item.element, item_id=item.id, **named(item), to="head")
        reminders.tell(unit, item, "head", reminders.heads(unit, item))


def _tell_leaders(unit: "Unit", job: Job) -> None:
    item = _open_item(unit, job)
    if item is not None:
        record(unit, item.case, "escalated", element=item.element, item_id=item.id, **named(item), to="leader")
        reminders.tell(unit, item, "leader", reminders.leaders(unit, item))


def _talk(unit: "Unit", job: Job) -> None:
    """约谈: the process itself decides what follows from the message."""
    item = _open_item(unit, job)
    if item is None:
        return
    departments = [one.department_id for one in item.candidates if one.department_id and one.role == "lead"]
    about = {
        "item": item.subject or item.case.title,
        "element": item.name,
        "department": departments[0] if departments else None,
    }
    messages.publish(unit, "约谈", item.case_id, about, course, launch)


def _take_portion(unit: "Unit", job: Job) -> None:
    intake.take_portion(unit, job.data["intake"])


def _check_fits(unit: "Unit", job: Job) -> None:
    migration.check_portion(unit, job.data["migration"])


def _come_into_force(unit: "Unit", job: Job) -> None:
    publishing.come_into_force(unit, job.data["key"])


def _migrate(unit: "Unit", job: Job) -> None:
    migration.move_one(unit, job.data["migration"], job.case_id or "")


def _open_item(unit: "Unit", job: Job) -> Item | None:
    item = unit.session.get(Item, job.item_id)
    return item if item is not None and item.state == "open" else None


_EFFECTS = {
    "timer": _fire,
    "refresh": _refresh,
    "start": _begin,
    "force": _come_into_force,
    "message": _hand_over,
    "remind": _remind,
    "overdue": _overdue,
    "head": _tell_heads,
    "leader": _tell_leaders,
    "talk": _talk,
    "intake": _take_portion,
    "fit": _check_fits,
    "migrate": _migrate,
}
