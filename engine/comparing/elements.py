"""The elements of a diagram by id, each with everything it says, flat: place -> text, and where it is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from engine.comparing import words
from engine.kernel import source as file
from engine.kernel.dialect import BPMN

INNER = frozenset({"incoming", "outgoing", "extensionElements", "laneSet", "flowNodeRef", "childLaneSet"})
NAMED = {"input": ("target", "source"), "output": ("target", "source"), "header": ("key", "value"),
         "property": ("name", "value")}  # fmt: skip
"""Extension elements that have a name of their own: (attribute with the name, attribute with the text)."""
REFERENCES = frozenset({
    "sourceRef", "targetRef", "default", "attachedToRef", "messageRef", "signalRef", "errorRef", "escalationRef",
    "dataObjectRef", "calledElement", "lane", "parent",
})  # fmt: skip
LOOKS = frozenset({"id", "modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon"})


@dataclass(slots=True)
class Element:
    """One element with an id; `at` is the corner of its shape, None for what has none.

    `facts` are as written: references by id, since the same id under another name is the same reference; `words` has
    the names of what is referred to.
    """

    id: str
    kind: str
    name: str
    facts: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    at: tuple[float, float] | None = None


def elements(content: bytes) -> dict[str, Element]:
    """Id -> element, in the order of the file. Raises engine.kernel.Invalid for what is no diagram."""
    root = file.read(content)
    found = {node.get("id"): node for node in root.iter() if _is_element(node)}
    names = {id_: _plain_name(node) for id_, node in found.items()}
    lanes = {
        ref.text.strip(): lane.get("id")
        for lane in root.iter(f"{{{BPMN}}}lane") if lane.get("id") in names
        for ref in lane.findall(f"{{{BPMN}}}flowNodeRef") if ref.text
    }  # fmt: skip
    drawn = dict(_corners(root))
    return {id_: _element(id_, node, names, lanes, drawn.get(id_)) for id_, node in found.items()}


def _is_element(node: Any) -> bool:
    if not isinstance(node.tag, str) or not node.get("id"):
        return False
    name = etree.QName(node)
    return name.namespace == BPMN and name.localname in words.KINDS


def _element(
    id_: str, node: Any, names: dict[str, str], lanes: dict[str, str], at: tuple[float, float] | None
) -> Element:
    kind = etree.QName(node).localname
    facts = dict(_facts(node))
    if id_ in lanes:
        facts["lane"] = lanes[id_]
    parent = node.getparent().get("id")
    if parent in names and etree.QName(node.getparent()).localname != "process":
        facts["parent"] = parent
    said = {place: names[text] for place, text in facts.items() if place in REFERENCES and text in names}
    name = node.get("name") or " → ".join(said[end] for end in ("sourceRef", "targetRef") if end in said)
    return Element(id=id_, kind=kind, name=name or _plain_name(node), facts=facts, words=said, at=at)


def _facts(node: Any) -> Iterator[tuple[str, str]]:
    """Everything a node says by itself: attributes, texts and extensions, without the elements inside it."""
    yield from ((name, value) for name, value in node.attrib.items() if _is_said(name))
    for child in node:
        if not isinstance(child.tag, str) or _is_element(child):
            continue
        name = etree.QName(child).localname
        if name == "extensionElements":
            for extension in child:
                yield from _extension(extension)
        elif name not in INNER:
            yield from _detail(child, name)


def _detail(child: Any, name: str) -> Iterator[tuple[str, str]]:
    """A condition, a documentation, an event definition or a loop: its text, or what it says inside."""
    text = (child.text or "").strip()
    if text:
        yield name, text
    yield from ((place, value) for place, value in _facts(child) if not place.startswith("{"))
    if name.endswith("EventDefinition"):
        yield "event", name.removesuffix("EventDefinition")


def _extension(node: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(node.tag, str):
        return
    name = etree.QName(node).localname
    if name in NAMED:
        key, text = NAMED[name]
        yield f"{name}.{node.get(key)}", node.get(text) or ""
        return
    for attribute, value in node.attrib.items():
        if _is_said(attribute):
            yield f"{name}.{attribute}", value
    if (node.text or "").strip():
        yield name, node.text.strip()
    for child in node:
        yield from _extension(child)


def _is_said(name: str) -> bool:
    return etree.QName(name).localname not in LOOKS and not name.startswith("{http://bpmn.io")


def _plain_name(node: Any) -> str:
    text = next((child.text for child in node if etree.QName(child).localname == "text"), None)
    return " ".join((node.get("name") or text or node.get("id")).split())


def _corners(root: Any) -> Iterator[tuple[str, tuple[float, float]]]:
    for shape in root.iter("{*}BPMNShape"):
        bounds = shape.find("{*}Bounds")
        if bounds is not None:
            try:
                yield shape.get("bpmnElement"), (float(bounds.get("x")), float(bounds.get("y")))
            except (TypeError, ValueError):
                continue
