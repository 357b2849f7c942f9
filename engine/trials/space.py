"""The space of a trial: a copy of a template's database in memory, with an engine on a clock of its own."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING

from engine import definitions, kernel
from engine.clock import SettableClock
from engine.in_force import all_in_force, in_force
from engine.process import Process
from engine.rules import Rules
from engine.start_timers import schedule
from engine.trials import model
from engine.trials.budget import PAGES, Budget
from engine.trials.model_duties import complete
from engine.unit import IN_MEMORY, Engine

if TYPE_CHECKING:
    from engine.unit import Unit

Files = Mapping[str, bytes]

ENDINGS = (".bpmn", ".form", ".dmn")
"""What of the files of a process is deployed; its scenarios are not."""


class Template:
    """Tables, an organization and deployed processes, made once and copied for every trial. Safe among threads.

    `organize` fills the organization; without it the model commission is made, with a duty for every key the diagrams
    name. Raises Invalid with all faults of a deployment.
    """

    def __init__(
        self, deployments: Sequence[Files], *, processes: Iterable[Process], rules: Rules,
        organize: Callable[["Unit"], None] | None = None,
    ) -> None:  # fmt: skip
        self.processes, self.rules = tuple(processes), rules
        self._is_model = organize is None
        self._lock = threading.Lock()
        self._engine = self._begin()
        self._engine.upgrade()
        with self._engine.unit() as unit:
            (organize or model.build)(unit)
        self._deploy(deployments)

    def extended(self, files: Files) -> "Template":
        """Another template that knows one process more: a draft beside or instead of what is published."""
        other = copy(self)
        other._lock, other._engine = threading.Lock(), self._begin()
        other._engine.definitions = self._engine.definitions.copy()
        with connected(other._engine) as target:
            self.copy_to(target)
        other._deploy([files])
        return other

    def open(self, at: datetime, url: str = IN_MEMORY, budget: Budget | None = None) -> "Space":
        """A space of its own at a moment, in memory, or in the new SQLite file a URL names."""
        space = Space(self, at, url, budget or Budget())
        with space.engine.unit() as unit:
            for row in all_in_force(unit):
                # Timers that begin cases count from the beginning of the trial.
                schedule(unit, row.id, unit.definitions.get(unit.session, row.id).spec)
        return space

    def deployed(self, key: str) -> definitions.Deployed:
        """The newest version of one of its processes. Raises NotFound."""
        with self._lock, self._engine.view() as view:
            return in_force(view, key)

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Write the whole database into another."""
        with self._lock, connected(self._engine) as connection:
            connection.backup(target)

    def share(self, engine: Engine) -> None:
        """Let an engine know the parsed definitions, whose ids are the same in every copy."""
        engine.definitions = self._engine.definitions

    def close(self) -> None:
        """Give the database back."""
        self._engine.close()

    def _begin(self) -> Engine:
        return Engine(IN_MEMORY, clock=SettableClock(model.FOUNDED), processes=self.processes, rules=self.rules)

    def _deploy(self, deployments: Sequence[Files]) -> None:
        for given in deployments:
            files = {name: content for name, content in given.items() if name.endswith(ENDINGS)}
            with self._engine.unit() as unit:
                if self._is_model:
                    complete(unit, _duty_keys(files))
                definitions.deploy(unit, files)


class Space:
    """One copy of a template with its engine, clock and budget; one thread at a time."""

    def __init__(self, template: Template, at: datetime, url: str, budget: Budget) -> None:
        self.budget = budget
        self.clock = SettableClock(at)
        self._template, self._url = template, url
        if url != IN_MEMORY:
            file = sqlite3.connect(url.removeprefix("sqlite:///"))
            template.copy_to(file)
            file.close()
        self.engine = self._begin()
        if url == IN_MEMORY:
            with connected(self.engine) as connection:
                template.copy_to(connection)
                connection.execute(f"PRAGMA max_page_count={PAGES}")

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


@contextmanager
def connected(engine: Engine) -> Iterator[sqlite3.Connection]:
    """The one connection of an engine in memory."""
    raw = engine.database.raw_connection()
    try:
        connection = raw.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        yield connection
    finally:
        raw.close()


def _duty_keys(files: Files) -> list[str]:
    """The duties the diagrams of a deployment name; what cannot be read is left to deployment to complain about."""
    try:
        return [key for spec in definitions.specs_of(files, "") if (key := spec.properties.get("duty"))]
    except (kernel.Invalid, StopIteration):
        return []
