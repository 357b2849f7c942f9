"""A setting has a value per jurisdiction, and every change of one is kept.

Values given so far hold everywhere, as they did.

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-23

"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("setting") as table:
        table.add_column(sa.Column("jurisdiction_code", sa.String(length=12), nullable=False, server_default=""))
        table.alter_column("value", existing_type=sa.Text(), nullable=True)
        table.drop_constraint("uq_setting_key_name", type_="unique")
        table.create_unique_constraint(
            op.f("uq_setting_key_name_jurisdiction_code"), ["key", "name", "jurisdiction_code"]
        )
    with op.batch_alter_table("setting") as table:
        table.alter_column("jurisdiction_code", existing_type=sa.String(length=12), server_default=None)
    op.create_table(
        "change_",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=160), nullable=False),
        sa.Column("jurisdiction_code", sa.String(length=12), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_change__actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_")),
    )
    op.create_index("ix_change__subject_id", "change_", ["subject", "id"])


def downgrade() -> None:
    op.drop_index("ix_change__subject_id", table_name="change_")
    op.drop_table("change_")
    op.execute("DELETE FROM setting WHERE jurisdiction_code <> '' OR value IS NULL")
    with op.batch_alter_table("setting") as table:
        table.drop_constraint("uq_setting_key_name_jurisdiction_code", type_="unique")
        table.drop_column("jurisdiction_code")
        table.alter_column("value", existing_type=sa.Text(), nullable=False)
        table.create_unique_constraint(op.f("uq_setting_key_name"), ["key", "name"])
