"""A patient's record: changed in a form, with the history of all changes and looks."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine.answers import place_of
from engine.duties import jurisdictions_for_choice
from engine.errors import InvalidAnswers
from engine.patients import chronicle, editing, register
from engine.patients.cards import card
from web.context import unit, view
from web.errors import status_of
from web.i18n import language
from web.patients.blueprint import blueprint
from web.patients.words import ATTRIBUTES, ENTITLEMENTS


@blueprint.get("/<patient_id>/record")
def edit(patient_id: str) -> ResponseReturnValue:
    return _form(patient_id, {}, 200)


@blueprint.post("/<patient_id>/record")
def save(patient_id: str) -> ResponseReturnValue:
    posted = {name: request.form[name] for name in ATTRIBUTES if name in request.form}
    try:
        with unit() as changing:
            changed = editing.edit(changing, patient_id, posted)
    except InvalidAnswers as faults:
        errors = {name: message.text(language()) for name, message in faults.errors.items()}
        return _form(patient_id, errors, status_of(faults))
    flash(_("已保存，修改前后的内容记入档案历史。") if changed else _("没有改动。"))
    return redirect(url_for("patients.patient", patient_id=patient_id), 303)


@blueprint.get("/<patient_id>/history")
def history(patient_id: str) -> ResponseReturnValue:
    with view() as reading:
        shown = card(reading, patient_id)
        page = chronicle.history(reading, patient_id, cursor=request.args.get("cursor"))
    return render_template("patients/history.html", card=shown, page=page)


def _form(patient_id: str, errors: dict[str, str], status: int) -> ResponseReturnValue:
    with view() as reading:
        opened = editing.opened(reading, patient_id)
        places = jurisdictions_for_choice(reading, place_of(reading))
        in_use = register.entitlements(reading)
    page = render_template(
        "patients/edit.html", opened=opened, values={**opened.values, **request.form.to_dict()}, errors=errors,
        places=places, entitlements=list(dict.fromkeys((*ENTITLEMENTS, *in_use))),
    )  # fmt: skip
    return page, status
