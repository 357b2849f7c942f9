"""One person's page: everything over time, narrowed by kind and period, and a look at the numbers in full."""

from datetime import date

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from engine.errors import InvalidAnswers
from engine.forms.answers import read_date
from engine.in_force import startable
from engine.patients import chronicle, life, looking
from engine.unit import Unit
from web.context import unit, view
from web.errors import status_of
from web.i18n import language
from web.patients.blueprint import blueprint
from web.patients.words import KINDS


@blueprint.get("/<patient_id>")
def patient(patient_id: str) -> ResponseReturnValue:
    return _show(patient_id)


@blueprint.post("/<patient_id>/looks")
def look(patient_id: str) -> ResponseReturnValue:
    """The numbers in full, on this one answer; the look and its reason are kept."""
    try:
        with unit() as changing:
            numbers = looking.look(changing, patient_id, request.form.get("reason", ""))
    except InvalidAnswers as faults:
        return _show(patient_id, fault=next(iter(faults.errors.values())).text(language()), status=status_of(faults))
    answer = make_response(_show(patient_id, numbers=numbers))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _show(
    patient_id: str, *, numbers: looking.Numbers | None = None, fault: str = "", status: int = 200
) -> ResponseReturnValue:
    kind = request.args.get("kind", "") if request.args.get("kind") in KINDS else ""
    since, until = _day("since"), _day("until")
    with view() as reading:
        found = life.life(reading, patient_id, kind=kind, since=since, until=until)
        page = render_template(
            "patients/patient.html", life=found, kind=kind, since=since, until=until, numbers=numbers, fault=fault,
            mergers=chronicle.mergers(reading, patient_id), processes=_startable(reading),
        )  # fmt: skip
    return page, status


def _startable(reading: Unit) -> list[tuple[str, str]]:
    """(key, name) of the processes about patients."""
    about = {key for key, process in reading.processes.items() if process.patient is not None}
    return [(one.key, one.name) for one in startable(reading) if one.key in about]


def _day(name: str) -> date | None:
    return read_date(request.args.get(name, ""))
