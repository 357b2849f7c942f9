"""The pages of a case and its verbs as resources below it."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import cases
from engine.bars import bars
from engine.commands.activate import activate
from engine.commands.cancel import cancel
from engine.commands.comment import comment
from engine.commands.remind import remind
from engine.errors import BangfuError, InvalidAnswers, NotAllowed
from engine.occurrences import occurrences as reportable
from engine.papers.offering import offered
from engine.unit import Unit
from web.cases import diagrams, occurrences, papers
from web.cases.blueprint import blueprint
from web.context import unit, view
from web.errors import status_of
from web.i18n import language

__all__ = ["blueprint", "diagrams", "occurrences", "papers"]


@blueprint.get("/cases/<case_id>")
def case(case_id: str) -> ResponseReturnValue:
    return _show("cases/case.html", case_id)


@blueprint.get("/cases/<case_id>/print")
def paper(case_id: str) -> ResponseReturnValue:
    """Everything on one sheet, opened up: what goes into a folder of paper."""
    return _show("cases/print.html", case_id)


@blueprint.post("/cases/<case_id>/comments")
def comment_case(case_id: str) -> ResponseReturnValue:
    opinion = request.form.get("opinion", "")
    try:
        with unit() as changing:
            comment(changing, case_id, opinion)
    except InvalidAnswers as faults:
        return _show("cases/case.html", case_id, status=status_of(faults), fault=_sentence(faults))
    flash(_("意见已发表，参与办理的人员都能看到。"))
    return redirect(url_for("cases.case", case_id=case_id), 303)


@blueprint.post("/cases/<case_id>/items/<item_id>/reminders")
def remind_item(case_id: str, item_id: str) -> ResponseReturnValue:
    _said(lambda changing: remind(changing, item_id), _("已催办，承办人员会收到提醒。"))
    return redirect(url_for("cases.case", case_id=case_id), 303)


@blueprint.post("/cases/<case_id>/items/<item_id>/activations")
def activate_work(case_id: str, item_id: str) -> ResponseReturnValue:
    """Begin a piece of work of an ad-hoc subprocess the case is in."""
    work = request.form.get("_work", "")
    done = _("已开展，承办的处室或人员会在待办中看到。")
    _said(lambda changing: activate(changing, item_id, work), done)
    return redirect(url_for("cases.case", case_id=case_id), 303)


@blueprint.get("/cases/<case_id>/cancellation")
def ask_cancellation(case_id: str) -> ResponseReturnValue:
    return _show("cases/cancellation.html", case_id)


@blueprint.post("/cases/<case_id>/cancellation")
def cancel_case(case_id: str) -> ResponseReturnValue:
    try:
        with unit() as changing:
            cancel(changing, case_id, request.form.get("reason", ""))
    except InvalidAnswers as faults:
        return _show("cases/cancellation.html", case_id, status=status_of(faults), fault=_sentence(faults))
    flash(_("事项已终止，所有待办已撤回。"))
    return redirect(url_for("cases.case", case_id=case_id), 303)


def _show(template: str, case_id: str, *, status: int = 200, fault: str = "") -> ResponseReturnValue:
    with view() as reading:
        case, entries = cases.case_view(reading, case_id), cases.timeline(reading, case_id)
        return render_template(
            template, case=case, entries=entries, fault=fault, bars=bars(reading, case_id),
            papers=offered(reading, case_id), occurrences=reportable(reading, case_id),
        ), status  # fmt: skip


def _said(verb: Callable[[Unit], None], done: str) -> None:
    """One verb whose refusal is a message on the page it came from."""
    try:
        with unit() as changing:
            verb(changing)
    except NotAllowed:
        raise
    except BangfuError as refused:
        flash(refused.text(language()), "warning")
    else:
        flash(done)


def _sentence(faults: InvalidAnswers) -> str:
    return next(iter(faults.errors.values())).text(language())
