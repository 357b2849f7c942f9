"""Diagrams in few words for the rules: a line an element, braces around what is inside, arrows for sequence flows.

`task b name="x"` is an element with its id, `text = words` one with text, `a -> b x > 1` a flow with its condition.
What stands after a line of dashes is outside the process. A sketch has a start event leading to the task `a` before all
else, unless its first line is `only`.
"""

from lxml import etree

from engine.kernel import rules
from engine.kernel.faults import Faults
from engine.kernel.rulebook import RULES
from tests.engine.kernel.diagrams import short

HEAD = """<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://example.org/x">"""
BASE = "startEvent start\ntask a\nstart -> a\n"


def file(text: str) -> bytes:
    """The file of a sketch."""
    text = text.strip()
    text = text.removeprefix("only") if text.startswith("only") else BASE + text
    inside, _, outside = text.partition("---")
    return f'{HEAD}<bpmn:process id="main">{xml(inside)}</bpmn:process>{xml(outside)}</bpmn:definitions>'.encode()


def xml(text: str) -> str:
    """The elements of a sketch."""
    open_tags: list[str] = []
    lines = []
    for line in text.replace("{", "{\n").replace("}", "\n}\n").splitlines():
        line = line.strip()
        if line == "}":
            lines.append(f"</{open_tags.pop()}>")
        elif "->" in line or not line:
            lines.append(line)
        else:
            opens = line.endswith("{")
            head, is_text, content = line.rstrip("{").strip().partition(" = ")
            tag, _, rest = head.partition(" ")
            tag = tag if ":" in tag else f"bpmn:{tag}"
            name, _, attributes = rest.strip().partition(" ")
            start = f"<{tag} {rest}" if not name or "=" in name else f'<{tag} id="{name}" {attributes}'
            open_tags += [tag] if opens else []
            lines.append(f"{start}>" if opens else f"{start}>{content}</{tag}>" if is_text else f"{start}/>")
    return short("\n".join(lines))


def broken(text: str) -> set[str]:
    """The rules a sketch breaks."""
    faults = Faults()
    rules.check(etree.fromstring(file(text)), faults)
    for fault in faults.found:
        assert fault.element and fault.clause and "{" not in fault.zh + fault.en, fault
    return {fault.rule for fault in faults.found}


def of(topic: str) -> list[str]:
    """The rules of a topic."""
    return sorted(rule.name for rule in RULES.values() if rule.topic == topic)


Cases = dict[str, tuple[str, str]]
"""A sketch that breaks a rule and its sound neighbour, by the name of the rule."""
