"""Skip an incident: the case goes on behind the step that failed, with the reason in its history."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import commands, kernel
from engine.errors import InvalidAnswers
from engine.models import Incident
from engine.process import Process
from tests.engine.commands.test_retry import DIAGRAM, Gateway
from tests.engine.commission import Commission, start_event, task


@pytest.fixture
def broken(sqlite_url: str) -> Iterator[Commission]:
    with Commission(sqlite_url, Process(key="main", prefix="T", services={"test.send": Gateway()})) as commission:
        commission.deploy(DIAGRAM)
        commission.start()
        yield commission


def test_the_case_goes_on_as_if_the_step_had_been_done(broken: Commission) -> None:
    (incident,) = broken.incidents()
    broken.do("admin", commands.skip, incident.id, " 已电话通知 ")
    assert broken.items("after")
    assert broken.row(Incident, incident.id).resolution == "skipped"
    (event,) = broken.history(incident.case_id, "repaired")
    assert (event.data["how"], event.data["opinion"]) == ("skipped", "已电话通知")


def test_a_reason_must_be_given(broken: Commission) -> None:
    (incident,) = broken.incidents()
    with broken.refused(InvalidAnswers, "请写明跳过理由", "Please give the reason"):
        broken.do("admin", commands.skip, incident.id, "")


def test_where_a_way_must_be_chosen_nothing_can_be_skipped(broken: Commission) -> None:
    # given a gateway that finds no way out
    broken.deploy(
        f"""{start_event()}<bpmn:exclusiveGateway id="which"/>{task("a")}{task("b")}
        start -> which
        which -> a nothing = 1
        which -> b nothing = 2""",
        process="choice",
    )
    case = broken.start("choice")
    (incident,) = (one for one in broken.incidents() if one.case_id == case)
    # when it is skipped, then that is refused in words and the incident stays
    with broken.refused(kernel.NotSkippable, "需要指定下一步", "has to be chosen"):
        broken.do("admin", commands.skip, incident.id, "跳过")
    # but after its data is mended it can be retried
    broken.assign(case, nothing=2)
    broken.do("admin", commands.retry, incident.id)
    assert broken.items("b")
