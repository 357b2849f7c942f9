"""Who may look over a jurisdiction: its leaders, heads and overseers, and administrators; denied to all others."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.errors import NotAllowed, NotFound
from engine.forms import Message
from engine.jurisdictions import within
from engine.models import Jurisdiction
from engine.rights import person

if TYPE_CHECKING:
    from engine.people import Actor
    from engine.unit import Unit

ROLES = ("leader", "head", "overseer", "administrator")


def looks_over(actor: "Actor") -> frozenset[str]:
    """The codes of the jurisdictions an actor looks over, with all below them."""
    return frozenset(post.jurisdiction_code for post in actor.posts if post.role in ROLES)


def jurisdiction(view: "Unit", code: str) -> Jurisdiction:
    """A jurisdiction the actor may look over; raises NotFound or NotAllowed."""
    actor = person(view)
    over = looks_over(actor)
    found = view.session.get(Jurisdiction, code)
    if over and found is None:
        raise NotFound(what=Message("该辖区", "this jurisdiction"))
    theirs = select(Jurisdiction).where(Jurisdiction.code == code, Jurisdiction.code.in_(within(*over)))
    if not over or found is None or view.session.scalar(theirs) is None:
        raise NotAllowed(action=Message("查看辖区总览", "look over this jurisdiction"), person=actor.name)
    return found

