"""The list of rules, the page of one version with a trial of it, and its tables as a workbook."""

import io

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from engine import rule_pages
from engine.dmn.sheets import to_workbook
from engine.organizations import places_register
from engine.settings import pages
from engine.settings.values import in_force
from engine.unit import Unit
from web.context import view
from web.navigation import Section
from web.rules.words import POLICIES, STATES, in_words, written

blueprint = Blueprint("rules", __name__, template_folder="templates")
blueprint.add_app_template_filter(in_words)
blueprint.add_app_template_filter(written)
section = Section(label=lazy_gettext("规则"), endpoint="rules.index", order=35)

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREFIX = "in."
LONGEST = 2000


@blueprint.get("/rules")
def index() -> ResponseReturnValue:
    with view() as reading:
        rules, today = reading.rules, reading.now.date()
        groups = [[(each, rule_pages.state(rules, each, today)) for each in rules.versions(key)] for key in rules.keys]
        return render_template("rules/index.html", groups=groups, places=_places(reading), STATES=STATES)


@blueprint.get("/rules/<key>/<version>")
def rule(key: str, version: str) -> ResponseReturnValue:
    """One version; with inputs in the address it is tried on them."""
    with view() as reading:
        rules, today = reading.rules, reading.now.date()
        found = rule_pages.rule(rules, key, version, today)
        fields = rule_pages.fields(found)
        settings = [in_force(reading, each, found.jurisdiction) for each in found.needed_settings]
        names = (*(field.name for field in fields), *(each.setting.name for each in settings))
        typed = {name: request.args.get(PREFIX + name, "")[:LONGEST] for name in names}
        inputs, faulty = rule_pages.read(fields, typed)
        parameters, unread = rule_pages.read_settings(settings, typed)
        faulty += unread
        asked = any(name.startswith(PREFIX) for name in request.args)
        page = render_template(
            "rules/rule.html",
            rule=found,
            state=rule_pages.state(rules, found, today),
            places=_places(reading),
            parts=rule_pages.parts(found),
            fields=fields,
            settings=pages.of_rule(reading, settings, found.jurisdiction),
            typed=typed,
            faulty=faulty,
            trial=rule_pages.tried(found, inputs | parameters, reading.now) if asked and not faulty else None,
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
    with view() as reading:
        found = rule_pages.rule(reading.rules, key, version, reading.now.date())
    name = f"{found.title}-{found.since:%Y%m%d}.xlsx"
    return send_file(io.BytesIO(to_workbook(found.content)), mimetype=WORKBOOK, as_attachment=True, download_name=name)


def _places(reading: Unit) -> dict[str, str]:
    return {code: name.strip() for code, name in places_register.jurisdictions(reading)}
