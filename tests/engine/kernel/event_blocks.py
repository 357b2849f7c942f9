"""Blocks of random processes in which events are thrown and caught: errors, escalations, signals, links, handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.engine.kernel.rare_blocks import CONDITION, time

if TYPE_CHECKING:
    from tests.engine.kernel.blocks import Block, Blocks

OUTSIDE = """<bpmn:message id="m" name="消息"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=&quot;k&quot;"/></bpmn:extensionElements></bpmn:message>
<bpmn:signal id="sig" name="信号"/><bpmn:error id="err" errorCode="E"/><bpmn:escalation id="esc" escalationCode="S"/>
<bpmn:signalEventDefinition id="one-done" signalRef="sig"/>
<bpmn:globalUserTask id="global"/>"""
"""What the blocks refer to beside their process."""

MESSAGE = '<bpmn:messageEventDefinition messageRef="m"/>'
SIGNAL = '<bpmn:signalEventDefinition signalRef="sig"/>'
ERROR = '<bpmn:errorEventDefinition errorRef="err"/>'
ANY_ERROR = "<bpmn:errorEventDefinition/>"
ESCALATION = '<bpmn:escalationEventDefinition escalationRef="esc"/>'
ANY_ESCALATION = "<bpmn:escalationEventDefinition/>"
FROM_OUTSIDE = (MESSAGE, SIGNAL, time("PT5H"), time("R2/PT5H", "Cycle"), CONDITION)


def failing(blocks: Blocks, depth: int) -> Block:
    """A subprocess that may end with an error, caught at its boundary."""
    caught = blocks.random.choice([ERROR, ANY_ERROR])
    return bounded(blocks, throwing(blocks, depth, "endEvent", ERROR), caught, interrupting=True)


def escalated(blocks: Blocks, depth: int) -> Block:
    """A subprocess that may escalate and go on, unless that interrupts it."""
    caught = blocks.random.choice([ESCALATION, ANY_ESCALATION])
    inside = throwing(blocks, depth, "intermediateThrowEvent", ESCALATION)
    return bounded(blocks, inside, caught, interrupting=blocks.random.random() < 0.5)


def signalled(blocks: Blocks, depth: int) -> Block:
    """A subprocess that may send a signal to itself and to all who listen."""
    inside = throwing(blocks, depth, "intermediateThrowEvent", SIGNAL)
    return bounded(blocks, inside, SIGNAL, interrupting=blocks.random.random() < 0.5)


def handled(blocks: Blocks, depth: int) -> Block:
    """A subprocess that throws, with an event subprocess in it that may catch just that, and may be nested."""
    tag, event = blocks.random.choice([("endEvent", ERROR), ("intermediateThrowEvent", ESCALATION)])
    inside = throwing(blocks, depth, tag, event) + handler(blocks, depth, event, interrupting=tag == "endEvent")
    name = blocks.name("sub")
    return name, name, f'<bpmn:subProcess id="{name}">{inside}</bpmn:subProcess>'


def listening(blocks: Blocks, depth: int) -> Block:
    """A subprocess with an event subprocess for something from outside, in which there is another one."""
    event, inner = blocks.random.choice(FROM_OUTSIDE), blocks.random.choice(FROM_OUTSIDE)
    interrupting = blocks.random.random() < 0.5
    nested = handler(blocks, depth, inner, interrupting=True) if depth > 0 else ""
    inside = blocks.scope(depth) + "\n" + handler(blocks, depth, event, interrupting, nested)
    name = blocks.name("sub")
    return name, name, f'<bpmn:subProcess id="{name}">{inside}</bpmn:subProcess>'


def handler(blocks: Blocks, depth: int, event: str, interrupting: bool, more: str = "") -> str:
    """An event subprocess; guarded by a boundary event or repeated now and then."""
    name, start, guard = blocks.name("handler"), blocks.name("caught"), ""
    flag = "true" if interrupting else "false"
    task, _, inside = blocks.user(0)
    if blocks.random.random() < 0.3:
        cancel, after = blocks.random.choice(["true", "false"]), blocks.name("after")
        guard = f"""<bpmn:boundaryEvent id="{name}-edge" attachedToRef="{name}" cancelActivity="{cancel}">
        {time("PT1H")}</bpmn:boundaryEvent><bpmn:userTask id="{after}"/>
        {name}-edge -> {after}
        """
    loop = blocks.random.choice(["", "", TWICE.format("true"), TWICE.format("false")])
    return f"""<bpmn:subProcess id="{name}" triggeredByEvent="true">{loop}
    <bpmn:startEvent id="{start}" isInterrupting="{flag}">{event}</bpmn:startEvent>{inside}
{more}
    {start} -> {task}
    </bpmn:subProcess>{guard}
    """


TWICE = """<bpmn:multiInstanceLoopCharacteristics isSequential="{}"><bpmn:loopCardinality>=2</bpmn:loopCardinality>
</bpmn:multiInstanceLoopCharacteristics>"""


def throwing(blocks: Blocks, depth: int, tag: str, event: str) -> str:
    """The inside of a subprocess that throws an event after a block where its last answer was above 2."""
    start, end, throw, choice, flow = (blocks.name(word) for word in ("start", "end", "throw", "choice", "flow"))
    first, last, inside = blocks.block(depth)
    on = f"{throw} -> {end}" if tag == "intermediateThrowEvent" else ""
    return f"""<bpmn:startEvent id="{start}"/><bpmn:endEvent id="{end}"/><bpmn:{tag} id="{throw}">{event}</bpmn:{tag}>
    <bpmn:exclusiveGateway id="{choice}" default="{flow}"/>{inside}
    {start} -> {first}
    {last} -> {choice}
    {choice} -> {throw} x > 2
    {flow}: {choice} -> {end}
    {on}
    """


def bounded(blocks: Blocks, inside: str, event: str, interrupting: bool) -> Block:
    """A subprocess with a boundary event that leads on or, if it does not interrupt, to an end of its own."""
    name, edge, after = blocks.name("sub"), blocks.name("edge"), blocks.name("after")
    flag, goal = ("true", after) if interrupting else ("false", f"{edge}-end")
    end = "" if interrupting else f'<bpmn:endEvent id="{goal}"/>'
    return (
        name,
        after,
        f"""<bpmn:subProcess id="{name}">{inside}</bpmn:subProcess>
        <bpmn:boundaryEvent id="{edge}" attachedToRef="{name}" cancelActivity="{flag}">{event}</bpmn:boundaryEvent>
        <bpmn:exclusiveGateway id="{after}"/>{end}
        {name} -> {after}
        {edge} -> {goal}
        """,
    )


def linked(blocks: Blocks, depth: int) -> Block:
    """A jump by a link."""
    throw, catch = blocks.name("off"), blocks.name("on")
    link = f'<bpmn:linkEventDefinition name="{throw}"/>'
    return (
        throw,
        catch,
        f'<bpmn:intermediateThrowEvent id="{throw}">{link}</bpmn:intermediateThrowEvent>'
        f'<bpmn:intermediateCatchEvent id="{catch}">{link}</bpmn:intermediateCatchEvent>',
    )


def terminated(blocks: Blocks, depth: int) -> Block:
    """A subprocess of two branches of which one ends all."""
    name, start, split, end, stop = (blocks.name(word) for word in ("sub", "start", "split", "end", "stop"))
    first, last, one = blocks.block(depth)
    second, late, two = blocks.block(depth)
    return (
        name,
        name,
        f"""<bpmn:subProcess id="{name}"><bpmn:startEvent id="{start}"/><bpmn:parallelGateway id="{split}"/>
        <bpmn:endEvent id="{end}"/>
        <bpmn:endEvent id="{stop}"><bpmn:terminateEventDefinition/></bpmn:endEvent>{one}
{two}
        {start} -> {split}
        {split} -> {first}
        {split} -> {second}
        {last} -> {end}
        {late} -> {stop}
        </bpmn:subProcess>""",
    )


def awaited(blocks: Blocks, depth: int) -> Block:
    """One of several events, a receive task or a condition that may hold already."""
    name = blocks.name("await")
    if blocks.random.random() < 0.3:
        return name, name, f'<bpmn:receiveTask id="{name}" messageRef="m"/>'
    events = "".join(blocks.random.sample([MESSAGE, SIGNAL, time("PT1H"), time("P3D")], 2))
    return name, name, f'<bpmn:intermediateCatchEvent id="{name}">{events}</bpmn:intermediateCatchEvent>'
