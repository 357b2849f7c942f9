"""One process as its designers see it: its versions, its drafts, and the migrations of its running cases."""

from flask import render_template
from flask.typing import ResponseReturnValue

from engine import definition_pages, drafts, migration
from web.context import view
from web.designer.blueprint import blueprint
from web.designer.words import MIGRATIONS, STATES, VERSIONS
from web.diagrams import diagram_answer


@blueprint.get("/processes/<key>")
def process(key: str) -> ResponseReturnValue:
    with view() as reading:
        versions = definition_pages.versions(reading, key)
        open_drafts = [row for row in drafts.drafts(reading, text=key).rows if row.key == key]
        moves = migration.migrations(reading, key)
    return render_template(
        "designer/process.html", key=key, versions=versions, drafts=open_drafts, moves=moves, states=STATES,
        move_states=MIGRATIONS, version_states=VERSIONS,
    )  # fmt: skip


@blueprint.get("/processes/<key>/<int:version>/diagram.bpmn")
def diagram(key: str, version: int) -> ResponseReturnValue:
    """The diagram of a version, for the viewer and for saving."""
    with view() as reading:
        source = definition_pages.diagram(reading, key, version)
    return diagram_answer(source)
