"""The list of rules, the page of one version with a trial of it, and its tables as a workbook."""

import io

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from engine import rule_pages
from engine.dmn.sheets import to_workbook
from engine.organizations import places_register
from engine.unit import Unit
from web.context import engine, view
from web.navigation import Section
from web.rules.words import POLICIES, STATES, in_words, written

blueprint = Blueprint("rules", __name__, template_folder="templates")
blueprint.add_app_template_filter(in_words)
section = Section(label=lazy_gettext("规则"), endpoint="rules.index", order=35)

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREFIX = "in."
LONGEST = 2000


@blueprint.get("/rules")
def index() -> ResponseReturnValue:
    with view() as reading:
        rules, today = engine().rules, reading.now.date()
        groups = [[(each, rule_pages.state(rules, each, today)) for each in rules.versions(key)] for key in rules.keys]
        return render_template("rules/index.html", groups=groups, places=_places(reading), STATES=STATES)


@blueprint.get("/rules/<key>/<version>")
def rule(key: str, version: str) -> ResponseReturnValue:
    """One version; with inputs in the address it is tried on them."""
    with view() as reading:
        rules = engine().rules
        found = rule_pages.rule(rules, key, version)
        fields = rule_pages.fields(found)
        typed = {field.name: request.args.get(PREFIX + field.name, "")[:LONGEST] for field in fields}
        inputs, faulty = rule_pages.read(fields, typed)
        asked = any(name.startswith(PREFIX) for name in request.args)
        page = render_template(
            "rules/rule.html",
            rule=found,
            state=rule_pages.state(rules, found, reading.now.date()),
            places=_places(reading),
            parts=rule_pages.parts(found),
            fields=fields,
            typed=typed,
            faulty=faulty,
            trial=rule_pages.tried(found, inputs, reading.now) if asked and not faulty else None,
            written=written,
            PREFIX=PREFIX,
            POLICIES=POLICIES,
            SIMPLE=rule_pages.SIMPLE,
            STATES=STATES,
        )
    return page, 422 if faulty else 200


@blueprint.get("/rules/<key>/<version>.xlsx")
def workbook(key: str, version: str) -> ResponseReturnValue:
    """The tables, in the layout departments keep them in."""
    found = rule_pages.rule(engine().rules, key, version)
    name = f"{found.title}-{found.since:%Y%m%d}.xlsx"
    return send_file(io.BytesIO(to_workbook(found.content)), mimetype=WORKBOOK, as_attachment=True, download_name=name)


def _places(reading: Unit) -> dict[str, str]:
    return {code: name.strip() for code, name in places_register.jurisdictions(reading)}
