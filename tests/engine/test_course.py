"""The course of a case through processes of several files: work, time limits, events and trouble in called ones."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import commands, inbox, incidents, jobs
from engine.course import course
from engine.errors import InvalidAnswers, Refused
from engine.items import open_item
from engine.models import Case, Definition, Incident, Item
from engine.settings import changing
from engine.unsent import unsent
from tests.engine.calls import CALLED, CALLING, LATE, call, deploy, guarded, visiting
from tests.engine.commission import Commission, posted, start_event, task


def test_work_in_a_process_of_another_file_is_done_by_that_ones_diagram(commission: Commission) -> None:
    # given a case in a called process, at a step whose id the caller has too
    case_id = visiting(commission)
    item = commission.item("check")
    row = commission.row(Item, item)
    assert (row.definition_id, row.calls[0][1]) != (commission.case(case_id).definition_id, "")
    # then its time limit is that of the called process's setting, its form and rights too
    assert row.due_at - row.arrived_at > timedelta(days=6)
    opened = commission.look("clerk", open_item, item)
    assert opened.opinion_rule == "required"
    assert opened.actions == {"complete", "send_back", "transfer", "comment"}
    assert commission.case(case_id).stage == "走访中"
    with commission.refused(Refused, "不能领取"):
        commission.do("clerk", commands.claim, item)
    # and what is asked and checked
    with commission.refused(InvalidAnswers, "请填写办理意见"):
        commission.do("clerk", commands.complete, item, posted({"people": "9"}), "")
    with commission.refused(InvalidAnswers, "人数太少"):
        commission.do("clerk", commands.complete, item, posted({"people": "5"}), "已走访")
    commission.complete("clerk", "check", "已走访", people="9")
    commission.complete("clerk", "report", people="9")
    commission.complete("registrar", "close")
    # and the case ends as one case, with the words of both in its history
    assert commission.case(case_id).state == "done"
    answers = [event.data["answers"] for event in commission.history(case_id, "completed")]
    assert answers == [[["title", "走访"]], [["people", "9"]], [["people", "9"]], []]
    assert commission.is_sound()


def test_what_was_typed_into_a_called_step_is_kept_in_the_words_of_its_own_form(office: Commission) -> None:
    visiting(office)
    item = office.item("check")
    office.do("clerk", commands.save_draft, item, posted({"people": "7", "remark": "未完"}))
    assert office.look("clerk", unsent, item, {"people": ["7"]}) == [("people", "7")]
    view = office.look("clerk", open_item, item).form
    assert view is not None
    assert view.rows


def test_the_settings_of_the_called_process_are_its_administrators(office: Commission) -> None:
    # given an administrator who gave the called process another limit, and the caller none
    deploy(office)
    office.do("admin", changing.give, "visit", "days", "20", reason="云卫发〔2026〕1号")
    office.start("calling")
    office.complete("registrar", "check", title="走访")
    # then only the step of the called one has it
    row = office.row(Item, office.item("check"))
    assert row.due_at - row.arrived_at > timedelta(days=25)


def test_time_limits_in_a_called_process_remind_and_escalate(commission: Commission) -> None:
    case_id = visiting(commission)
    due = commission.row(Item, commission.item("check")).due_at
    assert [kind for kind, _moment in commission.jobs()] == ["remind", "overdue", "leader"]
    commission.wait_until(due + timedelta(days=7))
    assert commission.reminded("soon") == ["clerk", "colleague", "head"]
    assert commission.reminded("leader") == ["leader"]
    assert [event.data["name"] for event in commission.history(case_id, "escalated")] == ["check"]


def test_a_call_counts_in_the_inbox_like_any_other_work(office: Commission) -> None:
    visiting(office)
    (row,) = office.look("clerk", inbox.page).rows
    assert (row.step, row.key) == ("check", "calling")
    assert office.look("clerk", inbox.counts).boxes["todo"] == 1


@pytest.mark.parametrize("interrupting", [True, False])
def test_a_timer_beside_a_step_of_a_called_process_fires(commission: Commission, interrupting: bool) -> None:
    case_id = visiting(commission, called=guarded(LATE, interrupting))
    commission.wait_until(commission.clock() + timedelta(days=2))
    assert len(commission.items("after", case_id)) == 1
    assert len(commission.items("work", case_id)) == (0 if interrupting else 1)


def test_messages_and_signals_reach_a_called_process(commission: Commission) -> None:
    # given two cases, each in a called process of another file that listens
    heard = visiting(commission, called=guarded('<bpmn:messageEventDefinition messageRef="m"/>'))
    assert commission.do(None, commands.publish, "撤回", heard) is True
    assert len(commission.items("after", heard)) == 1
    halted = visiting(commission, called=guarded('<bpmn:signalEventDefinition signalRef="s"/>'))
    throwing = '<bpmn:endEvent id="tell"><bpmn:signalEventDefinition signalRef="s"/></bpmn:endEvent>\nstart -> tell\n'
    commission.deploy(start_event() + throwing, '<bpmn:signal id="s" name="停办"/>', process="throwing")
    commission.launch("throwing")
    assert len(commission.items("after", halted)) == 1
    assert commission.items("work") == []


@pytest.mark.parametrize(
    ("thrown", "caught"),
    [("error", '<bpmn:errorEventDefinition errorRef="e"/>'),
     ("escalation", '<bpmn:escalationEventDefinition escalationRef="u"/>')],
)  # fmt: skip
def test_a_called_process_tells_its_caller_what_went_wrong(commission: Commission, thrown: str, caught: str) -> None:
    called = f"""{start_event()}{task("work")}<bpmn:endEvent id="fail">{caught}</bpmn:endEvent>
    start -> work
    work -> fail
    """
    calling = f"""{CALLING}<bpmn:boundaryEvent id="edge" attachedToRef="call">{caught}</bpmn:boundaryEvent>
    {task("mend")}
    edge -> mend
    """
    case_id = visiting(commission, calling, called)
    commission.complete("clerk", "work")
    assert [commission.row(Item, item).element for item in commission.items(case_id=case_id)] == ["mend"]


def test_trouble_in_a_called_process_is_told_mended_and_tried_again(commission: Commission) -> None:
    stuck = f"""{start_event()}<bpmn:exclusiveGateway id="choice" name="分流"/>{task("work")}
    start -> choice
    choice -> work size > 5
    """
    case_id = visiting(commission, called=stuck)
    (incident,) = commission.incidents()
    assert incident.element_name == "分流"
    shown = commission.look("admin", incidents.incident, incident.id)
    commission.do("admin", commands.assign, case_id, shown.scope, {"size": 9}, "补填")
    commission.do("admin", commands.retry, incident.id)
    assert len(commission.items("work", case_id)) == 1
    assert commission.incidents() == []


def test_a_process_that_is_not_there_is_trouble_until_it_is_published(commission: Commission) -> None:
    # given a call of what nobody has published
    calling = f"{start_event()}{call('absent')}{task('close')}\nstart -> call\ncall -> close\n"
    commission.deploy(calling, process="lonely")
    case_id = commission.start("lonely")
    (incident,) = commission.incidents()
    assert "absent" in incident.zh
    assert incident.element_name == "call"
    # when it is published and the step tried again
    commission.deploy(f"{start_event()}{task('work')}\nstart -> work\n", process="absent")
    commission.do("admin", commands.retry, incident.id)
    # then the case goes on
    commission.complete("clerk", "work", case_id=case_id)
    assert len(commission.items("close", case_id)) == 1


def test_calls_under_way_stay_in_their_version_and_later_ones_take_the_newest(commission: Commission) -> None:
    # given a case in a called process, and a newer version of that
    running = visiting(commission)
    later = visiting(commission, called=CALLED.replace("report", "summary"))
    # when both go on
    for case_id in (running, later):
        commission.complete("clerk", "check", "已走访", case_id, people="9")
    # then each has the step of its own version
    items = [commission.row(Item, item) for item in commission.items()]
    assert [item.element for item in items] == ["report", "summary"]
    assert [commission.row(Definition, item.definition_id).version for item in items] == [1, 2]


def test_each_of_several_calls_at_once_has_work_of_its_own(commission: Commission) -> None:
    # given a call for each of three townships
    more = """<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics
    inputCollection="=[&quot;东&quot;, &quot;西&quot;, &quot;北&quot;]" inputElement="place"/></bpmn:extensionElements>
    </bpmn:multiInstanceLoopCharacteristics>"""
    called = f"{start_event()}{task('look', subject='place')}\nstart -> look\n"
    case_id = visiting(commission, CALLING.replace(call("visit"), call("visit", more=more)), called)
    items = [commission.row(Item, item) for item in commission.items("look", case_id)]
    assert [item.subject for item in items] == ["东", "西", "北"]
    assert len({str(item.calls) for item in items}) == 3
    # when all are done
    for item in items:
        commission.do("clerk", commands.complete, item.id, {})
    # then the caller goes on once
    assert len(commission.items("close", case_id)) == 1


def test_three_files_deep_all_is_found(commission: Commission) -> None:
    inner = f"{start_event()}{task('check', stage='最里层')}\nstart -> check\n"
    commission.deploy(inner, process="innermost")
    between = f"{start_event()}{call('innermost')}{task('report')}\nstart -> call\ncall -> report\n"
    case_id = visiting(commission, called=between)
    row = commission.row(Item, commission.item("check", case_id))
    assert [element for _token, element in row.calls] == ["call", "call"]
    assert commission.case(case_id).stage == "最里层"
    for login, element in (("clerk", "check"), ("clerk", "report"), ("registrar", "close")):
        commission.complete(login, element, case_id=case_id)
    assert commission.case(case_id).state == "done"


def test_cancelling_a_case_takes_its_called_work_with_it(commission: Commission) -> None:
    case_id = visiting(commission)
    commission.do("registrar", commands.cancel, case_id, "重复登记")
    assert (commission.items(), commission.jobs()) == ([], [])


def test_completing_in_a_called_process_keeps_to_the_budget(commission: Commission) -> None:
    # given a program that has met both versions before
    clerk = commission.actor("clerk")
    for case_id in (visiting(commission), visiting(commission)):
        item = commission.item("check", case_id)
        # when a step of the called process is completed
        with commission.statements() as sent, commission.engine.unit(clerk) as unit:
            commands.complete(unit, item, posted({"people": "9"}), "已走访")
    # then it costs what any completion may (design, 8)
    assert len(sent) <= 8, "\n".join(sent)


def test_skipping_a_failed_step_of_a_called_process_leads_on(office: Commission) -> None:
    called = f"""{start_event()}<bpmn:scriptTask id="sum" name="计算"><bpmn:extensionElements>
    <zeebe:script expression="=workdays after(1, 1).x" resultVariable="n"/></bpmn:extensionElements></bpmn:scriptTask>
    {call("nowhere", "lost")}{task("work")}
    start -> sum
    sum -> lost
    lost -> work
    """
    case_id = visiting(office, called=called)
    (incident,) = office.incidents()
    office.do("admin", commands.skip, incident.id, "改由人工办理")
    assert len(office.items("work", case_id)) == 1
    assert office.row(Incident, incident.id).resolution == "skipped"


TIMED = """<bpmn:intermediateCatchEvent id="step"><bpmn:timerEventDefinition><bpmn:timeDate>=day</bpmn:timeDate>
</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"""


@pytest.mark.parametrize("step", ['<bpmn:receiveTask id="step" messageRef="named"/>', TIMED])
def test_what_could_not_begin_to_wait_does_so_once_it_is_repaired(commission: Commission, step: str) -> None:
    # given a step whose message has no name yet, or whose timer no day
    message = """<bpmn:message id="named" name="=name"><bpmn:extensionElements>
    <zeebe:subscription correlationKey="=case.id"/></bpmn:extensionElements></bpmn:message>"""
    commission.deploy(f"{start_event()}{step}{task('last')}\nstart -> step\nstep -> last\n", message, process="late")
    case_id = commission.launch("late")
    (incident,) = commission.incidents()
    # when its data is mended and it is tried again
    commission.assign(case_id, name="撤回", day="2026-03-09T09:00:00+08:00")
    commission.do("admin", commands.retry, incident.id)
    # then it hears what it was drawn to wait for
    if step == TIMED:
        commission.wait_until(commission.clock() + timedelta(days=9))
    else:
        commission.do(None, commands.publish, "撤回", case_id)
    assert len(commission.items("last", case_id)) == 1


def test_a_looked_at_case_is_not_moved(office: Commission) -> None:
    case_id = visiting(office)
    before = office.case(case_id).snapshot
    with office.engine.unit() as unit, course(unit, unit.session.get_one(Case, case_id)) as run:
        assert [wait.element for wait in run.waits.values()] == ["check"]
    assert office.case(case_id).snapshot == before
    assert jobs.run_due(office.engine) == 0
