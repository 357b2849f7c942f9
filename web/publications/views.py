"""A draft that is to become a version: what changes, how its scenarios go, and which running cases it touches."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from engine import publications
from engine.comparing.comparison import title_of
from engine.errors import BangfuError, NotFound
from engine.forms import Message
from engine.scenarios.reading import read
from web.admin.forms import texts
from web.context import view
from web.designer.trying import bench
from web.designer.words import ABOUT, CHANGES, STATES
from web.diagrams import diagram_answer

blueprint = Blueprint("publications", __name__, template_folder="templates", url_prefix="/publications")


@blueprint.get("/<case_id>")
def review(case_id: str) -> ResponseReturnValue:
    with view() as reading:
        found = publications.review(reading, case_id)
    scenarios = [(name, title_of(content.decode(errors="replace")) or name)
                 for name, content in found.after.files.items() if name.endswith(".yaml")]  # fmt: skip
    return render_template(
        "publications/review.html", review=found, kinds=CHANGES, states=STATES, scenarios=scenarios
    )


@blueprint.get("/<case_id>/scenarios/<path:name>")
def scenario(case_id: str, name: str) -> ResponseReturnValue:
    """How one scenario of the draft goes, as a piece of the page and as a page; it is played where it was not yet."""
    with view() as reading:
        key, files = publications.files(reading, case_id)
        if name not in files or not name.endswith(".yaml"):
            raise NotFound(what=Message("该场景", "this scenario"))
        text, result, fault = files[name].decode(errors="replace"), None, ""
        try:
            result = bench().result(reading, read(text, key), text, files, play=True)
        except BangfuError as error:
            fault = texts(error)[0]
    return render_template(
        "publications/scenario.html", case_id=case_id, name=name, title=title_of(text) or name, result=result,
        fault=fault, about=ABOUT,
    )  # fmt: skip


@blueprint.get("/<case_id>/<any(before, after):side>.bpmn")
def diagram(case_id: str, side: str) -> ResponseReturnValue:
    """The diagram of one side, for the viewer."""
    with view() as reading:
        source = publications.diagram(reading, case_id, side)
    return diagram_answer(source)
