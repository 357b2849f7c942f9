"""A case in its diagrams: that of its own process and those of the processes it has called, with tokens and path."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.course import run_of
from engine.definitions import Deployed
from engine.models import Case, Event, Item
from engine.parts import Sight, sight
from engine.rights import visible_case

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """One version of a process with what to mark in it: live tokens per element, and the path taken.

    Of a process called several times all calls are marked together.
    """

    definition_id: str
    key: str
    name: str
    version: int
    source: bytes
    tokens: Mapping[str, int]
    path: tuple[str, ...]
    """Elements and flows."""
    steps: tuple[tuple[str, str, int], ...]
    """Where the case stands, in words: (name of the element, its kind as in BPMN, number of tokens)."""


def diagrams(view: "Unit", case_id: str) -> list[Diagram]:
    """The diagram of the case's own version, then those of called processes in the order they were first reached.

    Each with what the actor sees: tokens and path within the parts the actor belongs to. Who does not see the whole
    case sees of called processes those in which there was work within these parts.
    """
    case = visible_case(view, case_id)
    seen = sight(view, case)
    paths, standing = _paths(view, case, seen), _standing(view, case, seen)
    return [
        _diagram(view.definitions.get(view.session, id_), standing.get(id_, {}), paths.get(id_, ()), seen)
        for id_ in dict.fromkeys([case.definition_id, *paths, *standing])
    ]


def _standing(view: "Unit", case: Case, seen: Sight) -> dict[str, Counter[str]]:
    """Version -> element -> live tokens there."""
    found: dict[str, Counter[str]] = {}
    for token in run_of(view, case).tokens:
        if seen.sees(token.part):
            found.setdefault(token.ref, Counter())[token.element] += 1
    return found


def _paths(view: "Unit", case: Case, seen: Sight) -> dict[str, dict[str, None]]:
    """Version -> elements and flows that tokens have come by, in order."""
    had_work = select(Item.definition_id).where(Item.case_id == case.id, seen.within(Item.part))
    shown = None if seen.whole else {case.definition_id, *view.session.scalars(had_work)}
    moved = view.session.scalars(
        select(Event.data).where(Event.case_id == case.id, Event.kind == "moved").order_by(Event.sequence)
    )
    found: dict[str, dict[str, None]] = {}
    for data in moved:
        for element, _what, *elsewhere in data["steps"]:
            ref = elsewhere[0] if elsewhere else case.definition_id
            if shown is None or ref in shown:
                found.setdefault(ref, {})[element] = None
    return found


def _diagram(deployed: Deployed, standing: Mapping[str, int], path: Iterable[str], seen: Sight) -> Diagram:
    tokens = _innermost(deployed, standing)
    return Diagram(
        definition_id=deployed.id,
        key=deployed.key,
        name=deployed.name,
        version=deployed.version,
        source=deployed.source,
        tokens=tokens,
        path=tuple(element for element in path if seen.sees(deployed.part_of(element))),
        steps=tuple((deployed.name_of(id_), deployed.element(id_).kind, count) for id_, count in tokens.items()),
    )


def _innermost(deployed: Deployed, tokens: Mapping[str, int]) -> dict[str, int]:
    """Tokens without those of a subprocess that merely holds others: people stand at a step, not around it."""
    around: set[str | None] = set()
    for element in tokens:
        parent = deployed.element(element).parent
        while parent is not None and parent not in around:
            around.add(parent)
            parent = deployed.element(parent).parent
    return {element: count for element, count in tokens.items() if element not in around}
