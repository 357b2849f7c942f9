"""Activities that are done several times (BPMN 2.0.2 §10.3.8, §13.3.6, §13.3.7)."""

from tests.engine.kernel.story import Story

FLOW = """
<bpmn:startEvent id="s"/>{task}<bpmn:userTask id="z"/><bpmn:endEvent id="e"/>
s -> a
a -> z
z -> e
"""


def flow(inside: str, tag: str = "userTask", attributes: str = "", more: str = "") -> str:
    """A start, a task `a` that says how it repeats, a task `z`, an end."""
    return FLOW.format(task=f'<bpmn:{tag} id="a" {attributes}>{inside}</bpmn:{tag}>') + more


def loop(condition: str = "", attributes: str = "") -> str:
    inside = f"<bpmn:loopCondition>{condition}</bpmn:loopCondition>" if condition else ""
    return f"<bpmn:standardLoopCharacteristics {attributes}>{inside}</bpmn:standardLoopCharacteristics>"


def many(inside: str, attributes: str = "") -> str:
    tag = "bpmn:multiInstanceLoopCharacteristics"
    return f"<{tag} {attributes}>{inside}</{tag}>"


THREE = "<bpmn:loopCardinality>3</bpmn:loopCardinality>"
MESSAGE = '<bpmn:signal id="sig" name="one-done"/>'
EDGE = """
<bpmn:boundaryEvent id="edge" attachedToRef="a" cancelActivity="{cancel}">{event}</bpmn:boundaryEvent>
<bpmn:userTask id="heard"/>
edge -> heard
"""
SIGNAL = '<bpmn:signalEventDefinition signalRef="sig"/>'

STORIES = {
    "a standard loop repeats while its condition holds": Story(
        shows="standardLoopCharacteristics",
        diagram=flow(loop("=more")),
        tells="""at a
            complete a more=True
            at a
            complete a more=False
            at z
            did s a a a""",
    ),
    "a standard loop that tests before may not run at all": Story(
        shows="standardLoopCharacteristics testBefore",
        diagram=flow(loop("=n &gt; 0", 'testBefore="true"')),
        variables={"n": 0},
        tells="""at z
            did s a""",
    ),
    "a standard loop that tests before repeats as long as it holds": Story(
        shows="standardLoopCharacteristics testBefore",
        diagram=flow(loop("=n &gt; 0", 'testBefore="true"')),
        variables={"n": 1},
        tells="""at a
            complete a n=2
            at a
            complete a n=0
            at z""",
    ),
    "loopMaximum ends a standard loop whatever its condition says": Story(
        shows="standardLoopCharacteristics loopMaximum",
        diagram=flow(loop("=true", 'loopMaximum="2"')),
        tells="""complete a
            complete a
            at z""",
    ),
    "the condition of a standard loop sees how many rounds are done": Story(
        shows="standardLoopCharacteristics loopCounter",
        diagram=flow(loop("=loopCounter &lt; 3")),
        tells="""complete a
            complete a
            at a
            complete a
            at z""",
    ),
    "a subprocess in a standard loop has variables of its own in each round": Story(
        shows="standardLoopCharacteristics subProcess",
        diagram=flow(loop("=loopCounter &lt; 2") + '<bpmn:userTask id="b"/>', "subProcess"),
        tells="""at b
            complete b
            at b
            complete b
            at z""",
    ),
    "a failing loop condition is an incident that can be retried": Story(
        shows="standardLoopCharacteristics incident",
        diagram=flow(loop("=more")),
        tells="""complete a
            trouble condition
            assign more=False
            retry a
            at z""",
    ),
    "a cardinality makes so many instances at once": Story(
        shows="multiInstanceLoopCharacteristics loopCardinality parallel",
        diagram=flow(many("<bpmn:loopCardinality>=n</bpmn:loopCardinality>")),
        variables={"n": 2},
        tells="""at a a
            complete a
            at a
            complete a
            at z""",
    ),
    "a cardinality makes one instance after the other": Story(
        shows="multiInstanceLoopCharacteristics loopCardinality sequential",
        diagram=flow(many(THREE, 'isSequential="true"')),
        tells="""at a
            complete a
            complete a
            at a
            complete a
            at z""",
    ),
    "a cardinality of nothing passes": Story(
        shows="multiInstanceLoopCharacteristics loopCardinality",
        diagram=flow(many("<bpmn:loopCardinality>=none</bpmn:loopCardinality>")),
        variables={"none": 0},
        tells="""at z""",
    ),
    "a cardinality that is no number is an incident": Story(
        shows="multiInstanceLoopCharacteristics loopCardinality incident",
        diagram=flow(many("<bpmn:loopCardinality>=n</bpmn:loopCardinality>")),
        tells="""trouble cardinality
            assign n=1
            retry a
            at a""",
    ),
    "enough instances end the others": Story(
        shows="multiInstanceLoopCharacteristics completionCondition",
        diagram=flow(
            many(f"{THREE}<bpmn:completionCondition>=numberOfCompletedInstances = 2</bpmn:completionCondition>")
        ),
        tells="""complete a
            complete a
            at z""",
    ),
    "behavior one throws its event when the first instance completes": Story(
        shows="multiInstanceLoopCharacteristics behavior=One",
        diagram=flow(
            many(THREE, 'behavior="One" oneBehaviorEventRef="shared"'),
            more=EDGE.format(cancel="false", event=SIGNAL),
        ),
        outside=MESSAGE + '<bpmn:signalEventDefinition id="shared" signalRef="sig"/>',
        tells="""at a a a edge
            complete a
            at a a edge heard
            complete a
            at a edge heard
            thrown one-done
            complete a
            at heard z""",
    ),
    "behavior none throws its event for each instance": Story(
        shows="multiInstanceLoopCharacteristics behavior=None",
        diagram=flow(
            many(THREE, 'behavior="None" noneBehaviorEventRef="shared"'),
            more=EDGE.format(cancel="false", event=SIGNAL),
        ),
        outside=MESSAGE + '<bpmn:signalEventDefinition id="shared" signalRef="sig"/>',
        tells="""complete a
            complete a
            at a edge heard heard
            complete a
            at heard heard heard z""",
    ),
    "behavior one without an event throws a signal named as the activity": Story(
        shows="multiInstanceLoopCharacteristics behavior=One",
        diagram=flow(many(THREE, 'behavior="One"'), more=EDGE.format(cancel="true", event=SIGNAL)),
        outside='<bpmn:signal id="sig" name="a"/>',
        tells="""complete a
            at heard""",
    ),
    "complex behavior throws the events whose condition holds, and one may end the activity": Story(
        shows="multiInstanceLoopCharacteristics behavior=Complex",
        diagram=flow(
            many(
                f"""{THREE}<bpmn:complexBehaviorDefinition>
                <bpmn:condition>=numberOfCompletedInstances = 2</bpmn:condition>
                <bpmn:event><bpmn:escalationEventDefinition escalationRef="esc"/></bpmn:event>
                </bpmn:complexBehaviorDefinition>""",
                'behavior="Complex"',
            ),
            more=EDGE.format(cancel="true", event='<bpmn:escalationEventDefinition escalationRef="esc"/>'),
        ),
        outside='<bpmn:escalation id="esc" escalationCode="E"/>',
        tells="""complete a
            at a a
            complete a
            at heard""",
    ),
    "a called process does not see what its caller's other instances give": Story(
        shows="multiInstanceLoopCharacteristics callActivity scopes",
        diagram=flow(
            many(
                """<bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1,2]" inputElement="one"
                outputCollection="given" outputElement="=answer"/></bpmn:extensionElements>"""
            ),
            "callActivity",
            'calledElement="other"',
        ),
        outside='<bpmn:process id="other" isExecutable="true"><bpmn:userTask id="b"/></bpmn:process>',
        tells="""complete b answer=5
            seen b given=[None,None]
            complete b answer=6
            at z
            has given=[5,6]""",
    ),
    "collection and results may be the data of the standard": Story(
        shows="multiInstanceLoopCharacteristics loopDataInputRef",
        diagram=flow(
            many(
                """<bpmn:loopDataInputRef>cities</bpmn:loopDataInputRef>
                <bpmn:loopDataOutputRef>answers</bpmn:loopDataOutputRef>
                <bpmn:inputDataItem id="city"/><bpmn:outputDataItem id="answer"/>""",
                'isSequential="true"',
            ),
            more='<bpmn:dataObject id="cities"/><bpmn:dataObject id="answers"/>',
        ),
        variables={"cities": ["甲", "乙"]},
        tells="""complete a answer=1
            complete a answer=2
            at z
            has answers=[1,2]""",
    ),
}

