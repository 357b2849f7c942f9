"""The rectification of issues, driven through its real diagram: every way a finding can go."""

from __future__ import annotations

from datetime import date

import pytest

from engine import kernel
from tests.bpmn.rectification import (
    CLINIC,
    COUNTY,
    LEAD,
    LEADER,
    OFFICE,
    SECOND,
    Rectification,
    accept,
    accepted,
    closed,
    inspection,
    measure,
    object_to,
    planned,
    report,
    under_way,
    verified,
)


def test_a_finding_goes_from_registration_to_its_settled_end() -> None:
    # given a finding closed after publication
    case = closed()
    assert case.variables["closing_number"] == "整改销〔2026〕1号"
    assert case.steps() == []
    # when the look-back comes after the set months and the result holds
    case.wait_until(date(2026, 9, 9))
    assert case.steps() == []
    case.wait_until(date(2026, 9, 10))
    assert case.item("look_back").groups == (OFFICE,)
    looked = {"lookback_text": "药品齐全", "lookback_by": "整改办", "lookback_files": []}
    case.do("look_back", **looked, lookback_result="hold", rebound_due=None)
    # then the case is over
    assert case.run.ended
    assert case.reopened == []


def test_every_unit_accepts_for_itself_within_its_own_time_limit() -> None:
    # given a finding that concerns two units, registered on a Monday
    case = Rectification(units=[CLINIC, COUNTY])
    # then each has its own item, due on Thursday
    assert sorted(wait.groups[0] for wait in case.items("accept")) == [CLINIC, COUNTY]
    assert {wait.due.date() for wait in case.items("accept") if wait.due} == {date(2026, 3, 5)}
    # when only one accepts
    accept(case, CLINIC)
    # then the case still waits for the other
    assert case.steps() == ["accept"]


def test_an_objection_upheld_against_the_unit_leaves_it_no_second_objection() -> None:
    # given a unit that objects
    case = Rectification()
    object_to(case)
    assert case.item("rule").groups == (OFFICE,)
    # when the office stands by its decision
    case.do("rule", ruling="uphold", new_unit=None)
    # then the unit has to accept
    again = case.item("accept")
    assert again.groups == (CLINIC,)
    assert case.complaints(again, {"acceptance_outcome": "object", "objection": "仍有异议"}) != []
    accept(case)
    assert case.variables["accepted"] == [CLINIC]


def test_a_reassigned_finding_is_accepted_by_the_new_unit() -> None:
    case = Rectification()
    object_to(case)
    # when the office gives the finding to another unit
    assert case.complaints(case.item("rule"), {"ruling": "reassign", "new_unit": CLINIC}) != []
    case.do("rule", ruling="reassign", new_unit=COUNTY)
    # then that one is asked, may object itself, and accepts
    assert case.item("accept").groups == (COUNTY,)
    assert case.complaints(case.item("accept"), {"acceptance_outcome": "object"}) == []
    accept(case, COUNTY)
    assert case.item("inspect").groups == (COUNTY,)


def test_a_ruling_binds_only_the_unit_it_was_made_for() -> None:
    # given two units that object
    case = Rectification(units=[CLINIC, COUNTY])
    object_to(case, CLINIC)
    # when the office stands by its decision for one of them
    case.do("rule", at={"unit": CLINIC}, ruling="uphold", new_unit=None)
    # then the other may still object
    assert case.complaints(case.item("accept", unit=COUNTY), {"acceptance_outcome": "object"}) == []


def test_a_unit_given_the_finding_twice_is_responsible_once() -> None:
    case = Rectification(units=[CLINIC, LEAD])
    for unit in (CLINIC, LEAD):
        object_to(case, unit)
        case.do("rule", at={"unit": unit}, ruling="reassign", new_unit=COUNTY)
    for wait in case.items("accept"):
        case.run.complete(wait.id, {"acceptance_outcome": "accept"}, case.now)
    assert case.item("inspect").groups == (COUNTY,)


