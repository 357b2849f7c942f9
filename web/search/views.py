"""The results of the search box in the top bar."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from engine.patients import register
from engine.search import search
from web.context import view

PATIENTS = 5
"""So many patients are named above the cases; the register has them all."""

blueprint = Blueprint("search", __name__, template_folder="templates")


@blueprint.get("/search")
def results() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:100]
    with view() as reading:
        found = search(reading, text, cursor=request.args.get("cursor"))
        people = register.patients(reading, register.Filters(text=text), limit=PATIENTS) if text else None
    return render_template("search/results.html", text=text, page=found, people=people)
