"""Remarks on settings of other engines in a diagram: they are kept with it, but nothing here executes them.

Extensions belong to their vendors (BPMN 2.0.2 §8.3.3). Most describe or decorate; those listed here say to another
engine what to do, so whoever deploys the diagram is told that this engine does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.errors import Fault
from engine.kernel import source
from engine.kernel.dialect import executable, full, local, namespace
from engine.kernel.faults import label, nearest_id

ENGINES = {
    "http://camunda.org/schema/1.0/bpmn": "camunda",
    "http://activiti.org/bpmn": "activiti",
    "http://flowable.org/bpmn": "flowable",
    "http://www.jboss.org/drools": "drools",
    "http://spiffworkflow.org/bpmn/schema/1.0/core": "spiffworkflow",
}
HARMLESS = frozenset({
    "asyncBefore", "asyncAfter", "async", "exclusive", "jobPriority", "historyTimeToLive", "isStartableInTasklist",
    "versionTag", "properties", "property", "modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon",
    "diagramRelationId", "displayName", "metaData", "packageName", "version", "adHoc", "text", "localization",
})  # fmt: skip
"""Settings of these engines that do not change what a diagram does."""


def remarks(data: bytes) -> list[Fault]:
    """A remark for each setting of another engine, which this one leaves undone. Raises Invalid for no diagram."""
    root = source.read(data)
    found = {
        (nearest_id(node), name): remark(node, name)
        for process in executable(root)
        for node in process.iter(full("*"))
        for name in settings(node)
    }
    return list(found.values())


def settings(node: Any) -> Iterator[str]:
    """The names of the settings of other engines at an element, with their usual prefix."""
    inside = node.find(full("extensionElements"))
    children = [] if inside is None else [child.tag for child in inside if isinstance(child.tag, str)]
    for name in (*node.attrib, *children):
        engine = ENGINES.get(namespace(name))
        if engine is not None and name.rpartition("}")[2] not in HARMLESS:
            yield f"{engine}:{name.rpartition('}')[2]}"


def remark(node: Any, name: str) -> Fault:
    """The sentence about one setting."""
    of = label(node) or local(node)
    return Fault(
        rule="foreign-setting",
        element=nearest_id(node),
        line=node.sourceline or 0,
        zh=f"“{of}”的 {name} 是其他引擎的设置，会随流程图保留，但本系统不执行；需要执行的请改用 zeebe 设置。",
        en=f"{name} of {of} is a setting of another engine: it is kept, but not executed here; use zeebe settings.",
        clause="BPMN 2.0.2 §8.3.3",
    )