def test_a_finding_nobody_has_to_accept_ends_without_rectification() -> None:
    case = Rectification(units=[CLINIC, COUNTY])
    for unit in (CLINIC, COUNTY):
        object_to(case, unit)
    # when the objections of all units hold
    for unit in (CLINIC, COUNTY):
        case.do("rule", at={"unit": unit}, ruling="release", new_unit=None)
    # then the case ends
    assert case.run.ended
    assert case.variables["accepted"] == []


def test_a_released_unit_takes_no_part_in_what_follows() -> None:
    case = Rectification(units=[CLINIC, COUNTY])
    object_to(case, COUNTY)
    case.do("rule", ruling="release", new_unit=None)
    accept(case)
    assert case.item("inspect").groups == (CLINIC,)


def test_the_plan_keeps_to_the_time_limit_of_the_finding() -> None:
    case = accepted()
    case.do("inspect", inspection="查了全县卫生室", similar_found="no")
    plan = case.item("plan")
    # then the first row is prepared for the unit that accepted
    assert case.run.variables(plan.scope)["measures"] == [{"department": CLINIC}]
    # and neither a late nor a past date passes, except for what is to be kept up
    assert case.complaints(plan, {"measures": [measure("晚", date(2026, 7, 1))]}) != []
    assert case.complaints(plan, {"measures": [measure("早", date(2026, 3, 1))]}) != []
    assert case.complaints(plan, {"measures": [measure("常", date(2026, 9, 1), kind="长期坚持")]}) == []


def test_a_returned_plan_comes_back_to_the_unit_with_its_measures() -> None:
    case = planned()
    assert case.item("review").groups == (LEAD,)
    # when the lead department returns the plan
    case.do("review", review_outcome="return")
    # then the unit finds what it had written
    seen = case.run.variables(case.item("plan").scope)
    assert [row["title"] for row in seen["measures"]] == ["补齐常用药"]
    # and the next review starts without an opinion
    case.do("plan", goal="药品配齐", measures=[measure("按目录补齐", date(2026, 4, 30))], plan_files=[])
    assert case.run.variables(case.item("review").scope)["review_outcome"] is None
    case.do("review", review_outcome="approve")
    assert case.item("approve").users == (LEADER,)


def test_joint_leads_share_one_review() -> None:
    case = planned(mode="joint", leads=(LEAD, SECOND))
    assert [wait.groups for wait in case.items("review")] == [(LEAD, SECOND)]


def test_leads_that_answer_each_for_itself_review_each_and_one_return_sends_the_plan_back() -> None:
    # given two lead departments that answer each for its part
    case = planned(mode="each", leads=(LEAD, SECOND))
    assert [wait.groups for wait in case.items("review")] == [(LEAD,), (SECOND,)]
    # when one returns the plan and the other has nothing against it
    case.do("review", at={"groups": (LEAD,)}, review_outcome="return")
    assert case.steps() == ["review"]
    case.do("review", at={"groups": (SECOND,)}, review_outcome="approve")
    # then the plan goes back
    assert case.steps() == ["plan"]
    assert case.variables["reviews"] == [
        {"departments": [LEAD], "outcome": "return"},
        {"departments": [SECOND], "outcome": "approve"},
    ]


@pytest.mark.parametrize("step", ["plan", "inspect", "acceptance"])
def test_the_leader_can_send_a_plan_back_to_any_earlier_step(step: str) -> None:
    case = planned()
    case.do("review", review_outcome="approve")
    case.run.move(case.item("approve").id, step, case.now)
    assert case.steps() == [{"acceptance": "accept"}.get(step, step)]


