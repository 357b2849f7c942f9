"""The demonstration commission as the command fills it, of a day that does not change with the calendar."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from engine.clock import ZONE
from web.demo.filling import fill

TODAY = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)  # a Friday


def filled(file: Path) -> Path:
    """Fill a new database file; takes half a minute, so it is done once for all tests, which copy it to change it."""
    for _ in fill(f"sqlite:///{file}", TODAY):
        pass
    return file
