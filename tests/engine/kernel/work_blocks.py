"""Blocks of random processes around activities: data they need, services that fail, calls, loops, implicit flows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine import kernel
from tests.engine.kernel.diagrams import diagram

if TYPE_CHECKING:
    from tests.engine.kernel.blocks import Block, Blocks


def work(inputs: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
    """A service: fails where x is 3, and says what is wrong with the case where it is 4."""
    if inputs.get("x") == 3:
        raise RuntimeError("not now")
    if inputs.get("x") == 4:
        raise kernel.BpmnError("E", "wrong", {"found": True})
    return {"worked": inputs.get("x")}


def decide(decision: str, variables: dict[str, Any], part: str | None) -> Any:
    """Every decision says what x is."""
    return variables.get("x")


CALLEE = diagram('<bpmn:userTask id="callee-task"/>', process="callee")
REACHED: dict[str, Any] = {"services": {"work": work}, "decisions": decide, "files": (("callee-1", CALLEE),)}
"""What the blocks reach outside their process."""


def supplied(blocks: Blocks, depth: int) -> Block:
    """An activity that waits for one of two inputs, and gives what it is asked for on."""
    name, one, two = blocks.name("supplied"), blocks.name("form"), blocks.name("file")
    task = blocks.random.choice(["userTask", "task", "manualTask"])
    loop = blocks.random.choice(["", AGAIN])
    sets = "".join(
        f"<bpmn:inputSet><bpmn:dataInputRefs>in-{key}</bpmn:dataInputRefs></bpmn:inputSet>" for key in (one, two)
    )
    return (
        name,
        name,
        f"""<bpmn:dataObject id="{one}"/><bpmn:dataObject id="{two}"/><bpmn:{task} id="{name}"><bpmn:ioSpecification>
        <bpmn:dataInput id="in-{one}"/><bpmn:dataInput id="in-{two}"/>{sets}<bpmn:outputSet/></bpmn:ioSpecification>
        {copied(one)}{copied(two)}{loop}</bpmn:{task}>""",
    )


AGAIN = '<bpmn:standardLoopCharacteristics loopMaximum="2"/>'


def copied(name: str) -> str:
    """An association from a data object into the input of its name."""
    return f"""<bpmn:dataInputAssociation><bpmn:sourceRef>{name}</bpmn:sourceRef><bpmn:targetRef>in-{name}
    </bpmn:targetRef></bpmn:dataInputAssociation>"""


def served(blocks: Blocks, depth: int) -> Block:
    """A service that may fail, be called again after a pause or say that something is wrong with the case."""
    name, edge, after = blocks.name("served"), blocks.name("edge"), blocks.name("after")
    code = blocks.random.choice(['errorRef="err"', ""])
    return (
        name,
        after,
        f"""<bpmn:serviceTask id="{name}"><bpmn:extensionElements><zeebe:taskDefinition type="work"
        retries="{blocks.random.randint(0, 3)}"/><zeebe:taskHeaders><zeebe:header key="retryBackoff" value="PT1H"/>
        </zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>
        <bpmn:boundaryEvent id="{edge}" attachedToRef="{name}"><bpmn:errorEventDefinition {code}/></bpmn:boundaryEvent>
        <bpmn:exclusiveGateway id="{after}"/>
        {name} -> {after}
        {edge} -> {after}
        """,
    )


def decided(blocks: Blocks, depth: int) -> Block:
    """A decision."""
    called = '<zeebe:calledDecision decisionId="d" resultVariable="decided"/>'
    return blocks.node("businessRuleTask", f"<bpmn:extensionElements>{called}</bpmn:extensionElements>")


def called(blocks: Blocks, depth: int) -> Block:
    """A call of a process or a global task, with all variables or with mappings, once or for each."""
    target = blocks.random.choice(["callee", "global"])
    mapping = blocks.random.choice(
        ["", '<zeebe:ioMapping><zeebe:output source="=x" target="given"/></zeebe:ioMapping>']
    )
    flag = blocks.random.choice(["true", "false"])
    setting = f'<zeebe:calledElement processId="{target}" propagateAllChildVariables="{flag}"/>'
    inside = f"<bpmn:extensionElements>{setting}{mapping}</bpmn:extensionElements>"
    return blocks.node("callActivity", inside + blocks.random.choice(["", several(blocks), AGAIN]))


def counted(blocks: Blocks, depth: int) -> Block:
    """A task for each of three, which throws events as they complete."""
    name, edge = blocks.name("counted"), blocks.name("edge")
    return (
        name,
        name,
        f"""<bpmn:userTask id="{name}">{several(blocks)}</bpmn:userTask>
        <bpmn:boundaryEvent id="{edge}" attachedToRef="{name}" cancelActivity="false">
        <bpmn:signalEventDefinition signalRef="sig"/></bpmn:boundaryEvent><bpmn:endEvent id="{edge}-end"/>
        {edge} -> {edge}-end
        """,
    )


def several(blocks: Blocks) -> str:
    """A multi-instance loop with one of the behaviours."""
    behavior = blocks.random.choice([
        'behavior="All"', 'behavior="None" noneBehaviorEventRef="one-done"',
        'behavior="One" oneBehaviorEventRef="one-done"', 'behavior="Complex"',
    ])  # fmt: skip
    complexly = """<bpmn:complexBehaviorDefinition><bpmn:condition>=numberOfCompletedInstances = 2</bpmn:condition>
    <bpmn:event><bpmn:signalEventDefinition signalRef="sig"/></bpmn:event></bpmn:complexBehaviorDefinition>"""
    flag = blocks.random.choice(["true", "false"])
    return f"""<bpmn:multiInstanceLoopCharacteristics isSequential="{flag}" {behavior}>
    <bpmn:loopCardinality>=3</bpmn:loopCardinality>{complexly if "Complex" in behavior else ""}
    </bpmn:multiInstanceLoopCharacteristics>"""


def parted(blocks: Blocks, depth: int) -> Block:
    """A task whose flows out split by themselves, on conditions, and come together again without a gateway."""
    start, task, one, two, after, flow = (blocks.name(word) for word in ("start", "task", "one", "two", "on", "flow"))
    name = blocks.name("sub")
    first, last, inside = blocks.block(depth)
    end = blocks.name("end")
    return (
        name,
        name,
        f"""<bpmn:subProcess id="{name}"><bpmn:startEvent id="{start}"/><bpmn:userTask id="{task}" default="{flow}"/>
        <bpmn:userTask id="{one}"/><bpmn:userTask id="{two}"/><bpmn:task id="{after}"/>
        <bpmn:endEvent id="{end}"/>{inside}
        {start} -> {task}
        {task} -> {one} x > 2
        {task} -> {two} odd(x)
        {flow}: {task} -> {after}
        {one} -> {after}
        {two} -> {after}
        {after} -> {first}
        {last} -> {end}
        </bpmn:subProcess>""",
    )


def open_ended(blocks: Blocks, depth: int) -> Block:
    """A subprocess without start and end events, in which steps split and end by themselves."""
    name = blocks.name("open")
    _, last, one = blocks.subprocess(depth)
    _, _, two = blocks.subprocess(depth)
    after, _, three = blocks.user(0)
    return name, name, f'<bpmn:subProcess id="{name}">{one}\n{two}\n{three}\n{last} -> {after}\n</bpmn:subProcess>'


def undone_alone(blocks: Blocks, depth: int) -> Block:
    """One of two steps is undone by name, or what a subprocess did by its compensation event subprocess."""
    one, two, edge, undo, throw = (blocks.name(word) for word in ("one", "two", "edge", "undo", "throw"))
    compensate = "<bpmn:compensateEventDefinition/>"
    within, task, start = blocks.name("handler"), blocks.name("task"), blocks.name("start")
    return (
        one,
        throw,
        f"""<bpmn:userTask id="{one}"/><bpmn:boundaryEvent id="{edge}" attachedToRef="{one}">{compensate}
        </bpmn:boundaryEvent><bpmn:userTask id="{undo}" isForCompensation="true"/>
        <bpmn:association id="{edge}-as" sourceRef="{edge}" targetRef="{undo}"/>
        <bpmn:subProcess id="{two}"><bpmn:userTask id="{task}"/><bpmn:subProcess id="{within}" triggeredByEvent="true">
        <bpmn:startEvent id="{start}">{compensate}</bpmn:startEvent><bpmn:userTask id="{task}-un"/>
        {start} -> {task}-un
        </bpmn:subProcess></bpmn:subProcess>
        <bpmn:intermediateThrowEvent id="{throw}"><bpmn:compensateEventDefinition
        activityRef="{blocks.random.choice([one, two])}"/></bpmn:intermediateThrowEvent>
        {one} -> {two}
        {two} -> {throw}
        """,
    )


def sent(blocks: Blocks, depth: int) -> Block:
    """A message goes out, by a task or an event."""
    published = '<zeebe:publishMessage correlationKey="=&quot;k&quot;"/>'
    setting = f"<bpmn:extensionElements>{published}</bpmn:extensionElements>"
    if blocks.random.random() < 0.5:
        return blocks.node("intermediateThrowEvent", f'{setting}<bpmn:messageEventDefinition messageRef="m"/>')
    name = blocks.name("send")
    return name, name, f'<bpmn:sendTask id="{name}" messageRef="m">{setting}</bpmn:sendTask>'
