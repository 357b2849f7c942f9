"""Diagrams as files, for the viewer on the pages and for saving."""

from flask import Response

from web.security import inert


def diagram_answer(source: bytes) -> Response:
    """A diagram as it was drawn; it cannot act."""
    return inert(Response(source, mimetype="application/xml"))
