"""A case in its diagrams: its own, and those of the processes it has called, one at a time."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from engine import cases
from engine.diagrams import Diagram, diagrams
from engine.errors import NotFound
from engine.forms import Message
from web.cases.blueprint import blueprint
from web.cases.words import ELEMENTS
from web.context import view
from web.diagrams import diagram_answer


@blueprint.get("/cases/<case_id>/diagram")
def diagram(case_id: str) -> ResponseReturnValue:
    """The diagram named by `of`, a version; else the case's own."""
    with view() as reading:
        case, found = cases.case_view(reading, case_id), diagrams(reading, case_id)
    return render_template(
        "cases/diagram.html", case=case, diagram=_chosen(found), diagrams=found, elements=ELEMENTS
    )


@blueprint.get("/cases/<case_id>/diagram.bpmn")
def diagram_file(case_id: str) -> Response:
    """The file of the same version, for the viewer and for saving."""
    with view() as reading:
        source = _chosen(diagrams(reading, case_id)).source
    return diagram_answer(source)


def _chosen(found: list[Diagram]) -> Diagram:
    of = request.args.get("of")
    chosen = next((one for one in found if of in (None, one.definition_id)), None)
    if chosen is None:
        raise NotFound(what=Message("该事项的这张流程图", "this diagram of the case"))
    return chosen
