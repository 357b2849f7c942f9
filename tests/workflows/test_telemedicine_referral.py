"""Consultations and referrals over the whole engine: who sees what, what other cases learn, papers, response times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import bpmn
from engine import cases, ledgers, measures
from engine.course import launch
from engine.errors import NotAllowed
from engine.inbox import page
from engine.models import Case
from engine.papers.offering import offered, printout
from engine.papers.sheet import Fields, PageBreak, Paragraph
from engine.people import Actor
from engine.process import Column, Desk, Process
from engine.rules import Rules
from engine.scenarios.playing import play
from engine.scenarios.reading import read
from engine.scenarios.scenario import BEGIN
from engine.trials import cast
from engine.trials.space import Template
from engine.trials.trial import Trial
from engine.trials.verbs import By, Do
from tests.bpmn.rules import model as rule
from tests.engine.commission import service, start_event
from tests.engine.kernel.diagrams import diagram
from workflows.telemedicine_referral import process

FOLDER = Path(bpmn.__file__).parent / process.key
DOCTOR = By(organization="石桥县人民医院", department="内科")
OFFICE = By(organization="石桥县人民医院", department="医务科")
INSURER = By(organization="石桥县医疗保障局", department="医保中心")
RECEIVER = By(organization="云川市第一人民医院", department="医务科")
WARD = By(organization="云川市第一人民医院", department="内科")
EXPERT = By(name="云川市第一人民医院内科负责人")
HOME = By(organization="河口镇卫生院", department="院办公室")
BUREAU = By(organization="云川市卫生健康委员会", department="医政处")
EVERYBODY = {"doctor": DOCTOR, "office": OFFICE, "insurer": INSURER, "receiver": RECEIVER, "ward": WARD, "home": HOME,
             "bureau": BUREAU}  # fmt: skip


def ask(inputs: dict[str, Any], headers: dict[str, str], desk: Desk) -> dict[str, Any]:
    """An illness case asks for a consultation as a case of its own."""
    return {"asked": desk.start(process.key, {**inputs["request"], "reply_to": desk.case_number})}


ILLNESS = Process(key="illness", prefix="DB", services={"illness.ask": ask},
                  ledger=(Column(name="number", label="编号", value="case.number"),))  # fmt: skip
NEWS = """<bpmn:message id="news" name="会诊意见已出"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=case.number"/></bpmn:extensionElements></bpmn:message>"""
WAITING = f"""{start_event()}{service("ask", "illness.ask")}
<bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition id="by_news" messageRef="news"/>
</bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>
start -> ask
ask -> wait
wait -> end
"""
CALLING = f"""{start_event()}<bpmn:callActivity id="call"><bpmn:extensionElements>
<zeebe:calledElement processId="{process.key}" propagateAllChildVariables="false"/>
<zeebe:ioMapping><zeebe:output source="=outcome" target="referred"/><zeebe:output source="=referral" target="referral"/>
<zeebe:output source="=opinion" target="opinion"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:callActivity>
<bpmn:endEvent id="end"/>
start -> call
call -> end
"""


@cache
def template() -> Template:
    drawn = {"illness": (WAITING, NEWS), "calling": (CALLING, "")}
    deployments = [{f"{key}.bpmn": diagram(inside, outside, key)} for key, (inside, outside) in drawn.items()]
    return Template([bpmn.files(FOLDER), *deployments], processes=[process, ILLNESS], rules=Rules())


@pytest.fixture
def played() -> Iterator[Callable[..., Trial]]:
    """A scenario of the process played to its end, or until the first time a step is to be done."""
    opened = []

    def until(stem: str, step: str | None = None) -> Trial:
        scenario = read((FOLDER / "scenarios" / f"{stem}.yaml").read_text("utf-8"), process.key)
        ends = [n for n, one in enumerate(scenario.steps) if isinstance(one.what, Do) and one.what.element == step]
        steps = scenario.steps[: ends[0]] if step else scenario.steps
        space = template().open(scenario.at)
        opened.append(space)
        outcome = play(replace(scenario, steps=steps), space)
        assert not outcome.mismatches, outcome.mismatches
        return outcome.trial

    yield until
    for space in opened:
        space.close()


