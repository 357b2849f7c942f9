"""Patterns 23 to 43: triggers, regions, partial joins, critical sections, threads."""

from tests.engine.kernel.patterns.words import (
    CANCELLING,
    EDGE,
    FIVE,
    FORK,
    MANY,
    NEXT,
    SIGNAL,
    TWO_DONE,
    Pattern,
    gate,
    story,
    told,
    users,
)

LATER = [
    Pattern(
        23,
        "Transient Trigger",
        "signal: whoever does not wait does not hear it",
        story(
            gate("parallel", "f")
            + users("a b z")
            + '<bpmn:intermediateThrowEvent id="t"><bpmn:signalEventDefinition signalRef="sig"/>'
            '</bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="c"><bpmn:signalEventDefinition '
            'signalRef="sig"/></bpmn:intermediateCatchEvent>'
            "\ns -> f\nf -> a\nf -> b\na -> t\nb -> c\nc -> z\n",
            "complete a\ncomplete b\nat c",
            outside=SIGNAL,
        ),
    ),
    Pattern(
        24,
        "Persistent Trigger",
        "message: kept for its time to live until somebody waits for it",
        told("a multiple catch event goes on with the first of its events"),
    ),
    Pattern(
        25,
        "Cancel Region",
        "interrupting boundary event of a subprocess; a region that is no subprocess cannot be drawn",
        story(
            f'<bpmn:subProcess id="sub"><bpmn:startEvent id="s1"/>{FORK.replace("s -> g", "s1 -> g")}</bpmn:subProcess>'
            + EDGE.format("sub")
            + "\ns -> sub\n",
            "at a b edge\nreceive edge\nat y",
            outside=SIGNAL,
        ),
    ),
    Pattern(
        26,
        "Cancel Multiple Instance Activity",
        "interrupting boundary event of a multi-instance activity",
        story(
            MANY.format(FIVE) + EDGE.format("a") + "\ns -> a\n",
            "complete a\nreceive edge\nat y",
            variables={"n": 3},
            outside=SIGNAL,
        ),
    ),
    Pattern(
        27,
        "Complete Multiple Instance Activity",
        "completion condition of a multi-instance activity, asked when an instance completes",
        told("enough instances end the others"),
    ),
    Pattern(
        28,
        "Blocking Discriminator",
        "complex gateway: tokens that come before the reset wait for the next start",
        told("an excess token at a complex join is there for its next start"),
    ),
    Pattern(
        29,
        "Cancelling Discriminator",
        "complex gateway and terminate end event in a subprocess",
        story(CANCELLING.format(1), "complete b\nat z\ncancelled a c"),
    ),
    Pattern(
        30,
        "Structured Partial Join",
        "complex gateway, activationCount >= n",
        told("a complex join is activated once by its condition and lets late tokens pass into nothing"),
    ),
    Pattern(
        31,
        "Blocking Partial Join",
        "complex gateway, which resets before it starts again",
        told("a complex join in a loop waits for its start again after the reset"),
    ),
    Pattern(
        32,
        "Cancelling Partial Join",
        "complex gateway and terminate end event in a subprocess",
        story(CANCELLING.format(2), "complete b\ncomplete a\nat z\ncancelled c"),
    ),
    Pattern(
        33,
        "Generalized AND-Join",
        "parallel gateway: excess tokens wait for the next round",
        story(
            f"{users('a b c z')}{gate('parallel', 'g')}{gate('exclusive', 'm')}{gate('parallel', 'j')}"
            "\ns -> g\ng -> a\ng -> b\ng -> c\na -> m\nb -> m\nm -> j\nc -> j\nj -> z\n",
            "complete a\ncomplete b\nat c\ncomplete c\nat z",
        ),
    ),
    Pattern(
        34,
        "Static Partial Join for Multiple Instances",
        "multi-instance activity that throws an event after n instances and goes on (behavior complex)",
        story(
            MANY.format(
                FIVE + "<bpmn:complexBehaviorDefinition><bpmn:condition>=numberOfCompletedInstances = 2"
                '</bpmn:condition><bpmn:event><bpmn:signalEventDefinition signalRef="sig"/></bpmn:event>'
                "</bpmn:complexBehaviorDefinition>"
            ).replace("Characteristics>", 'Characteristics behavior="Complex">', 1)
            + EDGE.format("a").replace('attachedToRef="a"', 'attachedToRef="a" cancelActivity="false"')
            + "\ns -> a\n",
            "complete a\nat a a edge\ncomplete a\nat a edge y",
            variables={"n": 3},
            outside=SIGNAL,
        ),
    ),
    Pattern(
        35,
        "Cancelling Partial Join for Multiple Instances",
        "completion condition of a multi-instance activity",
        story(MANY.format(FIVE + TWO_DONE) + NEXT, "complete a\ncomplete a\nat z", variables={"n": 4}),
    ),
    Pattern(
        36,
        "Dynamic Partial Join for Multiple Instances",
        "a multi-instance activity cannot get instances added once it has begun",
    ),
    Pattern(
        37,
        "Local Synchronizing Merge",
        "inclusive gateway",
        told("an inclusive join waits for tokens that can still come through a loop behind it"),
    ),
    Pattern(
        38,
        "General Synchronizing Merge",
        "inclusive gateway: it looks at which live tokens can still come",
        told("an inclusive join waits for tokens that can still come through a loop behind it"),
    ),
    Pattern(39, "Critical Section", "BPMN has no lock that two parts of a process could share"),
    Pattern(
        40,
        "Interleaved Routing",
        "sequential ad-hoc subprocess",
        told("in a sequential ad-hoc subprocess one step is open at a time"),
    ),
    Pattern(41, "Thread Merge", "startQuantity", told("an activity begins when startQuantity tokens are here")),
    Pattern(42, "Thread Split", "completionQuantity", told("an activity sends completionQuantity tokens on")),
    Pattern(
        43,
        "Explicit Termination",
        "terminate end event",
        told("a terminate end event ends its scope with all that is in it"),
    ),
]
