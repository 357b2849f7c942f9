"""The tree of jurisdictions: a place and the places that contain it."""

from sqlalchemy import literal, select
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
