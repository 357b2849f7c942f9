"""Messages and signals: who waits gets them, in the transaction of the sender; what comes early is kept."""

from __future__ import annotations

import threading

from engine import commands, jobs
from engine.models import Item, Message, Subscription
from tests.engine.commission import Commission, start_event, task

MESSAGE = """<bpmn:message id="m" name="到货"><bpmn:extensionElements><zeebe:subscription correlationKey="=batch"/>
</bpmn:extensionElements></bpmn:message><bpmn:signal id="s" name="停办"/>"""
ON_MESSAGE, ON_SIGNAL = (f'<bpmn:{kind}EventDefinition {kind}Ref="{kind[0]}"/>' for kind in ("message", "signal"))
WAITING = f"""
{start_event()}<bpmn:intermediateCatchEvent id="wait">{ON_MESSAGE}</bpmn:intermediateCatchEvent>{task("after")}
start -> wait
wait -> after
"""
LATER = f"""
{start_event()}{task("before")}<bpmn:intermediateCatchEvent id="wait">{ON_MESSAGE}</bpmn:intermediateCatchEvent>
{task("after")}
start -> before
before -> wait
wait -> after
"""
THROWING = f"""
{start_event()}{task("before")}<bpmn:intermediateThrowEvent id="throw">{ON_MESSAGE}</bpmn:intermediateThrowEvent>
start -> before
before -> throw
"""
LISTENING = f"""
{start_event()}{task("work")}<bpmn:boundaryEvent id="stop" attachedToRef="work">{ON_SIGNAL}</bpmn:boundaryEvent>
{task("stopped")}
start -> work
stop -> stopped
"""


def cases_at(commission: Commission, element: str) -> list[str]:
    return [commission.row(Item, item).case_id for item in commission.items(element)]


def test_a_message_thrown_by_one_case_moves_the_case_that_waits(commission: Commission) -> None:
    # given two cases that wait and one that throws
    commission.deploy(WAITING, MESSAGE, process="waiting")
    commission.deploy(THROWING, MESSAGE, process="throwing")
    commission.launch("waiting", batch="A")
    second = commission.launch("waiting", batch="B")
    commission.launch("throwing", batch="B")
    # when it throws
    commission.complete("clerk", "before")
    # then the one with the key goes on at once
    assert cases_at(commission, "after") == [second]
    assert commission.rows(Message) == []
    assert commission.is_sound()


def test_a_case_that_waits_without_a_key_takes_a_message_of_its_name_after_those_with_the_key(
    commission: Commission,
) -> None:
    # given a case that waits for a message by its name alone, and one that waits with a key
    plain = '<bpmn:message id="m" name="到货"/>'
    commission.deploy(WAITING, plain, process="plain")
    commission.deploy(WAITING, MESSAGE, process="keyed")
    anyone = commission.launch("plain")
    keyed = commission.launch("keyed", batch="A")
    # when two messages with the key come
    for _ in range(2):
        assert commission.do(None, commands.publish, "到货", "A")
    # then the first went to the case with the key
    assert cases_at(commission, "after") == [keyed, anyone]


def test_a_message_that_comes_early_waits_for_its_receiver(commission: Commission) -> None:
    # given a message that nobody waits for yet
    commission.deploy(LATER, MESSAGE, process="later")
    case = commission.launch("later", batch="A")
    commission.do(None, commands.publish, "到货", "A", {"boxes": 3})
    # when the case comes to wait for it, then it is delivered with the next job
    commission.complete("clerk", "before")
    assert (commission.items("after"), commission.rows(Message)) == ([], [])
    assert jobs.run_due(commission.engine) == 1
    assert cases_at(commission, "after") == [case]
    assert commission.variables(case)["boxes"] == 3


def test_messages_that_come_early_are_given_out_one_by_one_in_their_order(commission: Commission) -> None:
    # given three messages for the same key and two cases that come to wait, one after the other
    commission.deploy(LATER, MESSAGE, process="later")
    for boxes in (1, 2, 3):
        commission.do(None, commands.publish, "到货", "A", {"boxes": boxes})
    first, second = commission.launch("later", batch="A"), commission.launch("later", batch="A")
    expires = commission.rows(Message)[2].expires_at
    # when they wait
    commission.clock.advance(hours=1)
    for case in (first, second):
        commission.complete("clerk", "before", case_id=case)
        jobs.run_due(commission.engine)
    # then each has its own, and the third is kept for as long as it would have been
    assert [commission.variables(case)["boxes"] for case in (first, second)] == [1, 2]
    (kept,) = commission.rows(Message)
    assert (kept.variables, kept.expires_at) == ({"boxes": 3}, expires)


