"""Who does a user task by the standard: performers and potential owners (BPMN 2.0.2 §10.3.1, §10.3.2, §10.3.4).

A role names a resource of the file, or says whom by an expression: FEEL after an equals sign, else names after commas,
where `user(a)` is a person and `group(b)`, as a bare name, a group.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from engine.kernel.dialect import full
from engine.kernel.expressions import Expression
from engine.kernel.markup import attribute, root_of_id, text_of

if TYPE_CHECKING:
    from engine.kernel.reading import Reader

NAMED = re.compile(r"(user|group)\((.*)\)")


def performer(node: Any, reader: Reader) -> Expression | None:
    """The one person who is to do a task."""
    found = [*node.findall(full("humanPerformer")), *node.findall(full("performer"))]
    texts = [text for text in (said(role) for role in found) if text]
    return reader.text(node, re.sub(NAMED, r"\2", texts[0])) if texts else None


def owners(node: Any, reader: Reader, kind: str) -> Expression | None:
    """The persons (`user`) or groups (`group`) of whom one is to do a task."""
    texts = [text for text in (said(role) for role in node.findall(full("potentialOwner"))) if text]
    computed = next((text for text in texts if text.startswith("=")), None)
    if computed is not None:
        return reader.text(node, computed) if kind == "group" else None
    names = [name.strip() for text in texts for name in text.split(",")]
    sorts = [NAMED.fullmatch(name) for name in names]
    chosen = [
        sort[2] if sort else name
        for name, sort in zip(names, sorts, strict=True)
        if (sort[1] if sort else "group") == kind
    ]
    return reader.text(node, ",".join(chosen))


def said(role: Any) -> str | None:
    """What a role says: the expression in it, or the name of its resource."""
    assigned = text_of(role.find(full("resourceAssignmentExpression")))
    resource = root_of_id(role, role.findtext(full("resourceRef")), "resource")
    return assigned or attribute(resource, "name")
