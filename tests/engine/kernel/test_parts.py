"""Whose part of a case a token is in."""

from __future__ import annotations

from tests.engine.kernel.play import Play

LANES = """
<bpmn:laneSet id="lanes">
  <bpmn:lane id="ours" name="基层"><bpmn:extensionElements><zeebe:properties>
    <zeebe:property name="part" value="requester"/></zeebe:properties></bpmn:extensionElements>
    <bpmn:flowNodeRef>write</bpmn:flowNodeRef><bpmn:flowNodeRef>asked</bpmn:flowNodeRef></bpmn:lane>
  <bpmn:lane id="others" name="办公室"><bpmn:flowNodeRef>note</bpmn:flowNodeRef></bpmn:lane>
</bpmn:laneSet>
<bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>
<bpmn:userTask id="write"/><bpmn:userTask id="note"/>
<bpmn:userTask id="own"><bpmn:extensionElements><zeebe:properties>
  <zeebe:property name="part" value="receiver"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
<bpmn:subProcess id="asked">
  <bpmn:startEvent id="begin"/><bpmn:userTask id="inside"/>
  begin -> inside
</bpmn:subProcess>
start -> fork
fork -> write
fork -> note
fork -> own
fork -> asked
"""

HOSPITALS = """
<bpmn:startEvent id="start"/>
<bpmn:subProcess id="asking"><bpmn:extensionElements><zeebe:properties>
  <zeebe:property name="part" value="receiver"/></zeebe:properties></bpmn:extensionElements>
  <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
    <zeebe:loopCharacteristics inputCollection="=hospitals" inputElement="hospital"/></bpmn:extensionElements>
  </bpmn:multiInstanceLoopCharacteristics>
  <bpmn:startEvent id="begin"/><bpmn:userTask id="answer"/>
  begin -> answer
</bpmn:subProcess>
start -> asking
"""


def test_an_element_is_in_the_part_it_names_else_of_its_lane_else_of_what_is_around_it() -> None:
    case = Play(LANES)
    parts = {element: case.wait(element).part for element in ("write", "note", "own", "inside")}
    assert parts == {"write": "requester", "note": None, "own": "receiver", "inside": "requester"}


def test_a_subprocess_that_names_a_part_is_one_of_its_own_each_time() -> None:
    # when two hospitals are asked at the same time
    case = Play(HOSPITALS, {"hospitals": ["县医院", "市医院"]})
    first, second = (case.wait("answer", which).part for which in (0, 1))
    # then the part has the same name for both, and each is in its own
    assert first != second
    assert {first.partition(":")[0], second.partition(":")[0]} == {"receiver"}
