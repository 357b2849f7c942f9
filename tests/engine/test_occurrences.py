"""What happens to a case beside its steps is reported by those its diagram names, and moves it as drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import cases, commands
from engine.errors import InvalidAnswers, NotAllowed, NotFound
from engine.items import Typed
from engine.occurrences import occurrences, open_occurrence
from tests.engine.commission import Commission, form, posted, start_event, task, text

DIED = """
<bpmn:subProcess id="change" name="变化" triggeredByEvent="true">
  <bpmn:startEvent id="died" name="患者死亡"><bpmn:documentation>核实后登记。</bpmn:documentation>
    <bpmn:extensionElements><zeebe:formDefinition formId="death"/><zeebe:properties>
      <zeebe:property name="reporters" value="=[{medical}, {registrar}]"/>
      <zeebe:property name="opinion" value="required"/></zeebe:properties></bpmn:extensionElements>
    <bpmn:messageEventDefinition id="died_by" messageRef="death_message"/></bpmn:startEvent>
  <bpmn:endEvent id="over"/>
  died -> over
</bpmn:subProcess>
"""
MESSAGE = """<bpmn:message id="death_message" name="患者死亡"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=case.number"/></bpmn:extensionElements></bpmn:message>"""


@pytest.fixture
def ward(database_url: str) -> Iterator[Commission]:
    with Commission(database_url) as commission:
        commission.deploy(
            f"{start_event()}{DIED}{task('treat', '[{primary}]', part='ward')}\nstart -> treat\n", MESSAGE,
            forms=[form("death", text("place", required=True))],
        )  # fmt: skip
        yield commission


def reportable(commission: Commission, login: str, case: str) -> list[str]:
    return [one.name for one in commission.look(login, occurrences, case)]


def test_those_named_report_it_and_the_case_goes_on_as_drawn(ward: Commission) -> None:
    # given a case that is worked on
    case = ward.start()
    assert reportable(ward, "registrar", case) == ["患者死亡"]
    (one,) = ward.look("registrar", occurrences, case)
    # when it is reported
    ward.do("registrar", commands.report, case, one.id, posted({"place": "家中"}), " 家属告知 ")
    # then the answers are in the case, the step is withdrawn, and the history tells who reported what
    assert (ward.case(case).state, ward.variables(case)["place"], ward.items()) == ("done", "家中", [])
    (event,) = ward.history(case, "reported")
    assert (event.data["name"], event.data["opinion"], event.data["answers"]) == (
        "患者死亡", "家属告知", [["place", "家中"]],
    )  # fmt: skip
    assert ward.is_sound()
    assert reportable(ward, "registrar", case) == []


def test_it_is_offered_to_nobody_else(ward: Commission) -> None:
    case = ward.start()
    assert reportable(ward, "helper", case) == []
    assert reportable(ward, "admin", case) == ["患者死亡"]
    (one,) = ward.look("admin", occurrences, case)
    with ward.refused(NotAllowed, "登记该情况"):
        ward.do("helper", commands.report, case, one.id, posted({"place": "家中"}), "听说")
    with pytest.raises(NotAllowed):
        ward.look("clerk", occurrences, case)


def test_its_form_and_its_opinion_are_asked_for(ward: Commission) -> None:
    case = ward.start()
    (one,) = ward.look("registrar", occurrences, case)
    with ward.refused(InvalidAnswers, "请写明情况"):
        ward.do("registrar", commands.report, case, one.id, posted({"place": "家中"}))
    with ward.refused(InvalidAnswers, "请填写"):
        ward.do("registrar", commands.report, case, one.id, {}, "家属告知")
    shown = ward.look("registrar", open_occurrence, case, one.id, typed=Typed(posted={"place": ["院内"]}))
    assert (shown.occurrence.help, list(shown.form.fields)) == ("核实后登记。", ["place"])
    assert shown.form.fields["place"].values == ("院内",)


def test_what_the_case_no_longer_waits_for_is_not_found(ward: Commission) -> None:
    case = ward.start()
    (one,) = ward.look("registrar", occurrences, case)
    ward.do("registrar", commands.report, case, one.id, posted({"place": "家中"}), "家属告知")
    with ward.refused(NotFound, "不再等待"):
        ward.do("registrar", commands.report, case, one.id, posted({"place": "家中"}), "再次告知")


def test_a_case_without_any_offers_none(office: Commission) -> None:
    case = office.start(title="药品")
    assert reportable(office, "registrar", case) == []
    with pytest.raises(NotFound):
        office.look("registrar", open_occurrence, case, "1")


def test_an_occurrence_is_read_in_the_history_of_its_part(ward: Commission) -> None:
    case = ward.start()
    (one,) = ward.look("registrar", occurrences, case)
    ward.do("registrar", commands.report, case, one.id, posted({"place": "家中"}), "家属告知")
    assert "患者死亡" in [entry.name for entry in ward.look("helper", cases.timeline, case)]
