"""Cases begin by messages, signals and timers of the newest published version, in the transaction of the sender."""

from __future__ import annotations

from datetime import timedelta

from engine import commands, jobs
from engine.errors import Invalid
from engine.models import Case, Definition, Department, Job
from tests.engine.commission import Commission, start_event, task

MESSAGE = """<bpmn:message id="m" name="到货"><bpmn:extensionElements><zeebe:subscription correlationKey="=batch"/>
</bpmn:extensionElements></bpmn:message><bpmn:signal id="s" name="停办"/>"""


def begins(definition: str, step: str = "work") -> str:
    return f'<bpmn:startEvent id="begin">{definition}</bpmn:startEvent>{task(step)}\nbegin -> {step}\n'


ON_MESSAGE = begins('<bpmn:messageEventDefinition messageRef="m"/>')
ON_SIGNAL = begins('<bpmn:signalEventDefinition signalRef="s"/>')
EVERY_DAY = begins("<bpmn:timerEventDefinition><bpmn:timeCycle>R2/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>")
WAITING = f"""
{start_event()}<bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition messageRef="m"/>
</bpmn:intermediateCatchEvent>{task("after")}
start -> wait
wait -> after
"""
THROWING = f"""
{start_event()}{task("before")}<bpmn:endEvent id="throw"><bpmn:signalEventDefinition signalRef="s"/></bpmn:endEvent>
start -> before
before -> throw
"""


def test_a_message_begins_one_case_of_the_newest_version(commission: Commission) -> None:
    # given two versions that begin with a message
    commission.deploy(ON_MESSAGE, MESSAGE, process="old")
    commission.deploy(ON_MESSAGE.replace('"work"', '"again"').replace("-> work", "-> again"), MESSAGE, process="old")
    # when the message comes
    assert commission.do(None, commands.publish, "到货", "A", {"数量": 3})
    # then one case has begun by the newer, with what the message brought, and belongs to the front office
    (case,) = commission.rows(Case)
    assert len(commission.items("again")) == 1
    assert commission.variables(case.id)["数量"] == 3
    assert commission.row(Department, case.starter_department_id).front
    assert commission.is_sound()


def test_a_case_that_waits_gets_the_message_before_a_new_one_begins(commission: Commission) -> None:
    commission.deploy(ON_MESSAGE, MESSAGE, process="beginning")
    commission.deploy(WAITING, MESSAGE, process="waiting")
    case = commission.launch("waiting", batch="A")
    assert commission.do(None, commands.publish, "到货", "A")
    assert [commission.row(Case, case).id] == [one.id for one in commission.rows(Case)]


def test_a_message_with_an_id_comes_once_while_its_time_lasts(commission: Commission) -> None:
    commission.deploy(ON_MESSAGE, MESSAGE)
    # when the same message is sent twice
    for _ in range(2):
        assert commission.do(None, commands.publish, "到货", "", message_id="1", keep=timedelta(hours=1))
    assert len(commission.rows(Case)) == 1
    # and once more when its time is over
    commission.clock.advance(hours=2)
    assert commission.do(None, commands.publish, "到货", "", message_id="1")
    assert len(commission.rows(Case)) == 2


def test_a_message_that_lives_no_longer_than_now_is_not_kept(commission: Commission) -> None:
    commission.deploy(WAITING, MESSAGE)
    assert not commission.do(None, commands.publish, "到货", "A", keep=timedelta())
    commission.launch(batch="A")
    jobs.run_due(commission.engine)
    assert commission.items("after") == []


def test_one_case_at_a_time_begins_with_a_correlation_key_and_kept_messages_begin_the_next(
    commission: Commission,
) -> None:
    # given a case begun by a message
    commission.deploy(ON_MESSAGE, MESSAGE)
    assert commission.do(None, commands.publish, "到货", "A", {"数量": 1})
    # when more messages of its key come, and one of another key and one without
    assert not commission.do(None, commands.publish, "到货", "A", {"数量": 2})
    assert not commission.do(None, commands.publish, "到货", "A", {"数量": 3}, keep=timedelta(days=2))
    assert commission.do(None, commands.publish, "到货", "B")
    assert commission.do(None, commands.publish, "到货")
    first, other, keyless = commission.rows(Case)
    # then the first is finished, and the next begins
    commission.clock.advance(days=1)
    commission.complete("clerk", "work", case_id=first.id)
    jobs.run_due(commission.engine)
    *_, second = commission.rows(Case)
    assert commission.variables(second.id)["数量"] == 2
    assert len(commission.rows(Case, Case.state == "open")) == 3
    # and the third does not, once its time is over
    commission.clock.advance(days=2)
    commission.complete("clerk", "work", case_id=second.id)
    jobs.run_due(commission.engine)
    assert {case.id for case in commission.rows(Case, Case.state == "open")} == {other.id, keyless.id}
    assert commission.is_sound()


