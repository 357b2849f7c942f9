"""What people report of a case while it is worked on: the form of an occurrence and its sending."""

from collections.abc import Sequence
from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine.commands.report import report
from engine.errors import BangfuError, InvalidAnswers, NotAllowed
from engine.items import Typed
from engine.occurrences import find, open_occurrence
from web.cases.blueprint import blueprint
from web.context import unit, view
from web.errors import status_of
from web.i18n import language
from web.items import posting


@blueprint.get("/cases/<case_id>/occurrences/<occurrence_id>")
def occurrence(case_id: str, occurrence_id: str) -> ResponseReturnValue:
    return _show(case_id, occurrence_id)


@blueprint.post("/cases/<case_id>/occurrences/<occurrence_id>")
def report_occurrence(case_id: str, occurrence_id: str) -> ResponseReturnValue:
    typed, refusals = posting.typed()
    if "_add" in typed.posted or "_remove" in typed.posted:
        return _show(case_id, occurrence_id, typed=_with_rows_edited(case_id, occurrence_id, typed))
    if refusals:
        return _show(case_id, occurrence_id, typed=typed, trouble=refusals, status=422)
    try:
        with unit() as changing:
            report(changing, case_id, occurrence_id, typed.posted, typed.opinion)
    except InvalidAnswers as faults:
        typed = replace(typed, errors=faults.errors)
        return _show(case_id, occurrence_id, typed=typed, trouble=_beside(faults), status=status_of(faults))
    except NotAllowed:
        raise
    except BangfuError as refused:
        flash(refused.text(language()), "warning")
        return redirect(url_for("cases.case", case_id=case_id), 303)
    flash(_("已登记，流程已随之调整。"))
    return redirect(url_for("cases.case", case_id=case_id), 303)


@blueprint.post("/cases/<case_id>/occurrences/<occurrence_id>/form")
def refresh_occurrence(case_id: str, occurrence_id: str) -> ResponseReturnValue:
    """The questions again, after an answer that shows or hides others, or after a row button."""
    typed, _refusals = posting.typed()
    typed = _with_rows_edited(case_id, occurrence_id, typed)
    with view() as reading:
        opened = open_occurrence(reading, case_id, occurrence_id, typed=typed, language=language())
    return render_template("cases/occurrence_form.html", opened=opened)


def _show(
    case_id: str, occurrence_id: str, *, typed: Typed | None = None, trouble: Sequence[str] = (), status: int = 200
) -> ResponseReturnValue:
    with view() as reading:
        opened = open_occurrence(reading, case_id, occurrence_id, typed=typed, language=language())
        page = render_template("cases/occurrence.html", opened=opened, of=opened.case, trouble=trouble)
    return page, status


def _beside(faults: InvalidAnswers) -> list[str]:
    """What the form itself does not say."""
    return [message.text(language()) for name, message in faults.errors.items() if name == "opinion"]


def _with_rows_edited(case_id: str, occurrence_id: str, typed: Typed) -> Typed:
    with view() as reading:
        form = find(reading, case_id, occurrence_id).form
    edited = form.edit_rows(typed.posted) if form else None
    return replace(typed, posted=edited) if edited is not None else typed
