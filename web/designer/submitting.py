"""A draft is submitted to be decided upon, and taken back; versions are withdrawn to the former one."""

import datetime as dt

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import commands, drafts, publishing
from engine.clock import ZONE
from engine.drafts.checking import faults as faults_of
from engine.errors import InvalidAnswers
from engine.forms import Message
from engine.organizations import places_register
from engine.unit import Unit
from web.admin.forms import attempt, carry_out
from web.context import view
from web.designer.blueprint import blueprint
from web.designer.words import STATES


@blueprint.get("/drafts/<draft_id>/submission")
def submission(draft_id: str) -> ResponseReturnValue:
    """What stands in the way, else the form to submit; of a submitted draft where it lies."""
    return _submission(draft_id, [])


@blueprint.post("/drafts/<draft_id>/submission")
def submit(draft_id: str) -> ResponseReturnValue:
    form = request.form

    def command(changing: Unit) -> str:
        return commands.submit(
            changing, draft_id, form.get("note", ""), place=form.get("place", ""), since=_since(form.get("since", ""))
        )

    return attempt(
        command, lambda _case: url_for("designer.submission", draft_id=draft_id),
        lambda faults: _submission(draft_id, faults),
    )  # fmt: skip


@blueprint.delete("/drafts/<draft_id>/submission")
def recall(draft_id: str) -> ResponseReturnValue:
    back = url_for("designer.workspace", draft_id=draft_id)
    answer: ResponseReturnValue = carry_out(
        lambda changing: commands.recall(changing, draft_id), back, _("已撤回提交，可以继续修改。")
    )
    return answer


@blueprint.post("/versions/<key>/<definition_id>/withdrawal")
def withdraw(key: str, definition_id: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "")
    answer: ResponseReturnValue = carry_out(
        lambda changing: publishing.withdraw(changing, definition_id, reason), url_for("designer.process", key=key),
        _("已撤回，新登记的办件改用此前的版本；在办的仍按原版本办理。"),
    )  # fmt: skip
    return answer


def _submission(draft_id: str, faults: list[str]) -> ResponseReturnValue:
    with view() as reading:
        draft = drafts.draft_view(reading, draft_id)
        wrong = faults_of(reading, draft_id) if draft.state == "open" else []
        page = render_template(
            "designer/submission.html", draft=draft, wrong=wrong, faults=faults, typed=request.form, states=STATES,
            places=places_register.jurisdictions(reading),
        )  # fmt: skip
    return page, 422 if faults else 200


def _since(text: str) -> dt.datetime | None:
    """The moment a browser's field gives, in the time of the office."""
    if not text.strip():
        return None
    try:
        return dt.datetime.fromisoformat(text.strip()).replace(tzinfo=ZONE)
    except ValueError:
        wrong = Message("生效时间不是有效的日期时间，请重新选择。", "The moment is no date and time; choose it anew.")
        raise InvalidAnswers(errors={"since": wrong}) from None
