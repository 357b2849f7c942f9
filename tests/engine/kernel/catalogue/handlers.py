"""Event subprocesses that are guarded or repeated, and events that await errors among others (BPMN 2.0.2 §10.3.5)."""

from tests.engine.kernel.catalogue.events import (
    ANY_ERROR,
    CONDITION,
    ERROR,
    ESCALATION,
    MESSAGE,
    SIGNAL,
    TIMER,
    tell,
    thrower,
)  # fmt: skip
from tests.engine.kernel.story import Story

TWICE = """<bpmn:multiInstanceLoopCharacteristics {how}><bpmn:loopCardinality>=2</bpmn:loopCardinality>
</bpmn:multiInstanceLoopCharacteristics>"""
LOOP = '<bpmn:standardLoopCharacteristics loopMaximum="2"/>'
COMPENSATE = "<bpmn:compensateEventDefinition/>"


def handled(trigger: str, attributes: str = "", repeated: str = "", beside: str = "", flow: str = "s -> a") -> str:
    """A task `a` with an event subprocess around it whose task is `z`."""
    return f"""<bpmn:startEvent id="s"/><bpmn:userTask id="a"/>{beside}
    <bpmn:subProcess id="handler" triggeredByEvent="true">{repeated}
    <bpmn:startEvent id="hs" {attributes}>{trigger}</bpmn:startEvent><bpmn:userTask id="z"/>
    hs -> z
    </bpmn:subProcess>
    {flow}"""


GUARD = f"""<bpmn:boundaryEvent id="guard" attachedToRef="handler" {{cancel}}>{TIMER}</bpmn:boundaryEvent>
<bpmn:userTask id="late"/>
guard -> late
"""


def both(parts: str, attributes: str = "", tag: str = "endEvent") -> str:
    """A subprocess that throws at its end, with a parallel multiple boundary event that leads to `both-z`."""
    return (
        thrower(ERROR if tag == "endEvent" else ESCALATION, tag)
        + f"""<bpmn:boundaryEvent id="both" attachedToRef="sub" parallelMultiple="true" {attributes}>{parts}
    </bpmn:boundaryEvent><bpmn:userTask id="both-z"/>
    both -> both-z
    """
    )


