"""A city for the tests of notices and duties."""

from __future__ import annotations

import pytest

from tests.engine.commission import Commission
from tests.engine.duties.city import City


@pytest.fixture
def city(office: Commission) -> City:
    """On SQLite."""
    return City(office)


@pytest.fixture
def any_city(commission: Commission) -> City:
    """Once on each kind of database."""
    return City(commission)
