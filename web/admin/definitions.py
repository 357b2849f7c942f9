"""Definitions: their versions, the diagram, and the settings an administrator gives them."""

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import definition_pages
from web.admin.blueprint import blueprint
from web.admin.forms import carry_out
from web.context import view


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
        settings = definition_pages.settings_of(reading, key)
    return render_template("admin/definition.html", versions=versions, settings=settings, key=key)


@blueprint.get("/definitions/<key>/<int:version>/diagram")
def definition_diagram(key: str, version: int) -> ResponseReturnValue:
    with view() as reading:
        source = definition_pages.diagram(reading, key, version)
    return Response(source, mimetype="application/xml")


@blueprint.post("/definitions/<key>/settings/<name>")
def set_setting(key: str, name: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: definition_pages.set_setting(changing, key, name, request.form.get("value", "")),
        url_for("admin.definition", key=key),
        _("设置已保存，对之后计算的时限生效。"),
    )


@blueprint.delete("/definitions/<key>/settings/<name>")
def reset_setting(key: str, name: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: definition_pages.set_setting(changing, key, name, None),
        url_for("admin.definition", key=key),
        _("已恢复默认值。"),
    )
