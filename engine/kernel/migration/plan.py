"""Which element of the old version goes on as which of the new one: proposed by id, then by name and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from engine.kernel.elements import Element
from engine.kernel.spec import Spec


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An element of the old version and the one proposed for it; `new` is None where none resembles it."""

    old: str
    new: str | None
    how: Literal["id", "name", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The plan: element of `old` -> element of `new`; what is not named has no place in the new version.

    Timers that run go on as they are, or begin again where `restart_timers` is set.
    """

    old: Spec
    new: Spec
    steps: Mapping[str, str]
    restart_timers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Why a case cannot move: the element of the old version its token is at, and a sentence in both languages."""

    element: str
    zh: str
    en: str


def propose(old: Spec, new: Spec) -> list[Match]:
    """A match for every element of the old version, in the order of the diagram.

    The same id and kind wins; else the same name and kind at the same place, where exactly one is left that has it.
    """
    by_id = {id_: id_ for id_, element in old.elements.items() if _alike(element, new.elements.get(id_))}
    free = [element for id_, element in new.elements.items() if id_ not in by_id]
    found = dict(by_id)
    for id_, element in _outside_in(old):
        if id_ not in found:
            place = found.get(element.parent) if element.parent else None
            similar = [one.id for one in free if _resembles(element, one, place, new)]
            if len(similar) == 1 and similar[0] not in found.values():
                found[id_] = similar[0]
    return [
        Match(old=id_, new=found.get(id_), how="id" if id_ in by_id else "name" if id_ in found else "none")
        for id_ in old.elements
    ]


def _alike(element: Element, other: Element | None) -> bool:
    return other is not None and other.kind == element.kind


def _resembles(element: Element, other: Element, place: str | None, new: Spec) -> bool:
    """The same kind of thing under the same name, in what the scope of the one has become."""
    inside = other.parent if other.parent in new.elements else None
    return bool(element.name) and (element.kind, element.name, place) == (other.kind, other.name, inside)


def _outside_in(spec: Spec) -> Iterator[tuple[str, Element]]:
    """The elements, each after the subprocess it is in."""
    todo = dict(spec.elements)
    while todo:
        ready = [id_ for id_, element in todo.items() if element.parent not in todo]
        yield from ((id_, todo.pop(id_)) for id_ in ready)