def test_measures_run_side_by_side_each_with_its_own_clock() -> None:
    case = under_way(measure("补货", date(2026, 4, 30)), measure("建台账", date(2026, 5, 29), department=COUNTY))
    first, second = sorted(case.items("carry_out"), key=lambda wait: wait.groups)
    assert (first.groups, second.groups) == ((CLINIC,), (COUNTY,))
    assert [wait.due for wait in (first, second)] == [date(2026, 4, 30), date(2026, 5, 29)]
    assert [row["percent"] for row in case.variables["measures"]] == [0, 0]
    # when one reports progress and the other completion
    case.do("carry_out", at={"groups": (CLINIC,)}, **report("continue", 40))
    case.do("carry_out", at={"groups": (COUNTY,)}, **report("done", 80))
    # then the first goes on with an empty choice, and the case knows both
    assert [wait.groups for wait in case.items("carry_out")] == [(CLINIC,)]
    seen = case.run.variables(case.item("carry_out").scope)
    assert (seen["outcome"], seen["percent"]) == (None, 40)
    assert [(row["no"], row["percent"], row["done_on"]) for row in case.variables["measures"]] == [
        (1, 40, None),
        (2, 100, case.now.date()),
    ]
    # and all evidence stays
    case.do("carry_out", **report("done", evidence=["invoice"]))
    assert case.variables["measures"][0]["evidence"] == ["photo", "invoice"]
    assert case.steps() == ["apply"]


def test_completion_is_reported_with_evidence() -> None:
    case = under_way()
    assert case.complaints(case.item("carry_out"), report("done", evidence=[])) != []
    case.do("carry_out", **report("continue"))
    assert case.complaints(case.item("carry_out"), report("done", evidence=[])) == []


def test_an_extension_approved_twice_moves_the_due_date_of_the_open_work() -> None:
    case = under_way(heads=("head",))
    # when the unit asks in time
    case.do("carry_out", **report("extend", extend_to=date(2026, 5, 20), extend_reason="招标延后"))
    # then work goes on under the old date while the unit's head decides
    assert case.steps() == ["approve_extension_unit", "carry_out"]
    assert case.item("approve_extension_unit").users == ("head",)
    assert case.item("approve_extension_unit").groups == ()
    work = case.item("carry_out")
    case.do("approve_extension_unit", extension_ruling="approve")
    assert case.item("approve_extension_office").groups == (OFFICE,)
    # and when the office grants another date than the one asked for, which has to be a later one
    granted = {"extension_ruling": "approve", "granted_until": date(2026, 4, 30)}
    assert case.complaints(case.item("approve_extension_office"), granted) != []
    case.do("approve_extension_office", extension_ruling="approve", granted_until=date(2026, 5, 15))
    # then the same open item is due then, and the extension is kept
    assert case.item("carry_out").id == work.id
    assert case.item("carry_out").due == date(2026, 5, 15)
    kept = case.variables["measures"][0]
    assert kept["due"] == date(2026, 5, 15)
    assert [(one["before"], one["until"]) for one in kept["extensions"]] == [(date(2026, 4, 30), date(2026, 5, 15))]


def test_a_unit_without_a_head_approves_its_extension_itself() -> None:
    case = under_way(heads=())
    case.do("carry_out", **report("extend", extend_to=date(2026, 5, 20), extend_reason="招标延后"))
    assert case.item("approve_extension_unit").groups == (CLINIC,)


@pytest.mark.parametrize("refusing", ["approve_extension_unit", "approve_extension_office"])
def test_a_refused_extension_leaves_the_date_and_may_be_asked_again(refusing: str) -> None:
    case = under_way()
    asked = report("extend", extend_to=date(2026, 5, 20), extend_reason="招标延后")
    case.do("carry_out", **asked)
    # while it is pending, no second one
    assert case.complaints(case.item("carry_out"), asked) != []
    if refusing == "approve_extension_office":
        case.do("approve_extension_unit", extension_ruling="approve")
    case.do(refusing, extension_ruling="refuse", granted_until=None)
    assert case.steps() == ["carry_out"]
    assert case.item("carry_out").due == date(2026, 4, 30)
    assert case.complaints(case.item("carry_out"), asked) == []


