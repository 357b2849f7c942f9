"""Moving running cases to another version: the plan, the cases, their check, the run and how it went."""

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import migration
from engine.unit import Unit
from web.admin.forms import attempt, carry_out
from web.context import view
from web.designer.blueprint import blueprint
from web.designer.words import FARED, MATCHES, MIGRATIONS


@blueprint.post("/migrations")
def begin_migration() -> ResponseReturnValue:
    form = request.form
    return attempt(
        lambda changing: migration.begin(changing, form.get("source", ""), form.get("target", "")),
        lambda plan: url_for("designer.migration_page", migration_id=plan),
        lambda faults: (redirect(request.referrer or url_for("designer.index"), 303)),
    )


@blueprint.get("/migrations/<migration_id>")
def migration_page(migration_id: str) -> ResponseReturnValue:
    """The plan with both diagrams, and the chosen cases with how they fare."""
    args = request.args
    asked = {"state": args.get("state", ""), "text": args.get("q", "").strip()[:100]}
    with view() as reading:
        plan = migration.plan_view(reading, migration_id)
        page = migration.chosen(reading, migration_id, **asked, cursor=args.get("cursor"))  # type: ignore[arg-type]
        matches = migration.matches(reading, migration_id)
        targets = migration.targets(reading, migration_id)
    return render_template(
        "designer/migration.html", plan=plan, page=page, matches=matches, targets=targets, asked=asked,
        states=MIGRATIONS, fared=FARED, hows=MATCHES,
    )  # fmt: skip


@blueprint.get("/migrations/<migration_id>/candidates")
def candidates(migration_id: str) -> ResponseReturnValue:
    """The running cases that can be chosen."""
    args = request.args
    asked = {"text": args.get("q", "").strip()[:100], "stage": args.get("stage", "")}
    with view() as reading:
        plan = migration.plan_view(reading, migration_id)
        page = migration.candidates(reading, migration_id, **asked, cursor=args.get("cursor"))  # type: ignore[arg-type]
    return render_template("designer/candidates.html", plan=plan, page=page, asked=asked)


@blueprint.post("/migrations/<migration_id>/steps/<old>")
def set_step(migration_id: str, old: str) -> ResponseReturnValue:
    new = request.form.get("new") or None
    return _act(migration_id, lambda changing: migration.set_step(changing, migration_id, old, new), _("方案已修改。"))


@blueprint.post("/migrations/<migration_id>/timers")
def set_timers(migration_id: str) -> ResponseReturnValue:
    restart = request.form.get("restart") == "true"
    return _act(migration_id, lambda changing: migration.set_timers(changing, migration_id, restart), _("方案已修改。"))


@blueprint.post("/migrations/<migration_id>/cases")
def choose(migration_id: str) -> ResponseReturnValue:
    """The ticked cases, or all that the search finds."""
    form = request.form
    ids = None if form.get("all") else form.getlist("case")
    return _act(
        migration_id,
        lambda changing: migration.choose(
            changing, migration_id, ids, text=form.get("q", "").strip()[:100], stage=form.get("stage", "")
        ),
        _("已选入迁移范围。"),
    )


@blueprint.delete("/migrations/<migration_id>/cases")
def drop(migration_id: str) -> ResponseReturnValue:
    return _act(migration_id, lambda changing: migration.drop(changing, migration_id), _("已清空迁移范围。"))


@blueprint.delete("/migrations/<migration_id>/cases/<case_id>")
def drop_one(migration_id: str, case_id: str) -> ResponseReturnValue:
    return _act(migration_id, lambda changing: migration.drop(changing, migration_id, [case_id]), _("已移出迁移范围。"))


@blueprint.post("/migrations/<migration_id>/check")
def check(migration_id: str) -> ResponseReturnValue:
    return _act(migration_id, lambda changing: migration.check(changing, migration_id), "")


@blueprint.post("/migrations/<migration_id>/run")
def start_migration(migration_id: str) -> ResponseReturnValue:
    return _act(migration_id, lambda changing: migration.start(changing, migration_id), "")


@blueprint.post("/migrations/<migration_id>/pause")
def pause(migration_id: str) -> ResponseReturnValue:
    return _act(migration_id, lambda changing: migration.pause(changing, migration_id), _("已暂停，随时可以继续。"))


@blueprint.post("/migrations/<migration_id>/continuation")
def resume(migration_id: str) -> ResponseReturnValue:
    return _act(migration_id, lambda changing: migration.resume(changing, migration_id), "")


def _act(migration_id: str, command: Callable[[Unit], Any], done: str) -> ResponseReturnValue:
    found: ResponseReturnValue = carry_out(command, url_for("designer.migration_page", migration_id=migration_id), done)
    return found
