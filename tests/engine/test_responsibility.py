"""Whom a notice makes responsible is frozen: for the case when it starts, for a called process when it is reached."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import commands
from engine.errors import Refused
from engine.ids import new_id
from engine.models import Duty, DutyParty, Item, Notice
from tests.engine.calls import call
from tests.engine.commission import PLACE, Commission, start_event, task

OWN = '<bpmn:extensionElements><zeebe:properties><zeebe:property name="duty" value="{}"/></zeebe:properties>'
LIMIT = 'now() + duration("P1D")'
CALLED = task("work", "duty.lead", due=LIMIT, escalate_leader_after="0")


def property_of(duty: str) -> str:
    return OWN.format(duty) + "</bpmn:extensionElements>"


def divide(commission: Commission, **leads: tuple[str, str]) -> None:
    """Notices in force that give each duty a leading department and a responsible leader."""
    with commission.engine.unit() as unit:
        for key, (department, leader) in leads.items():
            parties = [
                DutyParty(id=new_id(unit.now), role="lead", position=0, name=department,
                          department_id=commission.departments[department]),
                DutyParty(id=new_id(unit.now), role="leader", position=1, name=leader,
                          person_id=commission.persons[leader]),
            ]  # fmt: skip
            duty = Duty(id=new_id(unit.now), sequence=1, task=key, wording=key, key=key, mode="single", names={},
                        lines=[], questions=[], parties=parties)  # fmt: skip
            unit.session.add(
                Notice(id=new_id(unit.now), jurisdiction_code=PLACE, title=key, issuers=[], file_name="a.md",
                       digest=key, source=b"", articles=[], report=[], questions=[], state="in_force", duties=[duty],
                       imported_at=unit.now)
            )  # fmt: skip


@pytest.fixture
def divided(office: Commission) -> Commission:
    """A process whose duty is `assist`, that calls one whose duty is `distance`."""
    office.deploy(f"{property_of('distance')}{start_event()}{CALLED}\nstart -> work\n", process="distance")
    calling = f"{property_of('assist')}{start_event()}{task('first', 'duty.lead')}{call('distance')}"
    flows = "start -> first\nfirst -> call\ncall -> last\n"
    office.deploy(f"{calling}{task('last', 'duty.lead')}\n{flows}", process="assist")
    divide(office, assist=("medical", "leader"))
    return office


def test_a_called_process_is_done_by_those_of_its_own_duty(divided: Commission) -> None:
    # given a duty for each process, with another department and another leader
    divide(divided, distance=("primary", "head"))
    case_id = divided.start("assist")
    divided.complete("clerk", "first")
    # then the step of the called one lies with its lead, and that one's leader hears of it when it is late
    assert divided.inboxes(divided.item("work")) == [("primary", "lead")]
    divided.wait_until(divided.clock() + timedelta(days=9))
    assert divided.reminded("leader") == ["head"]
    # and the caller's go on to be done by the caller's
    divided.complete("helper", "work")
    assert divided.inboxes(divided.item("last")) == [("medical", "lead")]
    assert divided.case(case_id).frozen["duty"]["key"] == "assist"


def test_who_leads_a_called_process_is_frozen_when_it_is_reached(divided: Commission) -> None:
    divide(divided, distance=("primary", "head"))
    case_id = divided.start("assist")
    assert "called" not in divided.case(case_id).frozen
    divided.complete("clerk", "first")
    frozen = divided.case(case_id).frozen["called"]["distance"]
    assert frozen["lead"] == [divided.departments["primary"]]
    # and a look at it changes nothing
    version = divided.case(case_id).version
    divided.look("helper", lambda view: view.session.get(Item, divided.item("work")))
    assert divided.case(case_id).version == version


def test_a_duty_nobody_has_divided_yet_is_trouble_until_the_notice_is_there(divided: Commission) -> None:
    # given a called process whose duty is in no notice
    case_id = divided.start("assist")
    divided.complete("clerk", "first")
    (incident,) = divided.incidents()
    assert "没有生效的任务分工“distance”" in incident.zh
    # when the notice is there and the step is tried again
    divide(divided, distance=("county", "head"))
    divided.do("admin", commands.retry, incident.id)
    assert divided.inboxes(divided.item("work", case_id)) == [("county", "lead")]


def test_a_case_of_a_duty_nobody_has_does_not_start(office: Commission) -> None:
    office.deploy(f"{property_of('nobody')}{start_event()}{task('first')}\nstart -> first\n", process="undivided")
    with office.refused(Refused, "没有生效的任务分工“nobody”"):
        office.start("undivided")


def test_a_called_process_without_a_duty_of_its_own_is_done_under_that_of_the_case(divided: Commission) -> None:
    divided.deploy(f"{start_event()}{CALLED}\nstart -> work\n", process="distance")
    divided.start("assist")
    divided.complete("clerk", "first")
    assert divided.inboxes(divided.item("work")) == [("medical", "lead")]
