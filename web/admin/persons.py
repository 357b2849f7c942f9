"""Persons: the list, one person's data, posts, portfolio and password; the page of all portfolios."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import organizations
from engine.organizations import persons_register, places_register
from engine.unit import Unit
from web.admin.blueprint import blueprint
from web.admin.forms import attempt, carry_out
from web.context import unit, view


@blueprint.get("/persons")
def persons_page() -> ResponseReturnValue:
    args = request.args
    asked = {
        "text": args.get("q", "").strip()[:100],
        "role": args.get("role") or None,
        "department_id": args.get("department") or None,
        "sort": "login" if args.get("sort") == "login" else "name",
    }
    gone = args.get("state") == "gone"
    with view() as reading:
        page = persons_register.persons(reading, **asked, active=not gone, cursor=args.get("cursor"))  # type: ignore[arg-type]
        departments = places_register.departments(reading)
    return render_template(
        "admin/persons.html", page=page, asked=asked, gone=gone, roles=organizations.ROLES, departments=departments
    )


@blueprint.get("/persons/new")
def new_person() -> ResponseReturnValue:
    return _new_person([])


@blueprint.post("/persons")
def add_person() -> ResponseReturnValue:
    form = request.form

    def command(changing: Unit) -> tuple[str, str]:
        person_id = organizations.add_person(
            changing, form.get("name", ""), login=form.get("login", ""), title=form.get("title", ""),
            phone=form.get("phone", ""),
        )  # fmt: skip
        if form.get("department"):
            organizations.add_post(changing, person_id, form["department"], form.get("role", "staff"))
        return person_id, organizations.give_password(changing, person_id)

    def there(made: tuple[str, str]) -> str:
        _tell_password(made[1])
        return url_for("admin.person", person_id=made[0])

    return attempt(command, there, _new_person)


@blueprint.get("/persons/<person_id>")
def person(person_id: str) -> ResponseReturnValue:
    return _person(person_id, [])


@blueprint.post("/persons/<person_id>")
def edit_person(person_id: str) -> ResponseReturnValue:
    form = request.form

    def command(changing: Unit) -> None:
        organizations.edit_person(
            changing, person_id, name=form.get("name", ""), login=form.get("login", ""), title=form.get("title", ""),
            phone=form.get("phone", ""),
        )  # fmt: skip

    def there(_result: None) -> str:
        flash(_("已保存。"))
        return url_for("admin.person", person_id=person_id)

    return attempt(command, there, lambda faults: _person(person_id, faults))


@blueprint.post("/persons/<person_id>/activity")
def activate_person(person_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.set_person_active(changing, person_id, True),
        url_for("admin.person", person_id=person_id),
        _("已启用。"),
    )


@blueprint.delete("/persons/<person_id>/activity")
def deactivate_person(person_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.set_person_active(changing, person_id, False),
        url_for("admin.person", person_id=person_id),
        _("已停用，其领取的事项已退回处室。"),
        undo=url_for("admin.activate_person", person_id=person_id),
        label=_("恢复启用"),
    )


@blueprint.post("/persons/<person_id>/password")
def reset_password(person_id: str) -> ResponseReturnValue:
    with unit() as changing:
        password = organizations.give_password(changing, person_id)
    _tell_password(password)
    return redirect(url_for("admin.person", person_id=person_id), 303)


@blueprint.post("/persons/<person_id>/posts")
def add_post(person_id: str) -> ResponseReturnValue:
    form = request.form
    return carry_out(
        lambda changing: organizations.add_post(
            changing, person_id, form.get("department", ""), form.get("role", "")
        ),
        url_for("admin.person", person_id=person_id),
        _("已增加岗位。"),
    )


@blueprint.delete("/persons/<person_id>/posts/<post_id>")
def remove_post(person_id: str, post_id: str) -> ResponseReturnValue:
    return carry_out(
        lambda changing: organizations.remove_post(changing, post_id),
        url_for("admin.person", person_id=person_id),
        _("已取消岗位。"),
    )


@blueprint.post("/persons/<person_id>/portfolio")
def set_portfolio(person_id: str) -> ResponseReturnValue:
    chosen = request.form.getlist("department")
    return carry_out(
        lambda changing: organizations.set_portfolio(changing, person_id, chosen),
        url_for("admin.person", person_id=person_id),
        _("分管已保存。"),
    )


@blueprint.get("/portfolios")
def portfolios_page() -> ResponseReturnValue:
    with view() as reading:
        leaders = persons_register.leaders(reading)
    text = request.args.get("q", "").strip()[:100]
    shown = [
        row for row in leaders if not text or text in row.name or any(text in name for _id, name in row.portfolio)
    ]
    return render_template("admin/portfolios.html", leaders=shown, text=text, total=len(leaders))


def _new_person(faults: list[str]) -> ResponseReturnValue:
    with view() as reading:
        departments = places_register.departments(reading)
    page = render_template(
        "admin/person_new.html", faults=faults, departments=departments, roles=organizations.ROLES, form=request.form
    )
    return page, 422 if faults else 200


def _person(person_id: str, faults: list[str]) -> ResponseReturnValue:
    with view() as reading:
        row = persons_register.person(reading, person_id)
        departments = places_register.departments(reading)
    page = render_template(
        "admin/person.html", row=row, faults=faults, departments=departments, roles=organizations.ROLES,
        form=request.form if faults else None, portfolio=[id_ for id_, _name in row.portfolio],
    )  # fmt: skip
    return page, 422 if faults else 200


def _tell_password(password: str) -> None:
    flash(_("新密码：%(password)s。只显示这一次，请当面告知本人，登录后尽快修改。", password=password), "warning")
