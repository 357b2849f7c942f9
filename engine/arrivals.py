"""Work items come and go: into which inboxes one is laid, by when it is due, and who is reminded when."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, literal, select, update

from engine import feel, kernel
from engine.clock import ZONE
from engine.environment import context, functions
from engine.history import named, record
from engine.ids import new_id
from engine.models import Candidate, Case, Department, Item, Job, Organization, Person, Post
from engine.models.items import END_OF_TIME
from engine.responsibility import duty_of
from engine.vocabulary import ASSIGNMENT, NAMES
from engine.workdays import CLOSING

if TYPE_CHECKING:
    from engine.unit import Unit

BEHIND = Decimal(50)
"""Percentage points by which progress may lag behind the calendar before the light turns yellow."""

STEPS = (
    ("remind", "remind_before", -1),
    ("head", "escalate_head_after", 1),
    ("leader", "escalate_leader_after", 1),
    ("talk", "talk_after", 1),
)
"""What a time limit brings: the kind of job, the setting with its working days, before (-1) or after the due date."""

def arrive(unit: "Unit", case: Case, run: kernel.Run, wait: kernel.Addressed) -> None:
    """Lay a new work item into its inboxes and schedule what its time limit brings about."""
    look = _Look(unit, case, run, wait)
    item = Item(
        id=new_id(unit.now), case_id=case.id, wait_id=wait.id, definition_id=wait.ref,
        calls=[list(call) for call in wait.calls], element=wait.element, name=look.deployed.name_of(wait.element),
        form=wait.form if isinstance(wait, kernel.UserWait) else None, part=wait.part,
        subject=_words(look("subject")), priority=wait.priority, arrived_at=wait.since,
        due_at=_moment(wait.due), sort_at=_moment(wait.due) or END_OF_TIME, behind_at=_behind_at(look, wait),
        state="open",
    )  # fmt: skip
    _lay(unit, item, wait, _groups(unit, case, look, wait), _ids(look("copies")))
    unit.session.add(item)
    _schedule(unit, case, item, look)


def depart(
    unit: "Unit", case: Case, run: kernel.Run, waits: Iterable[kernel.Addressed], done: Item | None = None
) -> None:
    """Close items the process no longer waits for; the one just completed is closed already.

    Nobody completes an ad-hoc subprocess that has come to its end: it is done all the same.
    """
    left = [wait for wait in waits if done is None or wait.id != done.wait_id]
    over = {step.token for step in run.trail if step.what == "completed"} if left else set()
    ended = [wait.id for wait in left if isinstance(wait, kernel.AdHocWait) and wait.id in over]
    for state, ids in (("done", ended), ("cancelled", [wait.id for wait in left if wait.id not in ended])):
        if ids:
            still_open = (Item.case_id == case.id) & Item.wait_id.in_(ids) & (Item.state == "open")
            closed = {"state": state, "completed_at": unit.now, "draft": None, "version": Item.version + 1}
            laid = select(Item.id).where(still_open)
            unit.session.execute(update(Candidate).where(Candidate.item_id.in_(laid)).values(open=False))
            unit.session.execute(update(Item).where(still_open).values(closed))


def reschedule(
    unit: "Unit", case: Case, run: kernel.Run, wait: kernel.Addressed, was: kernel.Addressed
) -> None:
    """Move the due date of an open item (an approved extension), with its reminders."""
    item = unit.session.scalar(select(Item).where(Item.case_id == case.id, Item.wait_id == wait.id))
    if item is None:
        return
    look = _Look(unit, case, run, wait)
    item.due_at, item.behind_at = _moment(wait.due), _behind_at(look, wait)
    item.sort_at = item.due_at or END_OF_TIME
    unit.session.execute(delete(Job).where(Job.item_id == item.id))
    _schedule(unit, case, item, look)
    record(
        unit, case, "rescheduled", element=wait.element, item_id=item.id, **named(item), before=was.due, after=wait.due
    )


class _Look:
    """Evaluates a step's own settings in the scope of its token; `deployed` is the version the step belongs to."""

    def __init__(self, unit: "Unit", case: Case, run: kernel.Run, wait: kernel.Wait) -> None:
        self.now, self.calendar = unit.now, unit.calendar
        self.deployed = unit.definitions.get(unit.session, wait.ref)
        self._properties = self.deployed.element(wait.element).properties
        self._unit, self._case, self._run, self._scope = unit, case, run, wait.scope
        self._context: Mapping[str, Any] | None = None

    def __call__(self, name: str) -> Any:
        text = self._properties.get(name)
        if text is None:
            return None
        if self._context is None:
            self._context = {
                **context(self._unit, self._case, self.deployed), **self._run.variables(self._scope)
            }  # fmt: skip
        called = functions(self._unit, self._case.jurisdiction_code)
        return feel.parse(text, names=NAMES).evaluate(self._context, functions=called, now=self.now)

    def has(self, name: str) -> bool:
        """Whether the step has the setting at all."""
        return name in self._properties