def test_a_case_that_is_cancelled_lets_the_next_begin(commission: Commission) -> None:
    commission.deploy(ON_MESSAGE, MESSAGE)
    for count in (1, 2):
        commission.do(None, commands.publish, "到货", "A", {"数量": count}, message_id=str(count))
    (first,) = commission.rows(Case)
    commission.do("admin", commands.cancel, first.id, "登记错误")
    assert jobs.run_due(commission.engine) == 1
    assert [commission.variables(case.id)["数量"] for case in commission.rows(Case, Case.state == "open")] == [2]
    # and the kept message with its id is still known
    assert commission.do(None, commands.publish, "到货", "A", {"数量": 2}, message_id="2")
    assert len(commission.rows(Case)) == 2


def test_a_signal_of_one_case_begins_others_in_the_same_transaction(commission: Commission) -> None:
    commission.deploy(ON_SIGNAL, MESSAGE, process="listening")
    commission.deploy(THROWING, MESSAGE, process="throwing")
    sender = commission.launch("throwing")
    commission.complete("clerk", "before")
    (case,) = commission.rows(Case, Case.key == "listening")
    assert case.parent_id == sender


def test_a_timer_begins_cases_as_often_as_it_says(commission: Commission) -> None:
    # given a process that begins twice, a day apart
    commission.deploy(EVERY_DAY)
    for count in (0, 1, 2, 2):
        assert len(commission.rows(Case)) == count
        commission.clock.advance(days=1)
        jobs.run_due(commission.engine)
    assert commission.rows(Job, Job.kind == "start") == []


def test_a_start_timer_may_count_working_days_and_is_refused_when_it_gives_no_time(commission: Commission) -> None:
    # given a process that begins three working days from Monday 2 March
    counted = EVERY_DAY.replace("timeCycle", "timeDate").replace("R2/P1D", "=workdays after(now(), 3)")
    commission.deploy(counted)
    (job,) = commission.rows(Job, Job.kind == "start")
    assert (job.due_at.month, job.due_at.day) == (3, 5)
    # when a version has a time that depends on a variable, which no case has given yet
    with commission.refused(Invalid) as refused:
        commission.deploy(EVERY_DAY.replace("R2/P1D", "=frequency"))
    # then it is not published
    assert [fault.rule for fault in refused.value.faults] == ["start-timer"]
    assert [one.id for one in commission.rows(Job, Job.kind == "start")] == [job.id]


def test_a_message_that_begins_cases_may_have_a_computed_name(commission: Commission) -> None:
    commission.deploy(ON_MESSAGE, MESSAGE.replace('name="到货"', 'name="=&quot;到&quot; + &quot;货&quot;"'))
    assert commission.do(None, commands.publish, "到货")


def test_a_newer_version_replaces_the_timers_of_the_older(commission: Commission) -> None:
    commission.deploy(EVERY_DAY)
    commission.deploy(f'{start_event()}{task("work")}\nstart -> work\n')
    commission.clock.advance(days=3)
    jobs.run_due(commission.engine)
    assert commission.rows(Case) == []


def test_every_executable_process_of_a_file_is_published_and_calls_are_bound_as_they_say(
    commission: Commission,
) -> None:
    # given a file with two processes, one calling the other in the version deployed with it
    called = '<bpmn:process id="called" isExecutable="true"><bpmn:userTask id="old"/></bpmn:process>'
    call = """<bpmn:callActivity id="call"><bpmn:extensionElements>
    <zeebe:calledElement processId="called" bindingType="deployment"/></bpmn:extensionElements></bpmn:callActivity>
    start -> call
    """
    commission.deploy(start_event() + call, called, process="calling")
    assert {"called", "calling"} <= {row.key for row in commission.rows(Definition)}
    # when the called one is published anew by itself
    tag = '<bpmn:extensionElements><zeebe:versionTag value="v2"/></bpmn:extensionElements>'
    commission.deploy(tag + '<bpmn:task id="new"/>', process="called")
    commission.launch("calling")
    # then the old one is called; and a call bound to a tag finds the version that has it
    assert len(commission.items("old")) == 1
    commission.deploy(
        start_event() + call.replace('"deployment"', '"versionTag" versionTag="v2"'), process="tagged"
    )
    assert commission.case(commission.launch("tagged")).state == "done"
