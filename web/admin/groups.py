"""Groups: the placeholders of notices and whom they stand for."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import organizations
from engine.organizations import places_register
from web.admin.blueprint import blueprint
from web.admin.forms import carry_out
from web.context import view


@blueprint.get("/groups")
def groups_page() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:100]
    with view() as reading:
        rows = [
            row for row in places_register.groups(reading)
            if text in row.name or any(text in name for _id, name in row.members)
        ]  # fmt: skip
        jurisdictions = places_register.jurisdictions(reading)
        departments = places_register.departments(reading)
    return render_template(
        "admin/groups.html", rows=rows, text=text, jurisdictions=jurisdictions, departments=departments
    )


@blueprint.post("/groups")
def set_group() -> ResponseReturnValue:
    form = request.form
    return carry_out(
        lambda changing: organizations.set_group(
            changing, form.get("jurisdiction", ""), form.get("name", ""), form.getlist("member")
        ),
        url_for("admin.groups_page"),
        _("单位组已保存。"),
    )


@blueprint.get("/groups/<group_id>")
def group(group_id: str) -> ResponseReturnValue:
    with view() as reading:
        row = places_register.group(reading, group_id)
        departments = places_register.departments(reading)
    return render_template(
        "admin/group.html", row=row, departments=departments, members=[id_ for id_, _name in row.members]
    )


@blueprint.delete("/groups/<group_id>")
def remove_group(group_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.remove_group(changing, group_id),
        url_for("admin.groups_page"),
        _("已删除单位组。"),
    )
