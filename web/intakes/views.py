"""The pages of intakes: template and upload of a process, and the progress and result of one workbook."""

import io
from pathlib import PurePath

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import intake, ledgers
from engine.errors import BangfuError
from engine.unit import Unit
from web.context import me, unit, view
from web.errors import status_of
from web.i18n import language

blueprint = Blueprint("intakes", __name__, template_folder="templates")

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200
"""So many wrong rows are listed on the page; the marked-up workbook has all of them."""


@blueprint.get("/ledgers/<key>/intakes")
def page(key: str) -> ResponseReturnValue:
    return _show(key)


@blueprint.get("/ledgers/<key>/intakes/template.xlsx")
def template(key: str) -> ResponseReturnValue:
    with view() as reading:
        content = intake.template(reading, key, _department())
        name = _("%(name)s导入模板", name=ledgers.name_of(reading, key))
    return _download(content, f"{name}.xlsx")


@blueprint.post("/ledgers/<key>/intakes")
def upload(key: str) -> ResponseReturnValue:
    file = request.files.get("file")
    if file is None or not file.filename:
        return _show(key, fault=_("请选择要导入的 .xlsx 文件。"), status=422)
    try:
        with unit() as changing:
            intake_id = intake.begin(changing, key, file.filename, file.read(), _department())
    except BangfuError as refused:
        return _show(key, fault=refused.text(language()), status=status_of(refused))
    return redirect(url_for("intakes.progress", intake_id=intake_id), 303)


@blueprint.get("/intakes/<intake_id>")
def progress(intake_id: str) -> ResponseReturnValue:
    with view() as reading:
        found = intake.progress(reading, intake_id)
        name = ledgers.name_of(reading, found.key)
    return render_template("intakes/progress.html", intake=found, name=name, limit=SHOWN)


@blueprint.get("/intakes/<intake_id>/workbook.xlsx")
def marked_up(intake_id: str) -> ResponseReturnValue:
    """The workbook as it was uploaded, with what became of each row."""
    with view() as reading:
        found = intake.progress(reading, intake_id)
        content = intake.marked_up(reading, intake_id)
    return _download(content, f"{PurePath(found.file_name).stem}-{_('导入结果')}.xlsx")


def _show(key: str, *, fault: str = "", status: int = 200) -> ResponseReturnValue:
    with view() as reading:
        page = render_template(
            "intakes/page.html", key=key, name=ledgers.name_of(reading, key), department=_department(), fault=fault,
            columns=_columns(reading, key), recent=intake.recent(reading, key),
        )  # fmt: skip
    return page, status


def _columns(reading: Unit, key: str) -> list[str]:
    return [column.labels[0] for column in ledgers.process_of(reading, key).intake]


def _department() -> str:
    """The department the cases are registered for: the one chosen, else the first of one's own."""
    chosen = request.values.get("department", "")
    own = [post.department_id for post in me().posts]
    return chosen if chosen in own or not own else own[0]


def _download(content: bytes, name: str) -> ResponseReturnValue:
    return send_file(io.BytesIO(content), mimetype=WORKBOOK, as_attachment=True, download_name=name, max_age=0)
