"""Coverage: what of a diagram a set of scenarios passes."""

from __future__ import annotations

from engine.scenarios.coverage import coverage, paths
from engine.scenarios.playing import play
from engine.scenarios.reading import read
from engine.trials.space import Template

TOLD = """
name: 问题
process: main
start: {by: 整改办, answers: {title: 药品不足}}
steps:
  - do: check
    answers: {finding: 属实}
    opinion: 已核
"""


def test_what_no_scenario_passes_is_named_in_the_order_of_the_file(template: Template) -> None:
    spec = template.deployed("main").spec
    walked = []
    for finding, missed in (("属实", ["decide", "no"]), ("不实", [])):
        scenario = read(TOLD.replace("属实", finding))
        played = play(scenario, template.open(scenario.at))
        walked += paths(played.trial)["main"]
        found = coverage(spec, walked)
        assert [one for one in found.missed if "-" not in one] == missed
    assert "check" in found.passed
    assert set(found.passed) | set(found.missed) == {*spec.elements, *spec.flows}


def test_a_diagram_nobody_walked_is_missed_as_a_whole(template: Template) -> None:
    spec = template.deployed("main").spec
    assert coverage(spec, []).missed == (*spec.elements, *spec.flows)
