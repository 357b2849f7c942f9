"""Assign: an administrator mends the data of a case, with a reason."""

from __future__ import annotations

from engine import commands, kernel
from engine.errors import BangfuError, InvalidAnswers
from engine.models import Item
from tests.engine.commission import Commission, start_event, task


def scope(office: Commission, case_id: str) -> str:
    case = office.case(case_id)
    spec = office.look(None, lambda view: view.definitions.get(view.session, case.definition_id)).spec
    run = kernel.load(spec, case.snapshot, environment=kernel.Environment())
    return run.tokens[0].scope


def test_variables_are_set_and_due_dates_follow(office: Commission) -> None:
    # given an item due on a day that is a variable
    office.deploy(f"{start_event()}{task('work', due='date and time(day)')}\nstart -> work\n", process="dated")
    case = office.launch("dated", day="2026-03-10T17:30:00@Asia/Shanghai")
    # when the administrator corrects the day
    office.do("admin", commands.assign, case, scope(office, case), {"day": "2026-04-10T17:30:00@Asia/Shanghai"}, "笔误")
    # then the item is due then, and the history names what was changed, not its value
    assert office.row(Item, office.item("work")).due_at.isoformat() == "2026-04-10T17:30:00+08:00"
    (event,) = office.history(case, "assigned")
    assert (event.data["names"], event.data["opinion"]) == (["day"], "笔误")
    assert "rescheduled" in office.events(case)


def test_a_reason_and_a_living_scope_are_needed(office: Commission) -> None:
    case = office.start(title="药品")
    with office.refused(InvalidAnswers, "请写明修改理由", "Please give the reason"):
        office.do("admin", commands.assign, case, scope(office, case), {"title": "x"}, "")
    with office.refused(BangfuError):
        office.do("admin", commands.assign, case, "nowhere", {"title": "x"}, "更正")
