"""Events: which kinds stand where, boundary events, what a definition must say."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

OUTSIDE = """---
    message m name="M" { extensionElements { zeebe:subscription correlationKey="=k" } }
    signal s name="S"
    error e errorCode="E"
    escalation u escalationCode="U"
    error bare
    escalation plain"""
SIGNAL = 'signalEventDefinition signalRef="s"'
HANDLER = 'subProcess h triggeredByEvent="true" {{\n startEvent x {more} {{ {event} }}\n }}\n'
TIMER = "timerEventDefinition { timeDate = 2026-01-01 }"


def start(event: str) -> str:
    return f"startEvent x {{ {event} }}\n x -> a\n{OUTSIDE}"


def inner(event: str) -> str:
    return f"a -> b\n subProcess b {{\n startEvent x {event}\n }}\n{OUTSIDE}"


def handler(event: str, more: str = "") -> str:
    return HANDLER.format(event=event, more=more) + OUTSIDE


def catch(event: str) -> str:
    return f"intermediateCatchEvent x {event}\n a -> x\n{OUTSIDE}"


def throw(event: str, tag: str = "intermediateThrowEvent") -> str:
    return f"{tag} x {{ {event} }}\n a -> x\n{OUTSIDE}"


def guard(event: str, more: str = 'attachedToRef="a"') -> str:
    return f"boundaryEvent x {more} {event}\n{OUTSIDE}"


def transaction(event: str, more: str = "") -> str:
    return f"a -> t\n transaction t {{\n startEvent y\n endEvent x {{ {event} }}\n y -> x\n }}\n{more}{OUTSIDE}"


CANCEL = "cancelEventDefinition"
BOTH = 'attachedToRef="a" parallelMultiple="true"'
UNDO = 'task c isForCompensation="true"\n association as sourceRef="x" targetRef="c"'
NESTED = f"""a -> t\n transaction t {{\n startEvent y\n subProcess n {{\n startEvent z\n endEvent x {{ {CANCEL} }}
    z -> x\n }}\n y -> n\n }}\n"""
CASES: Cases = {
    "start-kind": (start('errorEventDefinition errorRef="e"'), start(SIGNAL)),
    "subprocess-start-kind": (inner(f"{{ {SIGNAL} }}"), inner("")),
    "event-subprocess-start-kind": (handler(CANCEL), handler("escalationEventDefinition")),
    "catch-kind": (catch("{ errorEventDefinition }"), catch(f"{{ {TIMER} }}")),
    "throw-kind": (throw('errorEventDefinition errorRef="e"'), throw('escalationEventDefinition escalationRef="u"')),
    "boundary-kind": (guard("{ terminateEventDefinition }"), guard("{ compensateEventDefinition }\n task c"
        ' isForCompensation="true"\n association as sourceRef="x" targetRef="c"')),
    "end-kind": (throw(TIMER, "endEvent"), throw("terminateEventDefinition", "endEvent")),
    "catch-of-nothing": (
        catch(""), catch("{ eventDefinitionRef = t }") + f"\n{SIGNAL.replace(' ', ' t ', 1)}",
    ),
    "boundary-of-nothing": (guard(""), guard("{ escalationEventDefinition }")),
    "boundary-unattached": (guard(f"{{ {TIMER} }}", ""), guard(f"{{ {TIMER} }}")),
    "boundary-host-kind": (guard(f"{{ {TIMER} }}", 'attachedToRef="start"'), guard(f"{{ {TIMER} }}")),
    "boundary-host-elsewhere": (
        f'a -> b\n subProcess b {{\n startEvent y\n task c\n y -> c\n }}\n'
        f'boundaryEvent x attachedToRef="c" {{ {TIMER} }}',
        f'a -> b\n subProcess b {{\n startEvent y\n task c\n y -> c\n'
        f'boundaryEvent x attachedToRef="c" {{ {TIMER} }}\n }}',
    ),
    "boundary-error-continues": (
        guard("{ errorEventDefinition }", 'attachedToRef="a" cancelActivity="false"'),
        guard("{ escalationEventDefinition }", 'attachedToRef="a" cancelActivity="false"'),
    ),
    "boundary-cancel-continues": (
        transaction(CANCEL, f'boundaryEvent z attachedToRef="t" cancelActivity="false" {{ {CANCEL} }}\n'),
        transaction(CANCEL, f'boundaryEvent z attachedToRef="t" {{ {CANCEL} }}\n'),
    ),
    "start-error-continues": (
        handler("errorEventDefinition", 'isInterrupting="false"'), handler("errorEventDefinition"),
    ),
    "cancel-boundary-outside": (
        guard(f"{{ {CANCEL} }}"), transaction(CANCEL, f'boundaryEvent z attachedToRef="t" {{ {CANCEL} }}\n'),
    ),
    "cancel-end-outside": (
        NESTED,
        transaction(CANCEL),
    ),
    "parallel-multiple-compensation": (
        guard(f"{{ {TIMER}\n compensateEventDefinition }}\n {UNDO}", BOTH),
        guard(f"{{ {TIMER}\n errorEventDefinition }}", BOTH),
    ),
    "link-among-others": (
        f'intermediateThrowEvent o {{ linkEventDefinition name="L" }}\n a -> o\n'
        f'intermediateCatchEvent x {{ linkEventDefinition name="L"\n {TIMER} }}',
        'intermediateThrowEvent o { linkEventDefinition name="L" }\n a -> o\n'
        'intermediateCatchEvent x { linkEventDefinition name="L" }',
    ),
    "caught-message-missing": (
        start("messageEventDefinition"), start('messageEventDefinition messageRef="m"'),
    ),
    "thrown-message-missing": (
        throw("messageEventDefinition"),
        throw('extensionElements { zeebe:taskDefinition type="mail" }\n messageEventDefinition'),
    ),
    "signal-missing": (throw("signalEventDefinition"), throw(SIGNAL)),
    "thrown-error-missing": (
        throw("errorEventDefinition", "endEvent"), throw('errorEventDefinition errorRef="e"', "endEvent"),
    ),
    "error-code-missing": (
        throw('errorEventDefinition errorRef="bare"', "endEvent"), guard('{ errorEventDefinition errorRef="bare" }'),
    ),
    "thrown-escalation-missing": (
        throw("escalationEventDefinition"), throw('escalationEventDefinition escalationRef="u"'),
    ),
    "escalation-code-missing": (
        throw('escalationEventDefinition escalationRef="plain"'),
        guard('{ escalationEventDefinition escalationRef="plain" }'),
    ),
    "event-condition-missing": (
        catch("{ conditionalEventDefinition }"), catch("{ conditionalEventDefinition { condition = =x > 1 } }"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", of("events"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
