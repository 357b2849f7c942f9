"""The page of one jurisdiction."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from engine.deadlines import Light
from engine.errors import NotAllowed
from engine.forms import Message
from engine.overviews.access import looks_over
from engine.overviews.comparison import SORTS, comparison
from engine.overviews.overview import overview
from web.context import me, view
from web.navigation import Section

blueprint = Blueprint("overviews", __name__, template_folder="templates")
section = Section(
    label=lazy_gettext("辖区"), endpoint="overviews.index", order=27, visible=lambda actor: bool(looks_over(actor))
)

LIGHTS = (Light.RED, Light.BLUE, Light.GREEN, Light.NONE)


@blueprint.get("/overviews")
def index() -> ResponseReturnValue:
    """The widest jurisdiction one looks over."""
    codes = looks_over(me())
    if not codes:
        raise NotAllowed(action=Message("查看辖区总览", "look over a jurisdiction"), person=me().name)
    return redirect(url_for("overviews.jurisdiction", code=min(codes)))


@blueprint.get("/overviews/<code>")
def jurisdiction(code: str) -> ResponseReturnValue:
    sort = request.args.get("sort", "") if request.args.get("sort") in SORTS else "code"
    with view() as reading:
        return render_template(
            "overviews/jurisdiction.html", place=overview(reading, code), lines=comparison(reading, code, sort=sort),
            sort=sort, LIGHTS=LIGHTS,
        )  # fmt: skip
