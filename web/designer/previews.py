"""A form of a draft as the server renders it, for a frame beside its editor."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from engine import drafts, forms, previews
from web.context import view
from web.designer.blueprint import blueprint
from web.i18n import language


@blueprint.post("/drafts/<draft_id>/preview")
def preview(draft_id: str) -> ResponseReturnValue:
    """`html`: the page of the form `_schema` over the answers posted beside it; or `faults`, with their questions."""
    posted = {name: values for name, values in request.form.lists() if name != "_schema"}
    try:
        with view() as reading:
            drafts.draft_view(reading, draft_id)
            form = previews.preview(reading, request.form.get("_schema", "").encode(), posted, language())
    except forms.Invalid as invalid:
        zh = language() == "zh"
        return {"faults": [{"element": each.component, "text": each.zh if zh else each.en} for each in invalid.faults]}
    return {"html": render_template("designer/preview.html", form=form), "faults": []}
