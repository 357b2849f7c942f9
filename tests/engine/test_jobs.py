"""What is due happens at its time by the clock, once, in order, and is never lost."""

from __future__ import annotations

import threading
from datetime import datetime

from engine import commands, jobs
from engine.clock import ZONE
from engine.models import Case, Item, Job
from engine.settings import changing
from tests.engine.commission import Commission, setting, start_event, task, timer

TIMED = f"""
{start_event()}
<bpmn:intermediateCatchEvent id="pause">{timer("PT2H")}</bpmn:intermediateCatchEvent>
{task("after")}
start -> pause
pause -> after
"""
LIMITS = {
    "due": "workdays after(now(), settings.days)", "remind_before": "1", "escalate_head_after": "0",
    "escalate_leader_after": "2", "talk_after": "4",
}  # fmt: skip
LIMITED = f"{setting('days', '3')}{start_event()}{task('work', **LIMITS)}\nstart -> work\n"
TALK = f"""
{setting("days", "3")}{start_event()}{task("work", **LIMITS)}
<bpmn:boundaryEvent id="called" attachedToRef="work" cancelActivity="false">
<bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>
{task("talk", "[overdue_department]")}
start -> work
called -> talk
"""
TALK_MESSAGE = """<bpmn:message id="m" name="约谈"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=case.id"/></bpmn:extensionElements></bpmn:message>"""


def on(month: int, day: int, hour: int = 17, minute: int = 30) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def test_a_timer_fires_at_its_time_and_not_before(commission: Commission) -> None:
    # given a case that pauses for two hours from nine
    commission.deploy(TIMED, process="timed")
    case = commission.start("timed")
    assert commission.jobs() == [("timer", on(3, 2, 11, 0))]
    # when it is a minute before, then nothing happens
    assert commission.wait_until(on(3, 2, 10, 59)) == 0
    # when it is time, then the case goes on, and only once
    assert commission.wait_until(on(3, 2, 11, 0)) == 1
    assert commission.items("after")
    assert commission.jobs() == []
    assert commission.wait_until(on(3, 9)) == 0
    assert commission.events(case) == ["started", "fired"]


def test_a_cycle_goes_on_after_every_firing(commission: Commission) -> None:
    # given work with a reminder three times, every day
    cycle = f"""{start_event()}{task("work")}
    <bpmn:boundaryEvent id="daily" attachedToRef="work" cancelActivity="false">{timer("R3/P1D", "Cycle")}
    </bpmn:boundaryEvent>{task("look")}
    start -> work
    daily -> look
    """
    commission.deploy(cycle, process="cycle")
    case = commission.start("cycle")
    # when days pass, one of them with the server down
    for day, looks in ((3, 1), (5, 3), (9, 3)):
        commission.wait_until(on(3, day))
        assert len(commission.items("look")) == looks
    # then it fired three times and is over
    assert commission.events(case).count("fired") == 3
    assert commission.jobs() == []


def test_what_fell_due_while_the_server_was_down_is_done_in_its_order(commission: Commission) -> None:
    # given cases started one after the other, each with its timer
    commission.deploy(TIMED, process="timed")
    cases = []
    for _ in range(3):
        cases.append(commission.start("timed"))
        commission.clock.advance(minutes=10)
    # when the server comes back after a week
    assert commission.wait_until(on(3, 9)) == 3
    # then the earlier came first
    arrived = [commission.row(Item, item).case_id for item in commission.items("after")]
    assert arrived == cases


def test_time_limits_remind_then_tell_the_head_then_the_leader_then_call_for_a_talk(commission: Commission) -> None:
    # given work due on Thursday 5 March at office closing, and a talk that follows from the message
    commission.deploy(TALK, TALK_MESSAGE, process="limited")
    case = commission.start("limited")
    assert commission.jobs() == [
        ("remind", on(3, 4)), ("head", on(3, 5)), ("overdue", on(3, 5)), ("leader", on(3, 9)), ("talk", on(3, 11)),
    ]  # fmt: skip
    # when the days pass
    told = []
    for day in (4, 5, 9, 11):
        commission.wait_until(on(3, day))
        told.append([commission.reminded(kind) for kind in ("soon", "overdue", "head", "leader")])
    # then each is told at his day
    staff = ["clerk", "colleague", "head"]
    assert told == [
        [staff, [], [], []],
        [staff, staff, ["head"], []],
        [staff, staff, ["head"], ["leader"]],
        [staff, staff, ["head"], ["leader"]],
    ]
    assert sorted(commission.events(case)) == ["escalated", "escalated", "overdue", "received", "started"]
    # and the department that is late has to come to the talk
    assert len(commission.items("talk")) == 1


def test_only_the_claimant_is_reminded_of_what_is_claimed(office: Commission) -> None:
    office.deploy(LIMITED, process="limited")
    office.start("limited")
    office.do("clerk", commands.claim, office.item("work"))
    office.wait_until(on(3, 6))
    assert (office.reminded("soon"), office.reminded("overdue")) == (["clerk"], ["clerk"])


def test_work_done_in_time_reminds_nobody(commission: Commission) -> None:
    commission.deploy(LIMITED, process="limited")
    case = commission.start("limited")
    commission.complete("clerk", "work")
    assert commission.jobs() == []
    assert commission.wait_until(on(4, 1)) == 0
    assert commission.events(case) == ["started", "completed", "ended"]


