"""Send back: a case returns to a step it has passed, with the reason."""

from __future__ import annotations

from engine import commands
from engine.errors import InvalidAnswers, Overtaken, Refused
from engine.items import open_item
from engine.models import Item
from tests.engine.commission import Commission, start_event, task

THREE_DAYS = 'now() + duration("P3D")'


def test_the_earlier_step_gets_a_new_item_and_the_later_one_is_done(commission: Commission) -> None:
    # given a case at its second step
    case = commission.start(title="药品")
    commission.complete("clerk", "first", finding="缺货")
    item = commission.item("second")
    assert [target.element for target in commission.look("registrar", open_item, item).back_targets] == ["first"]
    # when it is sent back
    commission.do("registrar", commands.send_back, item, "first", "证据不足")
    # then the first step waits again with what was answered, and the history keeps the reason
    assert commission.items() == [commission.item("first")]
    assert commission.row(Item, item).state == "done"
    assert commission.variables(case)["finding"] == "缺货"
    (event,) = commission.history(case, "returned")
    assert (event.data["opinion"], event.data["to"], event.data["to_name"]) == ("证据不足", "first", "first")
    # and it can go on as before
    commission.complete("clerk", "first", finding="补了证据")
    assert commission.items("second")


def test_a_reason_must_be_given(office: Commission) -> None:
    office.start(title="药品")
    office.complete("clerk", "first", finding="缺货")
    with office.refused(InvalidAnswers, "请写明退回理由", "Please give the reason"):
        office.do("registrar", commands.send_back, office.item("second"), "first", " ")


def test_only_steps_passed_before_can_be_returned_to(office: Commission) -> None:
    office.start(title="药品")
    for element in ("second", "first", "end", "nonsense"):
        with office.refused(Refused, "尚未经过或不能退回", "was not passed yet"):
            office.do("clerk", commands.send_back, office.item("first"), element, "重办")


def test_what_is_done_is_not_sent_back(office: Commission) -> None:
    office.start(title="药品")
    item = office.item("first")
    office.complete("clerk", "first", finding="缺货")
    with office.refused(Overtaken, "已由clerk办理"):
        office.do("colleague", commands.send_back, item, "first", "重办")


def test_sending_back_out_of_a_subprocess_ends_what_runs_in_it(office: Commission) -> None:
    # given two parallel works inside a subprocess behind a first step
    office.deploy(
        f"""{start_event()}{task("plan")}
        <bpmn:subProcess id="measures"><bpmn:startEvent id="s"/><bpmn:parallelGateway id="fork"/>
        {task("left", due=THREE_DAYS)}{task("right", due=THREE_DAYS)}
        s -> fork
        fork -> left
        fork -> right
        </bpmn:subProcess>
        start -> plan
        plan -> measures""",
        process="nested",
    )
    office.start("nested")
    office.complete("clerk", "plan")
    left, right = office.item("left"), office.item("right")
    # when one of them is sent back to the plan
    office.do("clerk", commands.send_back, left, "plan", "方案有误")
    # then the other is cancelled with everything scheduled for it
    assert office.row(Item, right).state == "cancelled"
    assert (office.items(), office.jobs()) == ([office.item("plan")], [])
