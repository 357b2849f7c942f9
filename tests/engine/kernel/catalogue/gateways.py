"""Gateways, quantities, implicit splits and merges (BPMN 2.0.2 §13.3.1, §13.4)."""

from tests.engine.kernel.story import Story

FORK = """
<bpmn:startEvent id="s"/><bpmn:parallelGateway id="fork"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>
<bpmn:userTask id="c"/><bpmn:userTask id="z"/>{join}
s -> fork
fork -> a
fork -> b
fork -> c
fa: a -> join
fb: b -> join
fc: c -> join
join -> z{condition}
"""


def joined(activation: str, condition: str = "") -> str:
    inside = f"<bpmn:activationCondition>{activation}</bpmn:activationCondition>" if activation else ""
    return FORK.format(join=f'<bpmn:complexGateway id="join">{inside}</bpmn:complexGateway>', condition=condition)


TWO = "=activationCount = 2"
MESSAGES = """
<bpmn:message id="m" name="answer"><bpmn:extensionElements><zeebe:subscription correlationKey="=&quot;k&quot;"/>
</bpmn:extensionElements></bpmn:message><bpmn:message id="n" name="notice"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=&quot;k&quot;"/></bpmn:extensionElements></bpmn:message>
"""
RACE = """
<bpmn:eventBasedGateway id="which" instantiate="true" {kind}/>
<bpmn:intermediateCatchEvent id="one"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
<bpmn:intermediateCatchEvent id="two"><bpmn:messageEventDefinition messageRef="n"/></bpmn:intermediateCatchEvent>
<bpmn:userTask id="a"/><bpmn:userTask id="b"/>
which -> one
which -> two
one -> a
two -> b
"""

