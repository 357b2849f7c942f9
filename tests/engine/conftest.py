"""A commission for the tests of the engine, on both databases or, where the database does not matter, on one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engine.commission import FORMS, TWO_STEPS, Commission


@pytest.fixture
def commission(database_url: str) -> Iterator[Commission]:
    """A commission with the process of two steps, once on each kind of database."""
    yield from _at_work(database_url)


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Commission]:
    """The same on SQLite alone, for what the database has no part in."""
    yield from _at_work(sqlite_url)


def _at_work(url: str) -> Iterator[Commission]:
    with Commission(url) as commission:
        commission.deploy(TWO_STEPS, forms=FORMS)
        yield commission
