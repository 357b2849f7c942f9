"""The directory as a workbook: downloaded, edited in a spreadsheet, uploaded again."""

import base64
from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import organization_sheets
from engine.errors import BangfuError
from engine.organization_sheets import SheetFaults
from web.admin.blueprint import blueprint
from web.admin.forms import texts
from web.context import unit, view
from web.i18n import language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/sheets")
def sheets_page() -> ResponseReturnValue:
    return render_template("admin/sheets.html", columns=organization_sheets.COLUMNS, faults=[], rows=[], marked="")


@blueprint.get("/sheets/directory.xlsx")
def export_sheets() -> ResponseReturnValue:
    with view() as reading:
        content = organization_sheets.export(reading)
    return send_file(BytesIO(content), XLSX, as_attachment=True, download_name="组织与人员.xlsx")


@blueprint.post("/sheets")
def import_sheets() -> ResponseReturnValue:
    file = request.files.get("file")
    if file is None or not file.filename:
        return _refused([_("请选择要导入的文件。")])
    try:
        with unit() as changing:
            taken = organization_sheets.take_in(changing, file.filename, file.read())
    except SheetFaults as wrong:
        # The marked-up file travels in the page itself: it holds personal data and is kept nowhere.
        marked = f"data:{XLSX};base64,{base64.b64encode(wrong.marked).decode()}"
        rows = [(sheet, number, zh if language() == "zh" else en) for sheet, number, zh, en in wrong.faults]
        return _refused([wrong.text(language())], rows, marked)
    except BangfuError as refused:
        return _refused(texts(refused))
    counts = [f"{name} {taken.new[name]} / {taken.known[name]}" for name in organization_sheets.COLUMNS]
    flash(_("已导入（新增 / 更新）：%(counts)s。", counts="，".join(counts)))
    return redirect(url_for("admin.sheets_page"), 303)


def _refused(
    faults: list[str], rows: list[tuple[str, int, str]] | None = None, marked: str = ""
) -> ResponseReturnValue:
    page = render_template(
        "admin/sheets.html", columns=organization_sheets.COLUMNS, faults=faults, rows=rows or [], marked=marked
    )
    return page, 422
