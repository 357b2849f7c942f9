"""Rules about link events: they pair by name within one scope (BPMN 2.0.2 §10.5.4)."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, rule
from engine.kernel.rules.diagram import At

CATCH, THROW = "intermediateCatchEvent", "intermediateThrowEvent"


@rule(
    CATCH,
    THROW,
    zh="链接事件“{element}”没有链接名称。",
    en="The link event {element} has no link name.",
    clause="BPMN 2.0.2 §10.5.5",
)
def link_nameless(at: At) -> Broken:
    return "link" in at.kinds and not at.link


@rule(
    THROW,
    zh="抛出链接“{element}”没有同名的捕获链接“{name}”。",
    en="The throwing link {element} has no catching link of its name {name}.",
    clause="BPMN 2.0.2 §10.5.4",
)
def link_without_catch(at: At) -> Broken:
    return lonely(at, CATCH) and not elsewhere(at, CATCH) and [at.breach(name=at.link)]


@rule(
    CATCH,
    zh="捕获链接“{element}”没有同名的抛出链接“{name}”，永远不会到达。",
    en="The catching link {element} has no throwing link of its name {name}; nothing ever leads there.",
    clause="BPMN 2.0.2 §10.5.4",
)
def link_without_throw(at: At) -> Broken:
    return lonely(at, THROW) and not elsewhere(at, THROW) and [at.breach(name=at.link)]


@rule(
    THROW,
    zh="链接“{name}”的两端不在同一层：“{element}”跳不出或跳不进子流程。",
    en="The ends of the link {name} are not of one level: {element} cannot jump across a subprocess.",
    clause="BPMN 2.0.2 §10.5.4",
)
def link_across(at: At) -> Broken:
    return lonely(at, CATCH) and elsewhere(at, CATCH) and [at.breach(name=at.link)]


@rule(
    CATCH,
    zh="有不止一个捕获链接名为“{name}”：“{element}”。",
    en="More than one catching link is called {name}: {element}.",
    clause="BPMN 2.0.2 §10.5.4",
)
def link_ambiguous(at: At) -> Broken:
    if "link" not in at.kinds or not at.link:
        return False
    others = at.diagram.links[at.node.getparent(), CATCH, at.link][1:]
    return at in others and [at.breach(name=at.link)]


def lonely(at: At, partner: str) -> bool:
    """Whether a named link has no partner in its scope."""
    return "link" in at.kinds and bool(at.link) and (at.node.getparent(), partner, at.link) not in at.diagram.links


def elsewhere(at: At, partner: str) -> bool:
    """Whether it would have one in another scope."""
    return (partner, at.link) in at.diagram.link_names
