"""How steps went in a period: frequency, waiting, work, share in time, and what was sent back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from engine import commands
from engine.watching.pace import loops, pace
from tests.engine.commission import Commission, start_event, task

DIAGRAM = f"""{start_event()}{task("plan")}{task("approve", due='now() + duration("PT5H")')}
start -> plan
plan -> approve
"""


@pytest.fixture
def done(commission: Commission) -> Commission:
    """A case whose plan waited three hours and took two, and whose approval sent it back once after seven."""
    commission.deploy(DIAGRAM, process="visit")
    commission.launch("visit")
    commission.clock.advance(hours=3)
    commission.do("clerk", commands.claim, commission.item("plan"))
    commission.clock.advance(hours=2)
    commission.complete("clerk", "plan")
    commission.clock.advance(hours=7)
    commission.do("clerk", commands.send_back, commission.item("approve"), "plan", "请补充")
    return commission


def test_waiting_and_work_are_told_apart_in_hours(done: Commission) -> None:
    by_step = {one.element: one for one in done.look("designer", pace, "visit")}
    plan, approve = by_step["plan"], by_step["approve"]
    assert (plan.waiting, plan.working) == (pytest.approx(3, abs=0.01), pytest.approx(2, abs=0.01))
    assert (plan.items, plan.cases, plan.share) == (1, 1, None)
    # then what was late and sent back is counted where it was
    assert (approve.returned, approve.due, approve.in_time, approve.share) == (1, 1, 0, 0)


def test_the_slowest_step_comes_first(done: Commission) -> None:
    assert [one.element for one in done.look("designer", pace, "visit")] == ["approve", "plan"]


def test_what_was_sent_back_is_told_with_where_to(done: Commission) -> None:
    (loop,) = done.look("designer", loops, "visit")
    assert (loop.element, loop.to, loop.times) == ("approve", "plan", 1)


def test_only_what_was_done_in_the_period_counts(done: Commission) -> None:
    today = date(2026, 3, 2)
    assert len(done.look("designer", pace, "visit", since=today, until=today)) == 2
    assert done.look("designer", pace, "visit", since=date(2026, 3, 3)) == []
    # when the plan is done once more on another day
    done.clock.set(datetime(2026, 3, 4, 9))
    done.complete("clerk", "plan")
    (plan,) = done.look("designer", pace, "visit", since=date(2026, 3, 3))
    assert (plan.element, plan.items) == ("plan", 1)
    # then over all of the time it was done twice in one case
    (again,) = (one for one in done.look("designer", pace, "visit") if one.element == "plan")
    assert again.again == 1
