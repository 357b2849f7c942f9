"""Editing a duty, and creating one for an article that has none."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import duties
from engine.duties import Draft, keys, library, register
from engine.duties.choices import departments_for_choice, persons_for_choice
from engine.errors import BangfuError, InvalidAnswers, NotFound
from web.auth.guard import only
from web.context import unit, view
from web.duties.blueprint import blueprint
from web.duties.words import MODES
from web.errors import status_of
from web.i18n import language

ROLES = ("lead", "unit", "support")


@blueprint.get("/duties/<duty_id>/edit")
@only("administrator")
def edit(duty_id: str) -> ResponseReturnValue:
    return _edit_page(duty_id)


@blueprint.post("/duties/<duty_id>/edit")
@only("administrator")
def save(duty_id: str) -> ResponseReturnValue:
    draft = _draft()
    try:
        with unit() as changing:
            version = int(request.form.get("version", "0"))
            duties.edit_duty(changing, duty_id, draft, reason=request.form.get("reason", ""), version=version)
    except BangfuError as wrong:
        return _edit_page(duty_id, draft, _faults(wrong), status_of(wrong))
    flash(_("已保存，修改记录可在本页查看。"))
    return redirect(url_for("duties.duty", duty_id=duty_id), 303)


@blueprint.get("/notices/<notice_id>/articles/<int:article>/duty")
@only("administrator")
def new(notice_id: str, article: int) -> ResponseReturnValue:
    return _new_page(notice_id, article)


@blueprint.post("/notices/<notice_id>/articles/<int:article>/duty")
@only("administrator")
def create(notice_id: str, article: int) -> ResponseReturnValue:
    draft = _draft()
    try:
        with unit() as changing:
            duty_id = duties.create_duty(changing, notice_id, article, draft)
    except BangfuError as wrong:
        return _new_page(notice_id, article, draft, _faults(wrong), status_of(wrong))
    flash(_("已为该条款补充任务分工。"))
    return redirect(url_for("duties.duty", duty_id=duty_id), 303)


def _edit_page(
    duty_id: str, draft: Draft | None = None, faults: list[tuple[str, str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    with view() as reading:
        found = register.duty(reading, duty_id)
        place = found.jurisdiction_code
        answer = render_template(
            "duties/edit.html", duty=found, draft=draft or _of(found), faults=faults or [], modes=MODES,
            keys=keys.KEYS, departments=departments_for_choice(reading, place), roles=ROLES, article=None,
            groups=library.groups_of(reading, place), persons=persons_for_choice(reading, place),
            reason=request.form.get("reason", ""),
        )  # fmt: skip
    return answer, status


def _new_page(
    notice_id: str, article: int, draft: Draft | None = None, faults: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> ResponseReturnValue:  # fmt: skip
    with view() as reading:
        entries = duties.coverage(reading, notice_id)
        if not 0 <= article < len(entries):
            raise NotFound(what="该条款")
        entry = entries[article]
        found = library.notice_row(reading, notice_id)
        place = found.jurisdiction_code
        empty = Draft(task=entry.heading, mode="single", key=keys.suggested_key(entry.heading) or "")
        answer = render_template(
            "duties/edit.html", duty=None, notice=found, article=entry, draft=draft or empty, faults=faults or [],
            modes=MODES, keys=keys.KEYS, departments=departments_for_choice(reading, place),
            groups=library.groups_of(reading, place), persons=persons_for_choice(reading, place), roles=ROLES,
            reason="",
        )  # fmt: skip
    return answer, status


def _of(found: register.DutyView) -> Draft:
    row = found.row
    return Draft(
        task=row.task,
        mode=row.mode,
        key=row.key or "",
        due=row.due or "",
        departments={role: [p.department_id for p in row.named(role) if p.department_id] for role in ROLES},
        groups={role: [party.group for party in row.named(role) if party.group] for role in ROLES},
        leaders=[party.person_id for party in row.named("leader") if party.person_id],
    )


def _draft() -> Draft:
    form = request.form
    return Draft(
        task=form.get("task", ""),
        mode=form.get("mode", ""),
        key=form.get("key", "").strip(),
        due=form.get("due", ""),
        departments={role: form.getlist(role) for role in ROLES},
        groups={role: form.getlist(f"{role}-group") for role in ROLES},
        leaders=form.getlist("leader"),
    )


def _faults(error: BangfuError) -> list[tuple[str, str]]:
    if isinstance(error, InvalidAnswers):
        return [(field, message.text(language())) for field, message in error.errors.items()]
    return [("", error.text(language()))]
