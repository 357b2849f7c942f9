"""Jumps in time: everything on the way happens in its order, at its own moment, and not without end."""

from __future__ import annotations

from datetime import datetime

import pytest

from engine.clock import ZONE
from engine.trials import budget, looking
from engine.trials.errors import TooMuch
from engine.trials.jumping import after
from engine.trials.verbs import Until, Wait
from tests.engine.commission import start_event, task, timer
from tests.engine.trials.conftest import Trying

OFFICE = "[starter.department]"
BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
TWICE = f"""{start_event()}
<bpmn:intermediateCatchEvent id="first">{timer("PT4H")}</bpmn:intermediateCatchEvent>
<bpmn:intermediateCatchEvent id="second">{timer("P1D")}</bpmn:intermediateCatchEvent>
{task("look", OFFICE)}
start -> first
first -> second
second -> look"""


def test_each_timer_fires_at_its_own_moment(trying: Trying) -> None:
    # given two timers, of which the second begins when the first has fired
    trial = trying(TWICE)
    # when a week passes at once
    trial.perform(Wait(duration="P7D"))
    # then the item has lain there since the second fired
    (item,) = looking.open_now(trial)
    assert item.arrived_at == datetime(2026, 3, 3, 13, 0, tzinfo=ZONE)
    assert trial.now == datetime(2026, 3, 9, 9, 0, tzinfo=ZONE)


def test_a_jump_ends_between_two_timers(trying: Trying) -> None:
    trial = trying(TWICE)
    trial.perform(Until(moment=datetime(2026, 3, 3, 12, 59)))
    assert looking.open_now(trial) == []
    trial.perform(Wait(duration="PT1M"))
    assert [one.element for one in looking.open_now(trial)] == ["look"]


def test_no_jump_goes_back(trying: Trying) -> None:
    trial = trying(TWICE)
    trial.perform(Until(moment=datetime(2020, 1, 1)))
    assert trial.now == BEGIN


def test_months_are_months_and_words_are_no_time() -> None:
    assert after(datetime(2026, 1, 31, 9, 0, tzinfo=ZONE), "P1M") == datetime(2026, 2, 28, 9, 0, tzinfo=ZONE)
    assert after(BEGIN, "bald") is None


def test_a_jump_over_too_many_timers_is_stopped(trying: Trying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.trials.jumping.JOBS", 20)
    every = f"""{start_event()}{task("look", OFFICE)}
    <bpmn:boundaryEvent id="again" attachedToRef="look" cancelActivity="false">{timer("R/PT1H", "Cycle")}
    </bpmn:boundaryEvent><bpmn:endEvent id="end"/>
start -> look
again -> end"""
    trial = trying(every)
    assert budget.JOBS > 20
    with pytest.raises(TooMuch):
        trial.perform(Wait(duration="P30D"))
