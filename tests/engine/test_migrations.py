"""Migrations make exactly the tables of the models, once, on both databases."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text

from engine.migrations import config
from engine.models import Base, Candidate, Item
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


def test_items_from_before_calls_were_known_belong_to_the_version_of_their_case(empty_url: str) -> None:
    # given a database of that time with one item in one inbox
    engine = Engine(empty_url)
    with engine.database.execution_options(write=True).begin() as connection:
        command.upgrade(config(connection), "0010")
        for statement in BEFORE_CALLS:
            connection.execute(text(statement))
    # when it is upgraded
    engine.upgrade()
    # then the item names the version and lies in no call, and waits in its inbox
    with engine.database.connect() as connection:
        row = connection.execute(text("SELECT definition_id, calls FROM item JOIN candidate ON item_id = item.id"))
        assert tuple(row.one()) == ("d1", "[]")
        laid = select(Candidate.open, Candidate.sort_at == Item.sort_at).join(Candidate.item)
        assert tuple(connection.execute(laid).one()) == (True, True)
    engine.close()


NOW = "'2026-01-01 00:00:00'"
BEFORE_CALLS = (
    "INSERT INTO jurisdiction (code, name, level) VALUES ('99', '云山市', 'city')",
    "INSERT INTO definition (id, key, version, name, state, digest, published_at)"
    f" VALUES ('d1', 'main', 1, 'main', 'published', '', {NOW})",
    "INSERT INTO case_ (id, number, key, definition_id, title, search, state, stage, jurisdiction_code, started_at,"
    f" frozen, ledger, snapshot, last_event, last_hash, version) VALUES ('c1', '1', 'main', 'd1', '', '', 'open', '',"
    f" '99', {NOW}, '{{}}', '{{}}', '', 0, '', 1)",
    "INSERT INTO item (id, case_id, wait_id, element, name, state, subject, priority, arrived_at, sort_at, version)"
    f" VALUES ('i1', 'c1', '1', 'a', 'a', 'open', '', 50, {NOW}, {NOW}, 1)",
    "INSERT INTO candidate (id, item_id, role, position) VALUES ('k1', 'i1', 'lead', 0)",
)
