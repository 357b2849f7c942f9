"""The page of a work item, and its verbs as resources below it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

blueprint = Blueprint("items", __name__, template_folder="templates")


@blueprint.get("/items/<item_id>")
def item(item_id: str) -> ResponseReturnValue:
    return item_id


@blueprint.post("/items/<item_id>/claim")
def claim_item(item_id: str) -> ResponseReturnValue:
    return item_id
