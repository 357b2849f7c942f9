"""Migrations make exactly the tables of the models, once, on both databases."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from engine.models import Base
from engine.unit import Engine


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))


def test_an_empty_database_gets_exactly_the_tables_of_the_models(empty_url: str) -> None:
    # when a new database is upgraded
    engine = Engine(empty_url)
    engine.upgrade()
    # then nothing is missing in it and nothing too much
    with engine.database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    engine.close()


def test_a_second_upgrade_changes_nothing(empty_url: str) -> None:
    engine = Engine(empty_url)
    engine.upgrade()
    before = _schema(engine)
    engine.upgrade()
    assert _schema(engine) == before
    engine.close()


def test_several_machines_may_upgrade_at_once(empty_url: str) -> None:
    # when four programs start on a new database at the same moment
    faults: list[Exception] = []
    barrier = threading.Barrier(4)

    def start() -> None:
        engine = Engine(empty_url)
        barrier.wait()
        try:
            engine.upgrade()
        except Exception as error:
            faults.append(error)
        finally:
            engine.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # then all find their tables
    assert faults == []


def _schema(engine: Engine) -> list[str]:
    with engine.database.connect() as connection:
        found = inspect(connection)
        names = sorted(found.get_table_names())
        return [repr((name, found.get_columns(name), found.get_indexes(name))) for name in names]
