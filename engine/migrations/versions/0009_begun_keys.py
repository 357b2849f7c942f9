"""With which message a case has begun, so that there is one for each correlation key at a time.

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-28

"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_", sa.Column("begun_key", sa.String(120), nullable=True))
    op.create_index("ix_case__key_begun_key", "case_", ["key", "begun_key"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_case__key_begun_key", "case_")
    op.drop_column("case_", "begun_key")
