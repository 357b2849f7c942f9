"""History stays as it is: the database refuses to change or remove events.

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-22

"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SAYS = "the history of cases is append-only"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, what in (("unchanged", "UPDATE"), ("there", "DELETE")):
            op.execute(
                f"CREATE TRIGGER event_stays_{name} BEFORE {what} ON event BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION event_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
    )
    for name, what in (("unchanged", "UPDATE"), ("there", "DELETE")):
        op.execute(
            f"CREATE TRIGGER event_stays_{name} BEFORE {what} ON event FOR EACH ROW EXECUTE FUNCTION event_stays()"
        )


def downgrade() -> None:
    on = "" if op.get_bind().dialect.name == "sqlite" else " ON event"
    for name in ("unchanged", "there"):
        op.execute(f"DROP TRIGGER event_stays_{name}{on}")
    if on:
        op.execute("DROP FUNCTION event_stays()")
