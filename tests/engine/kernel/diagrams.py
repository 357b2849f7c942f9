"""Small diagrams for the tests, written as the inside of a process."""

from textwrap import dedent

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  id="definitions" targetNamespace="http://example.org/bangfu">
"""


def diagram(inside: str, outside: str = "", process: str = "main") -> bytes:
    """A file with one process; `outside` are its messages, signals, errors and further processes."""
    body = f'<bpmn:process id="{process}" isExecutable="true">{short(inside)}</bpmn:process>'
    return (HEAD + body + short(outside) + "</bpmn:definitions>").encode()


def short(text: str) -> str:
    """Lets a test write `a -> b` lines for sequence flows: `flow: source -> target [condition]`."""
    lines = []
    for number, line in enumerate(dedent(text).splitlines()):
        left, arrow, right = line.partition("->")
        if not arrow or line.lstrip().startswith("<"):
            lines.append(line)
            continue
        target, _, condition = right.strip().partition(" ")
        name, colon, source = left.strip().rpartition(":")
        flow = name.strip() if colon else f"{source.strip()}-{target}-{number}"
        lines.append(
            f'<bpmn:sequenceFlow id="{flow}" sourceRef="{source.strip()}" targetRef="{target}">{_condition(condition)}'
            "</bpmn:sequenceFlow>"
        )
    return "\n".join(lines)


def _condition(text: str) -> str:
    if not text.strip():
        return ""
    escaped = text.strip().replace("&", "&amp;").replace("<", "&lt;")
    return f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">={escaped}</bpmn:conditionExpression>'
