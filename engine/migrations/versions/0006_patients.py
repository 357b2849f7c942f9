"""Patients: cases hang on the people they are about.

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-28

"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SAYS = "the history of patients is append-only"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "patient",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("identity", sa.String(18)),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("pinyin", sa.String(240), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("sex", sa.String(4)),
        sa.Column("birth", sa.Date()),
        sa.Column("phone", sa.String(40)),
        sa.Column("jurisdiction_code", sa.String(12), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("entitlement", sa.String(40)),
        sa.Column("entitled_from", sa.Date()),
        sa.Column("entitled_until", sa.Date()),
        sa.Column("guardian", sa.String(60)),
        sa.Column("guardian_relation", sa.String(20)),
        sa.Column("guardian_phone", sa.String(40)),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("state_on", sa.Date()),
        sa.Column("merged_into_id", sa.String(32)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_event", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["jurisdiction_code"], ["jurisdiction.code"], name="fk_patient_jurisdiction_code"),
        sa.ForeignKeyConstraint(["merged_into_id"], ["patient.id"], name="fk_patient_merged_into_id"),
        sa.PrimaryKeyConstraint("id", name="pk_patient"),
        sa.UniqueConstraint("identity", name="uq_patient_identity"),
    )
    op.create_index("ix_patient_name_birth", "patient", ["name", "birth"])
    op.create_index("ix_patient_jurisdiction_code_pinyin_id", "patient", ["jurisdiction_code", "pinyin", "id"])
    op.create_index("ix_patient_entitlement", "patient", ["entitlement"])
    op.create_index("ix_patient_merged_into_id", "patient", ["merged_into_id"])
    _create_what_hangs_on_patients()
    # Each by itself: SQLite would drop and copy the whole table for a constraint added afterwards, cases and all.
    op.execute(
        "ALTER TABLE case_ ADD COLUMN patient_id VARCHAR(32) CONSTRAINT fk_case__patient_id REFERENCES patient (id)"
    )
    op.add_column("case_", sa.Column("concern", sa.String(120)))
    op.add_column("case_", sa.Column("life", sa.Text()))
    op.create_index("ix_case__patient_id", "case_", ["patient_id"])
    _keep_history()


def _create_what_hangs_on_patients() -> None:
    op.create_table(
        "entitlement",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("patient_id", sa.String(32), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_entitlement_patient_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entitlement"),
    )
    op.create_index("ix_entitlement_patient_id", "entitlement", ["patient_id"])
    op.create_table(
        "patient_event",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("patient_id", sa.String(32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.String(32)),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_patient_event_patient_id"),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_patient_event_actor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_patient_event"),
        sa.UniqueConstraint("patient_id", "sequence", name="uq_patient_event_patient_id_sequence"),
    )
    op.create_index("ix_patient_event_actor_id", "patient_event", ["actor_id"])
    op.create_table(
        "double",
        sa.Column("first_id", sa.String(32), nullable=False),
        sa.Column("second_id", sa.String(32), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.String(32)),
        sa.ForeignKeyConstraint(["first_id"], ["patient.id"], name="fk_double_first_id"),
        sa.ForeignKeyConstraint(["second_id"], ["patient.id"], name="fk_double_second_id"),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name="fk_double_decided_by"),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_double"),
    )
    op.create_index("ix_double_second_id", "double", ["second_id"])
    op.create_index("ix_double_state_found_at", "double", ["state", "found_at"])
    op.create_table(
        "merger",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kept_id", sa.String(32), nullable=False),
        sa.Column("gone_id", sa.String(32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.Column("undone_by", sa.String(32)),
        sa.ForeignKeyConstraint(["kept_id"], ["patient.id"], name="fk_merger_kept_id"),
        sa.ForeignKeyConstraint(["gone_id"], ["patient.id"], name="fk_merger_gone_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_merger_person_id"),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name="fk_merger_undone_by"),
        sa.PrimaryKeyConstraint("id", name="pk_merger"),
    )
    op.create_index("ix_merger_kept_id", "merger", ["kept_id"])
    op.create_index("ix_merger_gone_id", "merger", ["gone_id"])


def _keep_history() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, what in (("unchanged", "UPDATE"), ("there", "DELETE")):
            op.execute(
                f"CREATE TRIGGER patient_event_stays_{name} BEFORE {what} ON patient_event "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        return
    for name, what in (("unchanged", "UPDATE"), ("there", "DELETE")):
        op.execute(
            f"CREATE TRIGGER patient_event_stays_{name} BEFORE {what} ON patient_event "
            "FOR EACH ROW EXECUTE FUNCTION event_stays()"
        )


def downgrade() -> None:
    with op.batch_alter_table("case_") as table:
        table.drop_index("ix_case__patient_id")
        table.drop_constraint("fk_case__patient_id", type_="foreignkey")
        table.drop_column("life")
        table.drop_column("concern")
        table.drop_column("patient_id")
    for name in ("merger", "double", "patient_event", "entitlement", "patient"):
        op.drop_table(name)
