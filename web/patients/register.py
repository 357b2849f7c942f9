"""The register of patients, searched, narrowed and sorted."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from engine.answers import place_of
from engine.duties import jurisdictions_for_choice
from engine.patients import pairs, register
from web.context import view
from web.patients.blueprint import blueprint
from web.patients.filters import asked_for


@blueprint.get("")
def index() -> ResponseReturnValue:
    shown, cursor = asked_for(request.args), request.args.get("cursor")
    with view() as reading:
        return render_template(
            "patients/list.html",
            shown=shown,
            page=register.patients(reading, shown.filters, sort=shown.sort, cursor=cursor),
            places=jurisdictions_for_choice(reading, place_of(reading), "township"),
            entitlements=register.entitlements(reading),
            doubles=pairs.waiting(reading),
        )