STORIES = {
    "a complex join is activated once by its condition and lets late tokens pass into nothing": Story(
        shows="complexGateway activationCondition reset",
        diagram=joined(TWO),
        tells="""at a b c
            complete a
            at b c
            complete c
            at b z
            complete z
            complete b
            ended""",
    ),
    "a complex join sees the tokens of each flow": Story(
        shows="complexGateway activationCondition",
        diagram=joined("=fb &gt; 0"),
        tells="""complete a
            complete c
            at b
            complete b
            at z""",
    ),
    "a complex join without condition goes on with the first token": Story(
        shows="complexGateway discriminator",
        diagram=joined("=activationCount &gt;= 1"),
        tells="""complete b
            at a c z
            complete a
            complete c
            at z
            complete z
            ended""",
    ),
    "at its reset a complex join takes the flows whose condition holds then": Story(
        shows="complexGateway waitingForStart reset",
        diagram=joined(TWO, " waitingForStart").replace("join -> z", "join -> late not(waitingForStart)\njoin -> z")
        + '<bpmn:userTask id="late"/>',
        tells="""complete a
            complete b
            at c z
            complete c
            at late z""",
    ),
    "a complex join in a loop waits for its start again after the reset": Story(
        shows="complexGateway reset loop",
        diagram=joined(TWO).replace(
            "s -> fork", "s -> merge\nmerge -> fork\nz -> again\nagain -> merge more\nno: again -> e"
        )
        + '<bpmn:exclusiveGateway id="merge"/><bpmn:exclusiveGateway id="again" default="no"/><bpmn:endEvent id="e"/>',
        tells="""complete a
            complete b
            complete c
            complete z more=True
            at a b c
            complete b
            at a c
            complete c
            at a z
            complete a
            complete z more=False
            ended""",
    ),
    "an excess token at a complex join is there for its next start": Story(
        shows="complexGateway excess token",
        diagram="""<bpmn:startEvent id="s"/><bpmn:parallelGateway id="fork"/><bpmn:exclusiveGateway id="merge"/>
        <bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/><bpmn:userTask id="z"/>
        <bpmn:complexGateway id="join"><bpmn:activationCondition>=activationCount &gt;= 1</bpmn:activationCondition>
        </bpmn:complexGateway>
        s -> fork
        fork -> a
        fork -> b
        fork -> c
        a -> merge
        b -> merge
        merge -> join
        c -> join
        join -> z
        """,
        tells="""complete a
            at b c z
            complete b
            at c z
            complete c
            at z z""",
    ),
    "a complex split takes every flow whose condition holds": Story(
        shows="complexGateway split",
        diagram="""<bpmn:startEvent id="s"/><bpmn:complexGateway id="g" default="d"/>
        <bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>
        s -> g
        g -> a x > 1
        g -> b x > 2
        d: g -> c
        """,
        variables={"x": 3},
        tells="at a b",
    ),
    "an inclusive join waits for tokens that can still come through a loop behind it": Story(
        shows="inclusiveGateway loop",
        diagram="""<bpmn:startEvent id="s"/><bpmn:inclusiveGateway id="split"/><bpmn:userTask id="a"/>
        <bpmn:userTask id="b"/><bpmn:exclusiveGateway id="back" default="on"/><bpmn:exclusiveGateway id="merge"/>
        <bpmn:inclusiveGateway id="join"/><bpmn:userTask id="z"/><bpmn:exclusiveGateway id="all" default="fin"/>
        <bpmn:endEvent id="e"/>
        s -> merge
        merge -> split
        split -> a true
        split -> b useb
        a -> back
        back -> a again
        on: back -> join
        b -> join
        join -> z
        z -> all
        all -> merge rework
        fin: all -> e
        """,
        variables={"useb": True, "again": False},
        tells="""complete b
            at a
            complete a again=True
            at a
            complete a again=False
            at z
            complete z rework=True, useb=False
            at a
            complete a
            at z
            complete z rework=False
            ended""",
    ),
    "a parallel join that can never be complete is an incident and can be skipped": Story(
        shows="parallelGateway incident",
        diagram="""<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g" default="d"/><bpmn:userTask id="a"/>
        <bpmn:userTask id="b"/><bpmn:parallelGateway id="join"/><bpmn:userTask id="z"/>
        s -> g
        d: g -> a
        g -> b x
        a -> join
        b -> join
        join -> z
        """,
        variables={"x": False},
        tells="complete a\ntrouble stuck\nat join\nretry join\ntrouble stuck\nskip join\nat z\ncomplete z\nended",
    ),
    "inclusive joins that wait for each other are an incident, each of which can be skipped": Story(
        shows="inclusiveGateway incident",
        diagram="""<bpmn:startEvent id="s"/><bpmn:parallelGateway id="f"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>
        <bpmn:inclusiveGateway id="j1"/><bpmn:inclusiveGateway id="j2"/><bpmn:exclusiveGateway id="x1"/>
        <bpmn:exclusiveGateway id="x2"/><bpmn:userTask id="y"/><bpmn:userTask id="z"/>
        s -> f
        f -> a
        f -> b
        a -> j1
        b -> j2
        j1 -> x1
        x1 -> y p
        x1 -> j2 not(p)
        j2 -> x2
        x2 -> z p
        x2 -> j1 not(p)
        """,
        variables={"p": True},
        tells="complete a\nat b\ncomplete b\ntrouble stuck\nat j1\nskip j1\nat y z",
    ),
    "an activity begins when startQuantity tokens are here": Story(
        shows="startQuantity",
        diagram="""<bpmn:startEvent id="s"/><bpmn:parallelGateway id="fork"/><bpmn:userTask id="a"/>
        <bpmn:userTask id="b"/><bpmn:userTask id="c"/><bpmn:userTask id="z" startQuantity="2"/>
        s -> fork
        fork -> a
        fork -> b
        fork -> c
        a -> z
        b -> z
        c -> z
        """,
        tells="""complete a
            at b c
            complete c
            at b z
            complete b
            at z
            complete z""",
    ),
    "an activity sends completionQuantity tokens on": Story(
        shows="completionQuantity",
        diagram="""<bpmn:startEvent id="s"/><bpmn:task id="a" completionQuantity="3"/><bpmn:userTask id="z"/>
        s -> a
        a -> z
        """,
        tells="at z z z",
    ),
    "a process without start event begins wherever no flow leads to, and ends without end event": Story(
        shows="implicit start end",
        diagram="""<bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>
        a -> c
        """,
        tells="""at a b
            complete a
            at b c
            complete b
            complete c
            ended""",
    ),
    "a subprocess without start and end events does the same": Story(
        shows="implicit start end subProcess",
        diagram="""<bpmn:startEvent id="s"/><bpmn:subProcess id="sub"><bpmn:userTask id="a"/><bpmn:userTask id="b"/>
        </bpmn:subProcess><bpmn:userTask id="z"/>
        s -> sub
        sub -> z
        """,
        tells="at a b\ncomplete b\ncomplete a\nat z",
    ),
    "an empty subprocess passes": Story(
        shows="implicit start end subProcess",
        diagram='<bpmn:startEvent id="s"/><bpmn:subProcess id="sub"/><bpmn:userTask id="z"/>\ns -> sub\nsub -> z',
        tells="at z",
    ),
    "a receive task that instantiates begins the case": Story(
        shows="receiveTask instantiate",
        diagram="""<bpmn:receiveTask id="r" messageRef="m" instantiate="true"/><bpmn:userTask id="z"/>
        r -> z
        """,
        outside=MESSAGES,
        start="r",
        tells="at z\ndid r",
    ),
    "an event-based gateway that instantiates begins the case by one of its events": Story(
        shows="eventBasedGateway instantiate exclusive",
        diagram=RACE.format(kind=""),
        outside=MESSAGES,
        start="two",
        tells="at b",
    ),
    "a parallel event-based gateway that instantiates waits for its other events too": Story(
        shows="eventBasedGateway instantiate parallel",
        diagram=RACE.format(kind='eventGatewayType="Parallel"'),
        outside=MESSAGES,
        start="two",
        tells="""at b one
            complete b
            receive one
            at a
            complete a
            ended""",
    ),
    "a parallel multiple start event awaits its other triggers": Story(
        shows="startEvent parallelMultiple",
        diagram="""<bpmn:startEvent id="s" parallelMultiple="true"><bpmn:messageEventDefinition messageRef="m"/>
        <bpmn:messageEventDefinition messageRef="n"/></bpmn:startEvent><bpmn:userTask id="z"/>
        s -> z
        """,
        outside=MESSAGES,
        start="s",
        tells="at s\nreceive s x=1\nat z\nhas x=1",
    ),
}
