"""Event kinds in every place they may stand (BPMN 2.0.2 §10.5, §13.5)."""

from tests.engine.kernel.story import Story

MESSAGES = """
<bpmn:message id="m" name="answer"><bpmn:extensionElements><zeebe:subscription correlationKey="=&quot;k&quot;"/>
</bpmn:extensionElements></bpmn:message><bpmn:message id="n" name="notice"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=&quot;k&quot;"/></bpmn:extensionElements></bpmn:message>
<bpmn:messageEventDefinition id="shared" messageRef="m"/>
<bpmn:signal id="sig" name="stop"/><bpmn:error id="err" errorCode="E"/>
<bpmn:escalation id="esc" escalationCode="C"/><bpmn:escalation id="other" escalationCode="D"/>
"""
MESSAGE = '<bpmn:messageEventDefinition messageRef="m"/>'
NOTICE = '<bpmn:messageEventDefinition messageRef="n"/>'
SIGNAL = '<bpmn:signalEventDefinition signalRef="sig"/>'
TIMER = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"
CRON = "<bpmn:timerEventDefinition><bpmn:timeCycle>0 0 8 * * MON-FRI</bpmn:timeCycle></bpmn:timerEventDefinition>"
CONDITION = (
    "<bpmn:conditionalEventDefinition><bpmn:condition>=x &gt; 5</bpmn:condition></bpmn:conditionalEventDefinition>"
)
ESCALATION = '<bpmn:escalationEventDefinition escalationRef="esc"/>'
ANY_ESCALATION = "<bpmn:escalationEventDefinition/>"
ERROR = '<bpmn:errorEventDefinition errorRef="err"/>'
ANY_ERROR = "<bpmn:errorEventDefinition/>"


def catching(inside: str, attributes: str = "") -> str:
    """An intermediate catch event `c` between start and a task."""
    return f"""<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="c" {attributes}>{inside}
    </bpmn:intermediateCatchEvent><bpmn:userTask id="z"/>
    s -> c
    c -> z"""


def edge(inside: str, attributes: str = "") -> str:
    """A task `a` with a boundary event that leads to `z`, and a task after it."""
    return f"""<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="z"/>
    <bpmn:boundaryEvent id="edge" attachedToRef="a" {attributes}>{inside}</bpmn:boundaryEvent>
    s -> a
    a -> b
    edge -> z"""


def handler(inside: str, attributes: str = "", flow: str = "") -> str:
    """A task `a` with an event subprocess around it that leads to `z`."""
    return f"""<bpmn:startEvent id="s"/><bpmn:userTask id="a"/>{flow}
    <bpmn:subProcess id="handler" triggeredByEvent="true"><bpmn:startEvent id="hs" {attributes}>{inside}
    </bpmn:startEvent><bpmn:userTask id="z"/>
    hs -> z
    </bpmn:subProcess>
    s -> a"""


def thrower(inside: str, tag: str = "endEvent") -> str:
    """A subprocess whose event throws, with boundary events to catch it."""
    return f"""<bpmn:startEvent id="s"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s1"/><bpmn:userTask id="a"/>
    <bpmn:{tag} id="t">{inside}</bpmn:{tag}>
    s1 -> a
    a -> t
    </bpmn:subProcess><bpmn:userTask id="b"/>
    s -> sub
    sub -> b
    """


def on(name: str, inside: str, cancel: str = "true") -> str:
    return f"""<bpmn:boundaryEvent id="{name}" attachedToRef="sub" cancelActivity="{cancel}">{inside}
    </bpmn:boundaryEvent><bpmn:userTask id="{name}-z"/>
    {name} -> {name}-z
    """


def tell(shows: str, diagram: str, tells: str, more_outside: str = "", **more: object) -> Story:
    outside = MESSAGES + more_outside
    return Story(shows=shows, diagram=diagram, tells=tells, outside=outside, **more)  # type: ignore[arg-type]


