"""Comparing what a scenario shows before and after a change of the process, in words a designer reads."""

from __future__ import annotations

import pytest

from engine.scenarios.comparing import compare
from engine.scenarios.reading import read
from engine.scenarios.replaying import replay
from engine.trials.space import Template
from tests.engine.scenarios.conftest import INSIDE, files

TOLD = """
name: 不实的问题
process: main
start: {by: 整改办, answers: {title: 药品不足}}
steps:
  - until: 2026-03-05T18:00
  - do: check
    answers: {finding: 不实}
    opinion: 已核
  - do: decide
then: {ended: true}
"""
COUNTED = """<bpmn:scriptTask id="count" name="计数"><bpmn:extensionElements>
<zeebe:script expression="=1" resultVariable="rounds"/></bpmn:extensionElements></bpmn:scriptTask>"""


def differences(template: Template, changed: str) -> list[tuple[int, str, str]]:
    """(step, about, Chinese sentence) of all that differs in the changed diagram."""
    scenario = read(TOLD)
    other = template.extended(files(changed))
    before, after = replay(scenario, template), replay(scenario, other)
    other.close()
    return [(one.step, one.about, one.zh) for one in compare(before, after)]


def test_the_same_process_shows_the_same(template: Template) -> None:
    assert differences(template, INSIDE) == []


def test_a_longer_time_limit_shows_once_with_what_follows_from_it(template: Template) -> None:
    assert differences(template, INSIDE.replace('setting.days" value="=5"', 'setting.days" value="=8"')) == [
        (1, "due", "“check”的时限由“2026-03-09 17:30”变为“2026-03-12 17:30”"),
        (2, "lights", "“check”的亮灯由“临近到期”变为“正常”"),
        (2, "reminders", "不再提醒：医政处经办（check，即将到期）"),
        (2, "reminders", "不再提醒：医政处负责人（check，即将到期）"),
    ]


def test_another_inbox_shows_who_has_it_now(template: Template) -> None:
    changed = INSIDE.replace("candidateGroups=\"=duty.lead\"", "candidateGroups=\"=duty.support\"")
    assert ("inboxes", "“check”的承办由“云川市卫生健康委员会医政处”变为“云川市卫生健康委员会规划信息处”") in [
        one[1:] for one in differences(template, changed)
    ]


def test_another_way_shows_by_its_steps_variables_and_stage(template: Template) -> None:
    changed = INSIDE.replace('finding = "不实"', 'finding = "虚报"')
    changed = changed.replace("<bpmn:endEvent", f"{COUNTED}<bpmn:endEvent", 1)
    changed = changed.replace("yes: sound -> end", "yes: sound -> count\ncount -> end")
    found = differences(template, changed)
    assert (3, "path", "多经过：计数、办结") in found
    assert (3, "path", "不再经过：decide") in found
    assert (3, "items", "不再有待办“decide”") in found
    assert (3, "variables", "变量 rounds 由“—”变为“1”") in found
    assert (3, "stage", "阶段由“审批（open）”变为“核实（done）”") in found
    # and that the scenario can no longer be played to its end
    assert found[-1][:2] == (4, "outcome")
    assert found[-1][2].startswith("现在没有办成")


def test_a_failing_scenario_that_is_mended_is_told_too(template: Template) -> None:
    scenario = read(TOLD.replace("ended: true", "ended: false"))
    before = replay(scenario, template)
    after = replay(read(TOLD), template)
    (difference,) = compare(before, after)
    assert (difference.step, difference.about) == (5, "outcome")
    assert difference.zh.startswith("不再")
    assert "no longer" in difference.en


@pytest.mark.parametrize("text", ["zh", "en"])
def test_every_difference_is_said_in_both_languages(template: Template, text: str) -> None:
    scenario = read(TOLD)
    other = template.extended(files(INSIDE.replace('setting.days" value="=5"', 'setting.days" value="=8"')))
    assert all(getattr(one, text) for one in compare(replay(scenario, template), replay(scenario, other)))