def test_an_extension_is_asked_before_the_due_date() -> None:
    case = under_way()
    asked = report("extend", extend_to=date(2026, 5, 20), extend_reason="招标延后")
    case.wait_until(date(2026, 4, 30))
    assert case.complaints(case.item("carry_out"), asked) == []
    assert case.complaints(case.item("carry_out"), {**asked, "extend_to": date(2026, 4, 30)}) != []
    case.wait_until(date(2026, 5, 1))
    assert case.complaints(case.item("carry_out"), asked) != []


def test_a_completed_measure_takes_its_pending_extension_with_it() -> None:
    case = under_way()
    case.do("carry_out", **report("extend", extend_to=date(2026, 5, 20), extend_reason="招标延后"))
    case.do("carry_out", **report("done"))
    assert case.steps() == ["apply"]


def test_measures_ask_for_extensions_independently_of_each_other() -> None:
    case = under_way(measure("补货", date(2026, 4, 30)), measure("建台账", date(2026, 4, 30), department=COUNTY))
    asked = report("extend", extend_to=date(2026, 5, 20), extend_reason="招标延后")
    case.do("carry_out", at={"groups": (CLINIC,)}, **asked)
    # then the other may ask as well, and its answer changes only its own date
    assert case.complaints(case.item("carry_out", groups=(COUNTY,)), asked) == []
    case.do("carry_out", at={"groups": (COUNTY,)}, **{**asked, "extend_to": date(2026, 6, 10)})
    case.do("approve_extension_unit", at={"groups": (COUNTY,)}, extension_ruling="approve")
    case.do("approve_extension_office", extension_ruling="approve", granted_until=date(2026, 6, 10))
    assert [row["due"] for row in case.variables["measures"]] == [date(2026, 4, 30), date(2026, 6, 10)]
    assert case.steps() == ["approve_extension_unit", "carry_out", "carry_out"]


def test_a_measure_to_be_kept_up_comes_back_before_its_next_review() -> None:
    case = under_way(measure("月度巡查", date(2026, 4, 30), kind="长期坚持"))
    kept_up = report("sustain", next_review=date(2026, 7, 31))
    assert case.complaints(case.item("carry_out"), {**kept_up, "next_review": case.now.date()}) != []
    case.do("carry_out", **kept_up)
    # then nobody has to do anything until some working days before the review
    assert case.steps() == []
    case.wait_until(date(2026, 7, 23))
    assert case.steps() == []
    case.wait_until(date(2026, 7, 24))
    assert case.item("carry_out").due == date(2026, 7, 31)
    # and when it has become routine, it is done
    case.do("carry_out", **report("done"))
    assert case.steps() == ["apply"]


def test_only_measures_to_be_kept_up_can_be_reviewed_from_time_to_time() -> None:
    case = under_way()
    assert case.complaints(case.item("carry_out"), report("sustain", next_review=date(2026, 5, 29))) != []


def test_a_refused_closing_sends_back_only_what_is_missing() -> None:
    # given two measures done and an inspection that found a gap
    case = under_way(measure("补货", date(2026, 4, 30)), measure("建台账", date(2026, 5, 29)))
    for title in ("补货", "建台账"):
        no = next(row["no"] for row in case.variables["measures"] if row["title"] == title)
        wait = next(w for w in case.items("carry_out") if case.run.variables(w.scope)["measure"]["no"] == no)
        case.run.complete(wait.id, report("done"), case.now)
    case.do("apply", completion="已完成", closing_files=["list"])
    case.do("verify", **inspection("fail", case.now.date(), "台账缺两个村"))
    ruling = case.item("approve_closing")
    rows = [dict(row) for row in case.run.variables(ruling.scope)["verdicts"]]
    # then a refusal has to say which measure, what is missing and until when
    assert case.complaints(ruling, {"closing": "refuse", "verdicts": rows}) != []
    rows[1]["redo"] = True
    assert case.complaints(ruling, {"closing": "refuse", "verdicts": rows}) != []
    rows[1] |= {"missing": "补齐两个村的台账", "due": date(2026, 6, 12)}
    case.do("approve_closing", closing="refuse", verdicts=rows)
    # and only that measure comes back, with its new date
    again = case.item("carry_out")
    assert again.due == date(2026, 6, 12)
    seen = case.run.variables(again.scope)["measure"]
    assert (seen["title"], seen["missing"]) == ("建台账", "补齐两个村的台账")
    # and the case goes on to closing when it is done
    case.do("carry_out", **report("done"))
    assert case.steps() == ["apply"]
    assert [row["done_on"] for row in case.variables["measures"]] == [case.now.date()] * 2


