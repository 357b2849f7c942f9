"""Playing scenarios: until their end, or up to the step that cannot be done, with the line of what is otherwise."""

from __future__ import annotations

from engine.scenarios.playing import play
from engine.scenarios.reading import read
from engine.trials import looking
from engine.trials.space import Template
from tests.engine.scenarios.conftest import INSIDE, Stage, files

START = """
name: 甲
start: {by: 整改办, answers: {title: 药品不足}}
"""


def test_a_scenario_is_played_to_its_end(stage: Stage) -> None:
    told = f"""{START}
steps:
  - do: check
    answers: {{finding: 不实}}
    opinion: 已核
  - do: decide
then: {{ended: true}}
"""
    assert stage.complaints(told) == []


def test_what_cannot_be_done_is_told_and_ends_the_play(stage: Stage) -> None:
    played = stage.play(f"{START}steps:\n  - do: check\n  - do: nowhere\n")
    (broken,) = played.mismatches
    assert (broken.step, broken.line) == (2, 5)
    assert "finding" in broken.zh
    assert "it could not be done" in broken.en
    assert [one.element for one in looking.open_now(played.trial)] == ["check"]


def test_a_refusal_is_expected_in_its_own_words(stage: Stage) -> None:
    refused = f"{START}steps:\n  - do: check\n    answers: {{finding: 药品不足}}\n    opinion: 已核\n    refused: "
    assert stage.complaints(f"{refused}请另写\n") == []
    assert "没有办成" in stage.complaints(f"{refused}别的话\n")[0]
    done = f"{START}steps:\n  - do: check\n    answers: {{finding: 属实}}\n    opinion: 已核\n    refused: 请另写\n"
    assert "却办成了" in stage.complaints(done)[0]


def test_an_incident_ends_the_play_unless_it_is_expected(template: Template) -> None:
    # given a process in which a decision is called that does not exist
    missing = "<zeebe:calledDecision decisionId=\"=&quot;missing&quot;\" resultVariable=\"x\"/>"
    ask = f"<bpmn:businessRuleTask id=\"ask\"><bpmn:extensionElements>{missing}</bpmn:extensionElements>"
    inside = INSIDE.replace("<bpmn:endEvent", f"{ask}</bpmn:businessRuleTask><bpmn:endEvent", 1)
    inside = inside.replace("yes: sound -> end", "yes: sound -> ask\nask -> end")
    stage = Stage(template.extended(files(inside)))
    done = f"{START}steps:\n  - do: check\n    answers: {{finding: 属实}}\n    opinion: 已核\n"
    # when a scenario goes there without a word of it, it ends there
    (complaint,) = stage.complaints(f"{done}  - wait: P1D\n")
    assert complaint.startswith("5: “ask”出现异常")
    # and when it expects it, it goes on
    assert stage.complaints(f"{done}  - expect: {{incidents: ask}}\n  - skip: ask\n    reason: 人工判定\n") == []


def test_after_each_step_somebody_may_look(stage: Stage) -> None:
    seen: list[int] = []
    scenario = read(f"{START}steps:\n  - expect: {{waiting: [check]}}\n  - wait: P1D\n", "main")
    play(scenario, stage.template.open(scenario.at), after=lambda _trial, step: seen.append(step))
    assert seen == [1, 2, 3]
