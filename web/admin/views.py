"""The administrator's pages: this module gathers them for discovery."""

from flask import redirect, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from web.admin import (
    calendar,
    changes,
    definitions,
    events,
    groups,
    incidents,
    moves,
    names,
    persons,
    places,
    settings,
    sheets,
)
from web.admin.blueprint import blueprint
from web.admin.words import CHANGES, EVENTS, PAGES
from web.navigation import Section

__all__ = ["blueprint", "calendar", "changes", "definitions", "events", "groups", "incidents", "moves", "names",
           "persons", "places", "section", "settings", "sheets"]  # fmt: skip

section = Section(
    label=lazy_gettext("管理"), endpoint="admin.home", order=90, visible=lambda actor: actor.is_administrator
)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    return redirect(url_for("admin.persons_page"))


@blueprint.record_once
def _words(state: BlueprintSetupState) -> None:
    """Words as globals of the templates, for imported macros see no page's context."""
    state.app.jinja_env.globals.update(
        admin_pages=PAGES, event_words=EVENTS, change_words=CHANGES, admin_counts=settings.waiting
    )
    state.app.jinja_env.filters["typed"] = settings.typed
