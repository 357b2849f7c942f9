"""An ad-hoc subprocess lies in an inbox as long as it waits; who holds it begins the work in it and concludes it."""

from __future__ import annotations

from datetime import timedelta
from html import escape

import pytest

from engine import cases, commands, inbox
from engine.ad_hoc import AdHoc
from engine.errors import Invalid, InvalidAnswers, NotAllowed, Overtaken, Refused
from engine.items import open_item
from engine.kernel import NotEnough
from engine.models import Item
from tests.engine.calls import call
from tests.engine.commission import Commission, posted, start_event, task, timer


def adhoc(until: str = "", more: str = "", active: str = "=[]", **given: str) -> str:
    """Three works in no order, of which none is begun by itself, between the start and a last step."""
    said = "".join(f'<zeebe:property name="{name}" value="{escape(text)}"/>' for name, text in given.items())
    chosen = f'<zeebe:adHoc activeElementsCollection="{escape(active)}"/>' if active else ""
    condition = f"<bpmn:completionCondition>{escape(until)}</bpmn:completionCondition>" if until else ""
    return f"""{start_event()}<bpmn:adHocSubProcess id="freely" name="协同处置" {more}><bpmn:extensionElements>{chosen}
    <zeebe:properties>{said}</zeebe:properties></bpmn:extensionElements>
    {task("visit", stage="走访中")}{task("call", "[{primary}]")}<bpmn:scriptTask id="note" name="记录">
    <bpmn:documentation>自动生成记录</bpmn:documentation><bpmn:extensionElements>
    <zeebe:script expression="=true" resultVariable="noted"/></bpmn:extensionElements></bpmn:scriptTask>
    {condition}</bpmn:adHocSubProcess>{task("last", "[{office}]")}
    start -> freely
    freely -> last
    """


ENOUGH = "=noted = true"


def begun(commission: Commission, *given: str, **named: str) -> str:
    commission.deploy(adhoc(*given, **named), process="free")
    return commission.start("free")


def view_of(commission: Commission, login: str) -> AdHoc:
    found = commission.look(login, open_item, commission.item("freely")).ad_hoc
    assert isinstance(found, AdHoc)
    return found


def test_it_is_an_item_of_those_it_names_and_shows_what_can_be_begun(commission: Commission) -> None:
    # given one that is for a department, with a time limit
    limit = 'now() + duration("P3D")'
    case_id = begun(commission, ENOUGH, candidateGroups="[{medical}]", dueDate=limit, remind_before="1")
    # then it lies there, counts as any other work, and is reminded of
    item = commission.item("freely")
    assert commission.inboxes(item) == [("medical", "lead")]
    (row,) = commission.look("clerk", inbox.page).rows
    assert (row.step, row.due_at) == ("协同处置", commission.clock() + timedelta(days=3))
    assert [kind for kind, _moment in commission.jobs()] == ["remind", "overdue"]
    # and its page and that of the case list the work
    found = view_of(commission, "clerk")
    assert [(work.element, work.name, work.help) for work in found.works] == [
        ("visit", "visit", ""), ("call", "call", ""), ("note", "记录", "自动生成记录"),
    ]  # fmt: skip
    assert (found.sequential, found.enough) == (False, False)
    assert commission.look("clerk", cases.case_view, case_id).ad_hocs == (found,)


@pytest.mark.parametrize("given", [{"candidateGroups": "[]"}, {"candidateUsers": "null"}])
def test_where_nobody_is_found_the_administrators_have_it(office: Commission, given: dict[str, str]) -> None:
    begun(office, ENOUGH, **given)
    item = office.item("freely")
    assert office.inboxes(item) == [("admin", "lead")]
    assert "没有找到承办处室" in str(office.row(Item, item).stray)


def test_one_that_names_nobody_lies_with_who_started_the_case(office: Commission) -> None:
    begun(office, ENOUGH)
    assert office.inboxes(office.item("freely")) == [("office", "lead")]


def test_a_person_may_have_it_alone(office: Commission) -> None:
    begun(office, ENOUGH, assignee="{helper}")
    row = office.row(Item, office.item("freely"))
    assert row.claimant_id == office.persons["helper"]
    assert view_of(office, "helper").actions >= {"activate", "conclude", "release", "transfer"}


