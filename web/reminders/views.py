"""The list behind the bell, and marking reminders as read."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import reminders
from engine.commands.read_reminder import read_reminder
from web.context import unit, view
from web.i18n import language

blueprint = Blueprint("reminders", __name__, template_folder="templates")

PAGE = 30


@blueprint.get("/reminders")
def page() -> ResponseReturnValue:
    with view() as reading:
        rows = reminders.newest(reading, before=request.args.get("before"), limit=PAGE)
        words = {kind: texts[0 if language() == "zh" else 1] for kind, texts in reminders.WORDS.items()}
        following = rows[-1].id if len(rows) == PAGE else None
        return render_template("reminders/page.html", rows=rows, words=words, following=following)


@blueprint.post("/reminders/<reminder_id>/reading")
def read(reminder_id: str) -> ResponseReturnValue:
    """Mark one as read and go to what it is about."""
    with unit() as changing:
        read_reminder(changing, reminder_id)
    target = request.form.get("to", "")
    inside = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return redirect(target if inside else url_for("reminders.page"), 303)


@blueprint.post("/reminders/reading")
def read_all() -> ResponseReturnValue:
    with unit() as changing:
        reminders.read_all(changing)
    return redirect(url_for("reminders.page"), 303)
