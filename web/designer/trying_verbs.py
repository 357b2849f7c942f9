"""What else can be done in a run: time, messages, occurrences, incidents, data; and a look at its papers."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import drafts, jobs
from engine.clock import ZONE
from engine.errors import BangfuError, Invalid, InvalidAnswers, NotFound, Refused
from engine.forms import Message as Words
from engine.items import Typed
from engine.occurrences import OccurrenceView, find, occurrences, open_occurrence
from engine.papers.offering import printout
from engine.scenarios.bench import Run
from engine.scenarios.source import read_text
from engine.scenarios.speaking import spoken
from engine.trials import Assign, Cancel, Evaluate, Message, Report, Retry, Signal, Skip, Until, Verb
from engine.unit import Unit
from web.admin.forms import texts
from web.context import view
from web.designer.blueprint import blueprint
from web.designer.trying import act, acted, back, sitting
from web.designer.trying_posting import typed_in
from web.designer.words import STATES
from web.errors import status_of
from web.i18n import language

MOST_DAYS = 3650

COLON = re.compile(r"^([ \t]*[^:：\n]{1,60})：[ \t]*", re.MULTILINE)
"""The colon of a Chinese keyboard behind a name."""


@blueprint.post("/drafts/<draft_id>/try/time")
def try_time(draft_id: str) -> ResponseReturnValue:
    """To a moment, by some days, or to when something happens next."""
    return acted(draft_id, _jump)


@blueprint.post("/drafts/<draft_id>/try/messages")
def try_message(draft_id: str) -> ResponseReturnValue:
    """A message, a signal, or facts that conditions are asked about; with variables, one a line."""
    form = request.form
    name, key, kind = form.get("name", "").strip(), form.get("key", "").strip(), form.get("kind", "message")

    def verb(run: Run) -> Verb:
        variables = _variables()
        if kind == "facts":
            return Evaluate(facts=variables, process=run.scene.process)
        if not name:
            raise Refused(zh="请写明消息或信号的名称。", en="say what the message or signal is called.")
        return Signal(name=name, variables=variables) if kind == "signal" else Message(
            name=name, key=key, variables=variables
        )  # fmt: skip

    return acted(draft_id, verb)


@blueprint.post("/drafts/<draft_id>/try/incidents/<element>")
def try_mend(draft_id: str, element: str) -> ResponseReturnValue:
    """Try a failed step again, or go on behind it."""
    reason = request.form.get("reason", "").strip()
    skip = "_skip" in request.form
    return acted(draft_id, lambda run: Skip(element=element, reason=reason) if skip else Retry(element=element))


@blueprint.post("/drafts/<draft_id>/try/variables")
def try_assign(draft_id: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "").strip() or _("试运行修改数据")
    return acted(draft_id, lambda run: Assign(variables=_variables(), reason=reason))


@blueprint.post("/drafts/<draft_id>/try/cancellation")
def try_cancel(draft_id: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "").strip()
    return acted(draft_id, lambda run: Cancel(reason=reason))


@blueprint.get("/drafts/<draft_id>/try/occurrences/<element>")
def try_occurrence(draft_id: str, element: str) -> ResponseReturnValue:
    return _show(draft_id, element)


@blueprint.post("/drafts/<draft_id>/try/occurrences/<element>")
def try_report(draft_id: str, element: str) -> ResponseReturnValue:
    """Report what happened, as an administrator who may report everything."""
    typed = Typed(posted={})
    try:
        with sitting(draft_id) as run:
            typed = typed_in(run.trial, run.trial.administrator())
            if {"_add", "_remove"} & typed.posted.keys():
                return _show(draft_id, element, typed=_with_rows_edited(run, element, typed))
            offered, filled = (_opened(run, element, one).form for one in (None, typed))
        answers = spoken(filled, offered) if filled and offered else {}
        act(draft_id, lambda _run: Report(element=element, answers=answers, opinion=typed.opinion))
    except InvalidAnswers as faults:
        return _show(draft_id, element, typed=replace(typed, errors=faults.errors), status=status_of(faults))
    except BangfuError as refused:
        flash(texts(refused)[0], "danger")
    return back(draft_id)


@blueprint.post("/drafts/<draft_id>/try/occurrences/<element>/form")
def try_report_form(draft_id: str, element: str) -> ResponseReturnValue:
    """The questions again, after an answer that shows or hides others, or after a row button."""
    with sitting(draft_id) as run:
        typed = _with_rows_edited(run, element, typed_in(run.trial, run.trial.administrator()))
        opened = _opened(run, element, typed)
    address = url_for("designer.try_report_form", draft_id=draft_id, element=element)
    return render_template("designer/try_form.html", form=opened.form, address=address)


@blueprint.get("/drafts/<draft_id>/try/papers/<name>")
def try_paper(draft_id: str, name: str) -> ResponseReturnValue:
    """A paper of the run as it would be printed."""
    with view() as reading:
        draft = drafts.draft_view(reading, draft_id)
    with sitting(draft_id) as run, run.trial.space.engine.view(run.trial.administrator()) as reading:
        found = printout(reading, run.trial.case_id or "", name)
        return render_template("designer/try_paper.html", draft=draft, number=found.case.number, paper=found)


def _jump(run: Run) -> Verb:
    form, now = request.form, run.trial.now
    if "_next" in form:
        due = jobs.next_due(run.trial.space.engine)
        if due is None:
            raise Refused(zh="没有将要到时的事情。", en="nothing is going to fall due.")
        return Until(moment=max(due.astimezone(ZONE), now))
    if "_days" in form:
        days = form.get("days", "")
        if not days.isascii() or not days.isdigit() or not 1 <= int(days) <= MOST_DAYS:
            raise Refused(zh=f"天数应为 1 至 {MOST_DAYS}。", en=f"write a number of days from 1 to {MOST_DAYS}.")
        return Until(moment=now + timedelta(days=int(days)))
    try:
        moment = datetime.fromisoformat(form.get("at", "")).replace(tzinfo=ZONE)
    except ValueError:
        raise Refused(zh="请选择日期和时间。", en="choose a day and a time.") from None
    if moment <= now:
        raise Refused(zh="时间只能往后走；要回到以前，请撤销或重新开始。",
                      en="time only moves on; undo or begin again to go back.")  # fmt: skip
    if moment > now + timedelta(days=MOST_DAYS):
        raise Refused(zh="一次最多往后十年。", en="ten years at once are the most.")
    return Until(moment=moment)


def _variables() -> Mapping[str, Any]:
    """Variables as a scenario writes them, one a line: 金额: 300. Raises Unreadable with the line."""
    text = COLON.sub(r"\1: ", request.form.get("variables", "").strip())
    return read_text(text) if text else {}


def _opened(run: Run, element: str, typed: Typed | None) -> OccurrenceView:
    with run.trial.space.engine.view(run.trial.administrator()) as reading:
        case_id = run.trial.own_case(reading).id
        return open_occurrence(reading, case_id, _id(reading, case_id, element), typed=typed, language=language())


def _with_rows_edited(run: Run, element: str, typed: Typed) -> Typed:
    with run.trial.space.engine.view(run.trial.administrator()) as reading:
        case_id = run.trial.own_case(reading).id
        form = find(reading, case_id, _id(reading, case_id, element)).form
    edited = form.edit_rows(typed.posted) if form else None
    return replace(typed, posted=edited) if edited is not None else typed


def _id(reading: Unit, case_id: str, element: str) -> str:
    found = next((one.id for one in occurrences(reading, case_id) if one.element == element), None)
    if found is None:
        raise NotFound(what=Words("该情况（试运行已经往前走了）", "this occurrence: the run has gone on"))
    return found


def _show(draft_id: str, element: str, *, typed: Typed | None = None, status: int = 200) -> ResponseReturnValue:
    with view() as reading:
        draft = drafts.draft_view(reading, draft_id)
    try:
        with sitting(draft_id) as run:
            opened = _opened(run, element, typed)
    except Invalid:
        return back(draft_id)
    except NotFound as gone:
        flash(texts(gone)[0], "warning")
        return back(draft_id)
    faults = typed.errors.items() if typed else ()
    trouble = [("opinion", message.text(language())) for name, message in faults if name == "opinion"]
    page = render_template(
        "designer/try_occurrence.html", draft=draft, states=STATES, opened=opened, element=element, trouble=trouble
    )
    return page, status
