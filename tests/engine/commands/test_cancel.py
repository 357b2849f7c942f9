"""Cancel: a case that should not go on ends for good, with the reason."""

from __future__ import annotations

from engine import commands
from engine.errors import InvalidAnswers, Refused
from engine.models import Item, Subscription
from tests.engine.commission import Commission, start_event, task, timer

EVERYTHING = f"""
{start_event()}<bpmn:parallelGateway id="fork"/>{task("work", due='now() + duration("P3D")', escalate_head_after="1")}
<bpmn:intermediateCatchEvent id="later">{timer("P1D")}</bpmn:intermediateCatchEvent>
<bpmn:intermediateCatchEvent id="news"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
start -> fork
fork -> work
fork -> later
fork -> news
"""
MESSAGE = """<bpmn:message id="m" name="到货"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=case.number"/></bpmn:extensionElements></bpmn:message>"""


def test_everything_of_the_case_ends_with_it(commission: Commission) -> None:
    # given a case with an item, its time limit, a timer and a subscription
    commission.deploy(EVERYTHING, MESSAGE, process="rich")
    case, item = commission.start("rich"), commission.item("work")
    assert [kind for kind, _ in commission.jobs()] == ["timer", "overdue", "head"]
    # when it is cancelled
    commission.do("registrar", commands.cancel, case, "重复登记")
    # then nothing of it is left to do
    row = commission.case(case)
    assert (row.state, row.ended_at, row.stage) == ("cancelled", commission.clock(), "已终止")
    assert commission.row(Item, item).state == "cancelled"
    assert (commission.jobs(), commission.rows(Subscription)) == ([], [])
    (event,) = commission.history(case, "cancelled")
    assert event.data["opinion"] == "重复登记"
    assert commission.is_sound()


def test_a_reason_must_be_given_and_a_case_ends_only_once(office: Commission) -> None:
    case = office.start(title="药品")
    with office.refused(InvalidAnswers, "请写明终止理由", "Please give the reason"):
        office.do("registrar", commands.cancel, case, "")
    office.do("registrar", commands.cancel, case, "重复")
    with office.refused(Refused, "已经办结或终止", "has already ended"):
        office.do("registrar", commands.cancel, case, "重复")
