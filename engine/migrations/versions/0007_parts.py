"""Whose part of a case an item, an event and a file are in.

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-28

"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("item", "event", "attachment")


def upgrade() -> None:
    for name in TABLES:
        op.add_column(name, sa.Column("part", sa.String(80), nullable=True))


def downgrade() -> None:
    for name in TABLES:
        op.drop_column(name, "part")
