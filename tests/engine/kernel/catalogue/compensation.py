"""Compensation, transactions and cancelling (BPMN 2.0.2 §10.7, §13.5.5)."""

from tests.engine.kernel.story import Story

THROW = '<bpmn:intermediateThrowEvent id="{id}"><bpmn:compensateEventDefinition {more}/></bpmn:intermediateThrowEvent>'


def undoable(name: str, tag: str = "userTask", inside: str = "") -> str:
    """An activity with its compensation boundary event and the user task that undoes it."""
    return f"""<bpmn:{tag} id="{name}">{inside}</bpmn:{tag}>
    <bpmn:boundaryEvent id="{name}-edge" attachedToRef="{name}"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
    <bpmn:userTask id="un{name}" isForCompensation="true"/>
    <bpmn:association id="{name}-un" sourceRef="{name}-edge" targetRef="un{name}" associationDirection="One"/>"""


def throw(name: str = "undo", more: str = "") -> str:
    return THROW.format(id=name, more=more)


ORDER = f"""
<bpmn:startEvent id="s"/>{undoable("a")}{undoable("b")}{{throw}}<bpmn:userTask id="z"/>
s -> a
a -> b
b -> undo
undo -> z
"""
SUB = f'<bpmn:startEvent id="s1"/>{undoable("a")}{undoable("b")}<bpmn:endEvent id="e1"/>\ns1 -> a\na -> b\nb -> e1\n'
AROUND = """
<bpmn:startEvent id="s"/>{sub}{throw}<bpmn:userTask id="z"/>
s -> sub
sub -> undo
undo -> z
"""
HANDLER = """
<bpmn:subProcess id="handler" triggeredByEvent="true"><bpmn:startEvent id="hs"><bpmn:compensateEventDefinition/>
</bpmn:startEvent><bpmn:userTask id="own"/>{more}
hs -> own
</bpmn:subProcess>
"""
CANCEL = '<bpmn:endEvent id="cancel"><bpmn:cancelEventDefinition/></bpmn:endEvent>'
EDGE = (
    '<bpmn:boundaryEvent id="edge" attachedToRef="tx"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>'
    '<bpmn:userTask id="instead"/><bpmn:userTask id="z"/>\nedge -> instead\ntx -> z\n'
)

