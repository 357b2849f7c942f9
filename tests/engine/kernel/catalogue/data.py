"""Availability of data: input sets and output sets of activities (BPMN 2.0.2 §10.4.1, §10.4.2)."""

from tests.engine.kernel.story import Story

OBJECTS = '<bpmn:dataObject id="form"/><bpmn:dataObject id="file"/><bpmn:dataObject id="result"/>'


def refs(tag: str, names: str) -> str:
    return "".join(f"<bpmn:{tag}>{name}</bpmn:{tag}>" for name in names.split())


def places(way: str, *sets: str) -> str:
    return "".join(f'<bpmn:data{way} id="{name}"/>' for name in sorted(set(" ".join(sets).split())))


def inputs(*sets: str, optional: str = "", during: str = "") -> str:
    """Input sets, each by its inputs; `a` and `b` come from form and file."""
    more = refs("optionalInputRefs", optional) + refs("whileExecutingInputRefs", during)
    return places("Input", *sets) + "".join(
        f"<bpmn:inputSet>{refs('dataInputRefs', names)}{more}</bpmn:inputSet>" for names in sets
    )


def outputs(*sets: str, optional: str = "") -> str:
    if not sets:
        return "<bpmn:outputSet/>"
    more = refs("optionalOutputRefs", optional)
    return places("Output", *sets) + "".join(
        f"<bpmn:outputSet>{refs('dataOutputRefs', names)}{more}</bpmn:outputSet>" for names in sets
    )


def into(source: str, target: str) -> str:
    return f"""<bpmn:dataInputAssociation><bpmn:sourceRef>{source}</bpmn:sourceRef>
    <bpmn:targetRef>{target}</bpmn:targetRef></bpmn:dataInputAssociation>"""


def out(source: str, target: str) -> str:
    return into(source, target).replace("Input", "Output")


def task(sets: str, more: str = "", tag: str = "userTask", beside: str = "") -> str:
    """A task `t` beside a task `other`, that says which data it needs and gives."""
    specification = f"<bpmn:ioSpecification>{sets}</bpmn:ioSpecification>"
    more += into("form", "a") if 'dataInput id="a"' in sets else ""
    more += into("file", "b") if 'dataInput id="b"' in sets else ""
    return f"""{OBJECTS}<bpmn:startEvent id="s"/><bpmn:parallelGateway id="g"/><bpmn:userTask id="other"/>
    <bpmn:{tag} id="t">{specification}{more}</bpmn:{tag}>
    <bpmn:userTask id="z"/>{beside}
    s -> g
    g -> other
    g -> t
    t -> z
    """


SERVICE = '<bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements>'
MANY = """<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopDataInputRef>a</bpmn:loopDataInputRef>
<bpmn:loopDataOutputRef>u</bpmn:loopDataOutputRef><bpmn:inputDataItem id="one"/><bpmn:outputDataItem id="v"/>
</bpmn:multiInstanceLoopCharacteristics>"""
GUARD = """<bpmn:boundaryEvent id="late" attachedToRef="t"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H
</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
"""

STORIES: dict[str, Story] = {
    "an activity waits until all of an input set is there": Story(
        shows="ioSpecification inputSet",
        diagram=task(inputs("a b") + outputs(), beside=GUARD),
        tells="""at other t
            assign form=1
            at other t
            complete other file=2
            at late t
            complete t
            at z
            did s g other t""",
    ),
    "the first input set that is there begins the activity with its inputs only": Story(
        shows="ioSpecification inputSet several",
        diagram=task(inputs("a", "b") + outputs("u"), out("u", "result")),
        variables={"file": 2},
        tells="""at other t
            complete t u=3
            has result=3""",
    ),
    "an input that is optional or read while the activity runs is not waited for": Story(
        shows="ioSpecification optionalInputRefs whileExecutingInputRefs",
        diagram=task(inputs("a b", optional="a", during="b") + outputs()),
        tells="at other t\ncomplete t\nat other z",
    ),
    "a service is called when its data are there, with these only": Story(
        shows="ioSpecification inputSet serviceTask",
        diagram=task(inputs("a", "b") + outputs("u"), SERVICE + out("u", "result"), "serviceTask"),
        services={"work": lambda inputs, headers: {"u": sorted(inputs)}},
        tells="""at other t
            assign file=1
            at other z
            has result=["b"]""",
    ),
    "an activity that waits for its data may be moved away from": Story(
        shows="ioSpecification inputSet movement",
        diagram=task(inputs("a") + outputs()),
        tells="at other t\nmove t z\nat other z",
    ),
    "tokens are gathered before data are waited for": Story(
        shows="ioSpecification inputSet startQuantity",
        diagram=task(inputs("a") + outputs())
        .replace('id="t"', 'id="t" startQuantity="2"')
        .replace("g -> t", "g -> t\n    other -> t"),
        tells="""at other
            complete other
            at t
            assign form=1
            at t
            complete t
            at z""",
    ),
    "a called process waits for the data of its call": Story(
        shows="ioSpecification inputSet callActivity",
        diagram=task(inputs("a") + outputs(), tag="callActivity").replace('id="t"', 'id="t" calledElement="sub"'),
        outside='<bpmn:process id="sub" isExecutable="true"><bpmn:userTask id="inner"/></bpmn:process>',
        tells="at other t\nassign form=1\nat inner other",
    ),
    "the collection of a multi-instance activity is waited for as a whole": Story(
        shows="ioSpecification inputSet multiInstanceLoopCharacteristics loopDataInputRef loopDataOutputRef",
        diagram=task(inputs("a c") + outputs("u"), MANY + into("one", "c") + out("u", "result")),
        tells="""at other t
            assign form=[1,2]
            at other t
            complete t v=3
            at other t
            complete t v=4
            at other z
            has result=[3,4]""",
    ),
    "an activity whose required output is not there is in trouble until it is": Story(
        shows="ioSpecification outputSet incident",
        diagram=task(inputs("a", optional="a") + outputs("u v", optional="v"), out("u", "result")),
        tells="""complete t v=1
            trouble output-set
            supply t u=7
            retry t
            at other z
            has result=7""",
    ),
    "the first output set that is there says what is copied": Story(
        shows="ioSpecification outputSet several",
        diagram=task(inputs("a", optional="a") + outputs("u", "v"), out("u", "result") + out("v", "file")),
        tells="complete t v=1\nat other z\nhas result=None, file=1",
    ),
}
