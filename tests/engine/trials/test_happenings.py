"""What a verb brought about: events, reminders and lights, each at its moment and in order."""

from __future__ import annotations

from datetime import datetime, timedelta

from engine.clock import ZONE
from engine.trials.happenings import happened
from engine.trials.verbs import Do, Until
from tests.engine.commission import start_event, task
from tests.engine.trials.conftest import Trying

LED = """<bpmn:extensionElements><zeebe:properties><zeebe:property name="duty" value="rectification"/>
</zeebe:properties></bpmn:extensionElements>"""


def inside(**settings: str) -> str:
    step = task("first", "duty.lead", due="workdays after(now(), 5)", **settings)
    return f"{LED}{start_event()}\n{step}\n<bpmn:endEvent id='end'/>\nstart -> first\nfirst -> end"


def day(number: int, hour: int = 17, minute: int = 30, second: int = 0) -> datetime:
    return datetime(2026, 3, number, hour, minute, second, tzinfo=ZONE)


def test_a_time_limit_that_passes_turns_the_light_and_reminds_one_after_the_other(trying: Trying) -> None:
    # given an item of Monday due on the Monday after, with reminders for staff, head and leader
    settings = {"remind_before": "=2", "escalate_head_after": "=0", "escalate_leader_after": "=1"}
    trial = trying(inside(**settings))
    # when nobody does anything until Wednesday
    trial.perform(Until(moment=datetime(2026, 3, 11, 9, 0)))
    # then this happened, in this order
    staff, head, leader = "医政处经办", "医政处负责人", "分管领导（医政）"
    found = [(one.at, one.kind, one.what, one.to) for one in happened(trial) if one.kind in ("light", "reminded")]
    assert found == [
        (day(5, 0, 0), "light", "blue", ""),
        (day(5), "reminded", "soon", staff),
        (day(5), "reminded", "soon", head),
        (day(9), "reminded", "overdue", staff),
        (day(9), "reminded", "overdue", head),
        (day(9), "reminded", "head", head),
        (day(9, second=1), "light", "red", ""),
        (day(10), "reminded", "leader", leader),
    ]
    assert [one.kind for one in happened(trial) if one.kind not in ("light", "reminded")] == [
        "overdue", "escalated", "escalated",
    ]  # fmt: skip
    assert happened(trial)[1].text("zh") == "即将到期"
    assert happened(trial)[0].text("zh") == "临近到期"


def test_progress_that_lags_turns_the_light_yellow(trying: Trying) -> None:
    trial = trying(inside(progress="=0"))
    trial.perform(Until(moment=datetime(2026, 3, 9, 9, 0)))
    half_way = day(2, 9, 0) + (day(9) - day(2, 9, 0)) / 2
    lights = [(one.at, one.what) for one in happened(trial) if one.kind == "light"]
    # behind the plan comes before near its end
    assert lights == [(day(5, 0, 0), "blue"), (half_way + timedelta(seconds=1), "yellow")]


def test_only_the_last_verb_is_told_of(trying: Trying) -> None:
    trial = trying(inside())
    assert [one.kind for one in happened(trial)] == ["started"]
    trial.perform(Until(moment=datetime(2026, 3, 3, 9, 0)))
    assert happened(trial) == []
    trial.perform(Do(element="first"))
    assert [one.kind for one in happened(trial)] == ["completed", "ended"]


def test_a_light_that_has_turned_does_not_turn_again(trying: Trying) -> None:
    trial = trying(inside())
    for day_of_march, turned in ((6, ["blue"]), (7, []), (10, ["red"]), (11, [])):
        trial.perform(Until(moment=datetime(2026, 3, day_of_march, 9, 0)))
        assert [one.what for one in happened(trial) if one.kind == "light"] == turned


def test_an_item_done_in_time_never_turns_red(trying: Trying) -> None:
    trial = trying(inside())
    trial.perform(Do(element="first"))
    trial.perform(Until(moment=datetime(2026, 4, 1, 9, 0)))
    assert happened(trial) == []
