"""The blueprint of administration; every route of it is for administrators alone."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from engine.errors import NotAllowed
from web.context import signed_in

blueprint = Blueprint("admin", __name__, template_folder="templates", url_prefix="/admin")


@blueprint.before_request
def _administrators_only() -> ResponseReturnValue | None:
    """Everybody else gets NotAllowed; strangers were already sent to sign in."""
    actor = signed_in()
    if actor is not None and not actor.is_administrator:
        raise NotAllowed(action="管理", person=actor.name)
    return None
