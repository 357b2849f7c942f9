"""The composition root: settings from the environment, secrets that survive a restart."""

from __future__ import annotations

from pathlib import Path

from tests.web.commission import Commission
from web import create_app


def test_a_restart_signs_nobody_out(sqlite_url: str) -> None:
    first = create_app(database=sqlite_url, environment={})
    second = create_app(database=sqlite_url, environment={})
    assert first.config["SECRET_KEY"] == second.config["SECRET_KEY"]
    key_file = Path(sqlite_url.removeprefix("sqlite:///")).with_suffix(".key")
    assert key_file.stat().st_mode & 0o077 == 0
    assert len(key_file.read_text()) == 64


def test_the_environment_says_database_and_secret(sqlite_url: str) -> None:
    app = create_app(environment={"BANGFU_DATABASE": sqlite_url, "BANGFU_SECRET": "given", "BANGFU_HTTPS": "1"})
    assert app.config["SECRET_KEY"] == "given"
    assert app.config["SESSION_COOKIE_SECURE"] is True
    assert app.test_client().get("/login").status_code == 200


def test_the_processes_of_workflows_run_on_the_engine(sqlite_url: str) -> None:
    app = create_app(database=sqlite_url, environment={})
    assert "issue-rectification" in app.extensions["bangfu"].processes


def test_an_engine_handed_in_is_used_as_it_is(sqlite_url: str) -> None:
    commission = Commission(sqlite_url)
    assert commission.app.extensions["bangfu"] is commission.engine
