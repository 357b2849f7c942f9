"""The list of rules, the page of one version with a trial of it, and its tables as a workbook."""

import io

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from engine import rule_examples, rule_pages, rule_register
from engine.dmn.sheets import to_workbook
from engine.organizations import places_register
from engine.settings import pages
from web.context import me, view
from web.navigation import Section
from web.rules import publishing
from web.rules.blueprint import blueprint
from web.rules.trying import trial_asked
from web.rules.words import POLICIES, STATES, in_words, written

__all__ = ["blueprint", "publishing", "section"]

blueprint.add_app_template_filter(in_words)
blueprint.add_app_template_filter(written)
section = Section(label=lazy_gettext("规则"), endpoint="rules.index", order=35)

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_A_PAGE = 50


@blueprint.get("/rules")
def index() -> ResponseReturnValue:
    text, every = request.args.get("q", "").strip()[:100], request.args.get("state") == "all"
    place, number = request.args.get("jurisdiction") or None, max(request.args.get("page", 1, int), 1)
    with view() as reading:
        rows = rule_register.versions(reading, text=text, place=place, every=every)
        return render_template(
            "rules/index.html",
            rows=rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE],
            total=len(rows),
            number=number,
            last=-(-len(rows) // ON_A_PAGE),
            drafts=rule_register.drafts(reading) if me().is_administrator else [],
            text=text,
            every=every,
            place=place or "",
            places=places_register.jurisdictions(reading),
            place_names=pages.place_names(reading),
            STATES=STATES,
        )


@blueprint.get("/rules/<key>/<version>")
def rule(key: str, version: str) -> ResponseReturnValue:
    """One version; with inputs in the address it is tried on them."""
    with view() as reading:
        found = rule_register.version(reading, key, version)
        asked = trial_asked(reading, found, found.jurisdiction)
        page = render_template(
            "rules/rule.html",
            rule=found,
            state=rule_pages.state(reading.rules, found, reading.now.date()),
            publication=rule_register.publication(reading, found),
            place_names=pages.place_names(reading),
            parts=rule_pages.parts(found),
            examples=rule_examples.examples(found),
            trial=rule_pages.tried(found, asked["inputs"], reading.now) if asked["complete"] else None,
            written=written,
            POLICIES=POLICIES,
            STATES=STATES,
            **asked,
        )
    return page, 422 if asked["faulty"] else 200


@blueprint.get("/rules/<key>/<version>.xlsx")
def workbook(key: str, version: str) -> ResponseReturnValue:
    """The tables, in the layout departments keep them in."""
    with view() as reading:
        found = rule_register.version(reading, key, version)
    name = f"{found.title}-{found.since:%Y%m%d}.xlsx"
    return send_file(io.BytesIO(to_workbook(found.content)), mimetype=WORKBOOK, as_attachment=True, download_name=name)
