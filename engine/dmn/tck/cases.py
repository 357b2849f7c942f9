"""Reads the files of test cases of the DMN TCK: inputs, what is asked, and what is expected.

A value is `<value xsi:type="xsd:decimal">1</value>`, `<list><item>...</item></list>` or
`<component name="...">...</component>` several times; `xsi:nil="true"` is null.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

from engine.dmn.source import tag_of
from engine.feel.errors import Fault
from engine.feel.temporal import literals

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The value a decision is to have; where it is to be `failing`, that is null or an error."""

    name: str
    value: Any
    failing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test case; `invocable` is the service or knowledge model it asks instead of decisions.

    `unreadable` says what of it could not be read, if anything.
    """

    id: str
    inputs: dict[str, Any]
    invocable: str | None
    expected: tuple[Expected, ...]
    unreadable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """One file."""

    model: str
    cases: tuple[Case, ...]


def read_cases(content: bytes) -> Cases:
    """The test cases of a file. Raises XMLSyntaxError where it is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    root: Any = etree.fromstring(content, parser)
    model = next((each.text or "" for each in _children(root, "modelName")), "")
    found = tuple(_case(each, number) for number, each in enumerate(_children(root, "testCase"), 1))
    return Cases(model=model.strip(), cases=found)


def _case(node: Any, number: int) -> Case:
    identifier, kind = node.get("id") or str(number), node.get("type") or "decision"
    invocable = node.get("invocableName") if kind != "decision" else None
    try:
        inputs = {each.get("name"): _value(each) for each in _children(node, "inputNode")}
        expected = tuple(_expected(each) for each in _children(node, "resultNode"))
    except (Fault, ArithmeticError, ValueError) as error:
        return Case(id=identifier, inputs={}, invocable=invocable, expected=(), unreadable=str(error))
    return Case(id=identifier, inputs=inputs, invocable=invocable, expected=expected)


def _expected(node: Any) -> Expected:
    expected = next(_children(node, "expected"), None)
    failing = node.get("errorResult") in ("true", "1")
    value = None if expected is None or failing else _value(expected)
    return Expected(name=node.get("name"), value=value, failing=failing)


def _value(node: Any) -> Any:
    """What a node with a value, a list or components in it stands for."""
    if node.get(_NIL) in ("true", "1"):
        return None
    components = list(_children(node, "component"))
    if components:
        return {each.get("name"): _value(each) for each in components}
    listed = next(_children(node, "list"), None)
    if listed is not None:
        return None if listed.get(_NIL) in ("true", "1") else [_value(each) for each in _children(listed, "item")]
    simple = next(_children(node, "value"), None)
    return None if simple is None else _simple(simple)


def _simple(node: Any) -> Any:
    if node.get(_NIL) in ("true", "1"):
        return None
    kind = (node.get(_TYPE) or "").rpartition(":")[2]
    text = node.text or ""
    return _READERS.get(kind, str)(text if kind in ("", "string") else text.strip())


def _number(text: str) -> Any:
    value = Decimal(text)
    return int(value) if value.adjusted() < 34 and value == value.to_integral_value() else value


def _children(node: Any, tag: str) -> Iterator[Any]:
    return (each for each in node if tag_of(each) == tag)


_READERS: dict[str, Callable[[str], Any]] = {
    "boolean": lambda text: text in ("true", "1"),
    **dict.fromkeys(("decimal", "double", "float", "integer", "int", "long", "short"), _number),
    "date": literals.day,
    "time": literals.clock_time,
    "dateTime": literals.date_and_time,
    **dict.fromkeys(("duration", "dayTimeDuration", "yearMonthDuration"), literals.duration),
}
