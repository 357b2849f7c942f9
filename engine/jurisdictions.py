"""The tree of jurisdictions: a place, the places that contain it, and those that lie within it."""

from collections.abc import Sequence

from sqlalchemy import CTE, Select, literal, select
from sqlalchemy.orm import Session

from engine.models import Jurisdiction

EVERYWHERE = ""
"""The place of what holds wherever no jurisdiction says otherwise (全国)."""


def upward(session: Session, jurisdiction_code: str) -> list[str]:
    """A jurisdiction and those that contain it, the nearest first."""
    tree = (
        select(Jurisdiction.code, Jurisdiction.parent_code, literal(0).label("distance"))
        .where(Jurisdiction.code == jurisdiction_code)
        .cte("upward", recursive=True)
    )
    parent = select(Jurisdiction.code, Jurisdiction.parent_code, tree.c.distance + 1).join(
        tree, Jurisdiction.code == tree.c.parent_code
    )
    tree = tree.union_all(parent)
    return list(session.scalars(select(tree.c.code).order_by(tree.c.distance)))


def within(*codes: str) -> Select[str]:
    """The codes of jurisdictions and of all that lies below them, for conditions."""
    below = select(Jurisdiction.code).where(Jurisdiction.code.in_(codes)).cte(recursive=True)
    below = below.union(select(Jurisdiction.code).join(below, Jurisdiction.parent_code == below.c.code))
    return select(below.c.code)


def spread(tops: Sequence[str]) -> CTE:
    """(top, code): the jurisdictions with each of all that lie below them, themselves too."""
    below = (
        select(Jurisdiction.code.label("top"), Jurisdiction.code.label("code"))
        .where(Jurisdiction.code.in_(tops))
        .cte(recursive=True)
    )
    return below.union(
        select(below.c.top, Jurisdiction.code).join(below, Jurisdiction.parent_code == below.c.code)
    )
