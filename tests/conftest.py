"""Databases for tests: a fresh one each, with all tables, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests import postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database of this test alone, with all tables; the test runs once on each kind."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def sqlite_url(_sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(_sqlite_template, tmp_path / 'test.db')}"


@pytest.fixture
def postgres_url(postgres_cluster: postgres.Cluster, _postgres_template: str) -> Iterator[str]:
    with postgres_cluster.database(_postgres_template) as url:
        yield url


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The file of a database with the whole demonstration; to be read, and copied by who changes it.

    Tests may run in several processes (pytest-xdist): the first that wants it fills it for all.
    """
    from tests.demonstration import filled  # here, for the tests of the pure parts need no pages

    folder = tmp_path_factory.getbasetemp()
    shared = folder if worker_id == "master" else folder.parent
    file = shared / "demonstration.db"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            filled(shared / "filling.db").rename(file)
    return file


@pytest.fixture
def empty_postgres_url(postgres_cluster: postgres.Cluster) -> Iterator[str]:
    """A database without any table, for what concerns the making of them."""
    with postgres_cluster.database() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    with postgres.cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    _make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_template(postgres_cluster: postgres.Cluster) -> Iterator[str]:
    with postgres_cluster.database() as url:
        _make_tables(url)
        yield str(make_url(url).database)


def _make_tables(url: str) -> None:
    from engine.unit import Engine  # here, for the tests of the pure parts need no database

    engine = Engine(url)
    try:
        engine.upgrade()
    finally:
        engine.close()  # PostgreSQL copies only a database that nobody is connected to
