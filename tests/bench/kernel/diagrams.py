"""The processes that are measured: sizes as parameters."""

from itertools import pairwise

from tests.engine.kernel.diagrams import diagram


def chain(tasks: int) -> bytes:
    """Start, so many user tasks in a row, end; the same file for SpiffWorkflow and for us."""
    names = ["s", *(f"t{number}" for number in range(tasks)), "e"]
    nodes = "".join(f'<bpmn:userTask id="{name}"/>' for name in names[1:-1])
    flows = "".join(f"\n{one} -> {two}" for one, two in pairwise(names))
    return diagram(f'<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>{nodes}{flows}')


def rework() -> bytes:
    """One user task again and again."""
    return diagram(
        """
        <bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="merge"/><bpmn:userTask id="a"/>
        <bpmn:exclusiveGateway id="ok" default="yes"/><bpmn:endEvent id="e"/>
        s -> merge
        merge -> a
        a -> ok
        ok -> merge 退回
        yes: ok -> e
        """
    )


def sequential(items: int) -> bytes:
    """A sequential multi-instance task over so many items."""
    return diagram(
        f"""
        <bpmn:startEvent id="s"/><bpmn:userTask id="a"><bpmn:multiInstanceLoopCharacteristics isSequential="true">
        <bpmn:loopCardinality>={items}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
        <bpmn:endEvent id="e"/>
        s -> a
        a -> e
        """
    )


def parallel(blocks: int, branches: int) -> bytes:
    """Blocks of parallel user tasks in a row."""
    lines, last = ['<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>'], "s"
    for block in range(blocks):
        lines.append(f'<bpmn:parallelGateway id="f{block}"/><bpmn:parallelGateway id="j{block}"/>\n{last} -> f{block}')
        for branch in range(branches):
            name = f"t{block}-{branch}"
            lines.append(f'<bpmn:userTask id="{name}"/>\nf{block} -> {name}\n{name} -> j{block}')
        last = f"j{block}"
    return diagram("\n".join([*lines, f"{last} -> e"]))


def listening(handlers: int) -> bytes:
    """A rework loop in a scope with so many event subprocesses that wait."""
    waiting = "".join(
        f"""<bpmn:subProcess id="h{number}" triggeredByEvent="true"><bpmn:startEvent id="hs{number}">
        <bpmn:timerEventDefinition><bpmn:timeDuration>P{number + 1}D</bpmn:timeDuration></bpmn:timerEventDefinition>
        </bpmn:startEvent><bpmn:userTask id="ht{number}"/>\nhs{number} -> ht{number}\n</bpmn:subProcess>"""
        for number in range(handlers)
    )
    return rework().replace(b"</bpmn:process>", waiting_flows(waiting) + b"</bpmn:process>")


def waiting_flows(text: str) -> bytes:
    """The inside of a process written as for the tests."""
    return diagram(text).partition(b'isExecutable="true">')[2].partition(b"</bpmn:process>")[0]
