"""Bringing a database to the newest form of the tables, by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, func, select


def upgrade(database: Engine) -> None:
    """Run the migrations this database has not seen yet."""
    with database.execution_options(write=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            # Several machines may start at once; on SQLite the write lock lets one after the other.
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("bangfu upgrade", 0))))
        command.upgrade(config(connection), "head")


def config(connection: object = None) -> Config:
    """Alembic's configuration without a file; `connection` is the one it works on."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(Path(__file__).parent))
    return settings
