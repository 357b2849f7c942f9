"""Checks a file against the dialect and the static rules before it is built; reports all faults."""

from typing import Any

from engine.kernel.dialect import full
from engine.kernel.faults import Faults


def check(root: Any, faults: Faults) -> None:
    """Every fault of the file."""
    processes = [node for node in root.findall(full("process")) if node.get("isExecutable") != "false"]
    if not processes:
        faults.add("no-process", root)