STORIES = {
    "what was completed is undone in reverse order, then the thrower goes on": Story(
        shows="compensateEventDefinition intermediateThrowEvent boundaryEvent",
        diagram=ORDER.format(throw=throw()),
        tells="""complete a
            complete b
            at unb
            complete unb
            at una
            complete una
            at z
            did s a b unb una undo""",
    ),
    "a single activity is undone by its reference, and only once": Story(
        shows="compensateEventDefinition activityRef",
        diagram=ORDER.format(throw=throw(more='activityRef="a"') + throw("again", 'activityRef="a"')).replace(
            "undo -> z", "undo -> again\nagain -> z"
        ),
        tells="""complete a
            complete b
            at una
            complete una
            at z""",
    ),
    "what was not completed is not undone": Story(
        shows="compensateEventDefinition",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:parallelGateway id="g"/>{undoable("a")}{throw()}
        <bpmn:userTask id="z"/>
        s -> g
        g -> a
        g -> undo
        undo -> z
        """,
        tells="""at a z
            complete a
            at z""",
    ),
    "a thrower that does not wait goes on at once": Story(
        shows="compensateEventDefinition waitForCompletion",
        diagram=ORDER.format(throw=throw(more='waitForCompletion="false"')),
        tells="""complete a
            complete b
            at unb z
            complete z
            complete unb
            at una
            complete una
            ended""",
    ),
    "an end event may undo": Story(
        shows="compensateEventDefinition endEvent",
        diagram=f"""<bpmn:startEvent id="s"/>{undoable("a")}
        <bpmn:endEvent id="undo"><bpmn:compensateEventDefinition/></bpmn:endEvent>
        s -> a
        a -> undo
        """,
        tells="""complete a
            at una
            complete una
            ended""",
    ),
    "a completed subprocess is undone from within, in reverse order": Story(
        shows="compensateEventDefinition subProcess default compensation",
        diagram=AROUND.format(sub=f'<bpmn:subProcess id="sub">{SUB}</bpmn:subProcess>', throw=throw()),
        tells="""complete a
            complete b
            at unb
            complete unb
            at una
            complete una
            at z
            did s s1 a b e1 sub unb una undo""",
    ),
    "a compensation event subprocess undoes its subprocess instead": Story(
        shows="compensateEventDefinition event subprocess",
        diagram=AROUND.format(
            sub=f'<bpmn:subProcess id="sub">{SUB}{HANDLER.format(more="")}</bpmn:subProcess>', throw=throw()
        ),
        tells="""complete a
            complete b
            at own
            complete own
            at z""",
    ),
    "a compensation event subprocess may have the activities around it undone": Story(
        shows="compensateEventDefinition event subprocess activityRef",
        diagram=AROUND.format(
            sub='<bpmn:subProcess id="sub">'
            + SUB
            + HANDLER.format(more=throw("inner", 'activityRef="a"') + "\nown -> inner")
            + "</bpmn:subProcess>",
            throw=throw(),
        ),
        tells="""complete a
            complete b
            at own
            complete own
            at una
            complete una
            at z""",
    ),
    "a subprocess with a handler of its own is undone by that": Story(
        shows="compensateEventDefinition subProcess boundaryEvent",
        diagram=AROUND.format(sub=undoable("sub", "subProcess", SUB), throw=throw()),
        tells="""complete a
            complete b
            at unsub
            complete unsub
            at z""",
    ),
    "an activity completed in every round of a loop is undone for every round, with what it saw": Story(
        shows="compensateEventDefinition standardLoopCharacteristics",
        diagram=ORDER.format(throw=throw(more='activityRef="a"')).replace(
            '<bpmn:userTask id="a">',
            '<bpmn:userTask id="a"><bpmn:standardLoopCharacteristics loopMaximum="2"/>',
        ),
        tells="""complete a
            complete a
            complete b
            at una
            complete una
            at una
            complete una
            at z""",
    ),
    "each instance of a multi-instance activity is undone": Story(
        shows="compensateEventDefinition multiInstanceLoopCharacteristics",
        diagram=ORDER.format(throw=throw(more='activityRef="a"')).replace(
            '<bpmn:userTask id="a">',
            '<bpmn:userTask id="a"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=2'
            "</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>",
        ),
        tells="""complete a
            complete a
            complete b
            at una
            complete una
            complete una
            at z""",
    ),
    "a called process is undone from within": Story(
        shows="compensateEventDefinition callActivity",
        diagram=AROUND.format(
            sub='<bpmn:callActivity id="sub"><bpmn:extensionElements><zeebe:calledElement processId="other"/>'
            "</bpmn:extensionElements></bpmn:callActivity>",
            throw=throw(),
        ),
        outside=f'<bpmn:process id="other" isExecutable="true">{SUB}</bpmn:process>',
        tells="""complete a
            complete b
            at unb
            complete unb
            at una
            complete una
            at z""",
    ),
    "a cancel end event stops the transaction, undoes it and leaves by the cancel event": Story(
        shows="transaction cancelEventDefinition",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:transaction id="tx"><bpmn:startEvent id="s1"/>{undoable("a")}
        <bpmn:parallelGateway id="g"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>{CANCEL}
        s1 -> a
        a -> g
        g -> b
        g -> c
        c -> cancel
        </bpmn:transaction>{EDGE}
        s -> tx
        """,
        tells="""complete a
            at b c
            complete c
            at una
            complete una
            at instead
            cancelled b cancel tx""",
    ),
    "cancelling a transaction undoes what was completed within activities that are still active": Story(
        shows="transaction cancelEventDefinition subProcess callActivity",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:transaction id="tx"><bpmn:startEvent id="s1"/>
        <bpmn:parallelGateway id="g"/>
        {
            undoable(
                "sub",
                "subProcess",
                f'<bpmn:task id="i"/>{undoable("a")}<bpmn:userTask id="b"/>'
                + HANDLER.format(more="")
                + chr(10)
                + "i -> a"
                + chr(10)
                + "a -> b"
                + chr(10),
            )
        }
        <bpmn:callActivity id="call" calledElement="other"/><bpmn:userTask id="c"/>{CANCEL}
        s1 -> g
        g -> sub
        g -> call
        g -> c
        c -> cancel
        </bpmn:transaction>{EDGE}
        s -> tx
        """,
        outside='<bpmn:process id="other" isExecutable="true">'
        + undoable("p", "task")
        + '<bpmn:userTask id="q"/>\np -> q\n</bpmn:process>',
        tells="""complete a
            at b c q
            complete c
            at unp
            complete unp
            at una
            complete una
            at instead""",
    ),
    "an instance of a transaction that is cancelled undoes what it has completed": Story(
        shows="transaction cancelEventDefinition multiInstanceLoopCharacteristics",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:transaction id="tx"><bpmn:multiInstanceLoopCharacteristics>
        <bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>
        <bpmn:startEvent id="s1"/>{undoable("a")}{CANCEL}
        s1 -> a
        a -> cancel
        </bpmn:transaction>{EDGE}
        s -> tx
        """,
        tells="""at a a
            complete a
            at a una
            complete una
            at instead""",
    ),
    "a transaction that is not cancelled goes on as a subprocess does": Story(
        shows="transaction",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:transaction id="tx"><bpmn:startEvent id="s1"/>{undoable("a")}
        <bpmn:exclusiveGateway id="g" default="ok"/>{CANCEL}<bpmn:endEvent id="fine"/>
        s1 -> a
        a -> g
        g -> cancel bad
        ok: g -> fine
        </bpmn:transaction>{EDGE}
        s -> tx
        """,
        tells="""complete a bad=False
            at z""",
    ),
    "an error in a handler leaves compensation by whoever catches it": Story(
        shows="compensateEventDefinition errorEventDefinition",
        diagram=f"""<bpmn:startEvent id="s"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s1"/>
        <bpmn:userTask id="a"/>
        <bpmn:boundaryEvent id="a-edge" attachedToRef="a"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
        <bpmn:subProcess id="una" isForCompensation="true"><bpmn:startEvent id="us"/>
        <bpmn:endEvent id="ue"><bpmn:errorEventDefinition errorRef="err"/></bpmn:endEvent>
        us -> ue
        </bpmn:subProcess><bpmn:association id="as" sourceRef="a-edge" targetRef="una"/>{throw()}
        s1 -> a
        a -> undo
        </bpmn:subProcess>
        <bpmn:boundaryEvent id="edge" attachedToRef="sub"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
        <bpmn:userTask id="z"/>
        s -> sub
        edge -> z
        """,
        outside='<bpmn:error id="err" errorCode="E"/>',
        tells="""complete a
            at z""",
    ),
}
