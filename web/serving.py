"""Serving the pages: the database made ready, what falls due done beside the requests, an orderly end."""

import signal
import socket
from typing import Any

import click
from waitress.server import create_server

import bpmn
import web
from engine.definition_pages import keys_published
from engine.definitions import deploy
from engine.jobs import JobThread
from engine.unit import Engine

THREADS = 8

database_option = click.option(
    "--database", envvar="BANGFU_DATABASE", default=web.DATABASE, show_default=True, help="A SQLAlchemy URL."
)


def prepare(engine: Engine) -> None:
    """Bring the tables up to date and publish processes that were never published here.

    Those already there stay as they are: a designer may have published newer ones in the browser.
    """
    engine.upgrade()
    with engine.view() as view:
        known = keys_published(view)
    for folder in bpmn.folders():
        if folder.name not in known:
            with engine.unit() as unit:
                deploy(unit, bpmn.files(folder))


def run(app: Any, engine: Engine, host: str, port: int) -> None:
    """Serve until the process is told to stop; the job in hand is finished first."""
    try:
        server = create_server(app, host=host, port=port, threads=THREADS)
    except OSError as refused:
        raise _no_address(host, port, refused) from refused
    jobs = JobThread(engine)
    jobs.start()
    # Told to stop is as interrupted: the requests under way are answered first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    click.echo(f"http://{host}:{port}")
    try:
        server.run()
    finally:
        jobs.stop()
        engine.close()


def require_free(host: str, port: int) -> None:
    """Refuse an address that cannot be served before anything that takes long is begun."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one just closed counts as free, as it will
            probe.bind((host, port))
    except (OSError, OverflowError) as refused:
        raise _no_address(host, port, refused) from refused


def _no_address(host: str, port: int, refused: Exception) -> click.ClickException:
    reason = refused.strerror if isinstance(refused, OSError) and refused.strerror else str(refused)
    return click.ClickException(
        f"{host}:{port} 无法使用（{reason}），可能已有程序占用；请用 --port 换一个端口。\n"
        f"Expected to serve {host}:{port}, but it cannot be used ({reason}); choose another port with --port."
    )
