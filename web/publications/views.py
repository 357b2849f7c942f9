"""A draft that is to become a version: what changes, how its scenarios go, and which running cases it touches."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from engine import publications
from web.context import view
from web.designer.words import CHANGES, STATES

blueprint = Blueprint("publications", __name__, template_folder="templates", url_prefix="/publications")


@blueprint.get("/<case_id>")
def review(case_id: str) -> ResponseReturnValue:
    with view() as reading:
        found = publications.review(reading, case_id)
    return render_template("publications/review.html", review=found, kinds=CHANGES, states=STATES)


@blueprint.get("/<case_id>/<any(before, after):side>.bpmn")
def diagram(case_id: str, side: str) -> ResponseReturnValue:
    """The diagram of one side, for the viewer."""
    with view() as reading:
        source = publications.diagram(reading, case_id, side)
    answer = Response(source, mimetype="application/xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