STORIES: dict[str, Story] = {
    "a boundary event guards an event subprocess while it runs": tell(
        "event subprocess boundaryEvent interrupting",
        handled(MESSAGE, 'isInterrupting="false"', beside=GUARD.format(cancel="")),
        """at a hs
        receive hs
        at a guard hs z
        fire guard
        at a hs late
        cancelled z handler
        complete a
        complete late
        ended""",
    ),
    "a boundary event that goes on accompanies an interrupting event subprocess": tell(
        "event subprocess boundaryEvent non-interrupting",
        handled(MESSAGE, beside=GUARD.format(cancel='cancelActivity="false"')),
        """receive hs
        at guard z
        fire guard
        at late z
        complete z
        at late
        complete late
        ended""",
    ),
    "an error in an event subprocess is caught at its boundary": tell(
        "event subprocess boundaryEvent errorEventDefinition",
        f"""<bpmn:startEvent id="s"/><bpmn:userTask id="a"/>
        <bpmn:subProcess id="handler" triggeredByEvent="true"><bpmn:startEvent id="hs">{MESSAGE}</bpmn:startEvent>
        <bpmn:endEvent id="boom">{ERROR}</bpmn:endEvent>
        hs -> boom
        </bpmn:subProcess>
        <bpmn:boundaryEvent id="guard" attachedToRef="handler">{ANY_ERROR}</bpmn:boundaryEvent>
        <bpmn:userTask id="late"/>
        guard -> late
        s -> a
        """,
        "receive hs\nat late\ncomplete late\nended",
    ),
    "a repeated event subprocess runs several times for one event": tell(
        "event subprocess multiInstanceLoopCharacteristics",
        handled(MESSAGE, 'isInterrupting="false"', TWICE.format(how="")),
        """at a hs
        receive hs x=1
        at a hs z z
        has x=1
        complete z
        complete z
        at a hs
        complete a
        ended""",
    ),
    "a sequential repeated event subprocess takes over its scope": tell(
        "event subprocess multiInstanceLoopCharacteristics sequential interrupting",
        handled(MESSAGE, "", TWICE.format(how='isSequential="true"')),
        """receive hs
        at z
        cancelled a
        complete z
        at z
        complete z
        ended""",
    ),
    "an event subprocess in a standard loop runs until its loop is over": tell(
        "event subprocess standardLoopCharacteristics",
        handled(SIGNAL, "", LOOP),
        "receive hs\ncomplete z\nat z\ncomplete z\nended",
    ),
    "a repeated event subprocess catches errors and its scope listens again after a way back": tell(
        "event subprocess multiInstanceLoopCharacteristics errorEventDefinition movement",
        handled(
            ANY_ERROR, "", TWICE.format(how=""), f'<bpmn:endEvent id="t">{ERROR}</bpmn:endEvent>', "s -> a\na -> t\n"
        ),
        """complete a
        at z z
        move z a
        at a
        complete a
        at z z
        complete z
        complete z
        ended""",
    ),
    "a compensation event subprocess may be repeated": tell(
        "event subprocess compensateEventDefinition multiInstanceLoopCharacteristics",
        f"""<bpmn:startEvent id="s"/><bpmn:subProcess id="sub"><bpmn:task id="a"/>
        <bpmn:subProcess id="handler" triggeredByEvent="true">{TWICE.format(how="")}
        <bpmn:startEvent id="hs">{COMPENSATE}</bpmn:startEvent><bpmn:userTask id="own"/>
        hs -> own
        </bpmn:subProcess></bpmn:subProcess>
        <bpmn:intermediateThrowEvent id="undo">{COMPENSATE}</bpmn:intermediateThrowEvent><bpmn:userTask id="z"/>
        s -> sub
        sub -> undo
        undo -> z
        """,
        "at own own\ncomplete own\ncomplete own\nat z",
    ),
    "an event subprocess may begin with an event from outside or undo its completed scope": tell(
        "event subprocess multiple compensateEventDefinition",
        f"""<bpmn:startEvent id="s"/><bpmn:subProcess id="sub"><bpmn:userTask id="a"/>
        <bpmn:subProcess id="handler" triggeredByEvent="true">
        <bpmn:startEvent id="hs" isInterrupting="false">{MESSAGE}{COMPENSATE}</bpmn:startEvent>
        <bpmn:userTask id="own"/>
        hs -> own
        </bpmn:subProcess></bpmn:subProcess>
        <bpmn:intermediateThrowEvent id="undo">{COMPENSATE}</bpmn:intermediateThrowEvent><bpmn:userTask id="z"/>
        s -> sub
        sub -> undo
        undo -> z
        """,
        """at a hs
        receive hs
        at a hs own
        complete own
        complete a
        at own
        complete own
        at z""",
    ),
    "a boundary event may interrupt its activity or name what undoes it": tell(
        "multiple boundaryEvent compensateEventDefinition",
        f"""<bpmn:startEvent id="s"/><bpmn:userTask id="a"/>
        <bpmn:boundaryEvent id="edge" attachedToRef="a">{MESSAGE}{COMPENSATE}</bpmn:boundaryEvent>
        <bpmn:userTask id="una" isForCompensation="true"/>
        <bpmn:association id="as" sourceRef="edge" targetRef="una"/>
        <bpmn:intermediateThrowEvent id="undo">{COMPENSATE}</bpmn:intermediateThrowEvent><bpmn:userTask id="z"/>
        s -> a
        a -> undo
        undo -> z
        """,
        "at a edge\ncomplete a\nat una\ncomplete una\nat z",
    ),
    "a parallel multiple event holds an error until its other events have come": tell(
        "parallelMultiple boundaryEvent errorEventDefinition",
        both(MESSAGE + ANY_ERROR),
        """at a both
        complete a
        at both
        receive both x=1
        at both-z
        has x=1
        cancelled t sub""",
    ),
    "a parallel multiple event whose other events have come goes on with the error": tell(
        "parallelMultiple boundaryEvent errorEventDefinition",
        both(MESSAGE + ERROR),
        "receive both\nat a\ncomplete a\nat both-z",
    ),
    "a parallel multiple event with the code of an error comes before an event that catches all": tell(
        "parallelMultiple boundaryEvent errorEventDefinition catch-all",
        both(MESSAGE + '<bpmn:errorEventDefinition errorRef="err"/>')
        + f"""<bpmn:boundaryEvent id="all" attachedToRef="sub">{ANY_ERROR}</bpmn:boundaryEvent>
        <bpmn:userTask id="all-z"/>
        all -> all-z
        """,
        "complete a\nat both\nreceive both\nat both-z",
    ),
    "an escalation counts for a parallel multiple event and its thrower goes on": tell(
        "parallelMultiple boundaryEvent escalationEventDefinition non-interrupting",
        both(MESSAGE + ESCALATION, 'cancelActivity="false"', "intermediateThrowEvent").replace(
            "a -> t", 'a -> t\nt -> more\n<bpmn:userTask id="more"/>'
        ),
        """complete a
        at both more
        receive both
        at both both-z more""",
    ),
    "a parallel multiple event subprocess awaits an escalation and a condition": tell(
        "parallelMultiple event subprocess escalationEventDefinition conditionalEventDefinition",
        handled(
            CONDITION + ESCALATION,
            'parallelMultiple="true" isInterrupting="false"',
            beside=f'<bpmn:intermediateThrowEvent id="t">{ESCALATION}</bpmn:intermediateThrowEvent>'
            '<bpmn:userTask id="b"/>',
            flow="s -> a\na -> t\nt -> b\n",
        ),
        """complete a
        at b hs
        assign x=9
        at b hs z
        complete b
        at hs z
        complete z
        ended""",
    ),
    "a transaction is undone when it is cancelled and left when the other events have come too": tell(
        "parallelMultiple boundaryEvent cancelEventDefinition transaction",
        f"""<bpmn:startEvent id="s"/><bpmn:transaction id="tx"><bpmn:startEvent id="s1"/><bpmn:userTask id="a"/>
        <bpmn:boundaryEvent id="a-edge" attachedToRef="a">{COMPENSATE}</bpmn:boundaryEvent>
        <bpmn:userTask id="una" isForCompensation="true"/>
        <bpmn:association id="as" sourceRef="a-edge" targetRef="una"/>
        <bpmn:endEvent id="stop"><bpmn:cancelEventDefinition/></bpmn:endEvent>
        s1 -> a
        a -> stop
        </bpmn:transaction>
        <bpmn:boundaryEvent id="both" attachedToRef="tx" parallelMultiple="true">{MESSAGE}
        <bpmn:cancelEventDefinition/></bpmn:boundaryEvent><bpmn:userTask id="z"/>
        s -> tx
        both -> z
        """,
        """complete a
        at both una
        complete una
        at both
        receive both
        at z""",
    ),
}
