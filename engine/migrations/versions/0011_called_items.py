"""An item says to which version its step belongs, the case's own or a called one, and in which call it lies.

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-28

"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not by rebuilding the table, as SQLite would need for a column that may not be null: candidates refer to its rows.
    refers = sa.ForeignKey("definition.id", name="fk_item_definition_id")
    op.add_column("item", sa.Column("definition_id", sa.String(32), refers, nullable=True), inline_references=True)
    op.add_column("item", sa.Column("calls", sa.Text(), nullable=False, server_default="[]"))
    op.execute("UPDATE item SET definition_id = (SELECT definition_id FROM case_ WHERE case_.id = item.case_id)")


def downgrade() -> None:
    op.drop_column("item", "calls")
    op.drop_column("item", "definition_id")
