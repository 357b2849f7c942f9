"""The commission every test of a page works with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.commission import Commission


@pytest.fixture
def commission(sqlite_url: str) -> Iterator[Commission]:
    commission = Commission(sqlite_url)
    yield commission
    commission.engine.close()
