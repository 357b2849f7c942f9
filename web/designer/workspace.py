"""The workspace of one draft: its page, and its files as the scripts of the page read and save them."""

import io
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import Response, make_response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from engine import drafts
from engine.duties.keys import label_of
from engine.errors import BangfuError, Invalid
from engine.unit import Unit
from web.context import unit, view
from web.designer.blueprint import blueprint
from web.designer.step_kinds import step_kinds
from web.designer.words import KINDS, STATES
from web.errors import status_of
from web.i18n import language
from web.security import inert, policy

MOST_TOLD = 10
"""Faults of a file that one answer tells."""


@blueprint.get("/drafts/<draft_id>")
def workspace(draft_id: str) -> ResponseReturnValue:
    """The page; whoever opens it becomes the editor where nobody else is."""
    with view() as reading:
        draft = drafts.draft_view(reading, draft_id)
    editing = None
    if draft.state == "open":
        with unit() as changing:
            editing = drafts.edit(changing, draft_id)
    asked = request.args.get("file", "")
    shown = asked if asked in draft.files else draft.files[0]
    page = render_template(
        "designer/workspace.html", draft=draft, editing=editing, shown=shown, kinds=KINDS, states=STATES
    )
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = policy(inline_styles=True)
    return answer


@blueprint.get("/drafts/<draft_id>.zip")
def archive(draft_id: str) -> ResponseReturnValue:
    """The whole draft as one .zip."""
    with view() as reading:
        draft, files = drafts.draft_view(reading, draft_id), drafts.contents(reading, draft_id)
    packed = io.BytesIO(drafts.to_archive(files))
    return send_file(packed, mimetype="application/zip", as_attachment=True, download_name=f"{draft.key}.zip")


@blueprint.get("/drafts/<draft_id>/files/<path:name>")
def file(draft_id: str, name: str) -> Response:
    """One file as it is, with its revision as ETag; never shown as a page, since anybody may have made it."""
    with view() as reading:
        content, revision = drafts.content(reading, draft_id, name)
    answer = make_response(content)
    answer.mimetype = "application/octet-stream"
    answer.set_etag(str(revision))
    answer.headers["Cache-Control"] = "no-store"
    inert(answer)
    if request.args.get("save") is not None:
        answer.headers.set("Content-Disposition", "attachment", filename=name.rpartition("/")[2])
    return answer


@blueprint.put("/drafts/<draft_id>/files/<path:name>")
def save(draft_id: str, name: str) -> ResponseReturnValue:
    """Save a file whose revision (If-Match) the page had seen; 409 in words where somebody else was faster."""
    content, revision = request.get_data(), revision_seen()
    return answered(lambda changing: {"revision": drafts.save(changing, draft_id, name, content, revision)})


@blueprint.post("/drafts/<draft_id>/files/<path:name>")
def add(draft_id: str, name: str) -> ResponseReturnValue:
    content = request.get_data()
    return answered(lambda changing: drafts.add(changing, draft_id, name, content), 201)


@blueprint.delete("/drafts/<draft_id>/files/<path:name>")
def remove(draft_id: str, name: str) -> ResponseReturnValue:
    return answered(lambda changing: drafts.remove(changing, draft_id, name))


@blueprint.post("/drafts/<draft_id>/editor")
def take_over(draft_id: str) -> ResponseReturnValue:
    """Become the editor knowingly."""
    return answered(lambda changing: drafts.take_over(changing, draft_id))


@blueprint.put("/drafts/<draft_id>/editor")
def stay(draft_id: str) -> ResponseReturnValue:
    """A sign of life of an open page: tells who edits now."""

    def command(changing: Unit) -> dict[str, Any]:
        found = drafts.edit(changing, draft_id)
        return {"mine": found.mine, "editor": found.editor}

    return answered(command)


@blueprint.delete("/drafts/<draft_id>/editor")
def leave(draft_id: str) -> ResponseReturnValue:
    return answered(lambda changing: drafts.release(changing, draft_id))


@blueprint.get("/drafts/<draft_id>/names")
def names(draft_id: str) -> ResponseReturnValue:
    """What the drawing can name, for its completion and links, and the kinds of steps it offers."""
    with view() as reading:
        found = drafts.names(reading, draft_id)
    return {
        "duties": [{"key": key, "label": label_of(key, language())} for key in found.duties],
        "functions": {name: list(parameters) for name, parameters in found.functions.items()},
        "forms": [asdict(one) for one in found.forms],
        "decisions": [asdict(one) for one in found.decisions],
        "processes": [
            {"id": one.id, "label": one.label, "page": url_for("designer.process", key=one.id)}
            for one in found.processes
        ],
        "templates": step_kinds(found),
    }


@blueprint.get("/drafts/<draft_id>/faults")
def faults(draft_id: str) -> ResponseReturnValue:
    """Everything that publishing would complain about, in the language of the page."""
    with view() as reading:
        found = drafts.faults(reading, draft_id)
    zh = language() == "zh"
    return {
        "faults": [
            {"rule": each.rule, "element": each.element, "line": each.line, "text": each.zh if zh else each.en,
             "clause": each.clause}
            for each in found
        ]
    }  # fmt: skip


def revision_seen() -> int:
    """The revision in If-Match that a script had read before it changes a file; 0 for none."""
    return next((int(tag) for tag in request.if_match.as_set() if tag.isdigit()), 0)


def answered(command: Callable[[Unit], Any], status: int = 200) -> ResponseReturnValue:
    """One command for a script: what it gives, or the sentences saying why not."""
    try:
        with unit() as changing:
            given = command(changing)
    except BangfuError as refused:
        faults = refused.faults if isinstance(refused, Invalid) else [refused]
        return {"error": " ".join(each.text(language()) for each in faults[:MOST_TOLD])}, status_of(refused)
    return (given if isinstance(given, dict) else {}), status
