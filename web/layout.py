"""What the frame of every page shows: who is signed in, what time it is, and how many reminders are unread."""

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _

from engine import reminders
from web.context import engine, signed_in, view

ROLES = {
    "staff": _("经办"),
    "head": _("负责人"),
    "leader": _("责任领导"),
    "overseer": _("统筹"),
    "designer": _("流程设计员"),
    "administrator": _("管理员"),
}
"""Roles of posts as people call them; templates know them as `role_names`."""


def install(app: Flask) -> None:
    """Offer to templates: `actor` (or None), `now`, `role_names` and `unread()`, counted only where it is shown."""
    app.jinja_env.globals["role_names"] = ROLES
    app.add_template_global(unread)

    @app.context_processor
    def _frame() -> dict[str, Any]:
        return {"actor": signed_in(), "now": engine().clock()}


def unread() -> int:
    """How many reminders the person signed in has not read."""
    with view() as reading:
        return reminders.unread(reading)
