"""Persons: taken on, given posts and new passwords, let go."""

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from engine import people
from engine.errors import NotFound, Refused
from engine.ids import new_id
from engine.models import Department, Item, LoginSession, Organization, Person, Post
from engine.models.people import ROLES
from engine.organizations.access import administrators_only
from engine.organizations.faults import required, wrong
from engine.organizations.structure import department_of
from engine.pinyin import login_of, searchable

if TYPE_CHECKING:
    from engine.unit import Unit

OVERSEERS = ("commission", "bureau")
"""Kinds of organizations that may see what all others of their jurisdiction do."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike when read out or copied from paper


def add_person(unit: "Unit", name: str, *, login: str = "", title: str = "", phone: str = "") -> str:
    """A new person without posts and without a password; an empty login is made from the name. Gives the id."""
    administrators_only(unit, "维护人员")
    name = required("name", name, "姓名", "name", 60)
    person = Person(
        id=new_id(unit.now),
        login=_free_login(unit, login, None) if login.strip() else _made_login(unit, name),
        name=name,
        title=title.strip()[:60],
        phone=phone.strip()[:40] or None,
    )
    person.pinyin = _search_words(person)
    unit.session.add(person)
    unit.session.flush()
    return person.id


def edit_person(unit: "Unit", person_id: str, *, name: str, login: str, title: str = "", phone: str = "") -> None:
    """Change what is known of a person."""
    administrators_only(unit, "维护人员")
    person = person_of(unit, person_id)
    person.name = required("name", name, "姓名", "name", 60)
    person.login = _free_login(unit, login, person_id)
    person.title, person.phone = title.strip()[:60], phone.strip()[:40] or None
    person.pinyin = _search_words(person)


def give_password(unit: "Unit", person_id: str, password: str = "") -> str:
    """A new password, made up where none is given, and an end to every session; gives it back to be told once."""
    administrators_only(unit, "重置密码")
    person = person_of(unit, person_id)
    password = password or "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    if len(password) < people.SHORTEST_PASSWORD:
        shortest = people.SHORTEST_PASSWORD
        raise wrong("password", f"密码至少{shortest}位。", f"A password has at least {shortest} characters.")
    person.password_hash = people.hash_password(password)
    people.forget_attempts(unit, person.login)
    _sign_out(unit, person_id)
    return password


def share_password(unit: "Unit", person_ids: Iterable[str], password: str) -> None:
    """One password for several new persons, hashed once: for a commission that is only tried out."""
    administrators_only(unit, "重置密码")
    password_hash = people.hash_password(password)
    for person_id in person_ids:
        person_of(unit, person_id).password_hash = password_hash


def set_person_active(unit: "Unit", person_id: str, active: bool) -> None:
    """Let a person go, or take the person on again; what the person had claimed is free for colleagues at once.

    Raises Refused for oneself and for the last administrator.
    """
    administrators_only(unit, "维护人员")
    person = person_of(unit, person_id)
    if not active:
        if unit.actor and unit.actor.id == person_id:
            raise Refused(zh="不能停用自己的账号。", en="nobody can deactivate their own account.")
        _keep_an_administrator(unit, person_id, None)
        unit.session.execute(
            update(Item)
            .where(Item.claimant_id == person_id, Item.state == "open")
            .values(claimant_id=None, claimed_at=None, version=Item.version + 1)
        )
        _sign_out(unit, person_id)
    person.active = active


def add_post(unit: "Unit", person_id: str, department_id: str, role: str) -> str:
    """Give a person a role in a department; one that exists already stays. Gives the post's id."""
    administrators_only(unit, "维护岗位")
    person_of(unit, person_id)
    department = department_of(unit, department_id)
    if role not in ROLES:
        raise wrong("role", "请选择岗位角色。", "Please choose the role.")
    if role == "overseer" and department.organization.kind not in OVERSEERS:
        raise wrong("role", "统筹只能设在卫健委或卫健局。", "Only commissions and bureaus have overseers.")
    if not department.active:
        raise wrong("department", "该处室已停用。", "This department is closed.")
    known = unit.session.scalar(
        select(Post.id).where(Post.person_id == person_id, Post.department_id == department_id, Post.role == role)
    )
    if known:
        return known
    post = Post(id=new_id(unit.now), person_id=person_id, department_id=department_id, role=role)
    unit.session.add(post)
    unit.session.flush()
    return post.id


def remove_post(unit: "Unit", post_id: str) -> None:
    """Take a role away; raises Refused for the last administrator's."""
    administrators_only(unit, "维护岗位")
    post = unit.session.get(Post, post_id)
    if post is None:
        raise NotFound(what="该岗位")
    if post.role == "administrator":
        _keep_an_administrator(unit, post.person_id, post_id)
    unit.session.delete(post)


def person_of(unit: "Unit", person_id: str) -> Person:
    """A person by the id; raises NotFound."""
    found = unit.session.get(Person, person_id)
    if found is None:
        raise NotFound(what="该人员")
    return found


def _keep_an_administrator(unit: "Unit", person_id: str, post_id: str | None) -> None:
    """Raises Refused where without this person (or only this post) nobody could administer any more."""
    other = Post.id != post_id if post_id else Post.person_id != person_id
    posts = select(Post.person_id).where(Post.role == "administrator")
    has_it = unit.session.scalar(posts.where(Post.person_id == person_id).limit(1))
    rest = unit.session.scalar(
        select(func.count())
        .select_from(Post)
        .join(Post.person)
        .join(Post.department)
        .join(Department.organization)
        .where(Post.role == "administrator", other, Person.active, Department.active, Organization.active)
    )
    if has_it and not rest:
        raise Refused(
            zh="这是最后一名管理员，请先指定另一名管理员。",
            en="this is the last administrator; appoint another one first.",
        )


def _free_login(unit: "Unit", login: str, own: str | None) -> str:
    login = required("login", login, "登录名", "login", 60)
    if any(sign.isspace() for sign in login):
        raise wrong("login", "登录名不能含空格。", "A login has no blanks.")
    if unit.session.scalar(select(Person.id).where(Person.login == login)) not in (None, own):
        raise wrong("login", f"登录名“{login}”已被使用。", f"The login {login} is taken.")
    return login


def _made_login(unit: "Unit", name: str) -> str:
    base = login_of(name, ())
    return login_of(name, unit.session.scalars(select(Person.login).where(Person.login.startswith(base))))


def _search_words(person: Person) -> str:
    return searchable(person.name, person.login)[:120]


def _sign_out(unit: "Unit", person_id: str) -> None:
    unit.session.execute(delete(LoginSession).where(LoginSession.person_id == person_id))
