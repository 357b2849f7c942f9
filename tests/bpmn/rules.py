"""The rules of the work as tests ask them: by examples, whole or with one row of a table taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

import bpmn
from engine import dmn

DMN = "{https://www.omg.org/spec/DMN/20230324/MODEL/}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What a decision must say of some inputs; of a context only the entries named are compared."""

    decision: str
    inputs: Mapping[str, Any]
    value: Any


def example(decision: str, value: Any, **inputs: Any) -> Example:
    return Example(decision=decision, inputs=inputs, value=value)


def contents() -> dict[tuple[str, str], bytes]:
    """(key, version) -> file."""
    return {(path.parent.name, path.stem): path.read_bytes() for path in bpmn.rules()}


def load(key: str, version: str, removed: str | None = None) -> dmn.Model:
    """A rule, or one that lacks a row."""
    files = contents()
    content = files[key, version]
    return dmn.load(*dmn.needed(without(content, removed) if removed else content, files.values()))


@cache
def model(key: str, version: str) -> dmn.Model:
    return load(key, version)


def rows(key: str) -> list[tuple[str, str]]:
    """(version, id of the row) of every table of a rule."""
    return [
        (version, row.get("id"))
        for (found, version), content in contents().items()
        if found == key
        for row in etree.fromstring(content).iter(DMN + "rule")
    ]


def without(content: bytes, row: str) -> bytes:
    root = etree.fromstring(content)
    (found,) = root.findall(f".//{DMN}rule[@id='{row}']")
    found.getparent().remove(found)
    return etree.tostring(root)


def wrong(asked: dmn.Model, examples: Iterable[Example]) -> list[str]:
    """The examples a rule does not keep, in words."""
    found = []
    for each in examples:
        outcome = asked.evaluate(each.decision, each.inputs)
        if not agrees(outcome.value, each.value):
            found.append(f"{each.decision} {dict(each.inputs)}: expected {each.value}, got {outcome.value}")
    return found


def agrees(value: Any, expected: Any) -> bool:
    if isinstance(expected, Mapping):
        return isinstance(value, Mapping) and all(agrees(value.get(name), each) for name, each in expected.items())
    return bool(value == expected) and isinstance(value, bool) == isinstance(expected, bool)
