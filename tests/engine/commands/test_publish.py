"""Publish: a message reaches the one case that waits for it by name and key."""

from __future__ import annotations

from engine import commands
from engine.models import Item, Message
from tests.engine.commission import Commission, start_event, task

WAITING = f"""
{start_event()}
<bpmn:intermediateCatchEvent id="news"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
{task("after")}
start -> news
news -> after
"""
MESSAGE = """<bpmn:message id="m" name="到货"><bpmn:extensionElements><zeebe:subscription correlationKey="=batch"/>
</bpmn:extensionElements></bpmn:message>"""


def test_only_the_case_with_the_key_goes_on_with_what_the_message_brings(commission: Commission) -> None:
    # given two cases that wait for different batches
    commission.deploy(WAITING, MESSAGE, process="waiting")
    first, second = commission.launch("waiting", batch="A"), commission.launch("waiting", batch=7)
    # when a message comes for the second
    assert commission.do(None, commands.publish, "到货", "7", {"boxes": 12}) is True
    # then only that one goes on
    assert [commission.row(Item, item).case_id for item in commission.items("after")] == [second]
    assert commission.variables(second) == {"batch": 7, "boxes": 12}
    assert commission.events(second) == ["started", "received"]
    assert commission.events(first) == ["started"]


def test_a_message_nobody_waits_for_is_kept_and_one_of_another_name_means_nothing(commission: Commission) -> None:
    commission.deploy(WAITING, MESSAGE, process="waiting")
    commission.launch("waiting", batch="A")
    assert commission.do("admin", commands.publish, "到货", "B") is False
    assert commission.do("admin", commands.publish, "退货", "A") is False
    assert [(one.name, one.key) for one in commission.rows(Message)] == [("到货", "B"), ("退货", "A")]
    assert commission.items("after") == []
