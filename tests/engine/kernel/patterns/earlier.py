"""Patterns 1 to 22: basic control flow, branching, multiple instances, state, cancelling, loops."""

from tests.engine.kernel.patterns.words import (
    EDGE,
    FIVE,
    FORK,
    MANY,
    MESSAGE,
    NEXT,
    SIGNAL,
    Pattern,
    gate,
    story,
    told,
    users,
)

EARLIER = [
    Pattern(1, "Sequence", "sequence flow", story(f"{users('a b')}\ns -> a\na -> b\n", "at a\ncomplete a\nat b")),
    Pattern(2, "Parallel Split", "parallel gateway, or several flows out of an activity", story(FORK, "at a b")),
    Pattern(
        3,
        "Synchronization",
        "parallel gateway",
        story(
            FORK + gate("parallel", "j") + users("z") + "\na -> j\nb -> j\nj -> z\n",
            "complete a\nat b\ncomplete b\nat z",
        ),
    ),
    Pattern(
        4,
        "Exclusive Choice",
        "exclusive gateway",
        story(
            users("a b") + gate("exclusive", "g", 'default="d"') + "\ns -> g\ng -> a x = 1\nd: g -> b\n",
            "at b",
            variables={"x": 2},
        ),
    ),
    Pattern(
        5,
        "Simple Merge",
        "exclusive gateway, or several flows into an activity",
        story(
            users("z")
            + gate("exclusive", "g", 'default="d"')
            + gate("exclusive", "m")
            + '<bpmn:task id="a"/>\ns -> g\ng -> a x = 1\nd: g -> m\na -> m\nm -> z\n',
            "at z",
            variables={"x": 1},
        ),
    ),
    Pattern(
        6,
        "Multi-Choice",
        "inclusive gateway, or conditional flows",
        story(users("a b c") + gate("inclusive", "g") + "\ns -> g\ng -> a true\ng -> b false\ng -> c true\n", "at a c"),
    ),
    Pattern(
        7,
        "Structured Synchronizing Merge",
        "inclusive gateway",
        story(
            users("a b c z")
            + gate("inclusive", "g")
            + gate("inclusive", "j")
            + "\ns -> g\ng -> a true\ng -> b false\ng -> c true\na -> j\nb -> j\nc -> j\nj -> z\n",
            "complete a\nat c\ncomplete c\nat z",
        ),
    ),
    Pattern(
        8,
        "Multi-Merge",
        "exclusive gateway behind a parallel one",
        story(
            FORK + gate("exclusive", "j") + users("z") + "\na -> j\nb -> j\nj -> z\n", "complete a\ncomplete b\nat z z"
        ),
    ),
    Pattern(
        9,
        "Structured Discriminator",
        "complex gateway, activationCount >= 1",
        told("a complex join without condition goes on with the first token"),
    ),
    Pattern(
        10,
        "Arbitrary Cycles",
        "sequence flows back to any step, with several ways in and out",
        story(
            users("a b")
            + gate("exclusive", "m n")
            + gate("exclusive", "g", 'default="d"')
            + gate("exclusive", "h", 'default="i"')
            + '<bpmn:endEvent id="e"/>\ns -> m\nm -> a\na -> g\nd: g -> n\ng -> e out\nn -> b\nb -> h\n'
            + "h -> n x = 1\ni: h -> m\n",
            "complete a out=False\ncomplete b x=1\nat b\ncomplete b x=2\nat a\ncomplete a out=True\nended",
        ),
    ),
    Pattern(
        11, "Implicit Termination", "a process ends when no token is left", story(FORK, "complete a\ncomplete b\nended")
    ),
    Pattern(
        12,
        "Multiple Instances without Synchronization",
        "a loop that sends tokens on through a parallel gateway",
        story(
            users("a z")
            + gate("exclusive", "m")
            + gate("parallel", "f")
            + "\ns -> m\nm -> z\nz -> f\nf -> a\nf -> m\n",
            "complete z\nat a z\ncomplete z\nat a a z",
        ),
    ),
    Pattern(
        13,
        "Multiple Instances with a priori Design-Time Knowledge",
        "multi-instance activity, loopCardinality",
        story(
            MANY.format("<bpmn:loopCardinality>=2</bpmn:loopCardinality>") + NEXT,
            "at a a\ncomplete a\ncomplete a\nat z",
        ),
    ),
    Pattern(
        14,
        "Multiple Instances with a priori Run-Time Knowledge",
        "multi-instance activity, loopCardinality or a collection as expression",
        story(MANY.format(FIVE) + NEXT, "at a a a", variables={"n": 3}),
    ),
    Pattern(
        15,
        "Multiple Instances without a priori Run-Time Knowledge",
        "ad-hoc subprocess: a step may be begun again while others run; a multi-instance activity cannot grow",
        told("in a parallel ad-hoc subprocess all steps are open at once, and again by activation"),
    ),
    Pattern(
        16,
        "Deferred Choice",
        "event-based gateway",
        story(
            '<bpmn:eventBasedGateway id="g"/><bpmn:receiveTask id="r" messageRef="m"/>'
            '<bpmn:intermediateCatchEvent id="t"><bpmn:signalEventDefinition signalRef="sig"/>'
            f"</bpmn:intermediateCatchEvent>{users('a b')}\ns -> g\ng -> r\ng -> t\nr -> a\nt -> b\n",
            "at r t\nreceive t\nat b",
            outside=MESSAGE + SIGNAL,
        ),
    ),
    Pattern(
        17,
        "Interleaved Parallel Routing",
        "BPMN has no partial order without concurrency: a sequential ad-hoc subprocess runs whole chains",
    ),
    Pattern(
        18,
        "Milestone",
        "a step cannot be bound to another branch standing at a certain place: flows only say what comes after what",
    ),
    Pattern(
        19,
        "Cancel Task",
        "interrupting boundary event",
        story(users("a") + EDGE.format("a") + "\ns -> a\n", "receive edge\nat y\ncancelled a", outside=SIGNAL),
    ),
    Pattern(
        20,
        "Cancel Case",
        "terminate end event, or interrupting event subprocess of the process",
        told("a terminate end event ends its scope with all that is in it"),
    ),
    Pattern(
        21,
        "Structured Loop",
        "standard loop, testBefore or not",
        told("a standard loop that tests before repeats as long as it holds"),
    ),
    Pattern(
        22,
        "Recursion",
        "call activity that calls its own process",
        story(
            gate("exclusive", "g", 'default="d"')
            + users("a")
            + '<bpmn:callActivity id="call" calledElement="main"/><bpmn:scriptTask id="less"><bpmn:extensionElements>'
            '<zeebe:script expression="=n - 1" resultVariable="n"/></bpmn:extensionElements></bpmn:scriptTask>'
            "\ns -> g\ng -> less n > 0\nless -> call\nd: g -> a\n",
            "at a\ncomplete a\nended",
            variables={"n": 3},
        ),
    ),
]
