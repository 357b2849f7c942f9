"""The collector of faults of a decision model, found in one pass."""

from typing import Any

from engine.dmn.rulebook import RULES
from engine.errors import Fault, Invalid

MOST = 500
"""Faults listed; nobody reads more, and a hostile file could have millions."""


class Faults:
    """All faults of the files of one model."""

    def __init__(self) -> None:
        self.found: dict[Fault, None] = {}

    def add(self, rule: str, node: Any = None, **details: Any) -> None:
        """Report that a rule is broken at an XML node (None: the file as a whole)."""
        if len(self.found) >= MOST:
            return
        zh, en, clause = RULES[rule]
        details = {"element": label(node), **details}
        line = 0 if node is None else (node.sourceline or 0)
        text_zh, text_en = zh.format_map(details), en.format_map(details)
        fault = Fault(rule=rule, element=nearest_id(node), line=line, zh=text_zh, en=text_en, clause=clause)
        self.found[fault] = None

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
    """What an author calls the place of a node: the nearest name, else id, else its tag."""
    nearest = node
    while nearest is not None:
        if nearest.get("name"):
            return str(nearest.get("name"))
        nearest = nearest.getparent()
    return "" if node is None else nearest_id(node) or str(node.tag).rpartition("}")[2]
