"""The pages of duties and notices: this module gathers them for discovery."""

from flask_babel import lazy_gettext

from web.duties import confirmation, editing, library, register
from web.duties.blueprint import blueprint
from web.duties.words import MODES, NOTICE_STATES, ROLES, duty_key
from web.navigation import Section

__all__ = ["blueprint", "confirmation", "editing", "library", "register", "section"]

section = Section(label=lazy_gettext("任务分工"), endpoint="duties.page", order=30)


@blueprint.app_context_processor
def _words() -> dict[str, object]:
    return {"duty_modes": MODES, "notice_states": NOTICE_STATES, "duty_roles": ROLES, "duty_key": duty_key}
