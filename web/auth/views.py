"""The login page, signing out, and a person's own settings: language, password, signed-in browsers."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from engine import people, sessions
from engine.errors import BangfuError
from web.auth.devices import device
from web.auth.guard import load, public
from web.context import engine, me, unit, view
from web.errors import status_of
from web.i18n import LANGUAGES, language

blueprint = Blueprint("auth", __name__, template_folder="templates")


@blueprint.get("/login")
@public
def login() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(_wanted())
    return render_template("auth/login.html", name="", error=None)


@blueprint.post("/login")
@public
def sign_in() -> ResponseReturnValue:
    name, password = request.form.get("login", ""), request.form.get("password", "")
    try:
        key = _open_session(name, password)
    except (people.WrongPassword, people.TooManyAttempts) as refused:
        return render_template("auth/login.html", name=name, error=refused.text(language())), status_of(refused)
    # A fresh session: nothing a stranger put into this browser's cookie outlives the sign-in.
    session.clear()
    login_user(load(key))
    return redirect(_wanted(), 303)


def _open_session(name: str, password: str) -> str:
    with engine().unit() as changing:
        people.admit(changing, name, request.remote_addr or "")
    with engine().view() as reading:
        person_id = people.authenticate(reading, name, password)
    with engine().unit() as changing:
        people.forget_attempts(changing, name)
        return sessions.sign_in(changing, person_id, request.user_agent.string)


@blueprint.post("/logout")
def logout() -> ResponseReturnValue:
    with unit() as changing:
        sessions.sign_out(changing, current_user.key)
    logout_user()
    session.clear()
    return redirect(url_for("auth.login"), 303)


@blueprint.post("/language")
@public
def choose_language() -> ResponseReturnValue:
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
        if current_user.is_authenticated:
            with unit() as changing:
                people.set_language(changing, me().id, chosen)
    return redirect(_wanted(), 303)


@blueprint.get("/me")
def settings() -> ResponseReturnValue:
    return _settings(None, 200)


@blueprint.post("/me/password")
def change_password() -> ResponseReturnValue:
    new = request.form.get("new", "")
    if new != request.form.get("again", ""):
        return _settings(_("两次输入的新密码不一致。"), 422)
    try:
        with unit() as changing:
            people.set_password(changing, me().id, request.form.get("old", ""), new)
            key = sessions.sign_in(changing, me().id, request.user_agent.string)
    except BangfuError as refused:
        return _settings(refused.text(language()), status_of(refused))
    login_user(load(key))
    flash(_("密码已修改，其他设备已全部退出登录。"))
    return redirect(url_for("auth.settings"), 303)


@blueprint.delete("/me/sessions/<session_id>")
def revoke(session_id: str) -> ResponseReturnValue:
    with unit() as changing:
        sessions.revoke(changing, me().id, session_id)
    flash(_("该设备已退出登录。"))
    return redirect(url_for("auth.settings"), 303)


def _settings(error: str | None, status: int) -> ResponseReturnValue:
    with view() as reading:
        browsers = sessions.signed_in(reading, me().id, current_user.key)
    return render_template("auth/settings.html", browsers=browsers, device=device, error=error), status


def _wanted() -> str:
    """Where the person was going; only within this site, so that a link cannot lead elsewhere after the login."""
    target = request.values.get("next", "")
    inside = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if inside else "/"
