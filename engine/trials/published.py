"""What is published, as the files a template is made of: the processes a draft may call or start are these."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from engine.in_force import all_in_force
from engine.models import Definition

if TYPE_CHECKING:
    from engine.unit import Unit


def published(view: "Unit") -> dict[str, dict[str, bytes]]:
    """Digest -> files of the version of every process in force, and of those that calls find by their version tag.

    The digests together name what a template of them is made of.
    """
    newest = [row.id for row in all_in_force(view)]
    wanted = Definition.id.in_(newest) | ((Definition.state == "published") & Definition.tag.is_not(None))
    rows = select(Definition).where(wanted).order_by(Definition.published_at, Definition.id)
    return {
        row.digest: {resource.name: resource.content for resource in row.resources}
        for row in view.session.scalars(rows.options(selectinload(Definition.resources)))
    }
