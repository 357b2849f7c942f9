"""The confirmation page: whom each name of a notice means, and what will be new."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import duties
from engine.duties import Becomes, Decisions, Leader, keys, library, register
from engine.duties.choices import organizations_in
from engine.errors import BangfuError, InvalidAnswers
from engine.organizations import places_register
from web.auth.guard import only
from web.context import unit, view
from web.duties.blueprint import blueprint
from web.duties.words import KINDS
from web.errors import status_of
from web.i18n import language


@blueprint.get("/notices/<notice_id>/confirmation")
@only("administrator")
def confirmation(notice_id: str) -> ResponseReturnValue:
    return _page(notice_id)


@blueprint.post("/notices/<notice_id>/confirmation")
@only("administrator")
def confirm(notice_id: str) -> ResponseReturnValue:
    try:
        with unit() as changing:
            proposal = duties.propose(changing, notice_id)
            decided = _decided(proposal)
            made = duties.confirm(changing, notice_id, decided)
    except InvalidAnswers as wrong:
        return _page(notice_id, decided, [fault.text(language()) for fault in wrong.errors.values()], 422)
    except BangfuError as refused:
        return _page(notice_id, decided, [refused.text(language())], status_of(refused))
    text = _(
        "文件已生效。新建单位%(organizations)s个、处室%(departments)s个、人员%(persons)s名，新增别名%(aliases)s个。",
        organizations=made.organizations,
        departments=made.departments,
        persons=made.persons,
        aliases=made.aliases,
    )
    flash(text)
    return redirect(url_for("duties.notice", notice_id=notice_id), 303)


def _page(
    notice_id: str, decided: Decisions | None = None, errors: list[str] | None = None, status: int = 200
) -> ResponseReturnValue:
    with view() as reading:
        row = library.notice_row(reading, notice_id)
        if row.state != "imported":
            flash(_("该文件已经确认过。"), "warning")
            return redirect(url_for("duties.notice", notice_id=notice_id))
        proposal = duties.propose(reading, notice_id)
        rows = register.notice_duties(reading, notice_id)
        departments = places_register.departments(reading)
        organizations = organizations_in(reading, row.jurisdiction_code)
    answer = render_template(
        "duties/confirmation.html", row=row, proposal=proposal, decided=decided or proposal.decisions, rows=rows,
        departments=departments, organizations=organizations, kinds=KINDS, keys=keys.KEYS, errors=errors or [],
    )  # fmt: skip
    return answer, status


def _decided(proposal: duties.Proposal) -> Decisions:
    """What the form says, name by name; fields are numbered in the order of the proposal."""
    form, proposed = request.form, proposal.decisions
    return Decisions(
        home_id=form.get("home", ""),
        home_name=form.get("home_name", proposed.home_name),
        home_kind=form.get("home_kind", proposed.home_kind),
        names={name: _becomes(number) for number, name in enumerate(proposed.names)},
        leaders={name: _leader(number, name) for number, name in enumerate(proposed.leaders)},
        groups={name: form.getlist(f"group-{number}") for number, name in enumerate(proposed.groups)},
        keys={sequence: form.get(f"key-{sequence}") or None for sequence in proposed.keys},
        supersedes=form.get("supersedes") or None,
    )


def _becomes(number: int) -> Becomes:
    form = request.form
    kind = form.get(f"kind-{number}", "existing")
    return Becomes(
        kind=kind if kind in ("existing", "home", "department", "organization") else "existing",  # type: ignore[arg-type]
        department_id=form.get(f"department-{number}", ""),
        name=form.get(f"name-{number}", ""),
        organization_kind=form.get(f"organization-kind-{number}", "other"),
    )


def _leader(number: int, name: str) -> Leader:
    form = request.form
    return Leader(
        person_id=form.get(f"person-{number}", ""),
        name=form.get(f"person-name-{number}", name),
        title=form.get(f"title-{number}", ""),
        portfolio=form.getlist(f"portfolio-{number}"),
    )