def test_who_holds_it_begins_work_once_and_again(commission: Commission) -> None:
    case_id = begun(commission, ENOUGH, candidateGroups="[{medical}]")
    item = commission.item("freely")
    # when the same work is begun twice
    for opinion in ("先查东乡", " "):
        commission.do("clerk", commands.activate, item, "visit", opinion)
    # then both lie in their inboxes, the case has come to their stage, and the history tells of each
    assert len(commission.items("visit", case_id)) == 2
    assert commission.case(case_id).stage == "走访中"
    assert [work.running for work in view_of(commission, "clerk").works] == [2, 0, 0]
    events = commission.history(case_id, "activated")
    told = [(event.data["to_name"], event.data["opinion"]) for event in events]
    assert told == [("visit", "先查东乡"), ("visit", "")]
    # and the item stays, for more
    assert commission.items("freely", case_id) == [item]
    assert commission.is_sound()


def test_work_begins_one_after_the_other_where_the_order_is_sequential(office: Commission) -> None:
    case_id = begun(office, ENOUGH, 'ordering="Sequential"', candidateGroups="[{medical}]")
    item = office.item("freely")
    for element in ("visit", "call"):
        office.do("clerk", commands.activate, item, element)
    assert office.items("call", case_id) == []
    found = view_of(office, "clerk")
    assert found.sequential
    assert [(work.running, work.queued) for work in found.works] == [(1, 0), (0, 1), (0, 0)]
    office.complete("clerk", "visit")
    assert len(office.items("call", case_id)) == 1


def test_it_ends_by_itself_when_a_work_has_made_its_condition_true(commission: Commission) -> None:
    # given work under way
    case_id = begun(commission, ENOUGH, candidateGroups="[{medical}]")
    item = commission.item("freely")
    commission.do("clerk", commands.activate, item, "visit")
    visit = commission.item("visit")
    # when the last thing needed is done
    commission.do("clerk", commands.activate, item, "note")
    # then what is under way is cancelled, the item is done, and the case goes on
    assert (commission.row(Item, visit).state, commission.row(Item, item).state) == ("cancelled", "done")
    assert commission.row(Item, item).completed_by is None
    assert len(commission.items("last", case_id)) == 1
    with commission.refused(Overtaken, "已由系统办理"):
        commission.do("clerk", commands.activate, item, "visit")


def test_what_is_under_way_is_finished_where_its_diagram_says_so(office: Commission) -> None:
    case_id = begun(office, ENOUGH, 'cancelRemainingInstances="false"', candidateGroups="[{medical}]")
    item = office.item("freely")
    for element in ("visit", "note"):
        office.do("clerk", commands.activate, item, element)
    # then nothing more can be begun, but the visit is still to be made
    assert office.items("freely") == []
    assert office.row(Item, item).state != "open"
    office.complete("clerk", "visit")
    assert len(office.items("last", case_id)) == 1


def test_it_is_concluded_by_hand_once_its_condition_holds(commission: Commission) -> None:
    # given one whose condition a date makes true
    until = '=now() > date and time("2026-03-05T00:00:00@Asia/Shanghai")'
    case_id = begun(commission, until, candidateGroups="[{medical}]", opinion="required")
    item = commission.item("freely")
    commission.do("clerk", commands.activate, item, "visit")
    with commission.refused(InvalidAnswers, "请填写办理意见"):
        commission.do("clerk", commands.conclude, item)
    with commission.refused(NotEnough, "完成条件尚未满足"):
        commission.do("clerk", commands.conclude, item, "情况已清楚")
    # when the day is there
    commission.clock.advance(days=4)
    assert view_of(commission, "clerk").enough is True
    commission.do("clerk", commands.conclude, item, "情况已清楚")
    # then it is done by who concluded it, and the case goes on
    row = commission.row(Item, item)
    assert (row.state, row.completed_by) == ("done", commission.persons["clerk"])
    assert [row.id for row in commission.look("clerk", inbox.page, "done").rows] == [item]
    assert commission.history(case_id, "concluded")[0].data["opinion"] == "情况已清楚"
    assert [commission.row(Item, one).element for one in commission.items(case_id=case_id)] == ["last"]


def test_without_a_condition_it_ends_when_its_work_is_done(office: Commission) -> None:
    case_id = begun(office, active="")
    assert view_of(office, "registrar").enough is None
    office.complete("clerk", "visit")
    office.complete("helper", "call")
    assert office.items("freely") == []
    assert len(office.items("last", case_id)) == 1


def test_only_those_who_hold_it_begin_and_conclude(office: Commission) -> None:
    begun(office, ENOUGH, candidateGroups="[{medical}]")
    item = office.item("freely")
    for login in ("registrar", "admin", "outsider"):
        with office.refused(NotAllowed, "没有“办理该事项”的权限"):
            office.do(login, commands.activate, item, "visit")
    office.do("colleague", commands.claim, item)
    with office.refused(Overtaken, "已由colleague领取"):
        office.do("clerk", commands.activate, item, "visit")
    assert view_of(office, "clerk").actions == {"comment", "remind"}


