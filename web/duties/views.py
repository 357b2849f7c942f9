"""The pages of duties and notices: this module gathers them for discovery."""

from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext

from web.duties import confirmation, editing, library, register
from web.duties.blueprint import blueprint
from web.duties.words import KINDS, LEVELS, MODES, NOTICE_STATES, ROLES, duty_key
from web.navigation import Section

__all__ = ["blueprint", "confirmation", "editing", "library", "register", "section"]

section = Section(label=lazy_gettext("任务分工"), endpoint="duties.page", order=30)


@blueprint.record_once
def _words(state: BlueprintSetupState) -> None:
    """Words as globals of the templates, for imported macros see no page's context."""
    state.app.jinja_env.globals.update(
        duty_modes=MODES, notice_states=NOTICE_STATES, duty_roles=ROLES, duty_key=duty_key, organization_kinds=KINDS,
        jurisdiction_levels=LEVELS,
    )  # fmt: skip
