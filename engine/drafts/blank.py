"""What new files begin with: a diagram of one step, a form without questions, a table of one condition and result."""

import json
from xml.sax.saxutils import quoteattr

from engine.kernel.layout import with_layout

DIAGRAM = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions"
    targetNamespace="https://bangfu.example/processes">
  <bpmn:process id={key} name={name} isExecutable="true">
    <bpmn:startEvent id="start" name="登记"><bpmn:outgoing>to_step</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="to_step" sourceRef="start" targetRef="step" />
    <bpmn:userTask id="step" name="办理">
      <bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>
      <bpmn:incoming>to_step</bpmn:incoming><bpmn:outgoing>to_end</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="to_end" sourceRef="step" targetRef="end" />
    <bpmn:endEvent id="end" name="办结"><bpmn:incoming>to_end</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
"""

DECISIONS = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"
    xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"
    xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"
    id="definitions_{key}" name={name} namespace="https://bangfu.example/decisions">
  <inputData id="{key}_input" name="条件"><variable id="{key}_given" name="条件" typeRef="string"/></inputData>
  <decision id="{key}" name={name}>
    <variable id="{key}_result" name={name} typeRef="string"/>
    <informationRequirement id="{key}_needs"><requiredInput href="#{key}_input"/></informationRequirement>
    <decisionTable id="{key}_table" hitPolicy="FIRST">
      <input id="{key}_column" label="条件">
        <inputExpression id="{key}_asked" typeRef="string"><text>条件</text></inputExpression>
      </input>
      <output id="{key}_outcome" label="结果" typeRef="string"/>
      <rule id="{key}_rule">
        <inputEntry id="{key}_any"><text>-</text></inputEntry>
        <outputEntry id="{key}_then"><text>null</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="{key}_diagram">
    <dmndi:DMNShape id="{key}_box" dmnElementRef="{key}">
      <dc:Bounds x="200" y="80" width="180" height="80"/>
    </dmndi:DMNShape>
    <dmndi:DMNShape id="{key}_oval" dmnElementRef="{key}_input">
      <dc:Bounds x="227" y="240" width="125" height="45"/>
    </dmndi:DMNShape>
    <dmndi:DMNEdge id="{key}_line" dmnElementRef="{key}_needs">
      <di:waypoint x="290" y="240"/><di:waypoint x="290" y="160"/>
    </dmndi:DMNEdge>
  </dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
"""


def form(key: str) -> bytes:
    """A form with this id that asks nothing yet."""
    blank = {
        "id": key, "type": "default", "schemaVersion": 18, "executionPlatform": "Camunda Cloud",
        "executionPlatformVersion": "8.8.0", "exporter": {"name": "Bangfu", "version": "1"}, "components": [],
    }  # fmt: skip
    return f"{json.dumps(blank, ensure_ascii=False, indent=2)}\n".encode()


def decisions(key: str, name: str) -> bytes:
    """A DMN file with one table that has this id (an NCName) and name: its one rule gives null whatever is asked."""
    return DECISIONS.format(key=key, name=quoteattr(name)).encode()


def diagram(key: str, name: str) -> bytes:
    """The BPMN file of a process with this id and name, laid out."""
    return with_layout(DIAGRAM.format(key=quoteattr(key), name=quoteattr(name)).encode())
