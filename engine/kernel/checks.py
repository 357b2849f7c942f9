"""Checks a file against the dialect and the rules of the standard before it is built; reports all faults at once."""

from typing import Any

from engine.kernel import rules, vocabulary
from engine.kernel.dialect import executable
from engine.kernel.faults import Faults


def check(root: Any, faults: Faults) -> None:
    """Every fault of the file but those of its expressions, which come up when they are read."""
    if not executable(root):
        faults.add("no-process", root)
    vocabulary.check(root, faults)
    rules.check(root, faults)
