"""An administrator takes a case to another step, with the reason on record; items end and begin as always."""

from __future__ import annotations

import pytest

from engine import commands
from engine.errors import InvalidAnswers, Refused
from engine.models import Item
from tests.engine.commission import Commission, start_event, task

DIAGRAM = f"""{start_event()}{task("plan")}{task("approve")}
start -> plan
plan -> approve
"""


@pytest.fixture
def case(office: Commission) -> str:
    office.deploy(DIAGRAM, process="visit")
    return office.launch("visit")


def wait_of(office: Commission, element: str) -> str:
    return str(office.row(Item, office.item(element)).wait_id)


def test_a_case_goes_on_where_it_was_moved_to(office: Commission, case: str) -> None:
    item = office.item("plan")
    office.do("admin", commands.move, case, wait_of(office, "plan"), "approve", "方案已在线下审定")
    # then the item is gone, the next one is given out, and the reason is on record
    assert office.row(Item, item).state == "cancelled"
    assert office.inboxes(office.item("approve")) == [("medical", "lead")]
    (event,) = office.history(case, "adjusted")
    assert (event.data["name"], event.data["to"], event.data["opinion"]) == ("plan", "approve", "方案已在线下审定")
    assert office.is_sound()


def test_a_move_needs_a_reason_and_somewhere_to_go(office: Commission, case: str) -> None:
    wait = wait_of(office, "plan")
    with office.refused(InvalidAnswers):
        office.do("admin", commands.move, case, wait, "approve", " ")
    with office.refused(Refused, "不能调整到所选环节"):
        office.do("admin", commands.move, case, wait, "nowhere", "线下已办")
    with office.refused(Refused, "已不在这一步"):
        office.do("admin", commands.move, case, "gone", "approve", "线下已办")
