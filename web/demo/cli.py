"""`bangfu demo`: fill a database with the demonstration commission once, then serve it."""

import os
from pathlib import Path

import click

from engine.clock import system_clock
from engine.unit import Engine
from web import create_app
from web.demo import persons
from web.demo.filling import STEPS, fill
from web.serving import database_option, prepare, require_free, run


@click.command()
@database_option
@click.option("--port", default=8000, show_default=True)
@click.option("--fresh", is_flag=True, help="Start over with new demonstration data.")
def demo(database: str, port: int, fresh: bool) -> None:
    """Show a health commission at work: fill a database on the first run, serve it on every run."""
    file = _file(database)
    require_free("127.0.0.1", port)
    if fresh or not file.exists():
        _fill(file)
    click.echo("\n演示账号（密码均为 " + persons.PASSWORD + "）：")
    for login in persons.FOR_TRYING:
        click.echo(f"  {login.login:<22}{login.who}")
    app = create_app(database=database)
    engine: Engine = app.extensions["bangfu"]
    prepare(engine)
    click.echo("")
    run(app, engine, "127.0.0.1", port)


def _file(database: str) -> Path:
    scheme, _, name = database.partition(":///")
    if scheme != "sqlite" or not name:
        raise click.BadParameter("演示数据使用 SQLite，请写成 sqlite:///文件名。", param_hint="--database")
    return Path(name)


def _fill(file: Path) -> None:
    """Fill a new file beside the old one and put it in place when whole: breaking off leaves nothing half done."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    _remove(part)
    days = fill(f"sqlite:///{part}", system_clock())
    with click.progressbar(days, length=STEPS, label="正在建立演示单位和近两年的工作") as shown:
        for _ in shown:
            pass
    _remove(file)
    os.replace(part, file)
    _remove(part)


def _remove(file: Path) -> None:
    for name in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        name.unlink(missing_ok=True)


commands = [demo]
