"""The choice of a process to start and the page of its start form."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from engine.answers import starting, starting_place
from engine.commands.start import AlreadyStarted, start
from engine.errors import BangfuError, InvalidAnswers
from engine.in_force import in_force, startable
from engine.items import Typed, start_form
from engine.unit import Unit
from web.context import me, unit, view
from web.errors import status_of
from web.i18n import language
from web.items import posting
from web.navigation import Section

blueprint = Blueprint("starting", __name__, template_folder="templates")
section = Section(
    label=lazy_gettext("登记"), endpoint="starting.index", order=15, visible=lambda actor: bool(actor.departments)
)

OURS = ("_department", "_submission", "_patient")
"""Names of inputs that belong to this page and not to the form."""


@blueprint.get("/start")
def index() -> ResponseReturnValue:
    """What can be started; where there is but one process, its form."""
    with view() as reading:
        found = startable(reading)
    if len(found) == 1:
        return redirect(url_for("starting.form", key=found[0].key))
    return render_template("starting/index.html", processes=found)


@blueprint.get("/start/<key>")
def form(key: str) -> ResponseReturnValue:
    return _show(key)


@blueprint.post("/start/<key>")
def start_case(key: str) -> ResponseReturnValue:
    typed, refusals = _typed()
    if "_add" in typed.posted or "_remove" in typed.posted:
        return _show(key, typed=_with_rows_edited(key, typed))
    if refusals:
        return _show(key, typed=typed, trouble=refusals, status=422)
    try:
        with unit() as changing:
            case_id = start(
                changing, key, typed.posted, _department(), submission=request.form.get("_submission", ""),
                patient_id=_patient(),
            )  # fmt: skip
    except InvalidAnswers as faults:
        return _show(key, typed=replace(typed, errors=faults.errors), status=status_of(faults))
    except AlreadyStarted as before:
        flash(before.text(language()), "warning")
        return redirect(url_for("cases.case", case_id=before.case_id), 303)
    except BangfuError as refused:
        return _show(key, typed=typed, trouble=[refused.text(language())], status=status_of(refused))
    flash(_("已登记，并已送到下一环节的承办单位。"))
    return redirect(url_for("cases.case", case_id=case_id), 303)


@blueprint.post("/start/<key>/form")
def refresh(key: str) -> ResponseReturnValue:
    """The questions again, after an answer that shows or hides others, or after a row button."""
    typed, _refusals = _typed()
    with view() as reading:
        _deployed, shown = start_form(
            reading, key, _department(), typed=_with_rows_edited(key, typed), language=language(),
            patient_id=_patient(),
        )  # fmt: skip
    return render_template("starting/fields.html", form=shown, key=key)


def _show(
    key: str, *, typed: Typed | None = None, trouble: Sequence[str] = (), status: int = 200
) -> ResponseReturnValue:
    with view() as reading:
        deployed, shown = start_form(
            reading, key, _department(), typed=typed, language=language(), patient_id=_patient()
        )
        process = reading.processes.get(key)
    page = render_template(
        "starting/form.html", deployed=deployed, form=shown, key=key, department=_department(), trouble=trouble,
        intake=process is not None and bool(process.intake), patient=_patient(),
        submission=request.form.get("_submission") or secrets.token_urlsafe(16),
    )  # fmt: skip
    return page, status


def _department() -> str:
    """The department one acts for: the one chosen, else the first of one's own."""
    chosen = request.values.get("_department", "")
    own = [post.department_id for post in me().posts]
    return chosen if chosen in own or not own else own[0]


def _patient() -> str:
    """The record the form is filled in from, where one came from a patient's page."""
    return request.values.get("_patient", "")


def _typed() -> tuple[Typed, list[str]]:
    typed, refusals = posting.typed()
    return replace(typed, posted={name: given for name, given in typed.posted.items() if name not in OURS}), refusals


def _with_rows_edited(key: str, typed: Typed) -> Typed:
    with view() as reading:
        edited = _edited(reading, key, typed)
    return replace(typed, posted=edited) if edited is not None else typed


def _edited(reading: Unit, key: str, typed: Typed) -> dict[str, Sequence[str]] | None:
    department = _department()
    asked, _known = starting(reading, in_force(reading, key, starting_place(reading, department)), department)
    return asked.edit_rows(typed.posted) if asked else None
