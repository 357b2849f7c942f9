"""Replays: what a scenario showed after each thing done, in names that mean the same in every trial."""

from __future__ import annotations

from engine.scenarios.reading import read
from engine.scenarios.replaying import replay
from engine.trials.space import Template

TOLD = """
name: 不实的问题
process: main
start: {by: 整改办, answers: {title: 药品不足}}
steps:
  - expect: {waiting: [check]}
  - until: 2026-03-05T18:00
  - do: check
    answers: {finding: 不实}
    opinion: 已核
then: {waiting: [decide]}
"""


def test_a_moment_is_kept_of_everything_that_was_done(template: Template) -> None:
    found = replay(read(TOLD), template)
    assert [moment.step for moment in found.moments] == [1, 3, 4]
    begun, late, checked = found.moments
    assert (begun.stage, begun.state, begun.variables["title"]) == ("核实", "open", "药品不足")
    assert begun.items["check", ""].receivers == ("云川市卫生健康委员会医政处",)
    assert [one[2] for one in late.reminded] == ["医政处经办", "医政处负责人"]
    assert checked.path[-1] == "decide"
    assert begun.path[0] == "start"
    assert found.names["end"] == "办结"
    assert set(checked.path) < {one for path in found.paths["main"] for one in path}


def test_what_a_variable_names_by_its_id_is_told_by_name(template: Template) -> None:
    told = f"""{TOLD.rpartition("then")[0]}
  - assign: {{unit: '=department("财务处")', who: '=[person("医政处经办")]', own: =case.id}}
    reason: 试
"""
    found = replay(read(told), template).moments[-1].variables
    assert (found["unit"], found["who"]) == ("云川市卫生健康委员会财务处", ["医政处经办"])
    assert found["own"] == "SY-2026-0001"


def test_two_replays_of_one_scenario_are_equal(template: Template) -> None:
    assert replay(read(TOLD), template) == replay(read(TOLD), template)


def test_a_replay_that_breaks_off_keeps_what_was_done_and_says_why(template: Template) -> None:
    found = replay(read(TOLD.replace("do: check", "do: nowhere")), template)
    assert [moment.step for moment in found.moments] == [1, 3]
    assert found.mismatches[0].step == 4