STORIES = {
    "a conditional event passes at once when its condition holds": tell(
        "conditionalEventDefinition intermediateCatchEvent", catching(CONDITION), "at z", variables={"x": 6}
    ),
    "a conditional event waits until what is written makes it true": tell(
        "conditionalEventDefinition intermediateCatchEvent",
        catching(CONDITION),
        """at c
        assign x=3
        at c
        assign x=9
        at z""",
    ),
    "a conditional boundary event interrupts when its condition becomes true": tell(
        "conditionalEventDefinition boundaryEvent interrupting",
        edge(CONDITION).replace(
            "s -> a",
            """
            <bpmn:parallelGateway id="g"/><bpmn:userTask id="beside"/>
            s -> g
            g -> beside
            g -> a""",
        ),
        """at a edge beside
        complete beside x=9
        at z
        cancelled a""",
    ),
    "a conditional boundary event that goes on fires again only after its condition was false": tell(
        "conditionalEventDefinition boundaryEvent non-interrupting",
        edge(CONDITION, 'cancelActivity="false"').replace(
            "s -> a",
            """
            <bpmn:userTask id="again"/><bpmn:exclusiveGateway id="g"/><bpmn:parallelGateway id="fork"/>
            s -> fork
            fork -> g
            fork -> a
            g -> again
            again -> g""",
        ),
        """at a again edge
        complete again x=9
        at a again edge z
        complete again x=8
        at a again edge z
        complete again x=1
        complete again x=7
        at a again edge z z""",
    ),
    "a conditional event subprocess takes over": tell(
        "conditionalEventDefinition event subprocess",
        handler(CONDITION, flow='<bpmn:userTask id="b"/>\na -> b\n'),
        """at a hs
        complete a x=6
        at z""",
    ),
    "a signal reaches every event of its case, in scopes within too": tell(
        "signalEventDefinition intermediateThrowEvent boundaryEvent intermediateCatchEvent",
        f"""<bpmn:startEvent id="s"/><bpmn:parallelGateway id="g"/>
        <bpmn:intermediateCatchEvent id="c">{SIGNAL}</bpmn:intermediateCatchEvent>
        <bpmn:subProcess id="sub"><bpmn:userTask id="a"/>
        <bpmn:boundaryEvent id="edge" attachedToRef="a">{SIGNAL}</bpmn:boundaryEvent><bpmn:userTask id="y"/>
        edge -> y
        </bpmn:subProcess>
        <bpmn:userTask id="first"/><bpmn:intermediateThrowEvent id="t">{SIGNAL}</bpmn:intermediateThrowEvent>
        <bpmn:userTask id="z"/>
        s -> g
        g -> c
        g -> sub
        g -> first
        first -> t
        c -> z
        """,
        """at a c edge first
        complete first
        at y z
        thrown stop""",
    ),
    "a signal end event is thrown": tell(
        "signalEventDefinition endEvent",
        thrower(SIGNAL) + on("heard", SIGNAL, "false"),
        """complete a
        thrown stop
        at b heard-z""",
    ),
    "a multiple catch event goes on with the first of its events": tell(
        "multiple intermediateCatchEvent",
        catching(MESSAGE + TIMER),
        """at c c
        receive c x=1
        at z
        has x=1""",
    ),
    "a multiple catch event may go on by its timer": tell(
        "multiple intermediateCatchEvent", catching(MESSAGE + TIMER), "fire 1:c\nat z"
    ),
    "a parallel multiple catch event waits for all of its events": tell(
        "parallelMultiple intermediateCatchEvent",
        catching(MESSAGE + SIGNAL + TIMER, 'parallelMultiple="true"'),
        """at c c c
        receive 1:c y=2
        at c c
        fire 1:c
        at c
        receive c x=1
        at z
        has x=1, y=2""",
    ),
    "a multiple boundary event interrupts with the first of its events": tell(
        "multiple boundaryEvent", edge(MESSAGE + TIMER), "at a edge edge\nreceive edge\nat z"
    ),
    "a multiple boundary event that goes on fires for each of its events": tell(
        "multiple boundaryEvent non-interrupting",
        edge(MESSAGE + SIGNAL, 'cancelActivity="false"'),
        """receive edge
        receive 1:edge
        at a edge edge z z
        complete a
        at b z z""",
    ),
    "a parallel multiple boundary event fires when all have come, and begins anew if it goes on": tell(
        "parallelMultiple boundaryEvent non-interrupting",
        edge(MESSAGE + SIGNAL, 'cancelActivity="false" parallelMultiple="true"'),
        """receive edge
        at a edge
        receive edge
        at a edge edge z
        receive edge
        receive edge
        at a edge edge z z""",
    ),
    "a parallel multiple boundary event interrupts when all have come": tell(
        "parallelMultiple boundaryEvent interrupting",
        edge(MESSAGE + SIGNAL, 'parallelMultiple="true"'),
        """receive 1:edge
        at a edge
        receive edge
        at z""",
    ),
    "a multiple event subprocess begins with any of its events": tell(
        "multiple event subprocess", handler(MESSAGE + SIGNAL), "at a hs hs\nreceive 1:hs\nat z"
    ),
    "a parallel multiple event subprocess begins with all of its events": tell(
        "parallelMultiple event subprocess",
        handler(MESSAGE + SIGNAL, 'parallelMultiple="true" isInterrupting="false"'),
        "receive hs\nat a hs\nreceive hs\nat a hs hs z",
    ),
    "a multiple throw event throws all of its events": tell(
        "multiple intermediateThrowEvent",
        thrower(MESSAGE + SIGNAL + ESCALATION, "intermediateThrowEvent") + on("caught", ESCALATION, "false"),
        """complete a
        thrown answer stop
        at b caught-z""",
    ),
    "a multiple end event throws its error last": tell(
        "multiple endEvent",
        thrower(ERROR + MESSAGE) + on("caught", ANY_ERROR),
        """complete a
        thrown answer
        at caught-z""",
    ),
    "event definitions may be shared": tell(
        "eventDefinitionRef",
        edge("<bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>"),
        "receive edge\nat z",
    ),
    "own and shared event definitions together are a multiple event": tell(
        "eventDefinitionRef multiple",
        catching(f"{TIMER}<bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>"),
        "at c c\nreceive 1:c\nat z",
    ),
    "an escalation goes to the event with its code rather than to one that catches all": tell(
        "escalationEventDefinition boundaryEvent catch-all",
        thrower(ESCALATION, "intermediateThrowEvent") + on("all", ANY_ESCALATION) + on("one", ESCALATION),
        "complete a\nat one-z",
    ),
    "an escalation of another code goes to the event that catches all": tell(
        "escalationEventDefinition boundaryEvent catch-all",
        thrower('<bpmn:escalationEventDefinition escalationRef="other"/>')
        + on("all", ANY_ESCALATION, "false")
        + on("one", ESCALATION),
        "complete a\nat all-z b",
    ),
    "the code of an error may be computed where it is thrown": tell(
        "errorEventDefinition computed code",
        thrower(ANY_ERROR.replace("/>", ' errorRef="computed"/>')) + on("one", ERROR) + on("all", ANY_ERROR),
        'complete a\ntrouble error\nassign which="E"\nretry t\nat one-z',
        more_outside='<bpmn:error id="computed" errorCode="=which"/>',
    ),
    "the code of an escalation may be computed where it is thrown": tell(
        "escalationEventDefinition computed code",
        thrower(ANY_ESCALATION.replace("/>", ' escalationRef="computed"/>'), "intermediateThrowEvent")
        + on("one", ESCALATION),
        "complete a\nat one-z",
        variables={"which": "C"},
        more_outside='<bpmn:escalation id="computed" escalationCode="=which"/>',
    ),
    "an escalation nobody catches passes": tell(
        "escalationEventDefinition", thrower(ESCALATION, "intermediateThrowEvent"), "complete a\nat b"
    ),
    "an error nobody catches is an incident": tell(
        "errorEventDefinition incident", thrower(ERROR), "complete a\ntrouble unhandled-error"
    ),
    "an error is caught by the event that catches all": tell(
        "errorEventDefinition boundaryEvent catch-all", thrower(ERROR) + on("all", ANY_ERROR), "complete a\nat all-z"
    ),
    "an error start event takes over its scope": tell(
        "errorEventDefinition event subprocess",
        handler(ANY_ERROR, flow=f'<bpmn:endEvent id="t">{ERROR}</bpmn:endEvent>\na -> t\n'),
        "complete a\nat z",
    ),
    "an escalation start event runs beside its scope": tell(
        "escalationEventDefinition event subprocess non-interrupting",
        handler(
            ESCALATION,
            'isInterrupting="false"',
            f'<bpmn:intermediateThrowEvent id="t">{ESCALATION}</bpmn:intermediateThrowEvent><bpmn:userTask id="b"/>'
            "\na -> t\nt -> b\n",
        ),
        "complete a\nat b z",
    ),
    "a cron timer fires on weekdays again and again": tell(
        "timerEventDefinition timeCycle cron boundaryEvent non-interrupting",
        edge(CRON, 'cancelActivity="false"'),
        """at a edge
        fire edge
        fire edge
        at a edge z z""",
    ),
    "a link goes on at the catching link of its name": tell(
        "linkEventDefinition",
        """<bpmn:startEvent id="s"/>
        <bpmn:intermediateThrowEvent id="t"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateThrowEvent>
        <bpmn:intermediateCatchEvent id="c"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateCatchEvent>
        <bpmn:userTask id="z"/>
        s -> t
        c -> z
        """,
        "at z\ndid s t c",
    ),
    "a terminate end event ends its scope with all that is in it": tell(
        "terminateEventDefinition endEvent",
        """<bpmn:startEvent id="s"/><bpmn:parallelGateway id="g"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>
        <bpmn:endEvent id="t"><bpmn:terminateEventDefinition/></bpmn:endEvent>
        s -> g
        g -> a
        g -> b
        b -> t
        """,
        "complete b\nended\ncancelled a",
    ),
}
