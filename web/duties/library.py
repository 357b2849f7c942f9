"""Notices: the list with the upload, one notice with its duties, questions, report and coverage, its original file."""

from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import duties
from engine.duties import AlreadyImported, coverage, library, register
from engine.errors import BangfuError, InvalidAnswers
from engine.organizations import places_register
from web.auth.guard import only
from web.context import me, unit, view
from web.duties.blueprint import blueprint
from web.duties.words import NOTICE_STATES
from web.errors import status_of
from web.i18n import language

TABS = ("duties", "source", "coverage", "report")


@blueprint.get("/notices")
def notices() -> ResponseReturnValue:
    return _notices()


@blueprint.post("/notices")
@only("administrator")
def import_notice() -> ResponseReturnValue:
    file, place = request.files.get("file"), request.form.get("jurisdiction", "")
    if file is None or not file.filename:
        return _notices(_("请选择要导入的文件。"), place, 422)
    try:
        with unit() as changing:
            notice_id = duties.import_notice(changing, file.filename, file.read(), place)
    except AlreadyImported as known:
        link = url_for("duties.notice", notice_id=known.notice_id)
        return _notices(known.text(language()), place, status_of(known), link)
    except BangfuError as refused:
        return _notices(refused.text(language()), place, status_of(refused))
    flash(_("已导入，尚未生效。请答复疑问并确认各名称对应的单位。"))
    return redirect(url_for("duties.notice", notice_id=notice_id), 303)


@blueprint.get("/notices/<notice_id>", defaults={"tab": "duties"})
@blueprint.get("/notices/<notice_id>/<any(source, coverage, report):tab>")
def notice(notice_id: str, tab: str) -> ResponseReturnValue:
    with view() as reading:
        row = library.notice_row(reading, notice_id)
        shown: dict[str, list[Any]] = {
            "duties": register.notice_duties(reading, notice_id),
            "source": library.source(reading, notice_id) if tab == "source" else [],
            "coverage": coverage(reading, notice_id),
            "report": library.report(reading, notice_id) if tab == "report" else [],
        }
        questions = library.questions(reading, notice_id) if row.state == "imported" else []
    marked = {int(number) for number in request.args.get("lines", "").split(",") if number.isdecimal()}
    return render_template(
        "duties/notice.html", row=row, tab=tab, tabs=TABS, shown=shown, marked=marked, questions=questions,
        may_edit=me().is_administrator, gaps=sum(entry.is_gap for entry in shown["coverage"]),
    )  # fmt: skip


@blueprint.post("/notices/<notice_id>/answers")
@only("administrator")
def answer_questions(notice_id: str) -> ResponseReturnValue:
    """Keep the answers chosen; what is left blank stays open, unless the person accepts all the rest."""
    home = url_for("duties.notice", notice_id=notice_id)
    try:
        with unit() as changing:
            for name, option in request.form.items():
                kind, _dash, rest = name.partition("-")
                if kind == "answer" and option:
                    sequence, _dash, position = rest.partition("-")
                    typed = request.form.get(f"typed-{rest}-{option}", "")
                    number = int(sequence) if sequence != "notice" else None
                    duties.answer(changing, notice_id, number, int(position), option, typed)
            if "rest" in request.form:
                duties.accept_all(changing, notice_id)
    except InvalidAnswers as missing:
        flash(next(iter(missing.errors.values())).text(language()), "danger")
        return redirect(f"{home}#questions", 303)
    except BangfuError as refused:
        flash(refused.text(language()), "danger")
        return redirect(f"{home}#questions", 303)
    flash(_("答复已保存。"))
    return redirect(home, 303)


@blueprint.post("/notices/<notice_id>/withdrawal")
@only("administrator")
def withdraw(notice_id: str) -> ResponseReturnValue:
    with unit() as changing:
        duties.withdraw(changing, notice_id)
    undo = url_for("duties.reinstate", notice_id=notice_id, _verb="DELETE")
    flash({"text": _("已撤回该文件，其任务分工不再生效。"), "undo": undo, "label": _("恢复")})  # type: ignore[arg-type]
    return redirect(url_for("duties.notice", notice_id=notice_id), 303)


@blueprint.delete("/notices/<notice_id>/withdrawal")
@only("administrator")
def reinstate(notice_id: str) -> ResponseReturnValue:
    with unit() as changing:
        duties.reinstate(changing, notice_id)
    flash(_("已恢复。"))
    return redirect(url_for("duties.notice", notice_id=notice_id), 303)


@blueprint.get("/notices/<notice_id>/file")
def original(notice_id: str) -> ResponseReturnValue:
    with view() as reading:
        name, content = library.original(reading, notice_id)
    return send_file(BytesIO(content), "application/octet-stream", as_attachment=True, download_name=name)


def _notices(error: str = "", place: str = "", status: int = 200, known: str = "") -> ResponseReturnValue:
    text, state = request.args.get("q", "").strip()[:100], request.args.get("state", "")
    with view() as reading:
        page = library.notice_rows(reading, text=text, state=state or None, cursor=request.args.get("cursor"))
        places = places_register.jurisdictions(reading)
    answer = render_template(
        "duties/notices.html", page=page, text=text, state=state, places=places, error=error, known=known,
        place=place or (next(iter(me().jurisdictions), "")), states=NOTICE_STATES,
        may_import=me().is_administrator,
    )  # fmt: skip
    return answer, status
