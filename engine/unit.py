"""The engine and its unit: one command is one transaction, and this is the only commit in the program."""

import sqlite3
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Engine as Database
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import IntegrityError, OperationalError, PendingRollbackError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import StaticPool

from engine import migrations
from engine.calendars import calendar_of
from engine.clock import ZONE, Clock, system_clock
from engine.definitions import Definitions
from engine.errors import Conflict, Misconfigured
from engine.jurisdictions import upward
from engine.kernel.environment import always
from engine.process import Process
from engine.rulebook import Rulebook
from engine.rules import Rules
from engine.standing import Standing
from engine.workdays import Calendar

if TYPE_CHECKING:
    from engine.people import Actor

Read = TypeVar("Read")

IN_MEMORY = "sqlite://"
"""The URL of a database that lives as long as its engine; one unit or view at a time."""


class Engine:
    """A database with the processes and rules that run on it; make one per program and share it among threads."""

    def __init__(
        self, url: str, *, clock: Clock = system_clock, processes: Iterable[Process] = (), rules: Rules | None = None,
        may_go_on: Callable[[], bool] = always,
    ) -> None:  # fmt: skip
        self.clock = clock
        self.may_go_on = may_go_on
        self.rulebook = Rulebook(rules or Rules())
        self.processes = _by_key(processes)
        self.definitions = Definitions()
        self.database = _database(url)
        if self.database.dialect.name == "sqlite":
            _prepare_sqlite(self.database)
        self.standing = Standing()
        self._writer = self.database.execution_options(write=True)
        self._reader = _reading(self.database)

    def upgrade(self) -> None:
        """Bring the tables to the newest form; a new database gets them all."""
        migrations.upgrade(self.database)

    @contextmanager
    def unit(self, actor: "Actor | None" = None) -> Iterator["Unit"]:
        """One transaction for one command, committed at the end; without an actor the system acts.

        Raises Conflict where another transaction changed the same rows first; nothing is then written.
        """
        with Session(self._writer, expire_on_commit=False) as session:
            try:
                yield Unit(session, self, actor, self.clock())
                session.commit()
                self.standing.committed(session)
            except StaleDataError as lost:
                raise Conflict from lost
            except PendingRollbackError as lost:
                # A write before a service was called lost the race; to the case it looked like the service's failure.
                raise Conflict from lost
            except (IntegrityError, OperationalError) as lost:
                if _is_lost_race(lost):
                    raise Conflict from lost
                raise

    @contextmanager
    def view(self, actor: "Actor | None" = None) -> Iterator["Unit"]:
        """A consistent look at the data; what is changed in it is never written."""
        with Session(self._reader, autoflush=False) as session:
            yield Unit(session, self, actor, self.clock())

    def close(self) -> None:
        """Give all connections back."""
        self.database.dispose()


class Unit:
    """What a command works with: a session, the actor, the moment, and what the engine knows."""

    def __init__(self, session: Session, engine: Engine, actor: "Actor | None", now: datetime) -> None:
        self.session = session
        self.engine = engine
        self.actor = actor
        self.now = now.astimezone(ZONE)

    @property
    def definitions(self) -> Definitions:
        """The deployed diagrams and forms, parsed once."""
        return self.engine.definitions

    @property
    def processes(self) -> Mapping[str, Process]:
        """The processes handed to the engine, by key."""
        return self.engine.processes

    @property
    def rules(self) -> Rules:
        """The rules of the work as they are now, of files and of pages."""
        return self.standing(("rules",), lambda: self.engine.rulebook.current(self.session))

    def upward(self, jurisdiction_code: str) -> list[str]:
        """A jurisdiction and those that contain it, the nearest first."""
        return self.standing(("upward", jurisdiction_code), lambda: upward(self.session, jurisdiction_code))

    def calendar(self, jurisdiction_code: str = "") -> Calendar:
        """The working days of a jurisdiction."""
        return self.standing(("calendar", jurisdiction_code), lambda: calendar_of(self.session, jurisdiction_code))

    def standing(self, key: Hashable, read: Callable[[], Read]) -> Read:
        """Standing data by a key of one's own: as remembered, or as `read` gives it now."""
        return self.engine.standing.get(self.session, key, self.now, read)


def _by_key(processes: Iterable[Process]) -> dict[str, Process]:
    found: dict[str, Process] = {}
    for process in processes:
        if process.key in found:
            raise Misconfigured(
                zh=f"流程“{process.key}”在 workflows 中定义了两次，请删去一个。",
                en=f"two modules of workflows/ describe the process {process.key!r}; remove one.",
            )
        found[process.key] = process
    return found


def _database(url: str) -> Database:
    if url == IN_MEMORY:
        # One connection for all threads, which take turns: the database is gone with the connection.
        return create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    return create_engine(_driver_url(url), pool_pre_ping=not url.startswith("sqlite"))


def _driver_url(url: str) -> str:
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def _reading(database: Database) -> Database:
    """For looks at the data: all statements of one see the same moment, and none can write."""
    if database.dialect.name == "sqlite":
        return database  # a transaction on a write-ahead log is a snapshot by itself
    return database.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _prepare_sqlite(database: Any) -> None:
    @event.listens_for(database, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling begins too late for a write lock taken at the start.
        connection.isolation_level = None
        for pragma in ("busy_timeout=15000", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        _write_ahead(connection)

    @event.listens_for(database, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its lock before it reads: two units can then never deadlock on an upgrade.
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _write_ahead(connection: Any) -> None:
    """Keep a write-ahead log; switching a new database over is the one thing SQLite does not wait for its turn with."""
    for _ in range(100):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            time.sleep(0.05)
    connection.execute("PRAGMA journal_mode=WAL")


def _is_lost_race(error: IntegrityError | OperationalError) -> bool:
    """A unique key already taken, a serialization failure, a deadlock or a lock not had in time."""
    state = getattr(error.orig, "sqlstate", None)
    words = ("UNIQUE constraint failed", "database is locked")
    return state in ("23505", "40001", "40P01", "55P03") or any(word in str(error.orig) for word in words)
