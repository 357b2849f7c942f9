"""`bangfu duties import`: notices from files, or a look at what they would bring."""

import json
from pathlib import Path
from typing import Any

import click

import web
from engine import duties, notices
from engine.duties import library
from engine.errors import BangfuError
from engine.unit import Engine


@click.group("duties")
def group() -> None:
    """任务分工: notices and the duties they divide."""


commands = (group,)


@group.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would be imported; write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--jurisdiction", metavar="CODE", help="The jurisdiction the notices hold in; not needed to look.")
@click.option(
    "--database", envvar="BANGFU_DATABASE", default=web.DATABASE, show_default=True, help="A SQLAlchemy URL."
)
def import_files(files: tuple[Path, ...], dry_run: bool, form: str, jurisdiction: str | None, database: str) -> None:
    """Import notices (.txt, .md, .docx, .xlsx); they wait on the page for a person to confirm them.

    One file that cannot be imported does not keep the others out; the exit code is 1 then.
    """
    if not dry_run and not jurisdiction:
        raise click.UsageError("--jurisdiction CODE is needed to import (请用 --jurisdiction 指明辖区代码)")
    engine = None if dry_run else Engine(database)
    if engine:
        engine.upgrade()
    found, refused = [], 0
    for file in files:
        try:
            found.append(_looked_at(file) if engine is None else _imported(engine, file, jurisdiction or ""))
        except BangfuError as error:
            refused += 1
            click.echo(f"{file.name}: {error.text('zh')}\n{file.name}: {error.text('en')}", err=True)
    if engine:
        engine.close()
    _print(found, form, alone=len(files) == 1)
    raise SystemExit(1 if refused else 0)


def _looked_at(file: Path) -> dict[str, Any]:
    return notices.preview(notices.parse(notices.read_file(file)))


def _imported(engine: Engine, file: Path, jurisdiction: str) -> dict[str, Any]:
    """Parsed before the transaction begins, so that a refused file holds no lock; the same value as a dry run's."""
    looked_at = _looked_at(file)
    with engine.unit() as unit:
        notice_id = duties.import_notice(unit, file.name, file.read_bytes(), jurisdiction)
    with engine.view() as view:
        row = library.notice_row(view, notice_id)
    return {**looked_at, "id": notice_id, "open_questions": row.open}


def _print(found: list[dict[str, Any]], form: str, *, alone: bool) -> None:
    if form == "json":
        if found:
            click.echo(json.dumps(found[0] if alone else found, ensure_ascii=False, indent=2))
        return
    for one in found:
        for line in _lines(one):
            click.echo(line)


def _lines(one: dict[str, Any]) -> list[str]:
    notice = one["notice"]
    head = [notice["title"], "  ".join(filter(None, ["、".join(notice["issuers"]), notice["number"], notice["date"]]))]
    rows = []
    for duty in one["duties"]:
        parties = [f"{label}：{'、'.join(duty[name])}" for name, label in _ROLES if duty[name]]
        rows.append(f"{duty['sequence']:>3}. {duty['article']} {duty['task']}")
        rows.append(f"     {'  '.join(parties)}  [{duty['mode']}]")
        rows += [f"     ? {question['zh']}" for question in duty["questions"]]
    report = [f"  {fate['place']}: {fate['zh']}" for fate in one["report"] if fate["became"] != "blank"]
    tail = [f"编号 {one['id']}，{one['open_questions']} 处疑问待确认"] if "id" in one else []
    return [*head, *rows, *report, *tail, ""]


_ROLES = (("leads", "牵头"), ("units", "责任"), ("supports", "配合"), ("groups", "占位组"), ("leaders", "责任领导"))