def test_a_message_is_forgotten_after_a_week(office: Commission) -> None:
    office.deploy(LATER, MESSAGE, process="later")
    office.launch("later", batch="A")
    office.do(None, commands.publish, "到货", "A")
    office.clock.advance(days=8)
    office.complete("clerk", "before")
    jobs.run_due(office.engine)
    assert office.items("after") == []
    # and goes with the next one that is kept
    office.do(None, commands.publish, "到货", "Z")
    assert [message.key for message in office.rows(Message)] == ["Z"]


def test_a_very_long_key_still_finds_its_receiver(commission: Commission) -> None:
    commission.deploy(WAITING, MESSAGE, process="waiting")
    case = commission.launch("waiting", batch="批" * 200)
    commission.do(None, commands.publish, "到货", "批" * 200)
    assert cases_at(commission, "after") == [case]


def test_a_signal_reaches_every_case_that_listens_and_none_that_does_not(commission: Commission) -> None:
    # given three cases that listen, one of them already done with its work
    commission.deploy(LISTENING, MESSAGE, process="listening")
    first, second, done = (commission.launch("listening") for _ in range(3))
    commission.complete("clerk", "work", case_id=done)
    throwing = THROWING.replace(ON_MESSAGE, ON_SIGNAL)
    commission.deploy(throwing, MESSAGE, process="throwing")
    commission.launch("throwing")
    # when the signal is thrown
    commission.complete("clerk", "before")
    # then all who listen have stopped
    assert cases_at(commission, "stopped") == [first, second]
    assert commission.rows(Subscription) == []
    assert commission.is_sound()


def test_a_case_hears_its_own_signal_once(commission: Commission) -> None:
    # given a case that throws a signal and counts, without interrupting, how often it hears it
    commission.deploy(
        f"""{start_event()}<bpmn:parallelGateway id="fork"/>{task("work")}
        <bpmn:boundaryEvent id="heard" attachedToRef="work" cancelActivity="false">{ON_SIGNAL}</bpmn:boundaryEvent>
        {task("count")}{task("before")}<bpmn:intermediateThrowEvent id="throw">{ON_SIGNAL}</bpmn:intermediateThrowEvent>
        start -> fork
        fork -> work
        fork -> before
        before -> throw
        heard -> count""",
        MESSAGE,
        process="own",
    )
    commission.launch("own")
    # when it throws
    commission.complete("clerk", "before")
    # then it counted one
    assert len(commission.items("count")) == 1


def test_one_signal_ends_two_waits_of_a_case_without_stumbling(commission: Commission) -> None:
    # given a case where the first event cancels the scope of the second
    commission.deploy(
        f"""{start_event()}<bpmn:subProcess id="part"><bpmn:startEvent id="s0"/>{task("work")}
        <bpmn:boundaryEvent id="inner" attachedToRef="work">{ON_SIGNAL}</bpmn:boundaryEvent>{task("inside")}
        s0 -> work
        inner -> inside
        </bpmn:subProcess>
        <bpmn:boundaryEvent id="outer" attachedToRef="part">{ON_SIGNAL}</bpmn:boundaryEvent>{task("outside")}
        start -> part
        outer -> outside""",
        MESSAGE,
        process="nested",
    )
    commission.launch("nested")
    commission.deploy(THROWING.replace(ON_MESSAGE, ON_SIGNAL), MESSAGE, process="throwing")
    commission.launch("throwing")
    # when the signal comes
    commission.complete("clerk", "before")
    # then the case is outside, with nothing left of the inside
    assert [commission.row(Item, item).element for item in commission.items()] == ["outside"]


def test_sender_and_receiver_never_miss_each_other(postgres_url: str) -> None:
    # given a case about to wait, and a sender who found nobody waiting and has not finished yet
    with Commission(postgres_url) as commission:
        commission.deploy(LATER, MESSAGE, process="later")
        case = commission.launch("later", batch="A")
        item = commission.item("before")
        begins = threading.Thread(target=lambda: commission.do("clerk", commands.complete, item, {}))
        with commission.engine.unit() as unit:
            assert commands.publish(unit, "到货", "A") is False
            # when the case begins to wait at this very moment
            begins.start()
            begins.join(timeout=0.5)
        begins.join()
        jobs.run_due(commission.engine)
        # then they have met
        assert cases_at(commission, "after") == [case]
        assert commission.rows(Message) == []
