"""A version is withdrawn to the former one with a reason; it and its cases stay as they are."""

from __future__ import annotations

from datetime import datetime

from engine import changes, kernel, publishing
from engine.clock import ZONE
from engine.definitions import bound
from engine.errors import InvalidAnswers, NotAllowed, Refused
from engine.in_force import in_force
from engine.models import Definition, Job
from tests.engine.commission import Commission, start_event, task

TIMER = '<bpmn:startEvent id="daily"><bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle>' \
    "</bpmn:timerEventDefinition></bpmn:startEvent>"  # fmt: skip


def deploy(office: Commission, name: str, outside: str = "", **said: object) -> str:
    inside = f"{outside or start_event()}{task(name)}\n{'daily' if outside else 'start'} -> {name}"
    return office.deploy(inside, process="visit", **said)


def test_after_a_withdrawal_the_former_version_holds(office: Commission) -> None:
    first, second = deploy(office, "one"), deploy(office, "two")
    case = office.launch("visit")
    office.do("designer", publishing.withdraw, second, "时限有误")
    # then cases begin by the former one, and what runs goes on
    assert office.look(None, lambda view: in_force(view, "visit").id) == first
    assert office.case(case).definition_id == second
    row = office.row(Definition, second)
    assert (row.state, row.withdrawn_by, row.withdrawn_why) == ("withdrawn", office.persons["designer"], "时限有误")
    # then it is on record
    (change,) = office.look("admin", changes.changes, subject="visit").rows
    assert (change.kind, change.before, change.after, change.reason) == ("process.withdrawn", "v2", "v1", "时限有误")


def test_what_was_deployed_together_stays_bound_together(office: Commission) -> None:
    deploy(office, "one")
    second = deploy(office, "two")
    office.do("designer", publishing.withdraw, second, "时限有误")
    together = kernel.Version(binding="deployment", tag=None, ref=None)
    assert office.look(None, lambda view: bound(view.session, second, "visit", together)) == second


def test_a_withdrawal_needs_a_reason_a_designer_and_another_version(office: Commission) -> None:
    only = deploy(office, "one")
    with office.refused(InvalidAnswers):
        office.do("designer", publishing.withdraw, only, " ")
    with office.refused(NotAllowed):
        office.do("clerk", publishing.withdraw, only, "时限有误")
    with office.refused(Refused, "唯一的版本"):
        office.do("designer", publishing.withdraw, only, "时限有误")
    second = deploy(office, "two")
    office.do("designer", publishing.withdraw, second, "时限有误")
    with office.refused(Refused, "已经撤回"):
        office.do("designer", publishing.withdraw, second, "时限有误")


def test_timers_that_begin_cases_follow_the_version_in_force(office: Commission) -> None:
    first = deploy(office, "one", TIMER)
    second = deploy(office, "two", TIMER, since=datetime(2026, 3, 9, 8, tzinfo=ZONE))
    starts = (Job.kind == "start",)
    assert [job.data["definition"] for job in office.rows(Job, *starts)] == [first]
    office.wait_until(datetime(2026, 3, 9, 8, 1))
    assert [job.data["definition"] for job in office.rows(Job, *starts)] == [second]
    office.do("designer", publishing.withdraw, second, "时限有误")
    assert [job.data["definition"] for job in office.rows(Job, *starts)] == [first]