def test_each_lead_verifies_what_it_answers_for() -> None:
    case = verified(mode="each", leads=(LEAD, SECOND))
    assert [row["departments"] for row in case.variables["verifications"]] == [[LEAD], [SECOND]]
    assert case.item("approve_closing").users == (LEADER,)


def test_an_unopposed_publication_closes_the_case_by_itself() -> None:
    case = published()
    assert case.item("publication").due is None, "nobody is late who received no objection"
    case.wait_until(date(2026, 3, 9))
    assert case.steps() == ["publication"]
    case.wait_until(date(2026, 3, 10))
    assert case.steps() == []
    assert case.variables["closed_on"] == date(2026, 3, 10)


def test_an_unfounded_public_objection_does_not_prolong_the_publication() -> None:
    case = published()
    case.wait_until(date(2026, 3, 6))
    opposed(case, ruling="dismiss")
    case.wait_until(date(2026, 3, 10))
    assert case.variables["closing_number"]
    assert [row["who"] for row in case.variables["public_objections"]] == ["村民"]


def test_a_founded_public_objection_leads_to_another_inspection() -> None:
    case = published()
    opposed(case, ruling="uphold")
    assert case.steps() == ["verify"]
    # and the end of the publication no longer closes anything
    case.wait_until(date(2026, 4, 1))
    assert case.steps() == ["verify"]


def test_a_rebound_starts_the_finding_anew() -> None:
    case = closed()
    case.wait_until(date(2026, 9, 10))
    looked = {"lookback_text": "药品又不足", "lookback_by": "整改办", "lookback_files": []}
    case.do("look_back", **looked, lookback_result="rebound", rebound_due=date(2026, 12, 31))
    assert case.run.ended
    (inputs,) = case.reopened
    assert inputs["rebound"] == "药品又不足"
    assert inputs["finding"]["units"] == [CLINIC]
    assert inputs["finding"]["due"] == date(2026, 12, 31)


def test_a_talk_is_held_while_the_case_goes_on() -> None:
    case = under_way()
    (listening,) = [wait for wait in case.run.waits.values() if isinstance(wait, kernel.MessageWait)]
    assert (listening.name, listening.key) == ("约谈", "case-1")
    # when two steps are so late that talks are due
    for department in (CLINIC, COUNTY):
        case.run.receive(listening.id, {"item": "i", "element": "carry_out", "department": department}, case.now)
    assert case.steps() == ["carry_out", "hold_talk", "hold_talk"]
    # then each talk knows whom it is about, and the work stays open
    for department in (CLINIC, COUNTY):
        held = {"talk_with": "主任", "talk_record": "已约谈", "talk_demand": "限期整改", "talk_files": []}
        case.do("hold_talk", at={"talk_department": department}, **held, talk_on=case.now.date())
    assert [talk["department"] for talk in case.variables["talks"]] == [CLINIC, COUNTY]
    assert case.steps() == ["carry_out"]
    assert "department" not in case.variables


def published() -> Rectification:
    """A case in its publication from 2026-03-02 on."""
    case = verified()
    case.do("approve_closing", closing="approve", verdicts=[])
    case.do("publish", published_where="门户网站", published_on=date(2026, 3, 2))
    return case


def opposed(case: Rectification, ruling: str) -> None:
    """Somebody of the public objects, and the office finds on it."""
    answers = {
        "objector": "村民",
        "public_objection": "药品不全",
        "public_finding": "已到村核实",
        "public_ruling": ruling,
    }
    case.do("publication", **answers)
