"""The static rules of BPMN 2.0.2 a diagram must keep, one file a topic; `rules.md` beside this package lists them."""

from typing import Any

from engine.kernel.dialect import BPMN
from engine.kernel.faults import Faults
from engine.kernel.rulebook import RULES, Breach, Rule
from engine.kernel.rules import (
    activities,
    collaboration,
    compensation,
    data,
    events,
    flows,
    gateways,
    lanes,
    limits,
    links,
    references,
    scopes,
    timers,
)
from engine.kernel.rules.diagram import DI, Diagram

__all__ = ["check"]

TOPICS = (
    references, flows, gateways, events, links, timers, activities, scopes, compensation, lanes, collaboration, data,
    limits,
)  # fmt: skip
"""The modules whose rules are held against a file, in the order of their page."""


def check(root: Any, faults: Faults) -> None:
    """Report every place of a file that breaks a rule."""
    by_tag: dict[str, list[Rule]] = {}
    for rule in RULES.values():
        for tag in rule.tags:
            by_tag.setdefault(tag, []).append(rule)
    everywhere = by_tag.pop(references.ALL, [])
    for at in Diagram(root).checked:
        if at.space in (BPMN, DI):
            for rule in [*everywhere, *by_tag.get(at.tag, [])]:
                _hold(rule, at, faults)


def _hold(rule: Rule, at: Any, faults: Faults) -> None:
    found = rule.check(at) if rule.check is not None else False
    for breach in [Breach(node=at.node)] if found is True else found or ():
        faults.add(rule.name, breach.node, **breach.details)
