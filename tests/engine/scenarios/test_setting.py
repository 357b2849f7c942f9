"""The scene of a scenario: its own time limits, task division and people."""

from __future__ import annotations

import pytest

from engine.errors import NotFound
from engine.trials.errors import Unknown
from tests.engine.scenarios.conftest import Stage

START = "start: {by: 整改办, answers: {title: 药品不足}}\n"


def test_a_time_limit_of_its_own_holds(stage: Stage) -> None:
    assert stage.complaints(f"name: 甲\nsettings: {{days: 1}}\n{START}then: {{due: {{check: 2026-03-03}}}}\n") == []
    with pytest.raises(NotFound):
        stage.play(f"name: 甲\nsettings: {{dayz: 1}}\n{START}")


def test_a_task_division_of_its_own_holds(stage: Stage) -> None:
    told = f"""
name: 甲
duties: {{rectification: {{lead: [财务处, 医改办], support: [宣传处], leaders: [分管领导（综合）], mode: joint}}}}
{START}
steps:
  - expect:
      inboxes: {{check: [财务处, 医改办]}}
      copied: {{check: 宣传处}}
      variables: {{duty.mode: joint}}
  - do: check
    answers: {{finding: 不实}}
    opinion: 已核
then: {{inboxes: {{decide: 分管领导（综合）}}}}
"""
    assert stage.complaints(told) == []
    with pytest.raises(Unknown):
        stage.play(f"name: 甲\nduties: {{rectification: {{lead: [没有的处]}}}}\n{START}")
    with pytest.raises(Unknown):
        stage.play(f"name: 甲\nduties: {{rectification: {{lead: [医政处], leaders: [没有的人]}}}}\n{START}")


def test_people_the_model_does_not_have_can_join(stage: Stage) -> None:
    told = """
name: 甲
members:
  - {organization: 石桥县人民医院, department: 药剂科}
  - {organization: 石桥县人民医院, department: 药剂科, person: 周药师, role: leader, portfolio: [财务处]}
duties: {rectification: {lead: [石桥县人民医院药剂科]}}
start: {by: 石桥县人民医院药剂科, answers: {title: 药品不足}}
steps:
  - do: check
    by: 石桥县人民医院药剂科负责人
    answers: {finding: 属实}
    opinion: 已核
then:
  ended: true
  variables: {'leaders of([department("财务处")])': '=[person("分管领导（综合）"), person("周药师")]'}
"""
    assert stage.complaints(told) == []
    with pytest.raises(Unknown):
        stage.play("name: 甲\nmembers: [{organization: 没有的单位, department: 药剂科}]")
