"""Definitions: their versions and the diagram, with the settings they offer."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from engine import definition_pages
from web.admin.blueprint import blueprint
from web.admin.settings import settings_at
from web.context import view
from web.designer.words import VERSIONS


@blueprint.get("/definitions")
def definitions_page() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:100]
    with view() as reading:
        rows = [row for row in definition_pages.newest(reading) if text in row.name or text in row.key]
    return render_template("admin/definitions.html", rows=rows, text=text)


@blueprint.get("/definitions/<key>")
def definition(key: str) -> ResponseReturnValue:
    with view() as reading:
        versions = definition_pages.versions(reading, key)
        known = settings_at(reading, key, request.args.get("jurisdiction"))
        return render_template("admin/definition.html", versions=versions, states=VERSIONS, **known)


@blueprint.get("/definitions/<key>/<int:version>/diagram")
def definition_diagram(key: str, version: int) -> ResponseReturnValue:
    with view() as reading:
        source = definition_pages.diagram(reading, key, version)
    return Response(source, mimetype="application/xml")