def test_an_extension_moves_the_due_date_and_all_that_follows_from_it(commission: Commission) -> None:
    # given work with a due date that is a variable, already reminded of
    limits = {**LIMITS, "due": "date and time(day)"}
    commission.deploy(f"{start_event()}{task('work', **limits)}\nstart -> work\n", process="extended")
    case = commission.launch("extended", day="2026-03-05T17:30:00@Asia/Shanghai")
    commission.wait_until(on(3, 4))
    assert commission.reminded("soon")
    # when the extension is approved
    commission.assign(case, day="2026-03-19T17:30:00@Asia/Shanghai")
    # then it is due two weeks later, nothing happens at the old date, and everything at the new one
    assert commission.row(Item, commission.item("work")).due_at == on(3, 19)
    assert commission.jobs() == [
        ("remind", on(3, 18)), ("head", on(3, 19)), ("overdue", on(3, 19)), ("leader", on(3, 23)), ("talk", on(3, 25)),
    ]  # fmt: skip
    commission.wait_until(on(3, 17))
    assert commission.reminded("overdue") == []
    commission.wait_until(on(3, 20))
    assert commission.reminded("overdue")
    (event,) = commission.history(case, "rescheduled")
    assert (event.data["before"], event.data["after"]) == (on(3, 5), on(3, 19))


def test_an_administrators_setting_changes_the_time_limits_of_what_comes(office: Commission) -> None:
    office.deploy(LIMITED, process="limited")
    office.do("admin", changing.give, "limited", "days", "5", reason="要点")
    office.start("limited")
    assert office.row(Item, office.item("work")).due_at == on(3, 9)


def test_a_setting_that_is_no_number_is_none(office: Commission) -> None:
    step = task("work", due="workdays after(now(), 3)", remind_before='"bald"', copies="5")
    office.deploy(f"{start_event()}{step}\nstart -> work\n", process="wrong")
    office.start("wrong")
    assert [kind for kind, _ in office.jobs()] == ["overdue"]


def test_a_job_that_fails_is_tried_again_ever_later_and_never_lost(commission: Commission) -> None:
    # given a timer of a case whose state cannot be read
    commission.deploy(TIMED, process="timed")
    case = commission.start("timed")
    with commission.engine.unit() as unit:
        row = unit.session.get_one(Case, case)
        sound, row.snapshot = row.snapshot, b"jnonsense"
    # when it is due, then it is postponed, each time for longer
    now = on(3, 2, 11, 0)
    for attempt, pause in enumerate((*jobs.RETRIES, jobs.RETRIES[-1]), start=1):
        assert commission.wait_until(now) == 0
        (job,) = commission.rows(Job)
        assert (job.attempts, job.due_at) == (attempt, now + pause)
        assert "JSON" in job.error
        now = job.due_at
    # and when the trouble is over it fires
    with commission.engine.unit() as unit:
        unit.session.get_one(Case, case).snapshot = sound
    assert commission.wait_until(now) == 1
    assert commission.items("after")


def test_one_failing_job_holds_up_no_other(commission: Commission) -> None:
    commission.deploy(TIMED, process="timed")
    broken = commission.start("timed")
    commission.clock.advance(minutes=1)
    sound = commission.start("timed")
    with commission.engine.unit() as unit:
        unit.session.get_one(Case, broken).snapshot = b"jnonsense"
    assert commission.wait_until(on(3, 3)) == 1
    assert [commission.row(Item, item).case_id for item in commission.items("after")] == [sound]


def test_four_threads_fire_every_timer_once(commission: Commission) -> None:
    # given two dozen timers that are due, two of them in each case
    commission.deploy(
        f"""{start_event()}<bpmn:parallelGateway id="fork"/>{task("after")}
        <bpmn:intermediateCatchEvent id="left">{timer("PT1H")}</bpmn:intermediateCatchEvent>
        <bpmn:intermediateCatchEvent id="right">{timer("PT1H")}</bpmn:intermediateCatchEvent>
        start -> fork
        fork -> left
        fork -> right
        left -> after
        right -> after""",
        process="timers",
    )
    cases = [commission.start("timers") for _ in range(12)]
    commission.clock.advance(hours=2)
    # when four threads do what is due until nothing is left
    done = []

    def work() -> None:
        while commission.rows(Job):
            done.append(jobs.run_due(commission.engine))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # then each had its effect once
    assert sum(done) == 24
    assert len(commission.items("after")) == 24
    assert [commission.events(case).count("fired") for case in cases] == [2] * 12
    assert commission.is_sound()


def test_the_thread_of_a_server_does_what_is_due_until_it_is_stopped(office: Commission) -> None:
    # given a timer that is due
    office.deploy(TIMED, process="timed")
    office.start("timed")
    office.clock.advance(hours=3)
    # when the thread runs, until the item is there
    thread = jobs.JobThread(office.engine, pause=0.01)
    thread.start()
    try:
        for _ in range(1000):
            if office.items("after"):
                break
            threading.Event().wait(0.01)
    finally:
        thread.stop()
    # then the case went on and the thread has ended
    assert office.items("after")
    assert not [one for one in threading.enumerate() if one.name == "bangfu-jobs"]
