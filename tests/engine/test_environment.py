"""What expressions and services of a case see and do beyond its variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from engine import commands, jobs
from engine.calendar_days import set_day
from engine.errors import Conflict
from engine.models import Case, Item
from engine.process import Desk, Process, ServiceFailed
from engine.settings import changing
from tests.engine.commission import FORMS, PLACE, TWO_STEPS, Commission, service, setting, start_event, task


class Spawner:
    """A service that numbers and starts a linked case, and then may fail."""

    fails = False

    def __call__(self, _inputs: dict[str, Any], _headers: dict[str, str], desk: Desk) -> Mapping[str, Any]:
        number = desk.start("main", {"title": f"{desk.case_number} 第{desk.next_number('spawn')}件"})
        if self.fails:
            raise ServiceFailed("接口没有应答")
        return {"at": desk.now, "child": number}


@pytest.fixture
def spawner() -> Spawner:
    return Spawner()


@pytest.fixture
def commission(database_url: str, spawner: Spawner) -> Iterator[Commission]:
    process = Process(key="spawner", prefix="S", services={"test.spawn": spawner})
    with Commission(database_url, process) as commission:
        commission.deploy(TWO_STEPS, forms=FORMS)
        commission.deploy(f"{start_event()}{service('spawn', 'test.spawn')}\nstart -> spawn\n", process="spawner")
        yield commission


def test_a_service_numbers_and_starts_a_linked_case_within_its_step(commission: Commission) -> None:
    # when a case whose first step is the service is started
    parent = commission.start("spawner")
    # then the other is there, linked, of the same starter, and its first item waits
    child = commission.case(commission.row(Item, commission.item("first")).case_id)
    assert (child.parent_id, child.title) == (parent, "S-2026-0001 第1件")
    assert (child.starter_id, child.starter_department_id) == (
        commission.persons["registrar"], commission.departments["office"],
    )  # fmt: skip
    variables = commission.variables(parent)
    assert (variables["at"], variables["child"]) == (commission.clock(), child.number)
    assert commission.case(parent).state == "done"
    assert commission.is_sound()


def test_a_service_that_fails_is_called_again_by_itself_and_leaves_nothing_of_the_failed_calls(
    commission: Commission, spawner: Spawner
) -> None:
    # given a service that may be called twice, and fails after it started a case
    twice = service("spawn", "test.spawn", retries="2")
    commission.deploy(f"{start_event()}{twice}\nstart -> spawn\n", process="spawner")
    spawner.fails = True
    parent = commission.start("spawner")
    # then nothing is in trouble yet, nothing of the call is there, and a job will call again
    assert (commission.incidents(), [case.id for case in commission.rows(Case)]) == ([], [parent])
    assert commission.jobs() == [("timer", commission.clock() + timedelta(seconds=10))]
    # when it works the second time
    spawner.fails = False
    commission.clock.advance(seconds=10)
    assert jobs.run_due(commission.engine) == 1
    # then it was done once, with the first number
    child = commission.case(commission.row(Item, commission.item("first")).case_id)
    assert (child.parent_id, child.title) == (parent, "S-2026-0001 第1件")
    assert (commission.case(parent).state, commission.jobs()) == ("done", [])
    assert commission.is_sound()


def test_a_service_whose_retries_are_used_up_is_an_incident(commission: Commission, spawner: Spawner) -> None:
    usual = f"{start_event()}{service('spawn', 'test.spawn', retries='=1 + 1')}\nstart -> spawn\n"
    commission.deploy(usual, process="spawner")
    spawner.fails = True
    commission.start("spawner")
    commission.clock.advance(seconds=10)
    jobs.run_due(commission.engine)
    (incident,) = commission.incidents()
    assert "接口没有应答" in incident.zh
    assert commission.jobs() == []
    # when an administrator tries again in vain, then it is an incident at once
    commission.do("admin", commands.retry, incident.id)
    assert [one.kind for one in commission.incidents()] == ["service"]
    assert commission.jobs() == []


def test_a_service_that_fails_leaves_nothing_half_done_and_can_be_retried(
    commission: Commission, spawner: Spawner
) -> None:
    # given a service that started a case before it failed
    spawner.fails = True
    parent = commission.start("spawner")
    # then only the case in trouble is there
    assert [case.id for case in commission.rows(Case)] == [parent]
    # when it is retried after the cause is mended
    spawner.fails = False
    commission.do("admin", commands.retry, commission.incidents()[0].id)
    # then it was done once
    child = commission.case(commission.row(Item, commission.item("first")).case_id)
    assert child.title == "S-2026-0001 第1件"


def test_who_loses_the_race_before_a_service_is_told_so(postgres_url: str, spawner: Spawner) -> None:
    # given a step before the service
    with Commission(postgres_url, Process(key="racing", prefix="S", services={"test.spawn": spawner})) as commission:
        steps = f"{start_event()}{task('work')}{service('spawn', 'test.spawn')}\nstart -> work\nwork -> spawn\n"
        commission.deploy(TWO_STEPS, forms=FORMS)
        commission.deploy(steps, process="racing")
        commission.start("racing")
        item = commission.item("work")
        # when a colleague claims it while the clerk, who has read it, is about to complete it
        with pytest.raises(Conflict), commission.engine.unit(commission.actor("clerk")) as unit:
            read = unit.session.get_one(Item, item)
            unit.session.get_one(Case, read.case_id)
            commission.do("colleague", commands.claim, item)
            commands.complete(unit, item, {})
        # then the colleague has it and no service was called
        assert commission.row(Item, item).claimant_id == commission.persons["colleague"]
        assert len(commission.rows(Case)) == 1


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("case.number", "main-2026-0001"),
        ("case.title", "main"),
        ("me.name", "registrar"),
        ('if me.department = starter.department then "same" else "other"', "same"),
        ('if me.id = starter.person then "same" else "other"', "same"),
        ("names of({medical})", "云山市卫生健康委员会medical"),
        ("names of(case.jurisdiction)", "云山市"),
        ("names of(leaders of({medical}))", "leader"),
        ("names of(heads of([{medical}]))", "head"),
        ('string(workdays after(date("2026-03-06"), 1))', "2026-03-09"),
        ('string(workdays between(date("2026-03-06"), date("2026-03-09")))', "1"),
        ('string(months after(date("2026-08-31"), 6))', "2027-02-28"),
        ('string(months between(date("2026-08-31"), date("2027-02-28")))', "6"),
        ("string(settings.days)", "7"),
        ("string(now())", "2026-03-02T09:00:00@Asia/Shanghai"),
        ('if duty.lead = [] then "nobody" else "somebody"', "nobody"),
    ],
)
def test_expressions_see_the_case_its_people_and_the_calendar(office: Commission, expression: str, shown: str) -> None:
    office.deploy(f"{setting('days', '7')}{start_event()}{task('work', subject=expression)}\nstart -> work\n")
    office.start()
    assert office.row(Item, office.item("work")).subject == shown


def test_the_system_is_nobody(office: Commission) -> None:
    who = 'if me = null then "system" else me.name'
    office.deploy(f"{start_event()}{task('work', subject=who)}\nstart -> work\n")
    office.launch()
    assert office.row(Item, office.item("work")).subject == "system"


def test_settings_and_calendar_follow_their_administrator_at_once(office: Commission) -> None:
    # given a step that shows a setting and a working day, arrived once
    shows = task("work", subject='string(settings.days) + " " + string(workdays after(date("2026-03-06"), 1))')
    office.deploy(f"{setting('days', '7')}{start_event()}{shows}\nstart -> work\n")
    office.launch()
    # when both change at the same moment of the clock
    office.do("admin", changing.give, "main", "days", "9", reason="要点")
    office.do("admin", set_day, PLACE, date(2026, 3, 7), True, "补班")
    office.launch()
    # then the next case sees it
    subjects = [office.row(Item, item).subject for item in office.items("work")]
    assert subjects == ["7 2026-03-09", "9 2026-03-07"]
