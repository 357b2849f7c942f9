"""The verbs of a trial: each is the command the pages give, in the name of whoever has the item or is named."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import InvalidAnswers, NotAllowed, Refused
from engine.kernel import NotEnough
from engine.trials import looking
from engine.trials.errors import NotStarted, NotWaiting, Unclear, Unknown
from engine.trials.trial import Trial
from engine.trials.verbs import (
    Activate,
    Assign,
    Begin,
    By,
    Cancel,
    Claim,
    Conclude,
    Do,
    Message,
    Release,
    Retry,
    SendBack,
    Signal,
    Skip,
    Transfer,
    Wait,
)
from tests.engine.commission import FORMS, TWO_STEPS, service, start_event, task
from tests.engine.trials.conftest import Trying

OFFICE = "[starter.department]"
STEPS = TWO_STEPS.replace("[{medical}]", OFFICE).replace("[{office}]", "duty.lead")
ONE = f"{start_event()}\n{task('first', OFFICE)}\n<bpmn:endEvent id='end'/>\nstart -> first\nfirst -> end"
CATCH = """<bpmn:intermediateCatchEvent id="heard"><bpmn:{kind}EventDefinition {kind}Ref="it"/>
</bpmn:intermediateCatchEvent>"""
LED = """<bpmn:extensionElements><zeebe:properties><zeebe:property name="duty" value="rectification"/>
</zeebe:properties></bpmn:extensionElements>"""


def elements(trial: Trial) -> list[str]:
    return [one.element for one in looking.open_now(trial)]


def claimant(trial: Trial) -> str:
    (item,) = looking.open_now(trial)
    return item.claimant


def two_steps(trying: Trying, **answers: Any) -> Trial:
    return trying(LED + STEPS, forms=FORMS, **{"title": "药品不足", **answers})


def test_whoever_has_the_item_completes_it_where_nobody_is_named(trying: Trying) -> None:
    trial = two_steps(trying)
    trial.perform(Do(element="first", answers={"finding": "已核"}, opinion="属实"))
    assert elements(trial) == ["second"]
    assert trial.case_id is not None
    assert looking.history(trial, trial.case_id)[0].actor == "整改办经办"


def test_who_is_named_must_have_the_item(trying: Trying) -> None:
    trial = two_steps(trying)
    with pytest.raises(NotAllowed):
        trial.perform(Do(element="first", by=By(name="医政处"), answers={"finding": "已核"}))
    trial.perform(Do(element="first", by=By(department="整改办", role="head"), answers={"finding": "已核"}))
    assert elements(trial) == ["second"]


def test_what_the_engine_refuses_is_not_remembered_as_done(trying: Trying) -> None:
    trial = two_steps(trying)
    with pytest.raises(InvalidAnswers):
        trial.perform(Do(element="first"))
    assert [type(verb) for verb in trial.done] == [Begin]


def test_an_item_is_claimed_and_given_back(trying: Trying) -> None:
    trial = trying(ONE)
    trial.perform(Claim(element="first", by=By(department="整改办", role="head")))
    assert claimant(trial) == "整改办负责人"
    trial.perform(Release(element="first"))
    assert claimant(trial) == ""


def test_a_case_is_sent_back_with_an_opinion(trying: Trying) -> None:
    trial = two_steps(trying)
    trial.perform(Do(element="first", answers={"finding": "已核"}))
    with pytest.raises(InvalidAnswers):
        trial.perform(SendBack(element="second", to="first", opinion=""))
    trial.perform(SendBack(element="second", to="first", opinion="请补充"))
    assert elements(trial) == ["first"]


def test_an_item_is_handed_to_a_department_or_a_person(trying: Trying) -> None:
    trial = trying(ONE)
    trial.perform(Transfer(element="first", to=By(name="石桥县卫生健康局"), opinion="属县里"))
    assert [one.receivers for one in looking.open_now(trial)] == [("石桥县卫生健康局",)]
    trial.perform(Transfer(element="first", to=By(name="石桥县卫生健康局医政股经办"), opinion="属医政"))
    assert [one.receivers for one in looking.open_now(trial)] == [("石桥县卫生健康局医政股经办",)]


def test_a_message_moves_the_case_that_waits_for_it(trying: Trying) -> None:
    inside = f"{start_event()}\n{CATCH.format(kind='message')}\n{task('first', OFFICE)}\nstart -> heard\nheard -> first"
    key = '<zeebe:subscription correlationKey="=case.number"/>'
    outside = f'<bpmn:message id="it" name="意见"><bpmn:extensionElements>{key}</bpmn:extensionElements></bpmn:message>'
    trial = trying(inside, outside)
    trial.perform(Message(name="意见", key="SY-2026-0009"))
    assert elements(trial) == []
    told = {"result": "转上级", "unit": '=department("石桥县卫生健康局")'}
    trial.perform(Message(name="意见", key="=case.number", variables=told))
    assert elements(trial) == ["first"]
    assert trial.evaluate("[result, names of([unit])]") == ["转上级", "石桥县卫生健康局"]


def test_a_message_begins_the_case_of_a_trial(trying: Trying) -> None:
    start = '<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="it"/></bpmn:startEvent>'
    inside = ONE.replace(start_event(), start)
    trial = trying(inside, '<bpmn:message id="it" name="新病例"/>', started=False)
    with pytest.raises(NotStarted):
        trial.perform(Cancel(reason="没有"))
    trial.perform(Message(name="新病例", variables={"title": "一例"}))
    assert trial.case_id is not None
    assert trial.evaluate("title") == "一例"


def test_a_signal_reaches_the_case(trying: Trying) -> None:
    inside = f"{start_event()}\n{CATCH.format(kind='signal')}\n{task('first', OFFICE)}\nstart -> heard\nheard -> first"
    trial = trying(inside, '<bpmn:signal id="it" name="汛情"/>')
    trial.perform(Signal(name="汛情", variables={"level": 2}))
    assert elements(trial) == ["first"]


def test_a_step_of_an_ad_hoc_subprocess_is_begun_by_hand(trying: Trying) -> None:
    active = '<bpmn:extensionElements><zeebe:adHoc activeElementsCollection="=[]"/></bpmn:extensionElements>'
    until = "<bpmn:completionCondition>=done = true</bpmn:completionCondition>"
    inside = f"""{start_event()}<bpmn:adHocSubProcess id="freely">{active}{task("visit", OFFICE)}{task("call", OFFICE)}
        {until}</bpmn:adHocSubProcess>
