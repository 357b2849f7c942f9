"""A message with an id arrives once; versions have tags that calls may be bound to.

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-22

"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("message") as table:
        table.add_column(sa.Column("message_id", sa.String(120), nullable=True))
        table.add_column(sa.Column("delivered", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("definition") as table:
        table.add_column(sa.Column("tag", sa.String(80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("definition") as table:
        table.drop_column("tag")
    with op.batch_alter_table("message") as table:
        table.drop_column("delivered")
        table.drop_column("message_id")
