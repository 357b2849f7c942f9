"""The blueprint of the designer; every route of it is for designers and administrators."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from engine.errors import NotAllowed
from engine.forms import Message
from web.context import signed_in

blueprint = Blueprint("designer", __name__, template_folder="templates", url_prefix="/designer")


@blueprint.before_request
def _designers_only() -> ResponseReturnValue | None:
    """Everybody else gets NotAllowed; strangers were already sent to sign in."""
    actor = signed_in()
    if actor is not None and not (actor.is_designer or actor.is_administrator):
        raise NotAllowed(action=Message("设计流程", "draw processes"), person=actor.name)
    return None
