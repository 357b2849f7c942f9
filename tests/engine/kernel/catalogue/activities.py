"""Activities, calls, ad-hoc subprocesses and data (BPMN 2.0.2 §10.3, §10.4, §13.3)."""

from engine.kernel import BpmnError
from tests.engine.kernel.story import Story

ADHOC = """
<bpmn:startEvent id="s"/><bpmn:adHocSubProcess id="adhoc" {more}>{extension}
<bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>
b -> c
{until}</bpmn:adHocSubProcess><bpmn:userTask id="z"/>
s -> adhoc
adhoc -> z
"""


def adhoc(until: str = "", more: str = "", active: str = "") -> str:
    condition = f"<bpmn:completionCondition>{until}</bpmn:completionCondition>" if until else ""
    chosen = f'<zeebe:adHoc activeElementsCollection="{active}"/>' if active else ""
    extension = f"<bpmn:extensionElements>{chosen}</bpmn:extensionElements>" if active else ""
    return ADHOC.format(until=condition, more=more, extension=extension)


def collecting(until: str = "") -> str:
    """The same, collecting what x is after each step."""
    results = '<zeebe:adHoc outputCollection="results" outputElement="=x"/>'
    condition = f"<bpmn:completionCondition>{until}</bpmn:completionCondition>" if until else ""
    return ADHOC.format(
        until=condition, more="", extension=f"<bpmn:extensionElements>{results}</bpmn:extensionElements>"
    )


def setting(inside: str) -> str:
    return f"<bpmn:extensionElements>{inside}</bpmn:extensionElements>"


SERVICE = setting('<zeebe:taskDefinition type="work"/>')
DATA = """
<bpmn:dataObject id="form"/><bpmn:dataObjectReference id="form-1" name="申请表" dataObjectRef="form"/>
<bpmn:dataObject id="result" name="结果"/>
"""


def fail(inputs: dict[str, object], headers: dict[str, str]) -> None:
    raise BpmnError("E", "no bed", {"why": "full"})