def actor(trial: Trial, by: By) -> Actor:
    with trial.space.engine.view() as view:
        return cast.actor_of(view, by)


def look(trial: Trial, by: By, read_: Callable[..., Any], *arguments: Any) -> Any:
    with trial.space.engine.view(actor(trial, by)) as view:
        return read_(view, *arguments)


# each hospital sees its part only


STEPS = {
    "签署知情同意书": set(EVERYBODY), "科主任审批": {"doctor", "office"}, "医务科审批": {"doctor", "office"},
    "医保转诊备案": set(EVERYBODY), "接收医院答复": {"doctor", "receiver"}, "到诊登记": set(EVERYBODY),
    "接诊治疗": {"doctor", "ward"}, "填写回转单": {"doctor", "ward", "home"}, "随访": {"doctor", "ward", "home"},
}  # fmt: skip
COLUMNS = {
    "初步印象": set(EVERYBODY), "备案号": set(EVERYBODY), "床位": {"doctor", "receiver"},
    "治疗结果": {"doctor", "ward"}, "回转诊断": {"doctor", "ward", "home"},
}  # fmt: skip
PRINTED = {"referral": set(EVERYBODY), "back": {"doctor", "ward", "home"}, "three-parts": {"doctor", "ward", "home"}}


@pytest.fixture(scope="module")
def referred() -> Iterator[Trial]:
    scenario = read((FOLDER / "scenarios" / "referral-up.yaml").read_text("utf-8"), process.key)
    space = template().open(scenario.at)
    yield play(scenario, space).trial
    space.close()


@pytest.mark.parametrize("step", STEPS)
def test_a_hospital_reads_the_history_of_its_own_part(referred: Trial, step: str) -> None:
    readers = {
        name for name, by in EVERYBODY.items()
        if step in [entry.name for entry in look(referred, by, cases.timeline, referred.case_id)]
    }  # fmt: skip
    assert readers == STEPS[step]


@pytest.mark.parametrize("column", COLUMNS)
def test_the_ledger_shows_a_hospital_the_columns_of_its_part(referred: Trial, column: str) -> None:
    (name,) = (one.name for one in process.ledger if one.label == column)
    rows = {who: look(referred, by, ledgers.page, process.key, ledgers.Filters()).rows for who, by in EVERYBODY.items()}
    assert {who for who, found in rows.items() if found[0].cells[name]} == COLUMNS[column]


@pytest.mark.parametrize("paper", PRINTED)
def test_a_paper_is_offered_to_those_it_concerns(referred: Trial, paper: str) -> None:
    readers = {
        who for who, by in EVERYBODY.items()
        if paper in [one.name for one in look(referred, by, offered, referred.case_id)]
    }  # fmt: skip
    assert readers == PRINTED[paper]


def test_a_hospital_that_was_not_asked_sees_nothing(referred: Trial) -> None:
    other = By(organization="青禾县人民医院", department="内科")
    assert look(referred, other, ledgers.page, process.key, ledgers.Filters()).total == 0
    with pytest.raises(NotAllowed):
        look(referred, other, cases.timeline, referred.case_id)


def test_a_hospital_asked_later_does_not_read_why_the_first_declined(played: Callable[..., Trial]) -> None:
    trial = played("emergency-referral", "rerecord")
    first = By(organization="云川市中医医院", department="医务科")

    def answers(by: By) -> int:
        entries = look(trial, by, cases.timeline, trial.case_id)
        return sum(entry.kind == "completed" and entry.name == "接收医院答复" for entry in entries)

    assert [answers(by) for by in (first, RECEIVER, DOCTOR)] == [1, 1, 2]


def test_an_expert_and_the_asking_doctor_share_the_consultation(played: Callable[..., Trial]) -> None:
    trial = played("consultation", "decide")
    for by, reads in ((EXPERT, True), (DOCTOR, True), (OFFICE, False)):
        facts = str(look(trial, by, cases.case_view, trial.case_id).facts)
        assert ("建议冠脉 CTA" in facts) is reads


# what other cases learn


REQUEST = {
    "kind": "consult", "urgency": "emergency", "diagnosis": "胃癌", "reason": "定方案", "illness": "消瘦三月",
    "doctor": "王医生", "doctor_phone": "0990-5550123",
}  # fmt: skip


