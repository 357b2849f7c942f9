"""Small looks into the XML of a diagram: settings of the dialect, texts, what something refers to."""

from __future__ import annotations

from typing import Any

from engine.kernel.dialect import BPMN, ZEEBE, full


def whole(text: str | None, otherwise: int) -> int:
    """A whole number of an attribute, or another where there is none."""
    return int(text) if text and text.strip().isdecimal() else otherwise


def extension(node: Any, name: str) -> Any:
    """The zeebe extension element of a node, or None."""
    holder = node.find(f"{{{BPMN}}}extensionElements")
    return None if holder is None else holder.find(f"{{{ZEEBE}}}{name}")


def attribute(node: Any, name: str) -> str | None:
    """An attribute of a node that may be missing; empty counts as missing."""
    value = None if node is None else node.get(name)
    return value if value and value.strip() else None


def text_of(node: Any) -> str | None:
    """The text of a node that may be missing or empty."""
    text = None if node is None else "".join(node.itertext()).strip()
    return text or None


def pairs(node: Any, holder: str, tag: str, key: str) -> dict[str, str]:
    """Names and values of zeebe:properties or zeebe:taskHeaders."""
    found = extension(node, holder)
    children = [] if found is None else found.findall(f"{{{ZEEBE}}}{tag}")
    return {child.get(key): child.get("value") or "" for child in children if child.get(key)}


def referred(node: Any, attribute_name: str, tag: str) -> Any:
    """The element at the root of the file that an attribute refers to, or None."""
    return root_of_id(node, node.get(attribute_name), tag)


def root_of_id(node: Any, ref: str | None, tag: str) -> Any:
    """The element at the root of the file with an id, or None."""
    wanted = (ref or "").strip().rpartition(":")[2]
    root = node.getroottree().getroot()
    return next((found for found in root.findall(full(tag)) if wanted and found.get("id") == wanted), None)