STORIES = {
    "tasks without work pass, those of persons wait": Story(
        shows="task manualTask userTask",
        diagram="""<bpmn:startEvent id="s"/><bpmn:task id="a"/><bpmn:manualTask id="b"/><bpmn:userTask id="c"/>
        <bpmn:endEvent id="e"/>
        s -> a
        a -> b
        b -> c
        c -> e
        """,
        tells="at c\ntook s-a-2 a-b-3 b-c-4\ncomplete c\nended",
    ),
    "a script gives a variable": Story(
        shows="scriptTask",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:scriptTask id="a">
        {setting('<zeebe:script expression="=1 + 1" resultVariable="x"/>')}</bpmn:scriptTask><bpmn:userTask id="z"/>
        s -> a
        a -> z
        """,
        tells="at z\nhas x=2",
    ),
    "a service that raises a business error leaves by the event that catches its code": Story(
        shows="serviceTask errorEventDefinition",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:serviceTask id="a">{SERVICE}</bpmn:serviceTask>
        <bpmn:boundaryEvent id="edge" attachedToRef="a"><bpmn:errorEventDefinition errorRef="err"/>
        </bpmn:boundaryEvent><bpmn:userTask id="z"/>
        s -> a
        edge -> z
        """,
        outside='<bpmn:error id="err" errorCode="E"/>',
        services={"work": fail},
        tells='at z\nhas why="full"',
    ),
    "a service that is not there is an incident": Story(
        shows="serviceTask incident",
        diagram=f'<bpmn:startEvent id="s"/><bpmn:serviceTask id="a">{SERVICE}</bpmn:serviceTask>\ns -> a\n',
        tells="trouble service",
    ),
    "a decision without a match is an incident": Story(
        shows="businessRuleTask incident",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:businessRuleTask id="a">
        {setting('<zeebe:calledDecision decisionId="level" resultVariable="x"/>')}</bpmn:businessRuleTask>
        s -> a
        """,
        tells="trouble decision",
    ),
    "a process that is not there is an incident": Story(
        shows="callActivity incident",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:callActivity id="a">
        {setting('<zeebe:calledElement processId="gone"/>')}</bpmn:callActivity>
        s -> a
        """,
        tells="trouble missing-process",
    ),
    "a gateway with no way out is an incident, and goes on when repaired": Story(
        shows="exclusiveGateway incident",
        diagram="""<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g"/><bpmn:userTask id="a"/>
        <bpmn:userTask id="b"/>
        s -> g
        g -> a x = 1
        g -> b x = 2
        """,
        variables={"x": 0},
        tells="trouble no-way-out\nassign x=2\nretry g\nat b",
    ),
    "a send task throws its message, with an id and a time to live": Story(
        shows="sendTask messageEventDefinition",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:sendTask id="a" messageRef="m">
        {setting('<zeebe:publishMessage correlationKey="=k" messageId="=&quot;1&quot;" timeToLive="P1D"/>')}
        </bpmn:sendTask>
        s -> a
        """,
        variables={"k": "x"},
        outside='<bpmn:message id="m" name="hello"/>',
        tells="thrown hello\nended",
    ),
    "a global task is called as a process of its own": Story(
        shows="callActivity globalUserTask",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:callActivity id="call" calledElement="review">
        {setting('<zeebe:ioMapping><zeebe:output source="=ok" target="done"/></zeebe:ioMapping>')}
        </bpmn:callActivity><bpmn:userTask id="z"/>
        s -> call
        call -> z
        """,
        outside=f"""<bpmn:globalUserTask id="review" name="复核">
        {setting('<zeebe:assignmentDefinition candidateGroups="=[who]"/>')}</bpmn:globalUserTask>""",
        variables={"who": "d1"},
        tells="at review\ncomplete review ok=True\nat z\nhas done=True, ok=None",
    ),
    "a process of the same file may be called by the attribute of the standard": Story(
        shows="callActivity calledElement",
        diagram="""<bpmn:startEvent id="s"/><bpmn:callActivity id="call" calledElement="other"/><bpmn:userTask id="z"/>
        s -> call
        call -> z
        """,
        outside='<bpmn:process id="other" isExecutable="true"><bpmn:userTask id="a"/></bpmn:process>',
        tells="at a\ncomplete a x=1\nat z\nhas x=1",
    ),
    "what a called process has not changed is not carried back over what changed meanwhile": Story(
        shows="callActivity scopes",
        diagram="""<bpmn:startEvent id="s"/><bpmn:parallelGateway id="g"/><bpmn:userTask id="beside"/>
        <bpmn:callActivity id="call" calledElement="other"/><bpmn:userTask id="z"/>
        s -> g
        g -> beside
        g -> call
        call -> z
        """,
        outside='<bpmn:process id="other" isExecutable="true"><bpmn:userTask id="a"/></bpmn:process>',
        variables={"n": 1, "list": [1]},
        tells="complete beside n=2, list=[1,2]\nseen a n=1, list=[1]\ncomplete a y=3\nat z\nhas n=2, list=[1,2], y=3",
    ),
    "in a parallel ad-hoc subprocess all steps are open at once, and again by activation": Story(
        shows="adHocSubProcess parallel",
        diagram=adhoc(),
        tells="""at a adhoc b
            complete b
            at a adhoc c
            activate adhoc a
            at a a adhoc c
            complete a
            complete a
            complete c
            at z""",
    ),
    "in a sequential ad-hoc subprocess one step is open at a time": Story(
        shows="adHocSubProcess sequential",
        diagram=adhoc(more='ordering="Sequential"'),
        tells="""at a adhoc
            activate adhoc a
            at a adhoc
            complete a
            at adhoc b
            complete b
            complete c
            at a adhoc
            complete a
            at z""",
    ),
    "the completion condition ends an ad-hoc subprocess and cancels what is open": Story(
        shows="adHocSubProcess completionCondition cancelRemainingInstances",
        diagram=adhoc("=enough"),
        variables={"enough": False},
        tells="""complete b
            at a adhoc c
            complete c enough=True
            at z
            cancelled a""",
    ),
    "what is open is finished where the remaining instances are not cancelled": Story(
        shows="adHocSubProcess cancelRemainingInstances=false",
        diagram=adhoc("=enough", 'cancelRemainingInstances="false"'),
        variables={"enough": False},
        tells="""complete b enough=True
            at a
            complete a
            at z""",
    ),
    "an ad-hoc subprocess whose condition is not met stays open for more": Story(
        shows="adHocSubProcess completionCondition",
        diagram=adhoc("=enough", active="=[&quot;a&quot;]"),
        variables={"enough": False},
        tells="""at a adhoc
            complete a
            at adhoc
            activate adhoc b
            at adhoc b
            complete b enough=True
            at z""",
    ),
    "an ad-hoc subprocess shows what is under way in it and what is to begin after that": Story(
        shows="adHocSubProcess sequential",
        diagram=adhoc("=enough", more='ordering="Sequential"', active="=[&quot;a&quot;]"),
        variables={"enough": False},
        tells="""running adhoc a
            queued adhoc
            activate adhoc b
            activate adhoc a
            running adhoc a
            queued adhoc b a
            complete a
            running adhoc b
            queued adhoc a""",
    ),
    "a condition that something else has made true ends an ad-hoc subprocess when it is asked again": Story(
        shows="adHocSubProcess completionCondition",
        diagram=adhoc("=enough"),
        variables={"enough": False},
        tells="""assign enough=True
            enough adhoc
            at a adhoc b
            conclude adhoc
            at z
            cancelled a b""",
    ),
    "nothing more begins where the rest is not cancelled, and the last one ends it": Story(
        shows="adHocSubProcess cancelRemainingInstances=false",
        diagram=adhoc("=enough", 'cancelRemainingInstances="false"', "=[&quot;a&quot;, &quot;b&quot;]"),
        variables={"enough": False},
        tells="""assign enough=True
            conclude adhoc
            at a b
            complete b
            complete a
            at z""",
    ),
    "an ad-hoc subprocess in which nothing is under way ends at once": Story(
        shows="adHocSubProcess completionCondition",
        diagram=adhoc("=enough", active="=[]"),
        variables={"enough": False},
        tells="""at adhoc
            running adhoc
            assign enough=True
            conclude adhoc
            at z""",
    ),
    "an ad-hoc subprocess collects a result of each step that was begun, and of what followed it": Story(
        shows="adHocSubProcess outputCollection outputElement",
        diagram=collecting(),
        tells="""at a adhoc b
            seen adhoc results=[]
            complete b x=1
            seen adhoc results=[]
            complete c x=2
            seen adhoc results=[2]
            activate adhoc a
            complete a x=3
            complete a x=4
            at z
            has results=[2, 3, 4]""",
    ),
    "the completion condition of an ad-hoc subprocess may ask for the results": Story(
        shows="adHocSubProcess outputCollection completionCondition",
        diagram=collecting("=count(results) = 2"),
        tells="""complete a x=1
            activate adhoc a
            complete a x=2
            at z
            has results=[1, 2]
            cancelled b""",
    ),
    "an ad-hoc subprocess begins with the steps an expression names": Story(
        shows="adHocSubProcess activeElementsCollection incident",
        diagram=adhoc(active="=chosen"),
        variables={"chosen": ["nothing"]},
        tells="""trouble ad-hoc
            assign chosen=["b"]
            retry adhoc
            at adhoc b""",
    ),
    "properties and data objects are variables of their scope": Story(
        shows="property dataObject",
        diagram=f"""<bpmn:property id="p" name="备注"/>{DATA}<bpmn:startEvent id="s"/><bpmn:userTask id="a">
        <bpmn:property id="q" name="草稿"/></bpmn:userTask><bpmn:userTask id="z"/>
        s -> a
        a -> z
        """,
        tells='has 备注=None, 申请表=None, 结果=None\ncomplete a 申请表="x", 草稿="y"\nhas 申请表="x", 草稿=None',
    ),
    "data associations copy inward on arrival and outward on completion": Story(
        shows="ioSpecification dataInputAssociation dataOutputAssociation transformation assignment",
        diagram=f"""{DATA}<bpmn:startEvent id="s"/><bpmn:userTask id="a"><bpmn:ioSpecification>
        <bpmn:dataInput id="in" name="输入"/><bpmn:dataOutput id="out" name="输出"/>
        <bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet>
        <bpmn:outputSet><bpmn:dataOutputRefs>out</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>
        <bpmn:dataInputAssociation><bpmn:sourceRef>form-1</bpmn:sourceRef><bpmn:targetRef>in</bpmn:targetRef>
        </bpmn:dataInputAssociation>
        <bpmn:dataOutputAssociation><bpmn:sourceRef>out</bpmn:sourceRef><bpmn:targetRef>result</bpmn:targetRef>
        <bpmn:transformation>=输出 + 输入</bpmn:transformation></bpmn:dataOutputAssociation>
        </bpmn:userTask><bpmn:userTask id="z"/>
        s -> a
        a -> z
        """,
        variables={"申请表": 1},
        tells="complete a 输出=2, 输入=5\nat z\nhas 结果=7, 输入=None, 申请表=1",
    ),
    "an association as bpmn.io draws it copies nothing": Story(
        shows="dataInputAssociation dataOutputAssociation drawn",
        diagram=f"""{DATA}<bpmn:startEvent id="s"/><bpmn:userTask id="a">
        <bpmn:property id="prop" name="__targetRef_placeholder"/>
        <bpmn:dataInputAssociation id="da"><bpmn:sourceRef>form-1</bpmn:sourceRef><bpmn:targetRef>prop</bpmn:targetRef>
        </bpmn:dataInputAssociation>
        <bpmn:dataOutputAssociation id="db"><bpmn:targetRef>form-1</bpmn:targetRef></bpmn:dataOutputAssociation>
        </bpmn:userTask><bpmn:userTask id="z"/>
        s -> a
        a -> z
        """,
        tells='complete a 申请表="x"\nhas 申请表="x", __targetRef_placeholder=None',
    ),
}
