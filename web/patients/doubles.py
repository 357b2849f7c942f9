"""Doubles: the pairs that wait, the preview of a merger, the decision, and its undoing."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine.errors import Refused
from engine.patients import merging, pairs
from web.context import unit, view
from web.i18n import language
from web.patients.blueprint import blueprint
from web.patients.words import PAIRS


@blueprint.get("/doubles")
def doubles_page() -> ResponseReturnValue:
    state = request.args.get("state", "open") if request.args.get("state") in PAIRS else "open"
    text = request.args.get("q", "").strip()[:100]
    with view() as reading:
        page = pairs.pairs(reading, state, text=text, cursor=request.args.get("cursor"))
    return render_template("patients/doubles.html", page=page, state=state, text=text)


@blueprint.get("/doubles/<kept_id>/<gone_id>")
def pair(kept_id: str, gone_id: str) -> ResponseReturnValue:
    """What merging the second record into the first would do; the link the other way round offers the opposite."""
    try:
        with view() as reading:
            seen = merging.preview(reading, kept_id, gone_id)
            return render_template("patients/pair.html", seen=seen)
    except Refused as refused:
        return _refused(refused)


@blueprint.post("/doubles/<kept_id>/<gone_id>/merger")
def merge(kept_id: str, gone_id: str) -> ResponseReturnValue:
    try:
        with unit() as changing:
            merger_id = merging.merge(changing, kept_id, gone_id)
    except Refused as refused:
        return _refused(refused)
    _offer_undoing(_("已合并为一份档案，事项已一并移过来。"), url_for("patients.take_apart", merger_id=merger_id))
    return redirect(url_for("patients.patient", patient_id=kept_id), 303)


@blueprint.post("/mergers/<merger_id>/undoing")
def take_apart(merger_id: str) -> ResponseReturnValue:
    try:
        with unit() as changing:
            patient_id = merging.take_apart(changing, merger_id)
    except Refused as refused:
        return _refused(refused)
    flash(_("已撤销合并，档案和合并前的事项已恢复；合并后新登记的事项仍在另一份档案中。"))
    return redirect(url_for("patients.patient", patient_id=patient_id), 303)


@blueprint.post("/doubles/<first_id>/<second_id>/distinction")
def tell_apart(first_id: str, second_id: str) -> ResponseReturnValue:
    try:
        with unit() as changing:
            pairs.tell_apart(changing, first_id, second_id)
    except Refused as refused:
        return _refused(refused)
    _offer_undoing(
        _("已认定不是同一人，不再提示。"),
        url_for("patients.reconsider", first_id=first_id, second_id=second_id, _verb="DELETE"),
    )
    return redirect(url_for("patients.doubles_page"), 303)


@blueprint.delete("/doubles/<first_id>/<second_id>/distinction")
def reconsider(first_id: str, second_id: str) -> ResponseReturnValue:
    try:
        with unit() as changing:
            pairs.reconsider(changing, first_id, second_id)
    except Refused as refused:
        return _refused(refused)
    flash(_("已重新列入待处理。"))
    return redirect(url_for("patients.doubles_page"), 303)


def _offer_undoing(done: str, undo: str) -> None:
    flash({"text": done, "undo": undo})  # type: ignore[arg-type]


def _refused(refused: Refused) -> ResponseReturnValue:
    flash(refused.text(language()), "warning")
    return redirect(url_for("patients.doubles_page"), 303)
