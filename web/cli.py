"""The command `bangfu`: serve, prepare a database, deploy processes, and what the parts of the web add."""

import importlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

import bpmn
import web
from engine.definitions import deploy, remarks_of
from engine.errors import BangfuError, Fault, Invalid
from engine.unit import Engine
from web import create_app
from web.serving import database_option, prepare, require_free, run


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
    require_free(host, port)
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
    refused = False
    for folder in bpmn.folders():
        if not keys or folder.name in keys:
            try:
                files = bpmn.files(folder)
                with engine.unit() as unit:
                    deploy(unit, files)
            except Invalid as invalid:
                refused = True
                _list_faults(folder.name, invalid.faults)
            else:
                click.echo(folder.name)
                _list_faults(folder.name, remarks_of(files))
    if refused:
        raise click.exceptions.Exit(1)


def _list_faults(name: str, faults: Iterable[Fault]) -> None:
    """A line for each fault or remark: where it is, in both languages, and the rule with its clause."""
    for fault in faults:
        place = ":".join(
            [name, *([str(fault.line)] if fault.line else []), *([fault.element] if fault.element else [])]
        )
        click.echo(f"{place}: {fault.zh} {fault.en} [{fault.rule}, {fault.clause}]", err=True)


def _add_parts() -> None:
    for folder in sorted(Path(web.__file__).parent.iterdir()):
        name = f"web.{folder.name}.cli"
        if (folder / "cli.py").exists() and importlib.util.find_spec(name):
            for command in importlib.import_module(name).commands:
                main.add_command(command)


_add_parts()

if __name__ == "__main__":
    main()
