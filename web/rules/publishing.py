"""A workbook of a rule becomes a draft, is compared with the version in force, and is published; by administrators."""

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import rule_changes, rule_pages, rule_publishing, rule_register
from engine.errors import BangfuError, Invalid, InvalidAnswers
from engine.organizations import places_register
from engine.rules import Rule
from engine.settings import pages
from engine.unit import Unit
from web.auth.guard import only
from web.context import unit, view
from web.errors import status_of
from web.i18n import language
from web.rules.blueprint import blueprint
from web.rules.trying import trial_asked
from web.rules.words import CHANGED, ROWS, written


@blueprint.get("/rules/<key>/<version>/import")
@only("administrator")
def workbook_form(key: str, version: str) -> ResponseReturnValue:
    return _form(key, version, [], 200)


@blueprint.post("/rules/<key>/<version>/import")
@only("administrator")
def import_workbook(key: str, version: str) -> ResponseReturnValue:
    file, form = request.files.get("file"), request.form
    since = _day(form.get("since", ""))
    if file is None or not file.filename:
        return _form(key, version, [("file", _("请选择要导入的 .xlsx 文件。"))], 422)
    if since is None:
        return _form(key, version, [("since", _("请填写生效日期。"))], 422)
    try:
        with unit() as changing:
            draft_id = rule_publishing.draft(
                changing, rule_register.version(changing, key, version), file.filename, file.read(),
                place=form.get("jurisdiction", ""), since=since, source=form.get("source", ""),
            )  # fmt: skip
    except BangfuError as refused:
        return _form(key, version, _faults(refused), status_of(refused))
    return redirect(url_for("rules.draft", draft_id=draft_id), 303)


@blueprint.get("/rules/drafts/<draft_id>")
@only("administrator")
def draft(draft_id: str) -> ResponseReturnValue:
    """What a draft would change; with inputs in the address both versions are tried on them."""
    with view() as reading:
        row = rule_publishing.found_draft(reading, draft_id)
        after = rule_register.draft_rule(reading, row)
        before = rule_register.replaced(reading, after)
        asked = trial_asked(reading, after, after.jurisdiction)
        page = render_template(
            "rules/draft.html",
            draft_id=draft_id,
            rule=after,
            before=before,
            late=before is not None and before.jurisdiction == after.jurisdiction and before.since > after.since,
            place_names=pages.place_names(reading),
            changes=rule_changes.changes(before, after) if before else [],
            examples=rule_changes.examples_of(before, after, reading.now),
            trial=_both(before, after, asked["inputs"], reading) if asked["complete"] else None,
            written=written,
            CHANGED=CHANGED,
            ROWS=ROWS,
            **asked,
        )
    return page, 422 if asked["faulty"] else 200


@blueprint.post("/rules/drafts/<draft_id>/publication")
@only("administrator")
def publish(draft_id: str) -> ResponseReturnValue:
    with unit() as changing:
        key = rule_publishing.found_draft(changing, draft_id).key
        version = rule_publishing.publish(changing, draft_id)
    flash(_("已发布。生效日期起，办件按这一版判定。"))
    return redirect(url_for("rules.rule", key=key, version=version), 303)


@blueprint.delete("/rules/drafts/<draft_id>")
@only("administrator")
def discard(draft_id: str) -> ResponseReturnValue:
    with unit() as changing:
        rule_publishing.discard(changing, draft_id)
    flash(_("草稿已删除。"))
    return redirect(url_for("rules.index"), 303)


@blueprint.post("/rules/<key>/<version>/withdrawal")
@only("administrator")
def withdraw(key: str, version: str) -> ResponseReturnValue:
    try:
        with unit() as changing:
            rule_publishing.withdraw(changing, key, version, request.form.get("reason", ""))
    except BangfuError as refused:
        for _field, text in _faults(refused):
            flash(text, "danger")
    else:
        flash(_("已撤回，改按其余的版本判定。"))
    return redirect(url_for("rules.rule", key=key, version=version), 303)


def _form(key: str, version: str, faults: list[tuple[str, str]], status: int) -> ResponseReturnValue:
    with view() as reading:
        found = rule_register.version(reading, key, version)
        page = render_template(
            "rules/import.html",
            rule=found,
            faults=faults,
            places=places_register.jurisdictions(reading),
            typed={
                "jurisdiction": request.form.get("jurisdiction", found.jurisdiction),
                "since": request.form.get("since", ""),
                "source": request.form.get("source", ""),
            },
        )
    return page, status


def _both(before: Rule | None, after: Rule, inputs: dict[str, Any], reading: Unit) -> list[tuple[str, Any, Any]]:
    """(decision, value before, value after): the result, and all that differs."""
    new = rule_pages.tried(after, inputs, reading.now).values
    old = rule_pages.tried(before, inputs, reading.now).values if before else {}
    names = [(part.id, part.name) for part in rule_pages.parts(after) if part.asked]
    return [
        (name, old.get(id_), new.get(id_))
        for number, (id_, name) in enumerate(names)
        if not number or old.get(id_) != new.get(id_)
    ]


def _faults(refused: BangfuError) -> list[tuple[str, str]]:
    """(field, sentence); what is wrong with the workbook belongs to the file."""
    if isinstance(refused, InvalidAnswers):
        return [(field, message.text(language())) for field, message in refused.errors.items()]
    if isinstance(refused, Invalid):
        return [("file", fault.text(language())) for fault in refused.faults]
    return [("", refused.text(language()))]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
