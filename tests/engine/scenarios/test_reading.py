"""Reading scenarios: every part into its value, and every slip with the line and what may stand there."""

from __future__ import annotations

from datetime import datetime
from textwrap import dedent

import pytest

from engine.clock import ZONE
from engine.scenarios.errors import Unreadable
from engine.scenarios.reading import read
from engine.scenarios.scenario import BEGIN, Division, Expect, Member
from engine.trials.verbs import Activate, Begin, By, Conclude, Do, Message, SendBack, Signal, Transfer, Until, Wait

HEAD = By(organization="石桥县人民医院", department="内科", role="head")
WHOLE = """
name: 退回一次
about: 说明
at: 2026-04-01
settings: {days: 3}
duties: {rectification: {lead: [医政处, 医改办], support: 财务处, leaders: 分管领导（医政）, mode: joint}}
members:
  - {organization: 石桥县人民医院, department: 药剂科}
  - {organization: 石桥县人民医院, department: 药剂科, person: 周药师, role: head, portfolio: [内科]}
start:
  by: {organization: 石桥县人民医院, department: 内科, role: head}
  answers: {title: 甲}
steps:
  - do: check
    of: 甲村
    by: 医政处
    answers: {rows: [{a: 1}]}
    opinion: 同意
    refused: 请另写
  - send_back: decide
    to: check
    opinion: 请补充
  - transfer: check
    to: {department: 医改办}
    opinion: 属医改
  - until: 2026-04-03T17:30
  - wait: P3D
  - message: {name: 意见, key: =case.number, variables: {a: 1}}
  - signal: {name: 汛情}
  - activate: visit
    by: 医政处
    opinion: 先走访
  - conclude: freely
  - expect: {waiting: [check]}
then: {ended: true}
"""


def test_a_whole_scenario_is_read() -> None:
    found = read(WHOLE, "main")
    assert (found.name, found.process, found.about) == ("退回一次", "main", "说明")
    assert found.at == datetime(2026, 4, 1, 9, 0, tzinfo=ZONE)
    assert found.settings == {"days": 3}
    division = Division(key="rectification", lead=("医政处", "医改办"), support=("财务处",),
                        leaders=("分管领导（医政）",), mode="joint")  # fmt: skip
    assert found.duties == (division,)
    assert found.members == (
        Member(organization="石桥县人民医院", department="药剂科"),
        Member(organization="石桥县人民医院", department="药剂科", person="周药师", role="head", portfolio=("内科",)),
    )
    assert [step.what for step in found.steps[:10]] == [
        Begin(process="main", by=HEAD, answers={"title": "甲"}),
        Do(element="check", of="甲村", by=By(name="医政处"), answers={"rows": [{"a": 1}]}, opinion="同意"),
        SendBack(element="decide", to="check", opinion="请补充"),
        Transfer(element="check", to=By(department="医改办"), opinion="属医改"),
        Until(moment=datetime(2026, 4, 3, 17, 30, tzinfo=ZONE)),
        Wait(duration="P3D"),
        Message(name="意见", key="=case.number", variables={"a": 1}),
        Signal(name="汛情"),
        Activate(element="visit", by=By(name="医政处"), opinion="先走访"),
        Conclude(element="freely"),
    ]  # fmt: skip
    assert [(step.line, step.refused) for step in found.steps[:3]] == [(10, ""), (14, "请另写"), (20, "")]
    assert [dict(step.what.asked) for step in found.steps[10:] if isinstance(step.what, Expect)] == [
        {"waiting": ["check"]}, {"ended": True},
    ]  # fmt: skip


def test_little_is_enough() -> None:
    found = read("name: 甲\nprocess: other", "main")
    assert (found.process, found.at, found.steps) == ("other", BEGIN, ())


def test_a_case_may_begin_by_a_message() -> None:
    found = read("name: 甲\nstart: {message: {name: 新病例, variables: {a: 1}}}", "main")
    assert [step.what for step in found.steps] == [Message(name="新病例", variables={"a": 1})]


@pytest.mark.parametrize(
    ("told", "line", "words"),
    [
        ("process: main", 1, "name"),
        ("name: 甲", 1, "process"),
        ("name: 甲\nprocess: main\nstep: []", 3, "step"),
        ("name: 甲\nprocess: main\nsteps: {do: a}", 3, "列表"),
        ("name: 甲\nprocess: main\nsteps:\n  - do: a\n    answer: {}", 5, "answer"),
        ("name: 甲\nprocess: main\nsteps:\n  - do: a\n    claim: b", 4, "一个动作"),
        ("name: 甲\nprocess: main\nsteps:\n  - complete: a", 4, "一个动作"),
        ("name: 甲\nprocess: main\nsteps:\n  - 办理", 4, "动作"),
        ("name: 甲\nprocess: main\nsteps:\n  - do:", 4, "do"),
        ("name: 甲\nprocess: main\nsteps:\n  - until: 明天", 4, "2026-03-02"),
        ("name: 甲\nprocess: main\nsteps:\n  - expect: {wating: []}", 4, "waiting"),
        ("name: 甲\nprocess: main\nsteps:\n  - message: 意见", 4, "message"),
        ("name: 甲\nprocess: main\nsteps:\n  - do: a\n    by: {person: 甲}", 5, "department"),
        ("name: 甲\nprocess: main\nsteps:\n  - do: a\n    answers: [1]", 5, "answers"),
        ("name: 甲\nprocess: main\nsteps:\n  - skip: a", 4, "reason"),
        ("name: 甲\nprocess: main\nduties: {rectification: {mode: alone}}", 3, "joint"),
        ("name: 甲\nprocess: main\nduties: {rectification: 医政处}", 3, "lead"),
        ("name: 甲\nprocess: main\nduties: {rectification: {lead: [{a: 1}]}}", 3, "lead"),
        ("name: 甲\nprocess: main\nmembers: [药剂科]", 3, "organization"),
        ("name: 甲\nprocess: main\nstart: {form: {}}", 3, "form"),
        ("name: 甲\nprocess: main\nthen: []", 3, "then"),
        ("name: 甲\nprocess: main\nthen:\n  inboxes: [医政处]", 4, "inboxes"),
        ("name: 甲\nprocess: main\nthen:\n  waiting: [{check: 1}]", 4, "waiting"),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_may_stand_there(told: str, line: int, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(dedent(told))
    assert refused.value.line == line
    assert words in refused.value.text("zh")
    assert refused.value.text("en").startswith(f"Expected a scenario that can be read, but line {line}: ")
