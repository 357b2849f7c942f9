"""The composition root: database, processes and pages are put together here and nowhere else."""

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from flask import Flask

import bpmn
import workflows
from engine.clock import Clock, system_clock
from engine.rules import Rules
from engine.unit import Engine
from web import assets, discovery, errors, i18n, layout, methods, navigation, security
from web.auth import guard

DATABASE = "sqlite:///var/bangfu.sqlite3"
LARGEST_UPLOAD = 50 * 1024 * 1024


def create_app(
    engine: Engine | None = None,
    *,
    database: str | None = None,
    clock: Clock = system_clock,
    secret: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Flask:
    """The application on an engine, or on a database URL whose engine it makes.

    Reads BANGFU_DATABASE (a SQLAlchemy URL), BANGFU_SECRET (signs cookies; else a file beside the SQLite database)
    and BANGFU_HTTPS=1 (cookies only over TLS). Raises Misconfigured.
    """
    url = database or environment.get("BANGFU_DATABASE") or DATABASE
    if engine is None:
        engine = make_engine(url, clock)
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secret or environment.get("BANGFU_SECRET") or _kept_secret(url),
        SESSION_COOKIE_NAME="bangfu",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=environment.get("BANGFU_HTTPS") == "1",
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        # A plan with hundreds of measures is one form: text of it may be large, though never as large as a file.
        MAX_FORM_MEMORY_SIZE=5 * 1024 * 1024,
        MAX_FORM_PARTS=20_000,
    )
    app.extensions["bangfu"] = engine
    for part in (assets, methods, security, i18n, guard, errors, layout):
        part.install(app)
    navigation.install(app, discovery.blueprints(sys.modules[__name__]))
    return app


def make_engine(url: str, clock: Clock = system_clock) -> Engine:
    """The engine on a database, with the processes of `workflows/` and the rules of `bpmn/`."""
    rules = Rules(path.read_bytes() for path in bpmn.rules())
    return Engine(url, clock=clock, processes=discovery.processes(workflows), rules=rules)


def _kept_secret(url: str) -> str:
    """The secret beside the SQLite database, made on the first start, so that a restart signs nobody out."""
    scheme, _, file = url.partition(":///")
    if not scheme.startswith("sqlite") or file in ("", ":memory:"):
        return secrets.token_hex(32)
    path = Path(file.partition("?")[0]).with_suffix(".key")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as kept:
        kept.write(secrets.token_hex(32))
    return path.read_text()
