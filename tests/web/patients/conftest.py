"""The commission that pages of patients are tested with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.commission import Commission
from tests.web.patients.ward import at_work


@pytest.fixture
def ward(sqlite_url: str) -> Iterator[Commission]:
    commission = at_work(sqlite_url)
    yield commission
    commission.engine.close()
