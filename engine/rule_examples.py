"""The worked examples a rule carries in its file: what it must say of some inputs, for people and for every change.

    <bangfu:example name="个人累计负担 120000 元" decision="大病累计补偿" value="81250">
      <bangfu:given name="累计负担" value="120000"/></bangfu:example>

They stand among the extension elements of the definitions; all values are FEEL. Of a context only the entries named
in `value` are compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from engine import feel
from engine.dmn import source
from engine.rules import NAMESPACE, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedExample:
    """One example: the decision asked (a name of the file), what is given by name, and the value expected."""

    name: str
    decision: str
    given: Mapping[str, Any]
    value: Any


def examples(rule: Rule) -> list[WorkedExample]:
    """The worked examples of a version, in the order of its file."""
    return [
        WorkedExample(
            name=node.get("name") or "",
            decision=node.get("decision") or "",
            given={each.get("name"): feel.evaluate(each.get("value"), {}) for each in _children(node, "given")},
            value=feel.evaluate(node.get("value"), {}),
        )
        for node in _nodes(source.read(rule.content))
    ]


def outcome(rule: Rule, example: WorkedExample, now: datetime) -> Any:
    """What a version says of an example, settings as the example gives them; of a context what is expected of it."""
    return _seen(rule.model.evaluate(example.decision, example.given, now=now).value, example.value)


def corrected(rule: Rule, values: Sequence[Any]) -> bytes:
    """The file of a version with these values expected, in the order of its examples."""
    root = source.read(rule.content)
    for node, value in zip(_nodes(root), values, strict=True):
        node.set("value", feel.evaluate("string([value])", {"value": value})[1:-1])
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _seen(value: Any, expected: Any) -> Any:
    if isinstance(expected, Mapping) and isinstance(value, Mapping):
        return {name: _seen(value.get(name), each) for name, each in expected.items()}
    return value


def _nodes(root: Any) -> list[Any]:
    return [each for holder in source.children(root, "extensionElements") for each in _children(holder, "example")]


def _children(node: Any, tag: str) -> list[Any]:
    return list(node.findall(f"./{{{NAMESPACE}}}{tag}"))
