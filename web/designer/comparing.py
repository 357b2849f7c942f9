"""Two states of a process compared, versions or drafts: in words, and in coloured diagrams side by side."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import comparing, definition_pages, drafts
from engine.comparing import State
from engine.drafts import DraftRow
from engine.unit import Unit
from web.context import view
from web.designer.blueprint import blueprint
from web.designer.words import CHANGES

DRAFT = "draft-"
"""How the name of a draft begins in addresses, as opposed to the number of a version."""


@blueprint.get("/processes/<key>/comparison")
def comparison(key: str) -> ResponseReturnValue:
    """`before` and `after` are numbers of versions or `draft-<id>`; where absent, the newest of both is `after`."""
    with view() as reading:
        versions = {str(number): id_ for number, id_ in definition_pages.ids_of(reading, key).items()}
        open_drafts = [row for row in drafts.drafts(reading, text=key).rows if row.key == key]
        newest = [*(f"{DRAFT}{row.id}" for row in open_drafts), *versions]
        after_name = request.args.get("after") or next(iter(newest), "")
        before_name = request.args.get("before") or next((name for name in versions if name != after_name), "")
        before, after = (_state(reading, versions, name) for name in (before_name, after_name))
    found = comparing.compare(before.files if before else {}, after.files if after else {})
    return render_template(
        "designer/comparison_page.html", key=key, comparison=found, before=before, after=after, kinds=CHANGES,
        before_name=before_name, after_name=after_name, before_url=_diagram(before), after_url=_diagram(after),
        choices=_choices(versions, open_drafts, before, after),
    )  # fmt: skip


def _state(reading: Unit, versions: dict[str, str], name: str) -> State | None:
    if name.startswith(DRAFT):
        return comparing.draft_state(reading, name.removeprefix(DRAFT))
    return comparing.version_state(reading, versions[name]) if name in versions else None


def _diagram(state: State | None) -> str:
    """Where the viewer finds the diagram; nowhere for a state without one."""
    name = next((name for name in state.files if name.endswith(".bpmn")), "") if state else ""
    if state is None or not name:
        return ""
    if state.version is None:
        return url_for("designer.file", draft_id=state.id, name=name)
    return url_for("designer.diagram", key=state.key, version=state.version)


def _choices(versions: dict[str, str], rows: list[DraftRow], *shown: State | None) -> list[tuple[str, int | None, str]]:
    """(name in addresses, number of the version, name of the draft), drafts first, those shown among them."""
    found = {f"{DRAFT}{row.id}": row.name for row in rows}
    found |= {f"{DRAFT}{state.id}": state.name for state in shown if state and state.version is None}
    return [*((name, None, label) for name, label in found.items()), *((name, int(name), "") for name in versions)]
