"""Writes random sound processes out of blocks that each have one way in and one way out."""

from itertools import pairwise
from random import Random

from tests.engine.kernel import event_blocks as event
from tests.engine.kernel import rare_blocks as rare
from tests.engine.kernel import work_blocks as work
from tests.engine.kernel.rare_blocks import time

Block = tuple[str, str, str]
"""Entry, exit and lines."""

RARE = {
    False: (
        rare.watched, rare.gathered, rare.together, event.linked, event.awaited, work.supplied, work.served,
        work.decided, work.called, work.counted, work.undone_alone, work.sent,
    ),
    True: (
        rare.again, rare.several, rare.partial, rare.adhoc, rare.undone, rare.transaction, event.failing,
        event.escalated, event.signalled, event.handled, event.listening, event.terminated, work.parted,
        work.open_ended,
    ),
}  # fmt: skip
"""The rarer blocks, without and with blocks in them."""


class Blocks:
    """The inside of one process, grown by the choices of `random`."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0

    def process(self) -> str:
        """Start, some blocks, end."""
        return self.scope(3)

    def scope(self, depth: int) -> str:
        start, end = self.name("start"), self.name("end")
        first, last, inside = self.block(depth)
        nodes = f'<bpmn:startEvent id="{start}"/><bpmn:endEvent id="{end}"/>'
        return f"{nodes}\n{inside}\n{start} -> {first}\n{last} -> {end}"

    def block(self, depth: int) -> tuple[str, str, str]:
        """(entry, exit, lines) of one block, a single step when `depth` is used up."""
        simple = [self.user, self.passing, self.timer, self.script, self.guarded, self.race]
        nested = [self.sequence, self.fork, self.choice, self.rework, self.subprocess, self.each]
        if self.random.random() < 0.5:
            return self.random.choice(RARE[depth > 0])(self, depth - 1)
        return self.random.choice(simple if depth <= 0 else nested + simple[:1])(depth - 1)

    def user(self, depth: int) -> tuple[str, str, str]:
        return self.node("userTask")

    def passing(self, depth: int) -> tuple[str, str, str]:
        return self.node("task")

    def timer(self, depth: int) -> tuple[str, str, str]:
        return self.node("intermediateCatchEvent", time("P1D"))

    def script(self, depth: int) -> tuple[str, str, str]:
        setting = '<zeebe:script expression="=[loopCounter, 1]" resultVariable="made"/>'
        return self.node("scriptTask", f"<bpmn:extensionElements>{setting}</bpmn:extensionElements>")

    def guarded(self, depth: int) -> tuple[str, str, str]:
        """A task with a boundary event, both leading on."""
        task, _, inside = self.node("userTask")
        edge, after = self.name("edge"), self.name("after")
        cancel = self.random.choice(["true", "false"])
        definition = self.random.choice([time("R2/PT1H", "Cycle"), '<bpmn:messageEventDefinition messageRef="m"/>'])
        nodes = f"""<bpmn:boundaryEvent id="{edge}" attachedToRef="{task}" cancelActivity="{cancel}">{definition}
        </bpmn:boundaryEvent><bpmn:exclusiveGateway id="{after}"/>"""
        nodes += "" if cancel == "true" else f'<bpmn:endEvent id="{edge}-end"/>'
        goal = after if cancel == "true" else f"{edge}-end"
        return task, after, f"{inside}{nodes}\n{task} -> {after}\n{edge} -> {goal}"

    def race(self, depth: int) -> tuple[str, str, str]:
        """A message against a timer."""
        split, merge = self.name("race"), self.name("won")
        one, _, first = self.node("intermediateCatchEvent", time("P2D"))
        two, _, second = self.node("intermediateCatchEvent", '<bpmn:messageEventDefinition messageRef="m"/>')
        nodes = f'<bpmn:eventBasedGateway id="{split}"/><bpmn:exclusiveGateway id="{merge}"/>'
        flows = f"\n{split} -> {one}\n{split} -> {two}\n{one} -> {merge}\n{two} -> {merge}"
        return split, merge, nodes + first + second + flows

    def sequence(self, depth: int) -> tuple[str, str, str]:
        parts = [self.block(depth) for _ in range(self.random.randint(1, 3))]
        flows = "".join(f"\n{one[1]} -> {two[0]}" for one, two in pairwise(parts))
        return parts[0][0], parts[-1][1], "\n".join(part[2] for part in parts) + flows

    def fork(self, depth: int) -> tuple[str, str, str]:
        return self.branches("parallelGateway", depth, ["", "", ""])

    def choice(self, depth: int) -> tuple[str, str, str]:
        tag = self.random.choice(["exclusiveGateway", "inclusiveGateway"])
        return self.branches(tag, depth, [" x > 2", " odd(x)", None])

    def branches(self, tag: str, depth: int, conditions: list[str | None]) -> tuple[str, str, str]:
        """Branches between two gateways of a kind; None is the default one."""
        split, join = self.name("split"), self.name("join")
        lines = [f'<bpmn:{tag} id="{join}"/>']
        default = ""
        for condition in conditions:
            first, last, inside = self.block(depth)
            flow = self.name("flow")
            default = f'default="{flow}"' if condition is None else default
            lines.append(f"{inside}\n{flow}: {split} -> {first}{condition or ''}\n{last} -> {join}")
        return split, join, f'<bpmn:{tag} id="{split}" {default}/>\n' + "\n".join(lines)

    def rework(self, depth: int) -> tuple[str, str, str]:
        """A block that is repeated while the last answer says so."""
        merge, again, flow = self.name("merge"), self.name("again"), self.name("flow")
        first, last, inside = self.block(depth)
        ask, _, task = self.node("userTask")
        nodes = f'<bpmn:exclusiveGateway id="{merge}"/><bpmn:exclusiveGateway id="{again}" default="{flow}"/>'
        after, _, passing = self.node("task")
        flows = f"{merge} -> {first}\n{last} -> {ask}\n{ask} -> {again}\n{again} -> {merge} x = 5"
        flows += f"\n{flow}: {again} -> {after}"
        return merge, after, "\n".join([nodes, inside, task, passing, flows])

    def subprocess(self, depth: int, loop: str = "") -> tuple[str, str, str]:
        name = self.name("sub")
        handler = self.handler(depth) if self.random.random() < 0.3 else ""
        return name, name, f'<bpmn:subProcess id="{name}">{loop}\n{self.scope(depth)}\n{handler}\n</bpmn:subProcess>'

    def handler(self, depth: int) -> str:
        """An event subprocess."""
        name, start, flag = self.name("handler"), self.name("caught"), self.random.choice(["true", "false"])
        task, _, inside = self.node("userTask")
        return f"""<bpmn:subProcess id="{name}" triggeredByEvent="true"><bpmn:startEvent id="{start}"
        isInterrupting="{flag}">{time("PT5H")}</bpmn:startEvent>{inside}
        {start} -> {task}
        </bpmn:subProcess>"""

    def each(self, depth: int) -> tuple[str, str, str]:
        kind = self.random.choice(["true", "false"])
        more = self.random.choice(["", "<bpmn:completionCondition>=loopCounter = 2</bpmn:completionCondition>"])
        setting = '<zeebe:loopCharacteristics inputCollection="=[3,4,5]" inputElement="x" outputCollection="out"'
        return self.subprocess(
            depth,
            f"""<bpmn:multiInstanceLoopCharacteristics isSequential="{kind}"><bpmn:extensionElements>
            {setting} outputElement="=x"/></bpmn:extensionElements>{more}</bpmn:multiInstanceLoopCharacteristics>""",
        )

    def node(self, tag: str, inside: str = "") -> tuple[str, str, str]:
        name = self.name(tag)
        return name, name, f'<bpmn:{tag} id="{name}">{inside}</bpmn:{tag}>'

    def name(self, word: str) -> str:
        self.count += 1
        return f"{word}{self.count}"