def _groups(unit: "Unit", case: Case, look: _Look, wait: kernel.Addressed) -> tuple[str, ...]:
    """The departments a step is for; an ad-hoc subprocess that names nobody lies with who leads, else who began it."""
    named = wait.groups or wait.users or wait.assignee or any(look.has(name) for name in ASSIGNMENT)
    if named or not isinstance(wait, kernel.AdHocWait):
        return wait.groups
    leads = duty_of(unit, case, look.deployed)["lead"]
    return tuple(leads or filter(None, [case.starter_department_id]))


def _lay(
    unit: "Unit", item: Item, wait: kernel.Addressed, groups: tuple[str, ...], copied: list[str]
) -> None:  # fmt: skip
    """Candidates in the order of the assignment; nobody found means the administrators, with the reason."""
    persons = [wait.assignee, *wait.users] if wait.assignee else list(wait.users)
    departments, active_persons = _active(unit, [*groups, *persons, *copied])
    laid = [Candidate(department_id=id_, role="lead") for id_ in dict.fromkeys(groups) if id_ in departments]
    laid += [Candidate(person_id=id_, role="lead") for id_ in dict.fromkeys(persons) if id_ in active_persons]
    if wait.assignee in active_persons:
        item.claimant_id, item.claimed_at = wait.assignee, unit.now
    if not laid:
        laid = [Candidate(person_id=id_, role="lead") for id_ in _administrators(unit)]
        item.stray = "按任务分工没有找到承办处室或人员，已转管理员处理。请转办，并补充任务分工或分管关系。"
    for id_ in dict.fromkeys(copied):
        if id_ in departments and id_ not in groups:
            laid.append(Candidate(department_id=id_, role="support"))
    for position, candidate in enumerate(laid):
        candidate.id, candidate.position = new_id(unit.now), position
        item.candidates.append(candidate)


def _active(unit: "Unit", ids: list[str]) -> tuple[set[str], set[str]]:
    """Those of the ids that are departments, and those that are persons, at work: an inbox nobody opens is none."""

    def read() -> tuple[set[str], set[str]]:
        departments = (
            select(literal("department"), Department.id)
            .join(Department.organization)
            .where(Department.id.in_(ids), Department.active, Organization.active)
        )
        persons = select(literal("person"), Person.id).where(Person.id.in_(ids), Person.active)
        rows = unit.session.execute(departments.union_all(persons)).all()
        return {id_ for kind, id_ in rows if kind == "department"}, {id_ for kind, id_ in rows if kind == "person"}

    return unit.standing(("active", frozenset(ids)), read) if ids else (set(), set())


def _administrators(unit: "Unit") -> list[str]:
    query = select(Person.id).join(Post).where(Post.role == "administrator", Person.active).distinct()
    return list(unit.session.scalars(query.order_by(Person.id)))


def _schedule(unit: "Unit", case: Case, item: Item, look: _Look) -> None:
    """Jobs for what a time limit brings: a reminder, the red light, the heads, the leaders, the talk (约谈)."""
    if item.due_at is None:
        return
    calendar = look.calendar(case.jurisdiction_code)
    plan = [("overdue", item.due_at)]
    for kind, setting, sign in STEPS:
        days = look(setting)
        if isinstance(days, int | Decimal):
            plan.append((kind, calendar.after(item.due_at, sign * int(days)) if days else item.due_at))
    for kind, moment in plan:
        if moment > unit.now:
            unit.session.add(
                Job(id=new_id(unit.now), kind=kind, due_at=moment, case_id=case.id, item=item, wait_id=item.wait_id,
                    data={})
            )  # fmt: skip


def _behind_at(look: _Look, wait: kernel.Addressed) -> datetime | None:
    """When progress as last reported will lag too far behind the calendar; None where no progress is reported."""
    done, due = look("progress"), _moment(wait.due)
    if due is None or not look.has("progress"):
        return None
    begin = _moment(look("plan_start")) or wait.since
    share = (Decimal(done if isinstance(done, int | Decimal) else 0) + BEHIND) / 100
    return begin + timedelta(seconds=float(share) * (due - begin).total_seconds()) if share < 1 else None


def _moment(due: date | None) -> datetime | None:
    if due is None or isinstance(due, datetime):
        return due
    return datetime.combine(due, CLOSING, ZONE)


def _ids(value: Any) -> list[str]:
    """Ids of departments out of what an expression gave: one, several or none."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _words(subject: Any) -> str:
    return subject[:300] if isinstance(subject, str) else ""
