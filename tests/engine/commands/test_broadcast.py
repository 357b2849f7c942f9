"""Broadcast: a signal from outside reaches every case that waits for it, and is not kept for others."""

from __future__ import annotations

from engine import commands, organizations
from engine.errors import NotAllowed
from engine.models import Item, Message
from tests.engine.commission import Commission, start_event, task

SIGNAL = '<bpmn:signal id="s" name="汛情"/>'
CATCHING = '<bpmn:signalEventDefinition signalRef="s"/>'
WAITING = f"""
{start_event()}
<bpmn:intermediateCatchEvent id="news">{CATCHING}</bpmn:intermediateCatchEvent>
{task("after")}
start -> news
news -> after
"""
BEGINNING = f'<bpmn:startEvent id="alarm">{CATCHING}</bpmn:startEvent>\n{task("first")}\nalarm -> first'


def test_all_who_wait_go_on_with_what_it_brings_and_those_it_begins_begin(commission: Commission) -> None:
    # given two cases that wait for a signal, and a process that begins with it
    commission.deploy(WAITING, SIGNAL, process="waiting")
    first, second = commission.launch("waiting"), commission.launch("waiting")
    commission.do(None, organizations.make_front, commission.departments["office"])
    commission.deploy(BEGINNING, SIGNAL, process="beginning")
    # when it is broadcast
    commission.do("admin", commands.broadcast, "汛情", {"level": 2})
    # then both have gone on and a third has begun
    assert [commission.row(Item, item).case_id for item in commission.items("after")] == [first, second]
    assert commission.variables(first) == {"level": 2}
    assert len(commission.items("first")) == 1
    # and nothing is kept for who comes later
    commission.launch("waiting")
    assert len(commission.items("after")) == 2
    assert commission.rows(Message) == []


def test_only_administrators_and_the_system_broadcast(commission: Commission) -> None:
    with commission.refused(NotAllowed, "发送信号"):
        commission.do("clerk", commands.broadcast, "汛情")
    commission.do(None, commands.broadcast, "汛情")