RECEIVE = """
<bpmn:startEvent id="s"/><bpmn:eventBasedGateway id="which"/>{task}
<bpmn:intermediateCatchEvent id="late"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration>
</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:userTask id="z"/>
s -> which
which -> a
which -> late
a -> z
"""
ANSWER = """<bpmn:message id="m" name="answer"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=&quot;k&quot;"/></bpmn:extensionElements></bpmn:message>"""


def awaited(inside: str) -> str:
    return RECEIVE.format(task=f'<bpmn:receiveTask id="a" messageRef="m">{inside}</bpmn:receiveTask>')


STORIES |= {
    "the message that decides an event-based gateway is the first of a repeated receive task": Story(
        shows="eventBasedGateway receiveTask multiInstanceLoopCharacteristics parallel",
        diagram=awaited(many(THREE)),
        outside=ANSWER,
        tells="""at a late
            receive a x=1
            at a a
            has x=1
            receive a
            receive a
            at z
            did s which a a a a""",
    ),
    "a receive task in sequence after an event-based gateway awaits one message after the other": Story(
        shows="eventBasedGateway receiveTask multiInstanceLoopCharacteristics sequential",
        diagram=awaited(many(THREE, 'isSequential="true"')),
        outside=ANSWER,
        tells="receive a\nat a\nreceive a\nat a\nreceive a\nat z",
    ),
    "a receive task in a loop after an event-based gateway goes on until its condition fails": Story(
        shows="eventBasedGateway receiveTask standardLoopCharacteristics",
        diagram=awaited(loop("=more")),
        outside=ANSWER,
        tells="receive a more=True\nat a\nreceive a more=False\nat z",
    ),
    "a repeated receive task gives way to another event of its gateway": Story(
        shows="eventBasedGateway receiveTask multiInstanceLoopCharacteristics",
        diagram=awaited(many(THREE)),
        outside=ANSWER,
        tells="fire late\nended",
    ),
    "a repeated receive task may begin the case with its first message": Story(
        shows="receiveTask instantiate multiInstanceLoopCharacteristics",
        diagram='<bpmn:receiveTask id="r" messageRef="m" instantiate="true">'
        + many(THREE)
        + '</bpmn:receiveTask><bpmn:userTask id="z"/>\nr -> z\n',
        outside=ANSWER,
        start="r",
        tells="at r r\nreceive r\nreceive r\nat z",
    ),
}
