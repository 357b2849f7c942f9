"""The stage of a journey: a commission's server on a clock that the test moves, and its people at their browsers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from engine.clock import SettableClock
from tests.e2e.clocked import FileClock
from tests.e2e.official import Official
from tests.e2e.server import Server
from web import make_engine
from web.demo import persons, places
from web.serving import prepare


class Stage:
    """The demonstration's places, people and notice, without a case; `screens` login -> settings of the browser."""

    def __init__(
        self, database: str, folder: Path, begin: datetime, new_page: Callable[..., Page],
        screens: Mapping[str, Mapping[str, Any]],
    ) -> None:  # fmt: skip
        self._folder, self._new_page, self._screens = folder, new_page, screens
        self._officials: dict[str, Official] = {}
        furnish(database, begin)
        self.clock = FileClock(folder / "clock")
        self.clock.set(begin)
        self.server = Server(database=database, log=folder / "log", clock=folder / "clock")
        self.server.start()

    def official(self, login: str) -> Official:
        """The person with this login, at a page of their own."""
        if login not in self._officials:
            page = self._new_page(**self._screens.get(login, {}))
            self._officials[login] = Official(page, self.server.url, login, persons.PASSWORD)
        return self._officials[login]

    def file(self, name: str) -> Path:
        """A file to be handed in as evidence."""
        found = self._folder / name
        found.write_bytes(b"%PDF-1.7 evidence")
        return found


def furnish(database: str, begin: datetime) -> None:
    """Fill a database with the places, people and processes of the demonstration, without a case."""
    engine = make_engine(database, SettableClock(begin))
    prepare(engine)
    with engine.unit() as unit:
        places.build(unit)
        places.put_notice_in_force(unit, (2026,))
        persons.build(unit)
    engine.close()
