"""The words patterns are told in: what a pattern is, and pieces of diagrams that many of them need."""

from __future__ import annotations

from dataclasses import dataclass

from tests.engine.kernel.story import Story
from tests.engine.kernel.test_elements import STORIES


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: the elements that say it and the story that shows it, or, without a story, why BPMN cannot."""

    number: int
    name: str
    says: str
    story: Story | None = None


def users(names: str) -> str:
    return "".join(f'<bpmn:userTask id="{name}"/>' for name in names.split())


def gate(kind: str, names: str, more: str = "") -> str:
    return "".join(f'<bpmn:{kind}Gateway id="{name}" {more}/>' for name in names.split())


def story(diagram: str, tells: str, **more: object) -> Story:
    start = '<bpmn:startEvent id="s"/>'
    return Story(shows="pattern", diagram=start + diagram, tells=tells, **more)  # type: ignore[arg-type]


def told(title: str) -> Story:
    """A story of the catalogue."""
    (found,) = (story for name, story in STORIES.items() if name.partition(": ")[2] == title)
    return found


FORK = f"{users('a b')}{gate('parallel', 'g')}\ns -> g\ng -> a\ng -> b\n"
MANY = """<bpmn:userTask id="a"><bpmn:multiInstanceLoopCharacteristics>{}</bpmn:multiInstanceLoopCharacteristics>
</bpmn:userTask>"""
NEXT = f"{users('z')}\ns -> a\na -> z\n"
FIVE = "<bpmn:loopCardinality>=n</bpmn:loopCardinality>"
TWO_DONE = "<bpmn:completionCondition>=numberOfCompletedInstances = 2</bpmn:completionCondition>"
SIGNAL = '<bpmn:signal id="sig" name="stop"/>'
EDGE = """<bpmn:boundaryEvent id="edge" attachedToRef="{}"><bpmn:signalEventDefinition signalRef="sig"/>
</bpmn:boundaryEvent><bpmn:userTask id="y"/>
edge -> y
"""
MESSAGE = """<bpmn:message id="m" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=&quot;k&quot;"/>
</bpmn:extensionElements></bpmn:message>"""
CANCELLING = """<bpmn:subProcess id="sub"><bpmn:startEvent id="s1"/><bpmn:parallelGateway id="f"/>
<bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/><bpmn:complexGateway id="j">
<bpmn:activationCondition>=activationCount = {}</bpmn:activationCondition></bpmn:complexGateway>
<bpmn:endEvent id="t"><bpmn:terminateEventDefinition/></bpmn:endEvent>
s1 -> f
f -> a
f -> b
f -> c
a -> j
b -> j
c -> j
j -> t
</bpmn:subProcess><bpmn:userTask id="z"/>
s -> sub
sub -> z
"""