def test_only_what_is_in_it_is_begun_and_it_is_not_completed_like_a_form(office: Commission) -> None:
    begun(office, ENOUGH, candidateGroups="[{medical}]")
    item = office.item("freely")
    for element in ("last", "nonsense"):
        with office.refused(Refused, "现在不能开展"):
            office.do("clerk", commands.activate, item, element)
    with office.refused(Refused, "不能办理"):
        office.do("clerk", commands.complete, item, {})
    office.do("clerk", commands.activate, item, "visit")
    with office.refused(Refused, "不能开展其他工作"):
        office.do("clerk", commands.activate, office.item("visit"), "call")


def test_it_is_transferred_and_sent_back_as_other_work(office: Commission) -> None:
    later = adhoc(ENOUGH).replace("start -> freely", "start -> first\nfirst -> freely")
    office.deploy(later + task("first"), process="free")
    case_id = office.start("free")
    office.complete("clerk", "first")
    item = office.item("freely")
    office.do("registrar", commands.transfer, item, "由医政办", to_department=office.departments["medical"])
    office.do("clerk", commands.activate, item, "visit")
    # when it is sent back
    assert [one.element for one in office.look("clerk", open_item, item).back_targets] == ["first"]
    office.do("clerk", commands.send_back, item, "first", "先核实")
    # then what was begun in it is gone with it
    assert [office.row(Item, one).element for one in office.items(case_id=case_id)] == ["first"]


def test_an_extension_moves_its_time_limit(office: Commission) -> None:
    case_id = begun(office, ENOUGH, dueDate="date(day)")
    office.assign(case_id, day="2026-03-20")
    assert str(office.row(Item, office.item("freely")).due_at.date()) == "2026-03-20"


def test_its_boundary_timer_ends_it(commission: Commission) -> None:
    late = f"""<bpmn:boundaryEvent id="late" attachedToRef="freely">{timer("P5D")}</bpmn:boundaryEvent>
    late -> last
    """
    commission.deploy(adhoc(ENOUGH) + late, process="free")
    case_id = commission.start("free")
    item = commission.item("freely")
    commission.wait_until(commission.clock() + timedelta(days=6))
    assert commission.row(Item, item).state == "cancelled"
    assert len(commission.items("last", case_id)) == 1


def test_one_in_a_called_process_is_worked_on_by_that_ones_diagram(commission: Commission) -> None:
    begun(commission, ENOUGH, candidateGroups="[{medical}]")
    commission.deploy(f"{start_event()}{call('free')}\nstart -> call\n", process="calling")
    case_id = commission.start("calling")
    item = commission.item("freely", case_id)
    commission.do("clerk", commands.activate, item, "note")
    assert len(commission.items("last", case_id)) == 1


def test_several_at_once_are_several_items(office: Commission) -> None:
    several = """<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics
    inputCollection="=[&quot;东&quot;, &quot;西&quot;]" inputElement="place"/></bpmn:extensionElements>
    </bpmn:multiInstanceLoopCharacteristics></bpmn:adHocSubProcess>"""
    office.deploy(adhoc(ENOUGH, subject="place").replace("</bpmn:adHocSubProcess>", several), process="free")
    office.start("free")
    first, second = office.items("freely")
    assert [office.row(Item, item).subject for item in (first, second)] == ["东", "西"]
    office.do("registrar", commands.activate, second, "visit")
    running = [
        [work.running for work in office.look("registrar", open_item, item).ad_hoc.works] for item in (first, second)
    ]
    assert running == [[0, 0, 0], [1, 0, 0]]


def test_what_it_says_wrongly_of_itself_is_refused_at_deployment(office: Commission) -> None:
    with pytest.raises(Invalid, match="syntax error"):
        office.deploy(adhoc(ENOUGH, candidateGroups="[1,"), process="free")


def test_beginning_work_keeps_to_the_budget(commission: Commission) -> None:
    begun(commission, ENOUGH, candidateGroups="[{medical}]")
    item, clerk = commission.item("freely"), commission.actor("clerk")
    commission.do("clerk", commands.activate, item, "visit")
    with commission.statements() as sent, commission.engine.unit(clerk) as unit:
        commands.activate(unit, item, "visit")
    assert len(sent) <= 8, sent


def test_its_answers_are_no_draft(office: Commission) -> None:
    begun(office, ENOUGH)
    item = office.item("freely")
    office.do("registrar", commands.save_draft, item, posted({}), "拟先走访")
    assert office.look("registrar", open_item, item).opinion == "拟先走访"
