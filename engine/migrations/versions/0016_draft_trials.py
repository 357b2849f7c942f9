"""What designers are trying of their drafts is kept as text, so that it survives a restart.

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-28

"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "draft_trial",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("draft_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("place", sa.String(20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_trial_draft_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_trial_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_trial")),
        sa.UniqueConstraint("draft_id", "person_id", name=op.f("uq_draft_trial_draft_id_person_id")),
    )
    op.create_index("ix_draft_trial_person_id", "draft_trial", ["person_id"])


def downgrade() -> None:
    op.drop_table("draft_trial")
