"""The budget of a trial: nothing that is drawn can keep the server busy for long, or fill it."""

from __future__ import annotations

from random import Random

import pytest

from engine.scenarios.scenario import BEGIN
from engine.trials import looking
from engine.trials.budget import Budget
from engine.trials.errors import TooMuch
from engine.trials.space import Template
from engine.trials.trial import Trial
from engine.trials.verbs import Assign, Begin, By, Claim, Do, Release, Until
from tests.engine.commission import start_event, task
from tests.engine.kernel.diagrams import diagram
from tests.engine.trials.conftest import Trying

OFFICE = "[starter.department]"
ENDLESS = f"""{start_event()}
<bpmn:exclusiveGateway id="meet"/>
<bpmn:scriptTask id="count"><bpmn:extensionElements>
<zeebe:script expression="=if n = null then 1 else n + 1" resultVariable="n"/></bpmn:extensionElements>
</bpmn:scriptTask>
<bpmn:exclusiveGateway id="enough" default="again"/>{task("first", OFFICE)}
start -> meet
meet -> count
count -> enough
again: enough -> meet
out: enough -> first false"""
ONE = f"{start_event()}\n{task('first', OFFICE)}\n<bpmn:endEvent id='end'/>\nstart -> first\nfirst -> end"


def of(model: Template, inside: str, budget: Budget) -> Trial:
    return Trial(model.extended({"main.bpmn": diagram(inside)}).open(BEGIN, budget=budget))


def test_a_loop_nobody_can_leave_stops_with_an_incident(model: Template) -> None:
    trial = of(model, ENDLESS, Budget(seconds=600, steps=300))
    trial.perform(Begin(process="main", by=By(name="整改办")))
    (incident,) = looking.incidents(trial)
    assert incident.kind == "endless"
    assert "300" in incident.zh


def test_what_takes_too_long_stops_with_an_incident(model: Template) -> None:
    trial = of(model, ENDLESS, Budget(seconds=0))
    trial.perform(Begin(process="main", by=By(name="整改办")))
    (incident,) = looking.incidents(trial)
    assert incident.kind == "endless"
    assert "了 0 步" in incident.zh


def test_a_jump_that_takes_too_long_is_stopped(model: Template) -> None:
    # given an item whose time limit has something to bring
    step = task("first", OFFICE, due="workdays after(now(), 1)")
    trial = of(model, ONE.replace(task("first", OFFICE), step), Budget(seconds=600))
    trial.perform(Begin(process="main", by=By(name="整改办")))
    # when there is no time left for it
    trial.space.budget = Budget(seconds=0)
    # then the jump says so
    with pytest.raises(TooMuch):
        trial.perform(Until(moment=BEGIN.replace(month=6)))


def test_each_verb_has_the_whole_budget(model: Template) -> None:
    trial = of(model, ONE, Budget(seconds=600, steps=20))
    trial.perform(Begin(process="main", by=By(name="整改办")))
    trial.perform(Do(element="first"))
    assert looking.incidents(trial) == []


def test_a_trial_ends_after_so_many_verbs(trying: Trying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.trials.trial.VERBS", 3)
    trial = trying(ONE)
    trial.perform(Claim(element="first"))
    trial.perform(Release(element="first"))
    with pytest.raises(TooMuch):
        trial.perform(Claim(element="first"))


def test_a_trial_keeps_only_so_much(trying: Trying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.trials.space.PAGES", 400)
    trial = trying(ONE)
    with pytest.raises(TooMuch):
        for number in range(40):
            text = Random(number).randbytes(50_000).hex()
            trial.perform(Assign(variables={f"text{number}": text}, reason="试"))
