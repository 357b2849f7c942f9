"""Incidents: where cases cannot go on; their variables are mended, the step is retried or skipped."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import incidents
from engine.commands.assign import assign
from engine.commands.retry import retry
from engine.commands.skip import skip
from engine.errors import BangfuError
from engine.unit import Unit
from web.admin.blueprint import blueprint
from web.admin.forms import carry_out, texts
from web.admin.words import RESOLUTIONS
from web.context import unit, view
from web.errors import status_of


@blueprint.get("/incidents")
def incidents_page() -> ResponseReturnValue:
    text, resolved = request.args.get("q", "").strip()[:100], request.args.get("state") == "resolved"
    with view() as reading:
        page = incidents.incidents(reading, text=text, resolved=resolved, cursor=request.args.get("cursor"))
    return render_template(
        "admin/incidents.html", page=page, text=text, resolved=resolved, resolutions=RESOLUTIONS
    )


@blueprint.get("/incidents/<incident_id>")
def incident(incident_id: str) -> ResponseReturnValue:
    return _incident(incident_id)


@blueprint.post("/incidents/<incident_id>/variables")
def mend(incident_id: str) -> ResponseReturnValue:
    """Write the variables that were changed and try the step again, in one transaction."""
    form = request.form
    try:
        with unit() as changing:
            shown = incidents.incident(changing, incident_id)
            written = {name: form.get(f"variable-{name}", text) for name, text in shown.variables.items()}
            if form.get("new-name", "").strip():
                written[form["new-name"].strip()] = form.get("new-value", "")
            mended = incidents.changed(shown.variables, written)
            if mended and shown.scope:
                assign(changing, shown.row.case_id, shown.scope, mended, form.get("reason", ""))
            retry(changing, incident_id)
    except BangfuError as refused:
        return _incident(incident_id, texts(refused), status_of(refused))
    return _finished(incident_id, _("变量已修改，环节已重试。") if mended else _("已重试。"))


@blueprint.post("/incidents/<incident_id>/retry")
def retry_incident(incident_id: str) -> ResponseReturnValue:
    back = url_for("admin.incidents_page")
    return carry_out(lambda changing: retry(changing, incident_id), back, _("已重试；如仍不能继续，会出现新的异常。"))


@blueprint.post("/incidents/<incident_id>/skip")
def skip_incident(incident_id: str) -> ResponseReturnValue:
    def command(changing: Unit) -> None:
        skip(changing, incident_id, request.form.get("reason", ""))

    return carry_out(command, url_for("admin.incident", incident_id=incident_id), _("已跳过该环节。"))


def _finished(incident_id: str, done: str) -> ResponseReturnValue:
    return carry_out(lambda changing: None, url_for("admin.incident", incident_id=incident_id), done)


def _incident(incident_id: str, faults: list[str] | None = None, status: int = 200) -> ResponseReturnValue:
    with view() as reading:
        found = incidents.incident(reading, incident_id)
    page = render_template(
        "admin/incident.html", found=found, row=found.row, faults=faults or [], form=request.form,
        resolutions=RESOLUTIONS,
    )  # fmt: skip
    return page, status
