"""Data of the standard as variables: properties, data objects, inputs and outputs with their associations (§10.4).

A data object or property is a variable of its scope, a data input or output one of its activity; it is called by its
name if that can be written in FEEL, else by its id. An association copies: inward on arrival, outward on completion.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.kernel.dialect import full, local
from engine.kernel.elements import DataSet
from engine.kernel.expressions import Assignment, Expression

if TYPE_CHECKING:
    from engine.kernel.reading import Reader

NAME = re.compile(r"[^\W\d]\w*")
PLACEHOLDER = "__targetRef_placeholder"
"""The property bpmn.io draws the end of an input association to; it stands for no variable."""

SOURCES = ("dataObject", "property", "dataInput", "dataOutput", "inputDataItem", "outputDataItem")


def properties(node: Any) -> tuple[str, ...]:
    """The variables an activity or event has for itself."""
    found = [child for child in node.findall(full("property")) if child.get("name") != PLACEHOLDER]
    return tuple(called(child) for child in found)


def objects(scope: Any) -> tuple[str, ...]:
    """The variables of a process or subprocess: its properties and data objects."""
    specification = scope.find(full("ioSpecification"))
    declared = [] if specification is None else specification.findall(full("dataInput"))
    declared += [] if specification is None else specification.findall(full("dataOutput"))
    return (*properties(scope), *(called(child) for child in [*scope.findall(full("dataObject")), *declared]))


def inward(node: Any, reader: Reader) -> tuple[Assignment, ...]:
    """The data input associations of a node, in their order."""
    return tuple(one for found in node.findall(full("dataInputAssociation")) for one in copies(found, reader))


def outward(node: Any, reader: Reader) -> tuple[Assignment, ...]:
    """The data output associations of a node, in their order."""
    return tuple(one for found in node.findall(full("dataOutputAssociation")) for one in copies(found, reader))


def input_sets(node: Any, reader: Reader) -> tuple[DataSet, ...]:
    """The input sets of an activity in their order; what is optional or read later need not be there."""
    sources: dict[str, list[Any]] = {}
    for found in node.findall(full("dataInputAssociation")):
        sources.setdefault(ref(found, "targetRef"), []).extend(found.findall(full("sourceRef")))

    def needs(key: str) -> list[Expression | None]:
        return [reader.feel(node, called_by_id(node, source.text)) for source in sources.get(key, [])]

    return sets(node, "input", needs)


def output_sets(node: Any, reader: Reader) -> tuple[DataSet, ...]:
    """The output sets of an activity in their order."""
    return sets(node, "output", lambda key: [reader.feel(node, called_by_id(node, key))])


def sets(node: Any, kind: str, needs: Callable[[str], list[Expression | None]]) -> tuple[DataSet, ...]:
    """The input or output sets of a node; `needs` says what an input or output of an id requires."""
    specification = node.find(full("ioSpecification"))
    found = []
    for one in [] if specification is None else specification.findall(full(f"{kind}Set")):
        members, optional, during = (
            [(child.text or "").strip().rpartition(":")[2] for child in one.findall(full(tag))]
            for tag in (f"data{kind.title()}Refs", f"optional{kind.title()}Refs", f"whileExecuting{kind.title()}Refs")
        )
        required = [key for key in members if key not in (*optional, *during)]
        needed = tuple(need for key in required for need in needs(key) if need is not None)
        found.append(DataSet(names=frozenset(filter(None, (called_by_id(node, key) for key in members))), needs=needed))
    return tuple(found)


def copies(association: Any, reader: Reader) -> list[Assignment]:
    """What an association copies: its assignments, its transformation, or its source as it is."""
    own = "targetRef" if local(association) == "dataInputAssociation" else "sourceRef"
    of = frozenset(filter(None, (called_by_id(association, end.text) for end in association.findall(full(own)))))
    return [replace(one, of=of) for one in copied(association, reader)]


def copied(association: Any, reader: Reader) -> list[Assignment]:
    """The mappings of an association."""
    assigned = association.findall(full("assignment"))
    if assigned:
        return [one for one in (assignment(found, reader) for found in assigned) if one is not None]
    target = name(association, "targetRef")
    transformation = association.find(full("transformation"))
    if transformation is None:
        source = named(association, "sourceRef", reader)
    else:
        source = reader.feel(association, "".join(transformation.itertext()).strip())
    return [] if target is None or source is None else [Assignment(source, (target,))]


def assignment(node: Any, reader: Reader) -> Assignment | None:
    """bpmn:assignment: an expression and the variable it goes to."""
    source, target = ((node.findtext(full(tag)) or "").strip() for tag in ("from", "to"))
    value = reader.feel(node, source)
    path = tuple(part.strip() for part in target.removeprefix("=").split("."))
    return None if value is None else Assignment(value, path)


def named(holder: Any, tag: str, reader: Reader) -> Expression | None:
    """The variable an element refers to, as an expression."""
    found = name(holder, tag)
    return None if found is None else reader.feel(holder, found)


def name(holder: Any, tag: str) -> str | None:
    """The name of the variable an element refers to by a child."""
    return called_by_id(holder, ref(holder, tag))


def ref(holder: Any, tag: str) -> str:
    """The id a child of an element refers to, empty where there is none."""
    return (holder.findtext(full(tag)) or "").strip().rpartition(":")[2]


def called_by_id(node: Any, key: str | None) -> str | None:
    """The name of the variable a data element of the file is; None where there is no such element."""
    target = by_id(node, (key or "").strip())
    return None if target is None or target.get("name") == PLACEHOLDER else called(target)


def item(holder: Any, tag: str) -> str | None:
    """The name of an item variable declared by a child."""
    found = holder.find(full(tag))
    return None if found is None else called(found)


def called(node: Any) -> str:
    """What the variable of a data element is called."""
    if local(node) == "dataObject" and not NAME.fullmatch(node.get("name") or ""):
        references = node.getparent().findall(full("dataObjectReference"))
        names = [found.get("name") or "" for found in references if found.get("dataObjectRef") == node.get("id")]
        return next((found for found in names if NAME.fullmatch(found)), str(node.get("id")))
    found = node.get("name") or ""
    return found if NAME.fullmatch(found) else str(node.get("id"))


def by_id(node: Any, ref: str) -> Any:
    """The data element with an id, a reference followed to its object; None if there is none."""
    wanted = ref.rpartition(":")[2]
    for found in node.getroottree().getroot().iter(*(full(tag) for tag in (*SOURCES, "dataObjectReference"))):
        if found.get("id") == wanted:
            is_reference = local(found) == "dataObjectReference"
            return by_id(node, found.get("dataObjectRef") or "") if is_reference else found
    return None
