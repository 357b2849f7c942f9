"""The real server on a clock that a test sets: `python -m tests.e2e.clocked DATABASE PORT FILE`, the time in FILE."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from engine.clock import ZONE
from engine.unit import Engine
from web import create_app
from web.serving import prepare, run


class FileClock:
    """A clock that stands at the moment a file names, so that a test can move the time of another process."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self._file.read_text("utf-8")).astimezone(ZONE)

    def set(self, moment: datetime) -> None:
        """Put the clock to a moment; a naive one is Beijing time."""
        aware = moment.astimezone(ZONE) if moment.tzinfo else moment.replace(tzinfo=ZONE)
        fresh = self._file.with_suffix(".next")
        fresh.write_text(aware.isoformat(), "utf-8")
        fresh.replace(self._file)  # at once, for the server may be reading it


def main(database: str, port: str, file: str) -> None:
    app = create_app(database=database, clock=FileClock(Path(file)))
    engine: Engine = app.extensions["bangfu"]
    prepare(engine)
    run(app, engine, "127.0.0.1", int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
