"""Sending back keeps within a process: out of a called one nothing is returned, and a finished call is one step."""

from __future__ import annotations

from engine import commands
from engine.errors import Refused
from engine.items import open_item
from engine.models import Item
from tests.engine.calls import CALLING, call, visiting
from tests.engine.commission import Commission, start_event, task


def targets(commission: Commission, login: str, item: str) -> list[str]:
    return [target.element for target in commission.look(login, open_item, item).back_targets]


def test_within_a_called_process_only_its_own_passed_steps_are_offered(commission: Commission) -> None:
    # given a case past its own `check` and past that of the called process
    case_id = visiting(commission)
    assert targets(commission, "clerk", commission.item("check")) == []
    commission.complete("clerk", "check", "已走访", people="9")
    report = commission.item("report")
    # then only the called one's is offered, and sending back to it asks the called department again
    assert targets(commission, "clerk", report) == ["check"]
    commission.do("clerk", commands.send_back, report, "check", "人数不对")
    assert commission.inboxes(commission.item("check")) == [("medical", "lead")]
    (event,) = commission.history(case_id, "returned")
    assert event.data["to_name"] == "check"


def test_a_finished_call_is_returned_to_as_a_whole(commission: Commission) -> None:
    # given a case whose called process is over
    case_id = visiting(commission)
    commission.complete("clerk", "check", "已走访", people="9")
    commission.complete("clerk", "report", people="9")
    close = commission.item("close")
    assert targets(commission, "registrar", close) == ["call", "check"]
    # when it is sent back to the call
    commission.do("registrar", commands.send_back, close, "call", "重新走访")
    # then the called process begins anew, and what was done in the first call is no way back in the second
    again = commission.item("check", case_id)
    assert commission.row(Item, again).form == "check"
    assert targets(commission, "clerk", again) == []


def test_what_one_of_several_calls_has_passed_is_no_way_back_for_the_others(commission: Commission) -> None:
    # given two calls at once, of which only one went by the longer way
    more = """<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics
    inputCollection="=[1, 2]" inputElement="n"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>"""
    called = f"""{start_event()}<bpmn:exclusiveGateway id="way"/>{task("long")}{task("last")}
    start -> way
    way -> long n = 1
    way -> last n = 2
    long -> last
    """
    visiting(commission, CALLING.replace(call("visit"), call("visit", more=more)), called)
    short = commission.item("last")
    commission.complete("clerk", "long")
    longer = next(item for item in commission.items("last") if item != short)
    # then only that one offers it
    assert (targets(commission, "clerk", longer), targets(commission, "clerk", short)) == (["long"], [])
    with commission.refused(Refused, "尚未经过或不能退回"):
        commission.do("clerk", commands.send_back, short, "long", "重办")


def test_a_step_of_a_global_task_cannot_be_sent_out_of_it(commission: Commission) -> None:
    inside = f"""{start_event()}{task("first")}{call("confirm")}
    start -> first
    first -> call
    """
    assigned = '<zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="{medical}"/>'
    outside = f"""<bpmn:globalUserTask id="confirm" name="核实"><bpmn:extensionElements>
    {assigned.replace("{medical}", commission.departments["medical"])}</bpmn:extensionElements></bpmn:globalUserTask>"""
    commission.deploy(inside, outside, process="shared")
    commission.start("shared")
    commission.complete("clerk", "first")
    item = commission.item("confirm")
    assert commission.row(Item, item).name == "核实"
    assert targets(commission, "clerk", item) == []
    commission.complete("clerk", "confirm")
    assert commission.items() == []


def test_what_only_an_event_begins_is_no_way_back(office: Commission) -> None:
    # given a step done within an event subprocess, before the case first came to the step now open
    office.deploy(
        f"""{start_event()}{task("first")}{task("second")}
        <bpmn:subProcess id="watch" triggeredByEvent="true"><bpmn:startEvent id="heard" isInterrupting="false">
        <bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>{task("aside")}
        heard -> aside
        </bpmn:subProcess>
        start -> first
        first -> second""",
        '<bpmn:message id="m" name="来函"><bpmn:extensionElements><zeebe:subscription correlationKey="=1"/>'
        "</bpmn:extensionElements></bpmn:message>",
        process="watched",
    )
    office.start("watched")
    office.do(None, commands.publish, "来函", "1")
    office.complete("clerk", "aside")
    office.complete("clerk", "first")
    # then only the step of the main way is offered
    assert targets(office, "clerk", office.item("second")) == ["first"]
