"""Evaluate conditions: what is true of some facts begins cases, of the newest versions, once a call."""

from __future__ import annotations

from engine import commands
from engine.errors import NotAllowed
from engine.models import Case
from tests.engine.commission import Commission, setting, task


def begins(condition: str, step: str = "work", id_: str = "begin") -> str:
    return f"""<bpmn:startEvent id="{id_}"><bpmn:conditionalEventDefinition><bpmn:condition>{condition}</bpmn:condition>
    </bpmn:conditionalEventDefinition></bpmn:startEvent>{task(step)}
    {id_} -> {step}
    """


def test_a_condition_that_holds_begins_a_case_with_the_facts(commission: Commission) -> None:
    # given two versions, of which the newer asks for more, and another process
    commission.deploy(begins("=beds &lt; 10"), process="beds")
    commission.deploy(setting("few", "5") + begins("=beds &lt; settings.few"), process="beds")
    commission.deploy(begins("=staff &lt; 3"), process="staff")
    # when facts are told
    assert commission.do(None, commands.evaluate, {"beds": 7}) == []
    (case,) = commission.do(None, commands.evaluate, {"beds": 4})
    # then the one whose condition is true of them has begun, and the facts are its variables
    assert commission.case(case).key == "beds"
    assert commission.variables(case)["beds"] == 4
    assert commission.items("work")
    assert commission.is_sound()


def test_each_call_is_about_facts_of_its_own_and_may_ask_one_process_only(commission: Commission) -> None:
    commission.deploy(begins("=level &gt; 1") + begins("=level &gt; 2", "more", "second"), process="first")
    commission.deploy(begins("=level &gt; 1"), process="other")
    assert len(commission.do("admin", commands.evaluate, {"level": 2})) == 2
    # both conditions of a process may hold
    assert len(commission.do("admin", commands.evaluate, {"level": 3}, "first")) == 2
    assert len(commission.rows(Case, Case.key == "first")) == 3


def test_what_cannot_be_computed_does_not_hold_and_only_administrators_ask(commission: Commission) -> None:
    commission.deploy(begins("=beds &lt; 10"))
    assert commission.do(None, commands.evaluate, {"beds": "many"}) == []
    with commission.refused(NotAllowed):
        commission.do("clerk", commands.evaluate, {"beds": 1})
