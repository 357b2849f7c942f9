"""Work items come and go: into whose inboxes they are laid, and that none is ever lost."""

from __future__ import annotations

import pytest

from engine import organizations
from engine.clock import ZONE
from engine.models import Department, Item
from tests.engine.commission import Commission, start_event, task


def arrived(commission: Commission, step: str, **variables: object) -> str:
    """The id of the item of a process with this one step."""
    commission.deploy(f"{start_event()}{step}\nstart -> work\n", process="one")
    case = commission.launch("one", **variables)
    return commission.item("work", case)


@pytest.mark.parametrize(
    ("step", "inboxes"),
    [
        (task("work", "[{medical}]"), [("medical", "lead")]),
        (task("work", "[{primary}, {medical}, {primary}]"), [("primary", "lead"), ("medical", "lead")]),
        (task("work", "", users="[{head}, {clerk}]"), [("head", "lead"), ("clerk", "lead")]),
        (task("work", "[{medical}]", users="[{leader}]"), [("medical", "lead"), ("leader", "lead")]),
        (task("work", "", assignee="{clerk}"), [("clerk", "lead")]),
        (task("work", "[{medical}]", copies="[{primary}, {medical}]"), [("medical", "lead"), ("primary", "support")]),
        (task("work", "[{medical}]", copies="{primary}"), [("medical", "lead"), ("primary", "support")]),
        (task("work", "leaders", users="leaders of({medical})"), [("leader", "lead")]),
    ],
)
def test_an_item_lies_where_its_assignment_says_in_that_order(
    commission: Commission, step: str, inboxes: list[tuple[str, str]]
) -> None:
    assert commission.inboxes(arrived(commission, step)) == inboxes


def test_an_assignee_has_it_in_hand(office: Commission) -> None:
    item = arrived(office, task("work", "", assignee="{clerk}"))
    row = office.row(Item, item)
    assert (row.claimant_id, row.claimed_at) == (office.persons["clerk"], office.clock())


@pytest.mark.parametrize(
    "step",
    [
        task("work", "[]"),
        task("work", "null"),
        task("work", '["no such department"]'),
        task("work", "", users='["no such person"]'),
        task("work", "", assignee='"somebody"'),
    ],
)
def test_an_item_for_nobody_comes_to_the_administrators_with_the_reason(commission: Commission, step: str) -> None:
    item = arrived(commission, step)
    assert commission.inboxes(item) == [("admin", "lead")]
    row = commission.row(Item, item)
    assert "已转管理员处理" in row.stray
    assert row.claimant_id is None


def test_an_item_for_a_closed_department_or_a_person_who_left_comes_to_the_administrators(office: Commission) -> None:
    office.do("admin", organizations.set_department_active, office.departments["county"], False)
    assert office.inboxes(arrived(office, task("work", "[{county}]"))) == [("admin", "lead")]
    office.do("admin", organizations.set_person_active, office.persons["helper"], False)
    assert office.inboxes(arrived(office, task("work", "", assignee="{helper}"))) == [("admin", "lead")]
    # while those who are still there get theirs
    assert office.inboxes(arrived(office, task("work", "[{county}, {medical}]"))) == [("medical", "lead")]


def test_a_department_closed_meanwhile_by_another_program_is_seen_after_seconds(office: Commission) -> None:
    # given an item that came to a department
    step = task("work", "[{county}]")
    arrived(office, step)
    # when another program closes it, past this one
    with office.engine.database.execution_options(write=True).begin() as connection:
        table = Department.__table__
        closed = table.update().where(table.c.id == office.departments["county"]).values(active=False)
        connection.execute(closed)
    office.clock.advance(seconds=6)
    # then the next item goes elsewhere
    assert office.inboxes(arrived(office, step)) == [("admin", "lead")]


def test_a_day_as_due_date_lasts_until_the_office_closes(office: Commission) -> None:
    item = arrived(office, task("work", due='date("2026-03-05")'))
    due = office.row(Item, item).due_at.astimezone(ZONE)
    assert due.date().isoformat() == "2026-03-05"
    assert office.row(Item, item).sort_at == office.row(Item, item).due_at


def test_a_step_that_is_interrupted_takes_its_item_out_of_the_inbox(commission: Commission) -> None:
    # given work with a timer that ends it
    timer = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"
    commission.deploy(
        f"""{start_event()}{task("work")}{task("after")}
        <bpmn:boundaryEvent id="late" attachedToRef="work">{timer}</bpmn:boundaryEvent>
        start -> work
        late -> after""",
        process="interrupted",
    )
    commission.launch("interrupted")
    item = commission.item("work")
    # when it fires
    commission.clock.advance(hours=1)
    commission.wait_until(commission.clock())
    # then the item is cancelled and the next has come
    row = commission.row(Item, item)
    assert (row.state, row.completed_at, row.completed_by) == ("cancelled", commission.clock(), None)
    assert commission.items() == [commission.item("after")]
