"""What a move by hand would do is looked at before it is done, and nothing of the look is kept."""

from __future__ import annotations

import pytest

from engine import moves
from engine.errors import NotAllowed, NotFound
from engine.models import Item
from tests.engine.commission import Commission, start_event, task

DIAGRAM = f"""{start_event()}{task("plan")}{task("approve")}<bpmn:endEvent id="end"/>
start -> plan
plan -> approve
approve -> end
"""


@pytest.fixture
def case(office: Commission) -> str:
    office.deploy(DIAGRAM, process="visit")
    return office.launch("visit")


def test_where_a_case_waits_is_listed_with_where_it_could_go(office: Commission, case: str) -> None:
    (wait,) = office.look("admin", moves.movable, case)
    assert (wait.element, wait.kind) == ("plan", "userTask")
    assert {id_ for id_, _name in wait.targets} >= {"approve", "end"}


def test_the_consequences_are_told_and_nothing_is_changed(office: Commission, case: str) -> None:
    wait = office.row(Item, office.item("plan")).wait_id
    before = office.contents()
    follows = office.look("admin", moves.consequences, case, wait, "approve")
    assert ([one[0] for one in follows.ends], [one[0] for one in follows.begins]) == (["plan"], ["approve"])
    assert not follows.over
    assert office.look("admin", moves.consequences, case, wait, "end").over
    assert office.contents() == before


def test_what_cannot_be_done_is_not_found(office: Commission, case: str) -> None:
    wait = office.row(Item, office.item("plan")).wait_id
    with pytest.raises(NotFound):
        office.look("admin", moves.consequences, case, wait, "nowhere")


def test_only_administrators_look(office: Commission, case: str) -> None:
    with pytest.raises(NotAllowed):
        office.look("clerk", moves.movable, case)
