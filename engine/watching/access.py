"""Who may watch processes: designers and administrators everywhere, leaders, heads and overseers where they look over.

That is for numbers; which cases they are is told to those who may see them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select, true

from engine.definitions import Deployed
from engine.errors import NotAllowed, NotFound
from engine.forms import Message
from engine.in_force import general
from engine.jurisdictions import EVERYWHERE, within
from engine.models import Case, Definition
from engine.overviews.access import looks_over
from engine.rights import person

if TYPE_CHECKING:
    from engine.people import Actor
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One version of a process, and of which cases it is watched; `whole` where that is all of them."""

    deployed: Deployed
    cases: ColumnElement[bool]
    whole: bool

    def narrowed(self, statement: Any, of: Any) -> Any:
        """A statement about rows of cases (`of` is their column with the case), narrowed where it needs to be."""
        return statement if self.whole else statement.join(Case, Case.id == of).where(self.cases)


def may_watch(actor: "Actor") -> bool:
    """Whether an actor has processes to watch."""
    return actor.is_designer or actor.is_administrator or bool(looks_over(actor))


def watched(view: "Unit", key: str, version: int | None = None, place: str = EVERYWHERE) -> Watched:
    """A version (None: the one in force) at a place and below; raises NotFound or NotAllowed."""
    condition, whole = numbers_of(view)
    if place != EVERYWHERE:
        condition, whole = condition & Case.jurisdiction_code.in_(within(place)), False
    return Watched(deployed=_deployed(view, key, version), cases=condition, whole=whole)


def numbers_of(view: "Unit") -> tuple[ColumnElement[bool], bool]:
    """The cases whose numbers the actor may see, and whether that is all of them; raises NotAllowed."""
    actor = person(view)
    if not may_watch(actor):
        raise NotAllowed(action=Message("查看流程运行情况", "watch processes"), person=actor.name)
    if actor.is_designer or actor.is_administrator:
        return true(), True
    return Case.jurisdiction_code.in_(within(*looks_over(actor))), False


def _deployed(view: "Unit", key: str, version: int | None) -> Deployed:
    if version is None:
        return general(view, key)
    one = select(Definition.id).where(Definition.key == key, Definition.version == version)
    id_ = view.session.scalar(one)
    if id_ is None:
        raise NotFound(what=Message("流程版本", "this version of a process"))
    return view.definitions.get(view.session, id_)
