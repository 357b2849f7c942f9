"""Diagrams as the tools of many vendors write them are built; what they add of their own is kept and not executed."""

from typing import Any

import pytest

from engine import kernel
from tests.engine.kernel.play import Play

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"

CAMUNDA_8 = f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="{BPMN}" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"
  xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" id="Definitions_1"
  targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.30.0"
  modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.7.0">
  <bpmn:process id="Process_1" name="审批" isExecutable="true">
    <bpmn:documentation>一件事</bpmn:documentation>
    <bpmn:extensionElements><zeebe:versionTag value="v1"/></bpmn:extensionElements>
    <bpmn:startEvent id="StartEvent_1"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_1" targetRef="a"/>
    <bpmn:userTask id="a" name="填报" zeebe:modelerTemplate="t" zeebe:modelerTemplateVersion="2"
      zeebe:modelerTemplateIcon="data:image/svg+xml;utf8,x">
      <bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="a, b"/>
      <zeebe:taskSchedule dueDate="=now()"/><zeebe:priorityDefinition priority="70"/>
      <zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>
      <zeebe:ioMapping><zeebe:output source="=x" target="y"/></zeebe:ioMapping></bpmn:extensionElements>
      <bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing>
      <bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements>
      <zeebe:loopCharacteristics inputCollection="=[1]" inputElement="one"/></bpmn:extensionElements>
      <bpmn:completionCondition xsi:type="bpmn:tFormalExpression" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      language="https://www.omg.org/spec/DMN/20191111/FEEL/">=false</bpmn:completionCondition>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="Flow_2" sourceRef="a" targetRef="e"/>
    <bpmn:endEvent id="e"><bpmn:incoming>Flow_2</bpmn:incoming></bpmn:endEvent>
    <bpmn:group id="Group_1" categoryValueRef="CategoryValue_1"/>
    <bpmn:textAnnotation id="Text_1"><bpmn:text>说明</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="As_1" associationDirection="None" sourceRef="a" targetRef="Text_1"/>
  </bpmn:process>
  <bpmn:category id="Category_1"><bpmn:categoryValue id="CategoryValue_1" value="组"/></bpmn:category>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1"><bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="Process_1">
    <bpmndi:BPMNShape id="a_di" bpmnElement="a" bioc:stroke="#831311" bioc:fill="#ffcdd2"
      color:background-color="#ffcdd2"><dc:Bounds x="1" y="1" width="100" height="80"/><bpmndi:BPMNLabel/>
    </bpmndi:BPMNShape><bpmndi:BPMNEdge id="f_di" bpmnElement="Flow_2"><di:waypoint x="1" y="1"/>
    <di:waypoint x="9" y="1"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>"""

PLAIN = f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn2:definitions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmn2="{BPMN}" id="sample"
  xsi:schemaLocation="{BPMN} BPMN20.xsd" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn2:process id="p" isExecutable="true">
    <bpmn2:startEvent id="s"/>
    <bpmn2:exclusiveGateway id="g" name="大于五？" default="no"/>
    <bpmn2:userTask id="a"/><bpmn2:manualTask id="b"/>
    <bpmn2:scriptTask id="c" name="没有脚本"/>
    <bpmn2:intermediateCatchEvent id="t"><bpmn2:timerEventDefinition id="ted">
      <bpmn2:timeDuration xsi:type="bpmn2:tFormalExpression">PT1H</bpmn2:timeDuration></bpmn2:timerEventDefinition>
    </bpmn2:intermediateCatchEvent>
    <bpmn2:receiveTask id="r" messageRef="m"/>
    <bpmn2:endEvent id="e"/>
    <bpmn2:sequenceFlow id="f0" sourceRef="s" targetRef="g"/>
    <bpmn2:sequenceFlow id="f1" name="是" sourceRef="g" targetRef="a">
      <bpmn2:conditionExpression xsi:type="bpmn2:tFormalExpression">x &gt; 5</bpmn2:conditionExpression>
    </bpmn2:sequenceFlow>
    <bpmn2:sequenceFlow id="no" sourceRef="g" targetRef="b"/>
    <bpmn2:sequenceFlow id="f3" sourceRef="a" targetRef="e"/><bpmn2:sequenceFlow id="f4" sourceRef="b" targetRef="c"/>
    <bpmn2:sequenceFlow id="f5" sourceRef="c" targetRef="t"/><bpmn2:sequenceFlow id="f6" sourceRef="t" targetRef="r"/>
    <bpmn2:sequenceFlow id="f7" sourceRef="r" targetRef="e"/>
  </bpmn2:process>
  <bpmn2:message id="m" name="回复"/>
</bpmn2:definitions>"""

