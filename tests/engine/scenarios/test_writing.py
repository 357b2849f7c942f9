"""Writing scenarios: what is read again is the same, and a trial becomes a scenario that plays as the trial went."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from engine.clock import ZONE
from engine.scenarios.playing import play
from engine.scenarios.reading import read
from engine.scenarios.scenario import Expect, Scenario, Step
from engine.scenarios.writing import record, write
from engine.trials.space import Template
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
    Until,
    Verb,
    Wait,
)
from tests.engine.scenarios.test_reading import WHOLE

BEGIN = datetime(2026, 4, 1, 9, 0, tzinfo=ZONE)
VERBS: list[Verb] = [
    Begin(process="main", by=By(organization="石桥县人民医院", role="head"), answers={"title": "甲"}),
    Do(element="check", answers={"rows": [{"a": 1, "b": None, "c": True}], "sum": Decimal("1.50")}, opinion="同意"),
    Do(element="check", of="甲村", by=By(name="医政处"), answers={"day": BEGIN.date(), "at": BEGIN}),
    Claim(element="check"),
    Release(element="check", by=By(name="医政处经办")),
    SendBack(element="decide", to="check", opinion="多行\n意见"),
    Transfer(element="check", to=By(department="医改办"), opinion="属医改"),
    Until(moment=BEGIN),
    Wait(duration="P3D"),
    Message(name="意见", key="=case.number", variables={"yes": "no", "a": "12", "b": "2026-04-01", "c": "true"}),
    Signal(name="汛情"),
    Activate(element="visit"),
    Activate(element="visit", by=By(name="医政处"), opinion="先走访"),
    Conclude(element="freely", opinion="已清楚"),
    Retry(element="send"),
    Skip(element="send", reason="已告知: 电话 #3"),
    Assign(variables={"x": ["- y", "", "0990"]}, reason="补录"),
    Cancel(reason="重复"),
]


def same(scenario: Scenario) -> Scenario:
    """Without the lines of its text."""
    steps = (replace(step, line=0, what=_same(step.what)) for step in scenario.steps)
    return replace(scenario, steps=tuple(steps))


def _same(what: Verb | Expect) -> Verb | Expect:
    return replace(what, lines={}) if isinstance(what, Expect) else what


def test_a_written_scenario_reads_as_the_same() -> None:
    scenario = read(WHOLE, "main")
    assert same(read(write(scenario))) == same(scenario)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: type(verb).__name__)
def test_every_verb_is_written_as_it_is_read(verb: Verb) -> None:
    first = Step(line=0, what=Message(name="新病例"))
    steps = (Step(line=0, what=verb),) if isinstance(verb, Begin) else (first, Step(line=0, what=verb, refused="不行"))
    scenario = Scenario(name="甲: 乙", process="main", steps=steps)
    assert same(read(write(scenario))) == scenario


def test_a_trial_becomes_a_scenario_that_goes_the_same_way(template: Template) -> None:
    # given a trial in which a case was sent on, with time passing
    scene = Scenario(name="不实的问题", process="main", settings={"days": 3})
    trial = play(scene, template.open(scene.at)).trial
    for verb in (
        Begin(process="main", by=By(name="整改办"), answers={"title": "药品不足"}),
        Wait(duration="P1D"),
        Do(element="check", answers={"finding": "不实"}, opinion="已核"),
    ):
        trial.perform(verb)
    # when it is recorded and its text is played in another space
    text = write(record(trial, scene))
    played = play(read(text), template.open(scene.at))
    # then it goes as it went, up to the same place
    assert played.mismatches == ()
    assert "waiting:\n  - decide" in text
    assert played.trial.done == trial.done


def test_an_empty_trial_is_an_empty_scenario(template: Template) -> None:
    scene = Scenario(name="甲", process="main")
    trial = Trial(template.open(scene.at))
    assert write(record(trial, scene)) == "name: 甲\nprocess: main\n"
