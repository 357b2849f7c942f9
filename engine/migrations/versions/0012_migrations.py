"""Running cases move to other versions by plans that are kept.

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-28

"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "migration",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("source_id", sa.String(32), nullable=False),
        sa.Column("target_id", sa.String(32), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("restart_timers", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.String(32), nullable=True),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["definition.id"], name=op.f("fk_migration_source_id")),
        sa.ForeignKeyConstraint(["target_id"], ["definition.id"], name=op.f("fk_migration_target_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_migration_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_migration")),
    )
    op.create_index("ix_migration_key", "migration", ["key"])
    op.create_table(
        "migration_case",
        sa.Column("migration_id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("zh", sa.Text(), nullable=True),
        sa.Column("en", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["migration_id"], ["migration.id"], name=op.f("fk_migration_case_migration_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_migration_case_case_id")),
        sa.PrimaryKeyConstraint("migration_id", "case_id", name=op.f("pk_migration_case")),
    )
    op.create_index(
        "ix_migration_case_migration_id_state_case_id", "migration_case", ["migration_id", "state", "case_id"]
    )


def downgrade() -> None:
    op.drop_table("migration_case")
    op.drop_table("migration")