start -> freely"""
    trial = trying(inside)
    assert elements(trial) == ["freely"]
    trial.perform(Activate(element="call", opinion="先电话核实"))
    assert elements(trial) == ["freely", "call"]
    with pytest.raises(NotWaiting):
        trial.perform(Activate(element="elsewhere"))
    # and it is ended by hand once its condition holds
    with pytest.raises(NotEnough):
        trial.perform(Conclude(element="freely"))
    trial.perform(Assign(variables={"done": True}, reason="已核实"))
    trial.perform(Conclude(element="freely", opinion="情况已清楚"))
    assert elements(trial) == []


def test_a_failed_step_is_retried_skipped_or_its_cause_mended(trying: Trying) -> None:
    # given a service that always fails
    inside = f"{start_event()}\n{service('send', 'main.fail')}\n{task('first', OFFICE)}\nstart -> send\nsend -> first"
    trial = trying(inside)
    assert [one.element for one in looking.incidents(trial)] == ["send"]
    # when it is tried again it fails again
    trial.perform(Retry(element="send"))
    assert [one.element for one in looking.incidents(trial)] == ["send"]
    # and when variables are mended and it is skipped the case goes on
    trial.perform(Assign(variables={"line": "备用"}, reason="线路中断"))
    trial.perform(Skip(element="send", reason="已电话告知"))
    assert (looking.incidents(trial), elements(trial), trial.evaluate("line")) == ([], ["first"], "备用")
    with pytest.raises(NotWaiting):
        trial.perform(Retry(element="send"))


def test_a_case_is_ended_early(trying: Trying) -> None:
    trial = trying(ONE)
    trial.perform(Cancel(reason="重复登记"))
    assert elements(trial) == []


def test_a_step_open_twice_has_to_be_told_apart(trying: Trying) -> None:
    each = """<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics
        inputCollection="=[&quot;甲村&quot;, &quot;乙村&quot;]" inputElement="village"/></bpmn:extensionElements>
        </bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>"""
    step = task("visit", OFFICE, subject="=village").replace("</bpmn:userTask>", each)
    trial = trying(f"{start_event()}\n{step}\nstart -> visit")
    with pytest.raises(Unclear):
        trial.perform(Do(element="visit"))
    trial.perform(Do(element="visit", of="乙村"))
    assert [one.subject for one in looking.open_now(trial)] == ["甲村"]


def test_of_several_cases_the_trials_own_is_meant_first(trying: Trying) -> None:
    # given a second case at the same step
    trial = trying(ONE)
    trial.perform(Begin(process="main", by=By(name="整改办")))
    assert len(trial.cases()) == 2
    # when the step is done without a word of which
    trial.perform(Do(element="first"))
    # then it was that of the trial's own case, and next that of the other
    assert [one.case_number for one in looking.open_now(trial)] == ["SY-2026-0002"]
    trial.perform(Do(element="first"))
    assert elements(trial) == []


def test_a_step_that_is_not_open_is_answered_with_what_is(trying: Trying) -> None:
    trial = trying(ONE)
    with pytest.raises(NotWaiting) as raised:
        trial.perform(Do(element="second"))
    assert "first" in raised.value.text("zh")


def test_nobody_unknown_acts_and_no_time_that_is_none_passes(trying: Trying) -> None:
    trial = trying(ONE)
    with pytest.raises(Unknown):
        trial.perform(Do(element="first", by=By(name="不存在的处")))
    with pytest.raises(Refused):
        trial.perform(Wait(duration="三天"))


def test_a_person_starts_a_case_for_the_own_department(trying: Trying) -> None:
    trial = trying(ONE, started=False)
    trial.perform(Begin(process="main", by=By(name="石桥县卫生健康局医政股经办")))
    assert [one.receivers for one in looking.open_now(trial)] == [("石桥县卫生健康局医政股",)]