def begin(key: str, **more: Any) -> Trial:
    """A case of another process that asks for something, started by the county's bureau."""
    trial = Trial(template().open(BEGIN))
    bureau = By(organization="石桥县卫生健康局", department="医政股")
    with trial.space.engine.unit(actor(trial, bureau)) as unit:
        hospital = cast.department_of(unit, DOCTOR)
        asked = {**REQUEST, "requester": hospital, "receiver": cast.department_of(unit, RECEIVER), **more}
        trial.case_id = launch(unit, key, asked if key == "calling" else {"request": asked},
                               department_id=cast.department_of(unit, bureau)).id  # fmt: skip
    return trial


def answer(trial: Trial, step: str, **answers: Any) -> None:
    trial.perform(Do(element=step, answers=answers, opinion="同意"))


def consult(trial: Trial) -> None:
    answer(trial, "precheck", precheck_outcome="受理", triage="肿瘤科")
    answer(trial, "arrange", arrange_outcome="已安排", expert="云川市第一人民医院内科负责人（内科）", years=9,
           expert_title="主任医师", means="视频", consult_at="2026-03-02T10:00")  # fmt: skip
    answer(trial, "confirm", confirm_outcome="确认", companion="王医生")
    trial.space.clock.advance(hours=2)
    answer(trial, "hold", hold_outcome="已进行", held_at="2026-03-02T10:00", minutes=30, attendees="王医生")
    answer(trial, "write_opinion", consult_diagnosis="胃癌", opinion_text="可手术", advice="尽快手术",
           signed_files=["签字页.pdf"])  # fmt: skip
    answer(trial, "quality", quality_outcome="资料完整，签字齐全")
    answer(trial, "decide", adopted="采纳", plan="手术", next_step="本院继续诊疗")


def test_an_opinion_moves_the_linked_illness_case_on() -> None:
    # given an illness case that waits for the opinion of a consultation it has asked for
    trial = begin("illness")
    assert trial.evaluate("asked") == "HZ-2026-0001"
    # when the consultation is decided upon
    consult(trial)
    # then the illness case has gone on with the opinion
    assert trial.evaluate("opinion.text") == "可手术"
    assert trial.evaluate("decision.plan") == "手术"
    with trial.space.engine.view() as view:
        assert view.session.get_one(Case, trial.case_id).state == "done"
    trial.space.close()


def test_called_by_another_process_it_hands_back_its_results() -> None:
    # given a process that calls the referral with a patient of its own
    trial = begin("calling", kind="up", urgency="routine")
    answer(trial, "consent", consent_outcome="同意", consent_by="本人", consent_name="甲", consent_files=["同意书.pdf"])
    for step in ("approve_department", "approve_hospital", "approve_leader"):
        answer(trial, step, ruling="同意")
    answer(trial, "record", record_outcome="予以备案", record_number="BA1")
    answer(trial, "answer", accept_outcome="不能接收", decline_reason="无床")
    # when it ends
    answer(trial, "choose_next", other_outcome="不再办理")
    # then its results are the caller's, and nothing else is
    assert trial.evaluate("referred") == "not_accepted"
    assert trial.evaluate("referral.approved") is True
    assert trial.evaluate("referral.number") == "BA1"
    assert trial.evaluate("form_number") is None
    trial.space.close()


@pytest.mark.parametrize("stem", ["referral-up", "outside-hospital"])
def test_the_settlement_pays_by_the_recorded_referral(played: Callable[..., Trial], stem: str) -> None:
    referral = played(stem, "answer").evaluate("referral")
    facts = {"医院等级": referral["level"], "就医地": referral["place"], "转诊已批准": referral["approved"]}
    county = rule("medical-settlement", "990121.2020-01-01")
    assert county.evaluate("住院报销比例", facts).value == 70
    # and nothing where the insurer has not recorded it
    assert county.evaluate("住院报销比例", {**facts, "转诊已批准": False}).value == 0


# papers


