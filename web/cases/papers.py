"""The papers (文书) of a case: as a page for the printer and as a .docx; the case's history tells who was given one."""

import io

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from engine.commands.print_paper import print_paper
from engine.papers.document import docx_of
from engine.papers.offering import Printout, printout
from web.cases.blueprint import blueprint
from web.context import engine, unit, view

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/cases/<case_id>/papers/<name>")
def paper_page(case_id: str, name: str) -> ResponseReturnValue:
    found = _given_out(case_id, name, "page")
    return render_template("cases/paper.html", of=found.case, name=name, label=found.label, sheet=found.sheet)


@blueprint.get("/cases/<case_id>/papers/<name>.docx")
def paper_file(case_id: str, name: str) -> ResponseReturnValue:
    found = _given_out(case_id, name, "docx")
    content = io.BytesIO(docx_of(found.sheet, found.case.number, engine().clock()))
    title = f"{found.case.number} {found.label}.docx"
    return send_file(content, mimetype=WORD, as_attachment=True, download_name=title, max_age=0)


def _given_out(case_id: str, name: str, form: str) -> Printout:
    """A paper with the note in the case's history: papers hold personal data, so giving one out is never silent."""
    with unit() as changing:
        print_paper(changing, case_id, name, form)
    with view() as reading:
        return printout(reading, case_id, name)