DEFAULT = f"""<?xml version='1.0' encoding='UTF-8' standalone='no'?>
<definitions xmlns="{BPMN}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:signavio="http://www.signavio.com" xmlns:flowable="http://flowable.org/bpmn"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
  expressionLanguage="http://www.w3.org/1999/XPath" typeLanguage="http://www.w3.org/2001/XMLSchema" id="d"
  targetNamespace="http://www.signavio.com/bpmn20">
  <import importType="http://www.w3.org/2001/XMLSchema" location="x.xsd" namespace="urn:x"/>
  <itemDefinition id="item" itemKind="Information" structureRef="xsd:string" isCollection="false"/>
  <resource id="res" name="科长"/><interface id="i" name="I"><operation id="op" name="O"><inMessageRef>m</inMessageRef>
  </operation></interface><message id="m" name="M" itemRef="item"/><partnerEntity id="pe" name="P"/>
  <process id="p" isClosed="false" isExecutable="true" processType="None" camunda:historyTimeToLive="180"
    flowable:candidateStarterGroups="g">
    <extensionElements><signavio:signavioMetaData metaKey="processid" metaValue=""/>
    <flowable:executionListener event="start" class="x.Y"/></extensionElements>
    <auditing/><monitoring/>
    <laneSet id="ls"><extensionElements><signavio:signavioDiagramMetaData metaKey="x" metaValue="y"/>
    </extensionElements><lane id="l" name="处室"><flowNodeRef>s</flowNodeRef><flowNodeRef>a</flowNodeRef></lane>
    </laneSet>
    <startEvent id="s" name="" flowable:initiator="me" flowable:formFieldValidation="true"><extensionElements>
    <signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffff"/></extensionElements><outgoing>f</outgoing>
    </startEvent>
    <userTask id="a" camunda:asyncBefore="true" camunda:assignee="demo" flowable:candidateGroups="g"
      implementation="##unspecified" completionQuantity="1" isForCompensation="false" startQuantity="1">
      <extensionElements><camunda:taskListener event="create" class="x.Y"/><camunda:properties>
      <camunda:property name="a" value="b"/></camunda:properties></extensionElements>
      <incoming>f</incoming><outgoing>f2</outgoing>
      <potentialOwner id="po" name="owner"><resourceRef>res</resourceRef></potentialOwner>
      <humanPerformer><resourceAssignmentExpression><formalExpression>=who</formalExpression>
      </resourceAssignmentExpression></humanPerformer>
      <rendering/>
    </userTask>
    <scriptTask id="c" scriptFormat="text/feel"><script>{{y: x + 1}}</script></scriptTask>
    <endEvent id="e"><incoming>f3</incoming></endEvent>
    <sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="c"/>
    <sequenceFlow id="f3" isImmediate="true" sourceRef="c" targetRef="e"><extensionElements>
    <signavio:signavioMetaData metaKey="bordercolor" metaValue="#000000"/></extensionElements></sequenceFlow>
  </process>
</definitions>"""
FILES = {"camunda 8": CAMUNDA_8, "plain": PLAIN, "default namespace": DEFAULT}


@pytest.mark.parametrize("tool", FILES)
def test_a_diagram_is_built_as_its_tool_writes_it(tool: str) -> None:
    (spec,) = kernel.parse(FILES[tool].encode(), "v1")
    assert spec.elements


def test_a_diagram_without_any_extension_is_executed_by_the_standard_alone() -> None:
    assert Play(PLAIN.encode(), {"x": 6}).at == ["a"]
    # given the other way, over a task a person does outside, and a script task without a script
    case = Play(PLAIN.encode(), {"x": 5})
    assert case.at == ["t"]
    case.fire("t")
    # then a message waits by its name alone
    assert (case.wait("r").name, case.wait("r").key) == ("回复", None)
    assert case.receive("r").ended


def test_performers_and_owners_of_the_standard_say_whom_a_task_is_for() -> None:
    wait = Play(DEFAULT.encode(), {"who": "王芳"}).wait("a")
    assert (wait.assignee, wait.groups, wait.users) == ("王芳", ("科长",), ())


@pytest.mark.parametrize(
    ("owners", "groups", "users"),
    [
        ("user(kermit), group(management), clerks", ("management", "clerks"), ("kermit",)),
        ('=["a", "b"]', ("a", "b"), ()),
    ],
)
def test_owners_may_be_listed_or_computed(owners: str, groups: Any, users: Any) -> None:
    inside = f"""<bpmn:startEvent id="s"/><bpmn:userTask id="a"><bpmn:potentialOwner><bpmn:resourceAssignmentExpression>
    <bpmn:formalExpression>{owners}</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner>
    </bpmn:userTask>
    s -> a"""
    wait = Play(inside).wait("a")
    assert (wait.groups, wait.users) == (groups, users)


def test_a_script_of_the_standard_gives_the_variables_of_its_context() -> None:
    case = Play(DEFAULT.encode(), {"who": "王芳", "x": 1})
    assert case.complete("a").ended
    assert case.variables["y"] == 2


def test_a_script_that_gives_no_context_is_an_incident() -> None:
    source = DEFAULT.replace("{y: x + 1}", "x + 1").encode()
    (trouble,) = Play(source, {"x": 1}).complete("a").waits
    assert isinstance(trouble, kernel.Trouble)
    assert trouble.kind == "script"


def test_who_deploys_is_told_which_settings_of_other_engines_are_not_executed() -> None:
    told = {(remark.element, remark.en.partition(" of ")[0]) for remark in kernel.remarks(DEFAULT.encode())}
    assert told == {
        ("p", "flowable:candidateStarterGroups"),
        ("p", "flowable:executionListener"),
        ("s", "flowable:initiator"),
        ("s", "flowable:formFieldValidation"),
        ("a", "camunda:assignee"),
        ("a", "flowable:candidateGroups"),
        ("a", "camunda:taskListener"),
    }
    assert kernel.remarks(CAMUNDA_8.encode()) == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ('<serviceTask id="x" camunda:class="x.Y"/>', "service-without-type"),
        ('<scriptTask id="x" scriptFormat="groovy"><script>y = 1</script></scriptTask>', "script-language"),
        ('<businessRuleTask id="x" camunda:decisionRef="d"/>', "rule-without-decision"),
    ],
)
def test_a_step_that_only_another_engine_could_do_is_refused(written: str, rule: str) -> None:
    source = DEFAULT.replace('<endEvent id="e">', f'{written}<endEvent id="e">').replace(
        '<sequenceFlow id="f3" isImmediate="true" sourceRef="c"',
        '<sequenceFlow id="fx" sourceRef="c" targetRef="x"/><sequenceFlow id="f3" sourceRef="x"',
    )
    with pytest.raises(kernel.Invalid) as refused:
        kernel.parse(source.encode(), "v1")
    assert rule in {fault.rule for fault in refused.value.faults}
