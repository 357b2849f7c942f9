"""The blueprint of cases, apart from its routes so that each group of them is a file."""

from flask import Blueprint
from flask.sansio.blueprints import BlueprintSetupState

from web.cases.words import SPANS

blueprint = Blueprint("cases", __name__, template_folder="templates")


@blueprint.record_once
def _words(state: BlueprintSetupState) -> None:
    """Words as globals of the templates, for imported macros see no page's context."""
    state.app.jinja_env.globals["bar_kinds"] = SPANS
