"""Uploading one file at a time, so that a page can show its progress, and downloading."""

import io

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine.commands.attach import attach
from engine.errors import BangfuError
from engine.materials import content
from web.context import unit, view
from web.errors import status_of
from web.i18n import language
from web.security import inert

blueprint = Blueprint("attachments", __name__)


@blueprint.post("/attachments")
def upload() -> ResponseReturnValue:
    """Take in one file (`file`) and answer its id and name as JSON, or a sentence saying why not."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return {"error": _("没有收到文件，请重新选择。")}, 400
    try:
        with unit() as changing:
            attachment_id = attach(changing, file.filename, file.read())
    except BangfuError as refused:
        return {"error": refused.text(language())}, status_of(refused)
    return {"id": attachment_id, "name": file.filename}, 201


@blueprint.get("/attachments/<attachment_id>")
def download(attachment_id: str) -> ResponseReturnValue:
    """A file, always saved and never shown inside a page, since anybody may have made it."""
    with view() as reading:
        attachment, data = content(reading, attachment_id)
    answer = send_file(
        io.BytesIO(data), mimetype=attachment.media_type, as_attachment=True, download_name=attachment.name,
        etag=attachment.digest, max_age=0,
    )  # fmt: skip
    return inert(answer)
