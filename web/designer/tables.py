"""The decision tables of a draft's file as a workbook, to be edited elsewhere and brought back."""

import io

from flask import request, send_file
from flask.typing import ResponseReturnValue

from engine import drafts
from engine.unit import Unit
from web.context import view
from web.designer.blueprint import blueprint
from web.designer.workspace import answered, revision_seen

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/drafts/<draft_id>/tables/<name>")
def tables(draft_id: str, name: str) -> ResponseReturnValue:
    """The tables of a decision file as .xlsx."""
    with view() as reading:
        book = drafts.workbook(reading, draft_id, name)
    return send_file(
        io.BytesIO(book), mimetype=WORKBOOK, as_attachment=True, download_name=f"{name.removesuffix('.dmn')}.xlsx"
    )


@blueprint.put("/drafts/<draft_id>/tables/<name>")
def put_tables(draft_id: str, name: str) -> ResponseReturnValue:
    """A workbook's tables in place of those of the file whose revision (If-Match) the page had seen."""
    book, revision = request.get_data(), revision_seen()

    def command(changing: Unit) -> dict[str, int]:
        return {"revision": drafts.put_workbook(changing, draft_id, name, book, revision)}

    return answered(command)
