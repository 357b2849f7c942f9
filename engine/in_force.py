"""Which version of a process holds: at a place, at a moment; the nearest jurisdiction decides, else the general one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from engine.definitions import Deployed
from engine.errors import NotFound
from engine.forms import Message
from engine.jurisdictions import EVERYWHERE
from engine.models import Definition

if TYPE_CHECKING:
    from engine.unit import Unit


def in_force(unit: "Unit", key: str, place: str = EVERYWHERE) -> Deployed:
    """The version by which a case begins at a place now; raises NotFound where there is none. One statement."""
    rows = unit.session.scalars(_published().where(Definition.key == key))
    found = _nearest(unit, list(rows), place)
    if found is None:
        raise NotFound(what=Message(f"流程“{key}”", f"the process {key!r}"))
    return unit.definitions.get(unit.session, found.id)


def all_in_force(unit: "Unit", place: str = EVERYWHERE) -> list[Definition]:
    """The version of every process that holds at a place now, by name.

    Without a place the general one, or that of some jurisdiction where there is no general one.
    """
    by_key: dict[str, list[Definition]] = {}
    for row in unit.session.scalars(_published()):
        by_key.setdefault(row.key, []).append(row)
    found = [_nearest(unit, rows, place) for rows in by_key.values()]
    return sorted((row for row in found if row is not None), key=lambda row: row.name)


def startable(view: "Unit") -> list[Deployed]:
    """The processes the actor can start, by name, each as it holds at the place of the actor's first post."""
    place = next((post.jurisdiction_code for post in view.actor.posts), EVERYWHERE) if view.actor else EVERYWHERE
    found = [view.definitions.get(view.session, row.id) for row in all_in_force(view, place)]
    return [deployed for deployed in found if any(start.kind == "none" for start in deployed.spec.starts)]


def general(view: "Unit", key: str) -> Deployed:
    """The version that tells what a process is called and asks, wherever it holds.

    The general one in force, else the newest of all; raises NotFound.
    """
    rows = list(view.session.scalars(select(Definition).where(Definition.key == key).order_by(Definition.version)))
    published = [row for row in rows if row.state == "published"]
    found = _nearest(view, published, EVERYWHERE) or (rows[-1] if rows else None)
    if found is None:
        raise NotFound(what=Message(f"流程“{key}”", f"the process {key!r}"))
    return view.definitions.get(view.session, found.id)


def holding(unit: "Unit", versions: Sequence[Definition]) -> set[str]:
    """The ids of those versions of a process that hold somewhere now."""
    places = {row.jurisdiction_code for row in versions}
    found = (_newest(unit, [row for row in versions if row.jurisdiction_code == place]) for place in places)
    return {row.id for row in found if row is not None}


def _published() -> Select[Definition]:
    return select(Definition).where(Definition.state == "published").order_by(Definition.key, Definition.version)


def _nearest(unit: "Unit", versions: Sequence[Definition], place: str) -> Definition | None:
    for code in (*(unit.upward(place) if place else ()), EVERYWHERE):
        found = _newest(unit, [row for row in versions if row.jurisdiction_code == code])
        if found is not None:
            return found
    return None if place else _newest(unit, versions)


def _newest(unit: "Unit", versions: Iterable[Definition]) -> Definition | None:
    """Of those in force the one that came into force last."""
    begun = [row for row in versions if row.state == "published" and (row.since is None or row.since <= unit.now)]
    return max(begun, key=lambda row: (row.since or row.published_at, row.version), default=None)
