"""The command `bangfu`: serve, prepare a database, deploy processes, and what the parts of the web add."""

import importlib
import importlib.util
import signal
from pathlib import Path
from typing import Any

import click
from waitress.server import create_server

import bpmn
import web
from engine.definitions import deploy, newest_per_key
from engine.errors import BangfuError
from engine.jobs import JobThread
from engine.unit import Engine
from web import create_app

THREADS = 8

database_option = click.option(
    "--database", envvar="BANGFU_DATABASE", default=web.DATABASE, show_default=True, help="A SQLAlchemy URL."
)


class Parts(click.Group):
    """The commands of this module and those of every web/<part>/cli.py (`commands`)."""

    def invoke(self, ctx: click.Context) -> Any:
        """Expected trouble is a sentence, not a traceback."""
        try:
            return super().invoke(ctx)
        except BangfuError as error:
            raise click.ClickException(f"{error.text('zh')}\n{error.text('en')}") from error


@click.group(cls=Parts)
def main() -> None:
    """帮扶 Bangfu: casework of health commissions."""


@main.command()
@database_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(database: str, host: str, port: int) -> None:
    """Serve the pages and do what falls due."""
    app = create_app(database=database)
    engine: Engine = app.extensions["bangfu"]
    prepare(engine)
    run(app, engine, host, port)


@main.command("deploy")
@database_option
@click.argument("keys", nargs=-1)
def deploy_command(database: str, keys: tuple[str, ...]) -> None:
    """Publish the processes of this installation (or only KEYS) as new versions, where their files have changed."""
    engine = create_app(database=database).extensions["bangfu"]
    engine.upgrade()
    for folder in bpmn.folders():
        if not keys or folder.name in keys:
            with engine.unit() as unit:
                deploy(unit, bpmn.files(folder))
            click.echo(folder.name)


def prepare(engine: Engine) -> None:
    """Bring the tables up to date and publish processes that were never published here.

    Those already there stay as they are: a designer may have published newer ones in the browser.
    """
    engine.upgrade()
    with engine.view() as view:
        known = {definition.key for definition in newest_per_key(view.session)}
    for folder in bpmn.folders():
        if folder.name not in known:
            with engine.unit() as unit:
                deploy(unit, bpmn.files(folder))


def run(app: Any, engine: Engine, host: str, port: int) -> None:
    """Serve until the process is told to stop; the job in hand is finished first."""
    server = create_server(app, host=host, port=port, threads=THREADS)
    jobs = JobThread(engine)
    jobs.start()
    signal.signal(signal.SIGTERM, lambda *_: server.close())
    click.echo(f"http://{host}:{port}")
    try:
        server.run()
    finally:
        jobs.stop()
        engine.close()


def _add_parts() -> None:
    for folder in sorted(Path(web.__file__).parent.iterdir()):
        name = f"web.{folder.name}.cli"
        if (folder / "cli.py").exists() and importlib.util.find_spec(name):
            for command in importlib.import_module(name).commands:
                main.add_command(command)


_add_parts()

if __name__ == "__main__":
    main()
