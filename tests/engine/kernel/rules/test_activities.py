"""Activities: quantities, loops, what a task needs in order to run."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

MULTI = "multiInstanceLoopCharacteristics"
EACH = 'extensionElements { zeebe:loopCharacteristics inputCollection="=them" more }'
OUTSIDE = '---\n message m name="M" { extensionElements { zeebe:subscription correlationKey="=k" } }'


def task(inside: str = "", more: str = "", tag: str = "task") -> str:
    return f"{tag} b {more} {{ {inside}\n }}\n a -> b\n{OUTSIDE}"


def loop(inside: str = "", more: str = "") -> str:
    return task(f"standardLoopCharacteristics {more} {{ {inside}\n }}")


def multi(inside: str, more: str = "", each: str = "") -> str:
    return task(f"{MULTI} {more} {{ {EACH.replace('more', each) if each or not inside else ''}\n{inside}\n }}")


def setting(tag: str, holder: str, *attributes: str) -> tuple[str, str]:
    """Without the last attribute it is broken."""
    less, all_of_them = " ".join(attributes[:-1]), " ".join(attributes)
    wrong = task(f"extensionElements {{ zeebe:{holder} {less} }}", tag=tag)
    return wrong, task(f"extensionElements {{ zeebe:{holder} {all_of_them} }}", tag=tag)


CASES: Cases = {
    "start-quantity": (task(more='startQuantity="0"'), task(more='startQuantity="2"')),
    "completion-quantity": (task(more='completionQuantity="-1"'), task(more='completionQuantity="1"')),
    "several-loops": (
        task(f'standardLoopCharacteristics loopMaximum="3"\n {MULTI} {{ loopCardinality = 3 }}'),
        task(f"{MULTI} {{ loopCardinality = 3 }}"),
    ),
    "loop-maximum": (loop(more='loopMaximum="0"'), loop(more='loopMaximum="1"')),
    "loop-endless": (loop(), loop("loopCondition = =x")),
    "instances-unknown": (multi("completionCondition = =x"), multi("loopCardinality = =n")),
    "instances-ambiguous": (multi("loopCardinality = 3", each=" "), multi("", each=" ")),
    "cardinality": (multi("loopCardinality = 0"), multi("loopCardinality = 1")),
    "instances-behavior": (
        multi("loopCardinality = 3", 'behavior="Some"'),
        multi("loopCardinality = 3", 'behavior="None"'),
    ),
    "instances-output": (
        multi("", each='outputCollection="out"'),
        multi("", each='outputCollection="out" outputElement="=x"'),
    ),
    "adhoc-output": (
        task('task c\n extensionElements { zeebe:adHoc outputCollection="out" }', tag="adHocSubProcess"),
        task(
            'task c\n extensionElements { zeebe:adHoc outputCollection="out" outputElement="=x" }',
            tag="adHocSubProcess",
        ),
    ),
    "send-without-message": (task(tag="sendTask"), task(tag="sendTask", more='messageRef="m"')),
    "receive-without-message": (task(tag="receiveTask"), task(tag="receiveTask", more='messageRef="m"')),
    "receive-instantiating": (
        task(tag="receiveTask", more='messageRef="m" instantiate="true"'),
        task(tag="receiveTask", more='messageRef="m" instantiate="true"').replace("a -> b", ""),
    ),
    "script-without-expression": setting("scriptTask", "script", 'resultVariable="r"', 'expression="=1"'),
    "script-without-result": setting("scriptTask", "script", 'expression="=1"', 'resultVariable="r"'),
    "script-language": (
        task("script = x + 1", 'scriptFormat="groovy"', tag="scriptTask"),
        task("script = null", 'scriptFormat="feel"', tag="scriptTask"),
    ),
    "service-without-type": setting("serviceTask", "taskDefinition", 'type="t"'),
    "call-without-target": setting("callActivity", "calledElement", 'processId="p"'),
    "rule-without-decision": setting("businessRuleTask", "calledDecision", 'resultVariable="r"', 'decisionId="d"'),
    "rule-without-result": setting("businessRuleTask", "calledDecision", 'decisionId="d"', 'resultVariable="r"'),
}


@pytest.mark.parametrize("rule", of("activities"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
