"""The rarer blocks of random processes: loops, complex joins, ad-hoc steps, compensation, transactions, conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.engine.kernel.blocks import Block, Blocks

CONDITION = (
    "<bpmn:conditionalEventDefinition><bpmn:condition>=x &gt; 3</bpmn:condition></bpmn:conditionalEventDefinition>"
)
THROW = "<bpmn:compensateEventDefinition/>"


def again(blocks: Blocks, depth: int) -> Block:
    """A subprocess in a standard loop."""
    before = blocks.random.choice(["true", "false"])
    loop = f"""<bpmn:standardLoopCharacteristics testBefore="{before}" loopMaximum="3">
    <bpmn:loopCondition>=x &gt; 2</bpmn:loopCondition></bpmn:standardLoopCharacteristics>"""
    return blocks.subprocess(depth, loop)


def several(blocks: Blocks, depth: int) -> Block:
    """A subprocess done a number of times, with an event after the first."""
    loop = """<bpmn:multiInstanceLoopCharacteristics behavior="One"><bpmn:loopCardinality>=2</bpmn:loopCardinality>
    </bpmn:multiInstanceLoopCharacteristics>"""
    return blocks.subprocess(depth, loop)


def partial(blocks: Blocks, depth: int) -> Block:
    """Three branches of which a complex join awaits some."""
    split, join = blocks.name("split"), blocks.name("join")
    count = blocks.random.randint(1, 3)
    lines = [
        f'<bpmn:parallelGateway id="{split}"/><bpmn:complexGateway id="{join}">'
        f"<bpmn:activationCondition>=activationCount &gt;= {count}</bpmn:activationCondition></bpmn:complexGateway>"
    ]
    for _ in range(3):
        first, last, inside = blocks.block(depth)
        lines.append(f"{inside}\n{split} -> {first}\n{last} -> {join}")
    return split, join, "\n".join(lines)


def adhoc(blocks: Blocks, depth: int) -> Block:
    """Steps without a fixed order."""
    name, order = blocks.name("adhoc"), blocks.random.choice(["Parallel", "Sequential"])
    until = "<bpmn:completionCondition>=x &gt; 1</bpmn:completionCondition>" if blocks.random.random() < 0.5 else ""
    cancel = blocks.random.choice(["true", "false"])
    results = (
        '<bpmn:extensionElements><zeebe:adHoc outputCollection="results" outputElement="=x"/></bpmn:extensionElements>'
    )
    kept = blocks.random.choice(["", results])
    steps = blocks.user(depth)[2] + blocks.subprocess(depth)[2]
    return (
        name,
        name,
        f'<bpmn:adHocSubProcess id="{name}" ordering="{order}" cancelRemainingInstances="{cancel}">{kept}\n{steps}\n'
        f"{until}</bpmn:adHocSubProcess>",
    )


def undone(blocks: Blocks, depth: int) -> Block:
    """Something that can be undone, and is."""
    first, last, inside = undoable(blocks, depth)
    throw, waits = blocks.name("undo"), blocks.random.choice(["true", "false"])
    event = f'<bpmn:compensateEventDefinition waitForCompletion="{waits}"/>'
    return (
        first,
        throw,
        f'{inside}<bpmn:intermediateThrowEvent id="{throw}">{event}</bpmn:intermediateThrowEvent>\n{last} -> {throw}\n',
    )


def undoable(blocks: Blocks, depth: int) -> Block:
    """A subprocess with a task within it that has a handler."""
    name, task, edge, handler = (blocks.name(word) for word in ("sub", "done", "edge", "handler"))
    inside = f"""<bpmn:userTask id="{task}"/><bpmn:boundaryEvent id="{edge}" attachedToRef="{task}">{THROW}
    </bpmn:boundaryEvent><bpmn:userTask id="{handler}" isForCompensation="true"/>
    <bpmn:association id="{edge}-as" sourceRef="{edge}" targetRef="{handler}"/>"""
    start, end = blocks.name("start"), blocks.name("end")
    first, last, more = blocks.block(depth)
    flows = f"{start} -> {task}\n{task} -> {first}\n{last} -> {end}\n"
    nodes = f'<bpmn:startEvent id="{start}"/><bpmn:endEvent id="{end}"/>'
    return name, name, f'<bpmn:subProcess id="{name}">\n{nodes}{inside}\n{more}\n{flows}</bpmn:subProcess>'


def transaction(blocks: Blocks, depth: int) -> Block:
    """A transaction that may be cancelled."""
    name, edge, after, choice, flow, end = (
        blocks.name(word) for word in ("tx", "edge", "after", "choice", "flow", "cancel")
    )
    first, last, inside = undoable(blocks, depth)
    start = blocks.name("start")
    within = f"""<bpmn:startEvent id="{start}"/>{inside}<bpmn:exclusiveGateway id="{choice}" default="{flow}"/>
    <bpmn:endEvent id="{end}"><bpmn:cancelEventDefinition/></bpmn:endEvent><bpmn:endEvent id="{end}-not"/>
    {start} -> {first}
    {last} -> {choice}
    {choice} -> {end} x > 3
    {flow}: {choice} -> {end}-not"""
    return (
        name,
        after,
        f"""<bpmn:transaction id="{name}">{within}
        </bpmn:transaction><bpmn:boundaryEvent id="{edge}" attachedToRef="{name}"><bpmn:cancelEventDefinition/>
        </bpmn:boundaryEvent><bpmn:exclusiveGateway id="{after}"/>
        {name} -> {after}
        {edge} -> {after}
        """,
    )


def watched(blocks: Blocks, depth: int) -> Block:
    """A task that a condition may interrupt or accompany."""
    task, edge, after = blocks.name("task"), blocks.name("edge"), blocks.name("after")
    cancel = blocks.random.choice(["true", "false"])
    goal = after if cancel == "true" else f"{edge}-end"
    end = "" if cancel == "true" else f'<bpmn:endEvent id="{edge}-end"/>'
    return (
        task,
        after,
        f"""<bpmn:userTask id="{task}"/><bpmn:boundaryEvent id="{edge}" attachedToRef="{task}"
        cancelActivity="{cancel}">{CONDITION}</bpmn:boundaryEvent><bpmn:exclusiveGateway id="{after}"/>{end}
        {task} -> {after}
        {edge} -> {goal}
        """,
    )


def gathered(blocks: Blocks, depth: int) -> Block:
    """A step that sends two tokens on, and one that needs two."""
    one, two = blocks.name("one"), blocks.name("two")
    return (
        one,
        two,
        f'<bpmn:task id="{one}" completionQuantity="2"/><bpmn:userTask id="{two}" startQuantity="2"/>'
        f"\n{one} -> {two}\n",
    )


def together(blocks: Blocks, depth: int) -> Block:
    """A parallel multiple event."""
    name = blocks.name("both")
    events = '<bpmn:messageEventDefinition messageRef="m"/><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H'
    inside = f"{events}</bpmn:timeDuration></bpmn:timerEventDefinition>"
    return (
        name,
        name,
        f'<bpmn:intermediateCatchEvent id="{name}" parallelMultiple="true">{inside}</bpmn:intermediateCatchEvent>',
    )


def time(text: str, kind: str = "Duration") -> str:
    return f"<bpmn:timerEventDefinition><bpmn:time{kind}>{text}</bpmn:time{kind}></bpmn:timerEventDefinition>"
