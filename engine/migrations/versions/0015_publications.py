"""Versions hold for a place from a moment on and can be withdrawn; drafts are decided in a case; waits name elements.

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-28

"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Columns that may be null, added without rebuilding tables that others refer to.
REFERENCES = (
    ("definition", "author_id", "person.id"),
    ("definition", "withdrawn_by", "person.id"),
    ("draft", "case_id", "case_.id"),
    ("draft", "published_id", "definition.id"),
    ("job", "definition_id", "definition.id"),
    ("subscription", "definition_id", "definition.id"),
    ("incident", "definition_id", "definition.id"),
)
TEXTS = (("definition", "note"), ("definition", "withdrawn_why"), ("draft", "opinion"))
MOMENTS = (("definition", "since"), ("definition", "withdrawn_at"))
ELEMENTS = (("job", "element"), ("subscription", "element"), ("item", "returned_to"))
INDEXES = (
    ("ix_job_definition_id_element", "job", ["definition_id", "element"]),
    ("ix_subscription_definition_id_element", "subscription", ["definition_id", "element"]),
    ("ix_incident_definition_id_resolved_at", "incident", ["definition_id", "resolved_at"]),
    ("ix_item_definition_id_element_state", "item", ["definition_id", "element", "state"]),
)


def upgrade() -> None:
    for table, name, target in REFERENCES:
        refers = sa.ForeignKey(target, name=f"fk_{table}_{name}")
        op.add_column(table, sa.Column(name, sa.String(32), refers, nullable=True), inline_references=True)
    for table, name in TEXTS:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for table, name in MOMENTS:
        op.add_column(table, sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for table, name in ELEMENTS:
        op.add_column(table, sa.Column(name, sa.String(80), nullable=True))
    op.add_column("definition", sa.Column("jurisdiction_code", sa.String(12), nullable=False, server_default=""))
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)
    own = "(SELECT definition_id FROM case_ WHERE case_.id = incident.case_id)"
    op.execute(f"UPDATE incident SET definition_id = {own}")


def downgrade() -> None:
    for name, table, _columns in INDEXES:
        op.drop_index(name, table_name=table)
    added = [(table, name) for table, name, _target in REFERENCES]
    added += [*TEXTS, *MOMENTS, *ELEMENTS, ("definition", "jurisdiction_code")]
    for table, name in reversed(added):
        op.drop_column(table, name)
