"""The list of drafts, and how one begins: blank, from a version, from files; put away and brought back."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import drafts
from engine.definition_pages import drawable
from engine.unit import Unit
from web.admin.forms import attempt, carry_out
from web.context import view
from web.designer.blueprint import blueprint
from web.designer.words import STATES

ZIP = (".zip",)


@blueprint.get("")
def index() -> ResponseReturnValue:
    return _index([])


@blueprint.post("/drafts")
def begin() -> ResponseReturnValue:
    """A draft from what the form names: a version, uploaded files, or a key and a name."""
    return attempt(_begun, _workspace, _index)


@blueprint.post("/drafts/<draft_id>/copies")
def copy(draft_id: str) -> ResponseReturnValue:
    return attempt(lambda changing: drafts.copy_of(changing, draft_id), _workspace, _index)


@blueprint.delete("/drafts/<draft_id>")
def discard(draft_id: str) -> ResponseReturnValue:
    undo = url_for("designer.restore", draft_id=draft_id)
    back = url_for("designer.index")
    return carry_out(lambda changing: drafts.discard(changing, draft_id), back, _("草稿已删除。"), undo, _("恢复草稿"))


@blueprint.post("/drafts/<draft_id>/restoration")
def restore(draft_id: str) -> ResponseReturnValue:
    back = url_for("designer.index")
    return carry_out(lambda changing: drafts.restore(changing, draft_id), back, _("草稿已恢复。"))


def _begun(changing: Unit) -> str:
    form = request.form
    if form.get("definition"):
        return drafts.begin_from(changing, form["definition"])
    uploaded = [file for file in request.files.getlist("files") if file.filename]
    if uploaded:
        found: dict[str, bytes] = {}
        for file in uploaded:
            name, content = file.filename or "", file.read()
            found |= drafts.from_archive(content) if name.lower().endswith(ZIP) else {name: content}
        return drafts.begin(changing, found)
    return drafts.begin_blank(changing, form.get("key", "").strip(), form.get("name", ""))


def _workspace(draft_id: str) -> str:
    return url_for("designer.workspace", draft_id=draft_id)


def _index(faults: list[str]) -> ResponseReturnValue:
    args = request.args
    asked = {"text": args.get("q", "").strip()[:100], "state": args.get("state", "open"),
             "sort": args.get("sort", "-changed")}  # fmt: skip
    with view() as reading:
        page = drafts.drafts(reading, **asked, cursor=args.get("cursor"))  # type: ignore[arg-type]
        processes = drawable(reading)
    found = render_template(
        "designer/index.html", page=page, asked=asked, processes=processes, states=STATES, faults=faults
    )
    return found, 422 if faults else 200
