"""What administrators changed in what everybody works by: settings, rules; to search."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from engine.changes import changes
from engine.settings import pages
from web.admin.blueprint import blueprint
from web.context import view


@blueprint.get("/changes")
def changes_page() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:100]
    with view() as reading:
        page = changes(reading, text=text, cursor=request.args.get("cursor"))
        subjects = pages.subjects(reading)
    return render_template("admin/changes.html", page=page, text=text, subjects=subjects)
