"""A case is moved by hand: where it waits, what a move would end and begin, and the reason."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import moves as moving
from engine.commands.move import move
from engine.rights import visible_case
from web.admin.blueprint import blueprint
from web.admin.forms import attempt
from web.cases.words import ELEMENTS
from web.context import view


@blueprint.get("/cases/<case_id>/moves")
def moves(case_id: str) -> ResponseReturnValue:
    """With `wait` and `to` in the address, what that move would do."""
    return _moves(case_id, [])


@blueprint.post("/cases/<case_id>/moves")
def move_case(case_id: str) -> ResponseReturnValue:
    form = request.form
    return attempt(
        lambda changing: move(changing, case_id, form.get("wait", ""), form.get("to", ""), form.get("reason", "")),
        lambda _done: url_for("cases.case", case_id=case_id), lambda faults: _moves(case_id, faults),
    )  # fmt: skip


def _moves(case_id: str, faults: list[str]) -> ResponseReturnValue:
    wait, to = request.values.get("wait", ""), request.values.get("to", "")
    with view() as reading:
        case, found = visible_case(reading, case_id), moving.movable(reading, case_id)
        chosen = next((one for one in found if one.wait_id == wait), None)
        target = next((name for id_, name in chosen.targets if id_ == to), "") if chosen else ""
        follows = moving.consequences(reading, case_id, wait, to) if target else None
        page = render_template(
            "admin/moves.html", case_id=case_id, number=case.number, title=case.title, found=found, chosen=chosen,
            to=to, target=target, follows=follows, faults=faults, elements=ELEMENTS, typed=request.form,
            missing=_("这个调整现在做不了，请重新选择。") if (wait or to) and not target else "",
        )  # fmt: skip
    return page, 422 if faults else 200
