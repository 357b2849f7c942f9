"""Aliases: other names of departments, as notices write them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import organizations
from engine.organizations import places_register
from web.admin.blueprint import blueprint
from web.admin.forms import carry_out
from web.context import unit, view


@blueprint.get("/aliases")
def aliases_page() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:100]
    with view() as reading:
        page = places_register.aliases(reading, text=text, cursor=request.args.get("cursor"))
        departments = places_register.departments(reading)
        jurisdictions = places_register.jurisdictions(reading)
    return render_template(
        "admin/aliases.html", page=page, text=text, departments=departments, jurisdictions=jurisdictions
    )


@blueprint.post("/aliases")
def set_alias() -> ResponseReturnValue:
    form = request.form
    return carry_out(
        lambda changing: organizations.set_alias(
            changing, form.get("jurisdiction", ""), form.get("name", ""), form.get("department", "")
        ),
        url_for("admin.aliases_page"),
        _("别名已保存。"),
    )


@blueprint.delete("/aliases/<alias_id>")
def remove_alias(alias_id: str) -> ResponseReturnValue:
    """Gone at once, with a way back: the same name for the same department."""
    with unit() as changing:
        row = organizations.remove_alias(changing, alias_id)
    undo = url_for(
        "admin.restore_alias", jurisdiction=row.jurisdiction_code, name=row.name, department=row.department_id
    )
    flash({"text": _("已删除别名“%(name)s”。", name=row.name), "undo": undo})  # type: ignore[arg-type]
    return redirect(url_for("admin.aliases_page"), 303)


@blueprint.post("/aliases/restored")
def restore_alias() -> ResponseReturnValue:
    args = request.args
    return carry_out(
        lambda changing: organizations.set_alias(
            changing, args.get("jurisdiction", ""), args.get("name", ""), args.get("department", "")
        ),
        url_for("admin.aliases_page"),
        _("已恢复。"),
    )
