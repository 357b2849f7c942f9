"""The clock, handed in everywhere: the only place that asks the machine for the time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
"""Offices work in Beijing time; the database stores UTC."""

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present moment in Beijing time."""
    return datetime.now(UTC).astimezone(ZONE)


class SettableClock:
    """A clock that stands still until it is moved, for tests, demonstrations and trying a draft."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(ZONE) if start.tzinfo else start.replace(tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self._now

    def set(self, moment: datetime) -> None:
        """Put the clock to a moment; a naive one is Beijing time."""
        self._now = moment.astimezone(ZONE) if moment.tzinfo else moment.replace(tzinfo=ZONE)

    def advance(self, **duration: float) -> None:
        """Move the clock by `timedelta` arguments: `advance(days=2, hours=3)`."""
        self._now += timedelta(**duration)
