"""Refuses every tag and attribute that would not be executed, so that nothing is silently ignored."""

from typing import Any

from engine.kernel.dialect import (
    ATTRIBUTES,
    BPMN,
    CHILDREN,
    DEFINITIONS,
    EXTENSIONS,
    GLOBAL_TASKS,
    IDENTITY,
    ONLY,
    ROOTS,
    UNREAD,
    ZEEBE,
    ZEEBE_ATTRIBUTES,
    ZEEBE_CHILDREN,
    executable,
    full,
    local,
    namespace,
)
from engine.kernel.faults import Faults


def check(root: Any, faults: Faults) -> None:
    """Report what is not in the tables of the dialect."""
    for child in tags(root):
        if namespace(child.tag) == BPMN and local(child) not in ROOTS:
            faults.add("unsupported", child, what=f"bpmn:{local(child)}")
    for process in executable(root):
        within(process, faults)
    for shared in (child for child in tags(root) if local(child) in GLOBAL_TASKS or local(child) in DEFINITIONS):
        within(shared, faults)
    for message in root.findall(full("message")):
        extensions(message, faults)


def within(node: Any, faults: Faults) -> None:
    """A BPMN element with all it holds, however deep."""
    todo = [node]
    while todo:
        found = todo.pop()
        attributes(found, ATTRIBUTES.get(local(found), IDENTITY), faults)
        known = CHILDREN.get(local(found), frozenset())
        for child in tags(found):
            if namespace(child.tag) != BPMN:
                faults.add("unsupported", child, what=local(child))
            elif local(child) not in known:
                faults.add("unsupported", child, what=f"bpmn:{local(child)}")
            elif local(child) not in UNREAD:
                todo.append(child)
        extensions(found, faults)


def attributes(node: Any, known: frozenset[str], faults: Faults) -> None:
    """The attributes of one element and the values that are executed; those of other vendors are theirs."""
    for name, value in node.attrib.items():
        space = namespace(name)
        if space not in ("", BPMN, ZEEBE) or name.startswith(f"{{{ZEEBE}}}modelerTemplate"):
            continue
        allowed = ONLY.get(name)
        if name not in known or (allowed is not None and value not in allowed):
            faults.add("unsupported", node, what=f'{name.rpartition("}")[2]}="{value}"')


def extensions(node: Any, faults: Faults) -> None:
    """The extension elements: zeebe's own for this tag; those of other vendors are theirs (§8.3.3)."""
    holder = node.find(full("extensionElements"))
    known = EXTENSIONS.get(local(node), frozenset())
    seen: set[str] = set()
    for child in [] if holder is None else tags(holder):
        name = local(child)
        if namespace(child.tag) not in (BPMN, ZEEBE):
            continue
        if namespace(child.tag) != ZEEBE or name not in known or name in seen:
            faults.add("unsupported", child, what=f"{child.prefix or namespace(child.tag)}:{name}")
            continue
        seen.add(name)
        setting(child, faults)


def setting(node: Any, faults: Faults) -> None:
    """One zeebe element with its attributes and children."""
    name = local(node)
    attributes(node, ZEEBE_ATTRIBUTES.get(name, frozenset()), faults)
    binding = node.get("bindingType")
    known = {"latest", "deployment", "versionTag"} if name == "calledElement" else {"latest", "deployment"}
    if binding is not None and binding not in known:
        faults.add("unsupported", node, what=f'bindingType="{binding}"')
    for child in tags(node):
        if namespace(child.tag) != ZEEBE or local(child) not in ZEEBE_CHILDREN.get(name, frozenset()):
            faults.add("unsupported", child, what=f"zeebe:{name} {local(child)}")
        else:
            setting(child, faults)


def tags(node: Any) -> list[Any]:
    """The child elements, comments left out."""
    return [child for child in node if isinstance(child.tag, str)]
