"""A commission whose process offers settings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engine.commission import PLACE, Commission
from tests.engine.settings.offering import NEIGHBOUR, opened, rule


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Commission]:
    """With a rule that has versions for two cities."""
    with opened(sqlite_url, rule(PLACE), rule(NEIGHBOUR, default='default="60"')) as commission:
        yield commission
