"""The collector of faults: rules by name, each with its sentence in Chinese and English and its clause."""

from __future__ import annotations

from typing import Any

from engine.kernel.errors import Fault, Invalid
from engine.kernel.rulebook import RULES


class Faults:
    """All faults of one file, found in one pass."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, rule: str, node: Any = None, **details: str) -> None:
        """Report that a rule is broken at an XML node (None: the file as a whole)."""
        zh, en, clause = RULES[rule]
        element = label(node)
        zh_text = zh.format_map({"element": element, **details})
        en_text = en.format_map({"element": element, **details})
        line = 0 if node is None else (node.sourceline or 0)
        fault = Fault(rule=rule, element=nearest_id(node), line=line, zh=zh_text, en=en_text, clause=clause)
        if fault not in self.found:
            self.found.append(fault)

    def check(self) -> None:
        """Raise Invalid if there are any, in the order of the file."""
        if self.found:
            raise Invalid(sorted(self.found, key=lambda fault: fault.line))


def nearest_id(node: Any) -> str | None:
    """The id of a node or of the nearest around it."""
    while node is not None:
        if node.get("id"):
            return str(node.get("id"))
        node = node.getparent()
    return None


def label(node: Any) -> str:
    """What a designer calls a node: its name, else its id, else its tag."""
    if node is None:
        return ""
    return str(node.get("name") or nearest_id(node) or str(node.tag).rpartition("}")[2])
