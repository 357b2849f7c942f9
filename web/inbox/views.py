"""The inbox page: boxes at the left, light counters and process chips that filter, rows to open or to claim."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from engine import inbox
from engine.commands.claim import claim
from engine.errors import BangfuError
from web.context import unit, view
from web.i18n import language
from web.inbox.filters import LIGHTS, SIZES, asked_for
from web.navigation import Section

blueprint = Blueprint("inbox", __name__, template_folder="templates")
section = Section(label=lazy_gettext("待办"), endpoint="inbox.page", order=10, covers=("items", "reminders"))

NAMES = {
    "todo": lazy_gettext("待办"),
    "unclaimed": lazy_gettext("待领取"),
    "mine": lazy_gettext("我已领取"),
    "copied": lazy_gettext("待阅"),
    "started": lazy_gettext("我发起的"),
    "done": lazy_gettext("已办"),
}
SORTS = {"due": lazy_gettext("按时限"), "arrived": lazy_gettext("按到达"), "number": lazy_gettext("按编号")}


@blueprint.get("/")
def home() -> ResponseReturnValue:
    return redirect(url_for("inbox.page"))


@blueprint.get("/inbox", defaults={"box": "todo"})
@blueprint.get("/inbox/<box>")
def page(box: str) -> ResponseReturnValue:
    if box not in inbox.BOXES:
        abort(404)
    filters, cursor = asked_for(box, request.args), request.args.get("cursor")
    with view() as reading:
        counts = inbox.counts(reading, department=filters.department)
        found = filters.rows(reading, cursor)
    return render_template(
        "inbox/page.html", filters=filters, counts=counts, page=found, boxes=NAMES, sorts=SORTS, sizes=SIZES,
        lights=LIGHTS, here=filters.link(cursor=cursor),
    )  # fmt: skip


@blueprint.post("/inbox/<box>/claims")
def claim_many(box: str) -> ResponseReturnValue:
    """Claim the rows ticked; each is a command of its own, so one lost to a colleague does not undo the others."""
    claimed, lost = 0, []
    for item_id in request.form.getlist("item")[: SIZES[-1]]:
        try:
            with unit() as changing:
                claim(changing, item_id)
            claimed += 1
        except BangfuError as refused:
            lost.append(refused.text(language()))
    if claimed:
        flash(_("已领取 %(count)s 件，可在“我已领取”中办理。", count=claimed))
    elif not lost:
        flash(_("请先勾选要领取的事项。"), "warning")
    for text in dict.fromkeys(lost):
        flash(text, "warning")
    return redirect(asked_for(box, request.args).link(), 303)
