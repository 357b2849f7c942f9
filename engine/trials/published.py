"""What is published, as the files a template is made of: the processes a draft may call or start are these."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from engine.in_force import all_in_force
from engine.models import Definition

if TYPE_CHECKING:
    from engine.unit import Unit


def published(view: "Unit") -> dict[str, dict[str, bytes]]:
    """Digest -> files of the version of every process in force, and of those that calls find by their version tag.

    The digests together name what a template of them is made of.
    """
    rows = _wanted(view, Definition).options(selectinload(Definition.resources))
    return {
        row.digest: {resource.name: resource.content for resource in row.resources}
        for row in view.session.scalars(rows)
    }


def digests(view: "Unit") -> list[str]:
    """The digests alone, in the same order."""
    return list(view.session.scalars(_wanted(view, Definition.digest)))


def _wanted(view: "Unit", what: Any) -> Select[Any]:
    newest = [row.id for row in all_in_force(view)]
    wanted = Definition.id.in_(newest) | ((Definition.state == "published") & Definition.tag.is_not(None))
    return select(what).where(wanted).order_by(Definition.published_at, Definition.id)
