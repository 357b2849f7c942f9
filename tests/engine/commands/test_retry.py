"""Retry an incident: what failed is tried again; failing once more is a new incident."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import commands
from engine.errors import NotFound, Refused
from engine.models import Incident
from engine.process import Process, ServiceFailed
from tests.engine.commission import Commission, service, start_event, task

DIAGRAM = f"{start_event()}{service('send', 'test.send')}{task('after')}\nstart -> send\nsend -> after\n"


class Gateway:
    """A service that fails until it is mended, and counts its successes."""

    def __init__(self) -> None:
        self.trouble, self.sent = "接口没有应答", 0

    def __call__(self, _inputs: object, _headers: object, _desk: object) -> None:
        if self.trouble:
            raise ServiceFailed(self.trouble)
        self.sent += 1


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def broken(database_url: str, gateway: Gateway) -> Iterator[Commission]:
    """A commission with one case whose service failed."""
    with Commission(database_url, Process(key="main", prefix="T", services={"test.send": gateway})) as commission:
        commission.deploy(DIAGRAM)
        commission.start()
        yield commission


def test_a_failing_service_is_an_incident_in_words_and_the_case_stands_still(broken: Commission) -> None:
    (incident,) = broken.incidents()
    assert (incident.element, incident.element_name, incident.raised_at) == ("send", "send", broken.clock())
    assert "接口没有应答" in incident.zh
    assert broken.events(incident.case_id) == ["started", "troubled"]
    assert broken.items() == []


def test_after_the_cause_is_mended_the_case_goes_on(broken: Commission, gateway: Gateway) -> None:
    (incident,) = broken.incidents()
    gateway.trouble = ""
    broken.do("admin", commands.retry, incident.id)
    # then the step was done once and the incident says how it ended
    assert (gateway.sent, broken.incidents()) == (1, [])
    row = broken.row(Incident, incident.id)
    assert (row.resolution, row.resolved_by) == ("retried", broken.persons["admin"])
    assert broken.items("after")
    assert broken.events(incident.case_id) == ["started", "troubled", "repaired"]


def test_what_fails_again_is_a_new_incident_with_its_own_reason(broken: Commission, gateway: Gateway) -> None:
    (first,) = broken.incidents()
    gateway.trouble = "地址有误"
    broken.do("admin", commands.retry, first.id)
    # then the first is closed and the second open
    assert broken.row(Incident, first.id).resolved_at == broken.clock()
    (second,) = broken.incidents()
    assert second.id != first.id
    assert "地址有误" in second.zh
    # and it can be repaired in its turn
    gateway.trouble = ""
    broken.do("admin", commands.retry, second.id)
    assert broken.items("after")


def test_an_incident_is_repaired_once(broken: Commission, gateway: Gateway) -> None:
    (incident,) = broken.incidents()
    gateway.trouble = ""
    broken.do("admin", commands.retry, incident.id)
    with broken.refused(Refused, "已经处理完毕", "already been resolved"):
        broken.do("admin", commands.retry, incident.id)
    with broken.refused(NotFound, "该异常", "this incident"):
        broken.do("admin", commands.retry, "0" * 32)


def test_cancelling_the_case_closes_its_incident(broken: Commission) -> None:
    (incident,) = broken.incidents()
    broken.do("registrar", commands.cancel, incident.case_id, "线下已办")
    assert broken.incidents() == []
