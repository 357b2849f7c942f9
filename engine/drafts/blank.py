"""The diagram a new process begins with: a start, one step of the department in charge, an end."""

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


def diagram(key: str, name: str) -> bytes:
    """The BPMN file of a process with this id and name, laid out."""
    return with_layout(DIAGRAM.format(key=quoteattr(key), name=quoteattr(name)).encode())
