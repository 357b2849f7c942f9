"""Settings of processes and rules: what holds in a jurisdiction, what waits to be confirmed, who changed it and why."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine.changes import changes
from engine.jurisdictions import EVERYWHERE
from engine.organizations import places_register
from engine.settings import SettingOf, changing, kinds, owners, pages
from engine.unit import Unit
from web.admin.blueprint import blueprint
from web.admin.forms import attempt, carry_out
from web.context import view


@blueprint.get("/settings")
def settings_page() -> ResponseReturnValue:
    text, waiting = request.args.get("q", "").strip()[:100], request.args.get("state") == "pending"
    with view() as reading:
        rows = [row for row in pages.pending(reading) if text in row.setting.label or text in row.owner]
        return render_template(
            "admin/settings.html",
            owners=[] if waiting else pages.overview(reading, text),
            rows=rows if waiting else [],
            waiting=waiting,
            pending=pages.pending_count(reading),
            place_names=pages.place_names(reading),
            text=text,
        )


@blueprint.get("/settings/<key>")
def settings_of(key: str) -> ResponseReturnValue:
    with view() as reading:
        owner = owners.owner(reading, key)
        known = settings_at(reading, key, request.args.get("jurisdiction"))
        return render_template("admin/settings_of.html", owner=owner, **known)


@blueprint.get("/settings/<key>/<name>")
def setting(key: str, name: str) -> ResponseReturnValue:
    return _setting(key, name, request.args.get("jurisdiction", EVERYWHERE))


@blueprint.put("/settings/<key>/<name>")
def give_setting(key: str, name: str) -> ResponseReturnValue:
    form = request.form
    place, value, reason = (form.get(each, "") for each in ("jurisdiction", "value", "reason"))
    return attempt(
        lambda unit: changing.give(unit, key, name, value, place=place, reason=reason),
        lambda _: url_for("admin.setting", key=key, name=name, jurisdiction=place or None),
        lambda faults: _setting(key, name, place, value, reason, faults),
    )


@blueprint.delete("/settings/<key>/<name>")
def take_setting_back(key: str, name: str) -> ResponseReturnValue:
    place = request.args.get("jurisdiction", EVERYWHERE)
    return carry_out(
        lambda unit: changing.take_back(unit, key, name, place=place, reason=request.form.get("reason", "")),
        request.form.get("back") or url_for("admin.setting", key=key, name=name, jurisdiction=place or None),
        _("已收回这里的值，改按上一级或默认值。"),
    )


@blueprint.post("/settings/<key>/<name>/confirmation")
def confirm_setting(key: str, name: str) -> ResponseReturnValue:
    place = request.form.get("jurisdiction", EVERYWHERE)
    undo = url_for("admin.take_setting_back", key=key, name=name, jurisdiction=place or None, _verb="DELETE")
    return carry_out(
        lambda unit: changing.confirm(unit, key, name, place=place),
        request.form.get("back") or url_for("admin.setting", key=key, name=name, jurisdiction=place or None),
        _("已确认“%(name)s”，记下了您的姓名和时间。", name=name),
        undo,
    )


def waiting() -> dict[str, int]:
    """Endpoint -> what waits there for an administrator, for the side of the pages."""
    with view() as reading:
        return {"admin.settings_page": pages.pending_count(reading)}


def typed(value: Any, setting: SettingOf) -> str:
    """A value as it is typed for a setting."""
    return kinds.written(setting.shape, value)


def settings_at(reading: Unit, key: str, place: str | None) -> dict[str, Any]:
    """What a page shows of the settings of a process or rule: for a place, or where something waits."""
    places = _places(reading)
    if place is None:
        place = next((row.place for row in pages.pending(reading) if row.setting.key == key), EVERYWHERE)
    return {
        "rows": pages.rows(reading, key, place),
        "place": place,
        "places": places,
        "place_names": pages.place_names(reading),
        "key": key,
    }


def _setting(
    key: str, name: str, place: str, value: str | None = None, reason: str = "", faults: list[str] | None = None
) -> Any:
    with view() as reading:
        found = owners.setting_of(reading, key, name, place)
        row = pages.row(reading, found, place)
        page = render_template(
            "admin/setting.html",
            row=row,
            value=row.text if value is None else value,
            reason=reason,
            faults=faults or [],
            key=key,
            place=place,
            places=_places(reading),
            place_names=pages.place_names(reading),
            elsewhere=[other for other in pages.elsewhere(reading, found) if other.place != place],
            history=changes(reading, subject=changing.subject(found), cursor=request.args.get("cursor"), limit=20),
        )
    return page, 422 if faults else 200


def _places(reading: Unit) -> list[tuple[str, str]]:
    return places_register.jurisdictions(reading)
