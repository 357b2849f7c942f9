"""Cron expressions give the next moment as Camunda 8 has them."""

from datetime import datetime

import pytest

from engine.clock import ZONE
from engine.kernel import cron

FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=ZONE)

NEXT = {
    "0 0 9 * * MON-FRI": datetime(2026, 11, 23, 9),
    "0 30 8-18/2 * * *": datetime(2026, 11, 20, 18, 30),
    "*/10 * * * * *": datetime(2026, 11, 20, 17, 0, 10),
    "@hourly": datetime(2026, 11, 20, 18),
    "@daily": datetime(2026, 11, 21),
    "@weekly": datetime(2026, 11, 22),
    "@monthly": datetime(2026, 12, 1),
    "@yearly": datetime(2027, 1, 1),
    "0 0 0 L * *": datetime(2026, 11, 30),
    "0 0 0 L-3 * ?": datetime(2026, 11, 27),
    "0 0 0 LW 1 *": datetime(2027, 1, 29),
    "0 0 0 15W 8 *": datetime(2027, 8, 16),
    "0 0 0 1W MAY ?": datetime(2027, 5, 3),
    "0 0 0 ? * 5L": datetime(2026, 11, 27),
    "0 0 0 ? * MON#2": datetime(2026, 12, 14),
    "0 0 0 29 2 *": datetime(2028, 2, 29),
    "0 15 10 * * 0,7": datetime(2026, 11, 22, 10, 15),
}
NONE = ["0 0 0 31 2 *", "0 0 * * *", "0 0 24 * * *", "60 * * * * *", "a b c d e f", "*/0 * * * * *", "0 0 5-1 * * *"]


@pytest.mark.parametrize("text", NEXT)
def test_the_next_moment_is_the_first_that_matches(text: str) -> None:
    assert cron.following(text, FRIDAY) == NEXT[text].replace(tzinfo=ZONE)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_cron_or_never_comes_gives_no_moment(text: str) -> None:
    assert cron.following(text, FRIDAY) is None
