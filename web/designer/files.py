"""The files of a draft on a page: added anew, by upload or from elsewhere, given another name, taken out."""

from collections.abc import Callable

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import drafts
from engine.definition_pages import drawable
from engine.errors import NotFound
from engine.unit import Unit
from web.admin.forms import attempt, carry_out
from web.context import view
from web.designer.blueprint import blueprint
from web.designer.words import KINDS

ZIP = (".zip",)


@blueprint.get("/drafts/<draft_id>/files")
def files(draft_id: str) -> ResponseReturnValue:
    """What the draft has, and the ways to add to it; `from` is the version or draft whose files are offered."""
    return _files(draft_id, [])


@blueprint.post("/drafts/<draft_id>/files")
def add_files(draft_id: str) -> ResponseReturnValue:
    """Add what the form names, and open it."""
    return attempt(
        _adding(draft_id),
        lambda name: url_for("designer.workspace", draft_id=draft_id, file=name),
        lambda faults: _files(draft_id, faults),
    )


@blueprint.post("/drafts/<draft_id>/names")
def rename_file(draft_id: str) -> ResponseReturnValue:
    name, to = request.form.get("name", ""), request.form.get("to", "").strip()
    back = url_for("designer.files", draft_id=draft_id)
    renamed: ResponseReturnValue = carry_out(
        lambda changing: drafts.rename(changing, draft_id, name, to), back, _("文件已改名。")
    )
    return renamed


@blueprint.post("/drafts/<draft_id>/removals")
def remove_file(draft_id: str) -> ResponseReturnValue:
    name, back = request.form.get("name", ""), url_for("designer.files", draft_id=draft_id)
    removed: ResponseReturnValue = carry_out(
        lambda changing: drafts.remove(changing, draft_id, name), back, _("文件已删除。")
    )
    return removed


def _adding(draft_id: str) -> Callable[[Unit], str]:
    form = request.form
    if form.get("way") == "blank":
        return lambda changing: drafts.add_blank(changing, draft_id, form.get("kind", ""), form.get("name", ""))
    if form.get("way") == "copy":
        return lambda changing: drafts.add_from(changing, draft_id, form.get("source", ""), form.getlist("file"))
    return lambda changing: drafts.add_all(changing, draft_id, _uploaded())


def _uploaded() -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for file in request.files.getlist("files"):
        name, content = file.filename or "", file.read()
        if name:
            found |= drafts.from_archive(content) if name.lower().endswith(ZIP) else {name: content}
    return found


def _files(draft_id: str, faults: list[str]) -> ResponseReturnValue:
    source = request.values.get("from") or request.values.get("source", "")
    with view() as reading:
        draft = drafts.draft_view(reading, draft_id)
        try:
            offered = list(drafts.files_of(reading, source)) if source else []
        except NotFound as gone:
            offered, faults = [], [*faults, gone.text()]
        page = render_template(
            "designer/files.html", draft=draft, versions=drawable(reading), faults=faults, source=source,
            drafts=[row for row in drafts.drafts(reading, limit=50).rows if row.id != draft_id], offered=offered,
            kinds=KINDS, kind=request.values.get("kind", ".form"), name=request.values.get("name", ""),
        )  # fmt: skip
    return page, 422 if faults else 200
