"""The collector of faults: each rule that is broken, with its place in the file and its sentences."""

from __future__ import annotations

from typing import Any

from engine.errors import Fault, Invalid
from engine.kernel.rulebook import RULES

MOST = 1000
"""Faults kept; who has more has the wrong file, and what it costs to refuse one must be bounded."""
LONGEST = 80
"""Characters of a name or value that a sentence quotes."""


class Faults:
    """All faults of one file, found in one pass."""

    def __init__(self) -> None:
        self.found: dict[Fault, None] = {}

    def add(self, rule: str, node: Any = None, /, **details: str) -> None:
        """Report that a rule is broken at an XML node (None: the file as a whole)."""
        if len(self.found) >= MOST:
            return
        broken = RULES[rule]
        words = {name: shortened(text) for name, text in {"element": label(node), **details}.items()}
        fault = Fault(
            rule=rule,
            element=nearest_id(node),
            line=0 if node is None else (node.sourceline or 0),
            zh=broken.zh.format_map(words),
            en=broken.en.format_map(words),
            clause=broken.clause,
        )
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
    """What a designer calls a node: its name, else its id, else what it stands in, else its tag."""
    if node is None:
        return ""
    if node.get("name") and node.get("name").strip():
        return " ".join(node.get("name").split())
    return nearest_id(node) or str(node.tag).rpartition("}")[2]


def shortened(text: str) -> str:
    """A text that fits into a sentence."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
