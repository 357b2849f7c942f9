"""The space of a trial: a copy of a template's database in memory, with an engine on a clock of its own."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine import definitions, kernel
from engine.clock import SettableClock
from engine.models import Definition
from engine.process import Process
from engine.rules import Rules
from engine.start_timers import schedule
from engine.trials import model
from engine.trials.budget import PAGES, Budget
from engine.unit import IN_MEMORY, Engine

if TYPE_CHECKING:
    from engine.unit import Unit

Files = Mapping[str, bytes]


class Template:
    """Tables, an organization and deployed processes, made once and copied for every trial. Safe among threads.

    `deployments` are the files of each process, those that are called before those that call them. `organize` fills
    the organization; without it the model commission is made, with a duty for every key the diagrams name. Raises
    InvalidDefinition with all faults of a deployment.
    """

    def __init__(
        self, deployments: Sequence[Files], *, processes: Iterable[Process], rules: Rules,
        organize: Callable[["Unit"], None] | None = None,
    ) -> None:  # fmt: skip
        self.processes, self.rules = tuple(processes), rules
        self._lock = threading.Lock()
        self._engine = Engine(IN_MEMORY, clock=SettableClock(model.FOUNDED), processes=self.processes, rules=rules)
        self._engine.upgrade()
        keys = [key for files in deployments for key in _duty_keys(files)]
        with self._engine.unit() as unit:
            (organize or (lambda unit: model.build(unit, keys)))(unit)
        for files in deployments:
            with self._engine.unit() as unit:
                definitions.deploy(unit, files)

    def open(self, at: datetime, url: str = IN_MEMORY) -> "Space":
        """A space of its own at a moment, in memory, or in the new SQLite file a URL names."""
        space = Space(self, at, url)
        with space.engine.unit() as unit:
            for row in unit.session.scalars(select(Definition)).all():
                # Timers that begin cases count from the beginning of the trial.
                schedule(unit, row.id, unit.definitions.get(unit.session, row.id).spec)
        return space

    def deployed(self, key: str) -> definitions.Deployed:
        """The newest version of one of its processes. Raises NotFound."""
        with self._lock, self._engine.view() as view:
            return view.definitions.latest(view.session, key)

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Write the whole database into another."""
        with self._lock:
            raw = self._engine.database.raw_connection()
            try:
                connection = raw.driver_connection
                assert isinstance(connection, sqlite3.Connection)
                connection.backup(target)
            finally:
                raw.close()

    def share(self, engine: Engine) -> None:
        """Let an engine know the parsed definitions, whose ids are the same in every copy."""
        engine.definitions = self._engine.definitions

    def close(self) -> None:
        """Give the database back."""
        self._engine.close()


class Space:
    """One copy of a template with its engine, clock and budget; one thread at a time."""

    def __init__(self, template: Template, at: datetime, url: str) -> None:
        self.budget = Budget()
        self.clock = SettableClock(at)
        self._template, self._url = template, url
        if url != IN_MEMORY:
            file = sqlite3.connect(url.removeprefix("sqlite:///"))
            template.copy_to(file)
            file.close()
        self.engine = self._begin()
        if url == IN_MEMORY:
            raw = self.engine.database.raw_connection()
            connection = raw.driver_connection
            assert isinstance(connection, sqlite3.Connection)
            template.copy_to(connection)
            connection.execute(f"PRAGMA max_page_count={PAGES}")
            raw.close()

    def restart(self) -> None:
        """End the program and begin it again on the same file: whatever was not written is gone."""
        assert self._url != IN_MEMORY
        self.engine.close()
        self.engine = self._begin()

    def close(self) -> None:
        """Throw the space away."""
        self.engine.close()

    def _begin(self) -> Engine:
        engine = Engine(
            self._url, clock=self.clock, processes=self._template.processes, rules=self._template.rules,
            may_go_on=self.budget.spend,
        )  # fmt: skip
        self._template.share(engine)
        return engine


def _duty_keys(files: Files) -> list[str]:
    """The duties the diagrams of a deployment name; what cannot be read is left to deployment to complain about."""
    try:
        return [key for spec in definitions.specs_of(files, "") if (key := spec.properties.get("duty"))]
    except (kernel.Invalid, StopIteration):
        return []
