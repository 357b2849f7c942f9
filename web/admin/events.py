"""What happened in all cases, for administrators to search."""

import datetime as dt

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import audit
from web.admin.blueprint import blueprint
from web.context import view


@blueprint.get("/events")
def events_page() -> ResponseReturnValue:
    args = request.args
    asked = {name: args.get(name, "").strip()[:100] for name in ("q", "kind", "since", "until")}
    with view() as reading:
        page = audit.events(
            reading, text=asked["q"], kind=asked["kind"] or None, since=_day(asked["since"]),
            until=_day(asked["until"]), cursor=args.get("cursor"),
        )  # fmt: skip
        kinds = audit.kinds(reading)
    return render_template("admin/events.html", page=page, asked=asked, kinds=kinds)


@blueprint.post("/events/verification/<case_id>")
def verify_events(case_id: str) -> ResponseReturnValue:
    with view() as reading:
        return _verified(audit.altered(reading, case_id))


@blueprint.post("/events/verification/patients/<patient_id>")
def verify_record(patient_id: str) -> ResponseReturnValue:
    with view() as reading:
        return _verified(audit.altered_record(reading, patient_id))


def _verified(broken: int | None) -> ResponseReturnValue:
    if broken is None:
        flash(_("核验通过：操作记录没有被改动。"))
    else:
        flash(_("核验未通过：第%(number)s条操作记录被改动过。", number=broken), "danger")
    return redirect(request.form.get("back") or url_for("admin.events_page"), 303)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
