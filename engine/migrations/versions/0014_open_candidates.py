"""Inboxes know which items wait in them, and by when, so that they can be walked by an index of their own.

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-28

"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INDEXES = {
    f"ix_candidate_{whose}_open": [whose, "open", "role", "sort_at", "item_id"]
    for whose in ("department_id", "person_id")
}


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("candidate", sa.Column("open", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("candidate", sa.Column("sort_at", moment, nullable=False, server_default="9998-12-31 16:00:00"))
    op.add_column("candidate", sa.Column("behind_at", moment, nullable=True))
    op.execute(
        "UPDATE candidate SET sort_at = (SELECT sort_at FROM item WHERE item.id = candidate.item_id),"
        " behind_at = (SELECT behind_at FROM item WHERE item.id = candidate.item_id),"
        " open = EXISTS (SELECT 1 FROM item WHERE item.id = candidate.item_id AND item.state = 'open'"
        " AND (candidate.role <> 'lead' OR item.claimant_id IS NULL))"
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "candidate", columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "candidate")
    for column in ("behind_at", "sort_at", "open"):
        op.drop_column("candidate", column)
