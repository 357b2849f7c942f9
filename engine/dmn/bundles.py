"""Finds the files a model needs among those beside it: what it imports, and what these import."""

from collections.abc import Iterable

from engine.dmn import source
from engine.errors import Invalid


def needed(main: bytes, others: Iterable[bytes]) -> list[bytes]:
    """The main file first, then the files it imports, directly or not. Raises Invalid if the main file is no DMN."""
    by_namespace: dict[str, bytes] = {}
    for other in others:
        by_namespace.setdefault(_namespace(other), other)
    found = [main]
    reached = {str(source.read(main).get("namespace"))}
    for content in found:
        for node in source.children(source.read(content), "import"):
            namespace = node.get("namespace") or ""
            if namespace in by_namespace and namespace not in reached:
                reached.add(namespace)
                found.append(by_namespace[namespace])
    return found


def _namespace(content: bytes) -> str:
    try:
        return str(source.read(content).get("namespace") or "")
    except Invalid:
        return ""
