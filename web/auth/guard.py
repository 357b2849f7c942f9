"""Denied by default: every route asks for a signed-in person unless it is marked public."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, current_app, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user

from engine import people, sessions
from engine.errors import NotAllowed
from engine.people import Actor
from web.context import engine, me
from web.i18n import language

View = TypeVar("View", bound=Callable[..., Any])


class SignedInPerson(UserMixin):
    """A person together with the key of this browser's session, which is what the cookie holds."""

    def __init__(self, key: str, actor: Actor) -> None:
        self.key = key
        self.actor = actor

    def get_id(self) -> str:
        return self.key


def install(app: Flask) -> None:
    """Load the person of each request and send strangers to the login page."""
    manager = LoginManager(app)
    manager.session_protection = None  # The key is revocable, and mobile networks change addresses.
    manager.user_loader(load)
    app.before_request(_ask_to_sign_in)


def public(view: View) -> View:
    """Mark a route as open to strangers."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def only(*roles: str) -> Callable[[View], View]:
    """Open a route only to people with one of these roles: `@only("administrator")`; others get NotAllowed."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not any(post.role in roles for post in me().posts):
                raise NotAllowed(action=request.path, person=me().name)
            return view(*args, **kwargs)

        return guarded  # type: ignore[return-value]

    return mark


def load(key: str) -> SignedInPerson | None:
    """The person of a session key, or None when the session ended or the person is no longer active."""
    with engine().view() as view:
        person_id = sessions.person_of(view, key)
        actor = people.actor(view, person_id) if person_id else None
    return SignedInPerson(key, actor) if actor else None


def _ask_to_sign_in() -> Response | tuple[str, int] | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if current_user.is_authenticated or view is None or request.endpoint == "static":
        return None
    if getattr(view, "is_public", False):
        return None
    if request.headers.get("HX-Request"):
        return {"zh": "请重新登录。", "en": "Please sign in again."}[language()], 401
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("auth.login", next=wanted))  # type: ignore[return-value]
