"""Transfer: another department or person gets the item, with the reason; the due date stays."""

from __future__ import annotations

import pytest

from engine import commands, organizations
from engine.errors import InvalidAnswers, NotFound, Refused
from engine.models import Item
from tests.engine.commission import Commission, start_event, task


@pytest.fixture
def item(office: Commission) -> str:
    """An item of the medical department, copied to primary care, with a due date."""
    step = task("work", due='now() + duration("P3D")', copies="[{primary}]")
    office.deploy(f"{start_event()}{step}\nstart -> work\n", process="shared")
    office.start("shared")
    return office.item("work")


def test_a_department_gets_the_item_to_be_claimed(office: Commission, item: str) -> None:
    due = office.row(Item, item).due_at
    office.do("clerk", commands.claim, item)
    office.do("clerk", commands.transfer, item, "属属地管理", to_department=office.departments["county"])
    assert office.inboxes(item) == [("county", "lead"), ("primary", "support")]
    row = office.row(Item, item)
    assert (row.claimant_id, row.due_at) == (None, due)
    (event,) = office.history(row.case_id, "transferred")
    assert (event.data["opinion"], event.data["to_name"]) == ("属属地管理", "云山市卫生健康委员会county")
    office.do("outsider", commands.complete, item, {})


def test_a_person_gets_the_item_in_hand(office: Commission, item: str) -> None:
    office.do("clerk", commands.transfer, item, "由其经办", to_person=office.persons["helper"])
    assert office.inboxes(item)[0] == ("helper", "lead")
    assert office.row(Item, item).claimant_id == office.persons["helper"]
    office.do("helper", commands.complete, item, {})


def test_a_reason_and_one_receiver_must_be_given(office: Commission, item: str) -> None:
    county, helper = office.departments["county"], office.persons["helper"]
    with office.refused(InvalidAnswers, "请写明转办理由", "Please give the reason"):
        office.do("clerk", commands.transfer, item, " ", to_person=helper)
    for receivers in ({}, {"to_person": helper, "to_department": county}):
        with office.refused(Refused, "请选择一个转办处室或一名人员", "choose one department or one person"):
            office.do("clerk", commands.transfer, item, "归口", **receivers)


def test_nobody_who_left_gets_work(office: Commission, item: str) -> None:
    office.do("admin", organizations.set_person_active, office.persons["helper"], False)
    office.do("admin", organizations.set_department_active, office.departments["county"], False)
    with office.refused(NotFound, "未找到转办人员", "the person to transfer to"):
        office.do("clerk", commands.transfer, item, "归口", to_person=office.persons["helper"])
    with office.refused(NotFound, "未找到转办处室", "the department to transfer to"):
        office.do("clerk", commands.transfer, item, "归口", to_department=office.departments["county"])
