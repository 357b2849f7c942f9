"""The numbers of a case that measures count.

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-28

"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "figure",
        sa.Column("case_id", sa.String(32), sa.ForeignKey("case_.id", name="fk_figure_case_id"), nullable=False),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("on_time", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "measure", "position", name="pk_figure"),
    )
    op.create_index("ix_figure_measure_case_id", "figure", ["measure", "case_id"])


def downgrade() -> None:
    op.drop_table("figure")
