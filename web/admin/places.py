"""Places: the tree of jurisdictions with their organizations, and one organization with its departments."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import organizations
from engine.organizations import places_register
from web.admin.blueprint import blueprint
from web.admin.forms import carry_out
from web.context import view


@blueprint.get("/places")
def places_page() -> ResponseReturnValue:
    text, closed = request.args.get("q", "").strip()[:100], bool(request.args.get("closed"))
    with view() as reading:
        places = places_register.tree(reading, text=text, closed=closed)
        jurisdictions = places_register.jurisdictions(reading)
    return render_template(
        "admin/places.html", places=places, text=text, closed=closed, jurisdictions=jurisdictions
    )


@blueprint.post("/jurisdictions")
def add_jurisdiction() -> ResponseReturnValue:
    form = request.form
    return carry_out(
        lambda changing: organizations.add_jurisdiction(
            changing, form.get("code", ""), form.get("name", ""), form.get("level", ""), form.get("parent") or None
        ),
        url_for("admin.places_page"),
        _("已增加辖区。"),
    )


@blueprint.post("/organizations")
def add_organization() -> ResponseReturnValue:
    form = request.form
    return carry_out(
        lambda changing: organizations.add_organization(
            changing, form.get("name", ""), form.get("kind", ""), form.get("jurisdiction", ""), form.get("grade")
        ),
        url_for("admin.places_page"),
        _("已增加单位，收文处室为“%(name)s”。", name=organizations.FRONT),
    )


@blueprint.get("/organizations/<organization_id>")
def organization(organization_id: str) -> ResponseReturnValue:
    with view() as reading:
        row = places_register.organization(reading, organization_id)
        jurisdictions = places_register.jurisdictions(reading)
    return render_template("admin/organization.html", row=row, jurisdictions=jurisdictions)


@blueprint.post("/organizations/<organization_id>")
def edit_organization(organization_id: str) -> ResponseReturnValue:
    form = request.form
    return carry_out(
        lambda changing: organizations.edit_organization(
            changing, organization_id, name=form.get("name", ""), kind=form.get("kind", ""),
            jurisdiction_code=form.get("jurisdiction", ""), grade=form.get("grade"),
        ),
        url_for("admin.organization", organization_id=organization_id),
        _("已保存。"),
    )  # fmt: skip


@blueprint.post("/organizations/<organization_id>/activity")
def open_organization(organization_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.set_organization_active(changing, organization_id, True),
        url_for("admin.organization", organization_id=organization_id),
        _("已启用。"),
    )


@blueprint.delete("/organizations/<organization_id>/activity")
def close_organization(organization_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.set_organization_active(changing, organization_id, False),
        url_for("admin.organization", organization_id=organization_id),
        _("已停用该单位。"),
        undo=url_for("admin.open_organization", organization_id=organization_id),
        label=_("恢复启用"),
    )


@blueprint.post("/organizations/<organization_id>/departments")
def add_department(organization_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.add_department(changing, organization_id, request.form.get("name", "")),
        url_for("admin.organization", organization_id=organization_id),
        _("已增加处室。"),
    )


@blueprint.post("/organizations/<organization_id>/departments/<department_id>")
def rename_department(organization_id: str, department_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.rename_department(changing, department_id, request.form.get("name", "")),
        url_for("admin.organization", organization_id=organization_id),
        _("已改名。"),
    )


@blueprint.post("/organizations/<organization_id>/front/<department_id>")
def make_front(organization_id: str, department_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.make_front(changing, department_id),
        url_for("admin.organization", organization_id=organization_id),
        _("已改由该处室收文。"),
    )


@blueprint.post("/organizations/<organization_id>/departments/<department_id>/activity")
def open_department(organization_id: str, department_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.set_department_active(changing, department_id, True),
        url_for("admin.organization", organization_id=organization_id),
        _("已启用。"),
    )


@blueprint.delete("/organizations/<organization_id>/departments/<department_id>/activity")
def close_department(organization_id: str, department_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.set_department_active(changing, department_id, False),
        url_for("admin.organization", organization_id=organization_id),
        _("已停用该处室。"),
        undo=url_for("admin.open_department", organization_id=organization_id, department_id=department_id),
        label=_("恢复启用"),
    )


@blueprint.get("/departments/<department_id>/merger")
def merger(department_id: str) -> ResponseReturnValue:
    with view() as reading:
        departments = places_register.departments(reading)
        move = organizations.would_move(reading, department_id)
    name = next((label for id_, label, _organization in departments if id_ == department_id), "")
    if not name:
        flash(_("该处室已停用。"), "warning")
        return redirect(url_for("admin.places_page"))
    return render_template(
        "admin/merger.html", department_id=department_id, name=name, move=move, departments=departments
    )


@blueprint.post("/departments/<department_id>/merger")
def merge(department_id: str) -> ResponseReturnValue:
    target = request.form.get("target", "")
    return carry_out(
        lambda changing: organizations.merge_departments(changing, department_id, target),
        url_for("admin.places_page"),
        _("已合并，原名称保留为别名。"),
    )