def texts(trial: Trial, by: By, paper: str) -> str:
    sheet = look(trial, by, printout, trial.case_id, paper).sheet
    said = [sheet.title]
    for part in sheet.parts:
        if isinstance(part, Fields):
            said += [f"{label}：{words}" for line in part.lines() for label, words in line]
        else:
            said.append(getattr(part, "text", ""))
    return "\n".join(said)


def test_the_referral_form_has_its_three_parts_and_fixed_words(referred: Trial) -> None:
    sheet = look(referred, HOME, printout, referred.case_id, "three-parts").sheet
    assert [part.kind for part in sheet.parts].count(PageBreak.kind) == 2
    said = texts(referred, HOME, "three-parts")
    for words in (
        "存根", "患者姓名：赵大山", "年龄：76岁", "转诊单号：ZZ20260302001", "院方审批意见：同意转诊。",
        "转出机构：石桥县人民医院内科", "初步印象：冠心病 不稳定型心绞痛", "诊断结果：急性冠脉综合征 支架术后",
        "用药建议：阿司匹林、替格瑞洛、阿托伐他汀",
        "康复建议：循序渐进步行", "住院病案号：ZY20260304", "河口镇卫生院：",
    ):  # fmt: skip
        assert words in said
    assert "routine" not in said and "requester" not in said, "nothing internal is printed"


def test_consent_request_and_report_of_a_consultation_are_printed(played: Callable[..., Trial]) -> None:
    trial = played("consultation", "archive_host")
    assert "拟请（转往）医院：云川市第一人民医院" in texts(trial, DOCTOR, "consent")
    assert "拟请专业、职称：心内科 主任医师" in texts(trial, RECEIVER, "request")
    said = texts(trial, RECEIVER, "report")
    assert "会诊意见：考虑稳定型心绞痛，建议冠脉 CTA" in said and "会诊时间：2026年3月3日 15:00" in said
    sheet = look(trial, DOCTOR, printout, trial.case_id, "report").sheet
    assert any(isinstance(part, Paragraph) and "最终诊疗方案由邀请方" in part.text for part in sheet.parts)
    assert "referral" not in [one.name for one in look(trial, DOCTOR, offered, trial.case_id)]


# response times


def test_the_answers_of_every_hospital_are_measured(played: Callable[..., Trial]) -> None:
    # given a case in which two hospitals were asked, the second answering after a day and a half
    trial = played("consultation-refused", "choose_other")
    choose = {"other_outcome": "另选一家医院", "next_receiver": "云川市中医医院"}
    trial.perform(Do(element="choose_other", answers=choose))
    trial.space.clock.advance(hours=36)
    answer(trial, "precheck", precheck_outcome="受理", triage="心内科")
    # then both stand in the table, one on time and one not
    found = look(trial, DOCTOR, measures.table, process.key, "answer")
    assert [(group.name, group.count, group.longest, group.on_time) for group in found.groups] == [
        ("云川市第一人民医院", 1, 0.0, 1.0), ("云川市中医医院", 1, 36.0, 0.0),
    ]  # fmt: skip
    assert (found.total.count, found.total.on_time) == (2, 0.5)


def test_a_hospital_outside_the_system_has_no_times_of_ours(played: Callable[..., Trial]) -> None:
    trial = played("outside-hospital")
    assert look(trial, DOCTOR, measures.table, process.key, "answer").groups == []


def test_the_death_of_a_patient_is_in_the_record(played: Callable[..., Trial]) -> None:
    trial = played("died-before-arrival")
    assert trial.evaluate('patient.state = "died" and patient.state_on = date("2026-03-02")') is True


def test_a_patient_who_gets_worse_is_referred_again_with_what_is_known(played: Callable[..., Trial]) -> None:
    trial = played("referral-down")
    with trial.space.engine.view() as view:
        first, again = view.session.scalars(select(Case).order_by(Case.id)).all()
    assert (again.parent_id, again.patient_id) == (first.id, first.patient_id)
    assert "需要再次转诊" in str(trial.evaluate("reason", again.id))


def test_the_case_lies_in_the_inbox_of_whoever_is_next(played: Callable[..., Trial]) -> None:
    trial = played("referral-up", "answer")
    assert [(row.step, row.title) for row in look(trial, RECEIVER, page).rows] == [("接收医院答复", "赵大山 上转")]
    assert look(trial, WARD, page).rows == []
