"""The designer's pages: this module gathers them for discovery."""

from flask_babel import lazy_gettext

from web.designer import (
    comparing,
    drafts,
    files,
    migrations,
    previews,
    processes,
    submitting,
    tables,
    trying,
    trying_beginning,
    trying_items,
    trying_scenarios,
    trying_verbs,
    workspace,
)
from web.designer.blueprint import blueprint
from web.navigation import Section

__all__ = [
    "blueprint", "comparing", "drafts", "files", "migrations", "previews", "processes", "section", "submitting",
    "tables", "trying", "trying_beginning", "trying_items", "trying_scenarios", "trying_verbs", "workspace",
]  # fmt: skip

section = Section(
    label=lazy_gettext("流程设计"), endpoint="designer.index", order=40,
    visible=lambda actor: actor.is_designer or actor.is_administrator,
)  # fmt: skip
