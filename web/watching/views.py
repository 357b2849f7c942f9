"""A process at work: where its cases stand, how long its steps take, and which cases stand at one of them."""

import datetime as dt
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from engine.organizations import places_register
from engine.watching import access
from engine.watching.cases import cases_at
from engine.watching.pace import Pace, loops, pace
from engine.watching.processes import processes
from engine.watching.standing import Standing, standing, versions
from web.context import view
from web.diagrams import diagram_answer
from web.navigation import Section
from web.watching.words import MEASURES, span

blueprint = Blueprint("watching", __name__, template_folder="templates", url_prefix="/watching")
section = Section(label=lazy_gettext("监控"), endpoint="watching.index", order=28, visible=access.may_watch)

HOTTEST = 5
"""Degrees of heat from 1."""


@blueprint.get("")
def index() -> ResponseReturnValue:
    with view() as reading:
        found = processes(reading)
    return render_template("watching/index.html", processes=found)


@blueprint.get("/<key>")
def process(key: str) -> ResponseReturnValue:
    """Where cases stand now, or with `show=pace` how the steps went in a period."""
    asked = _asked()
    measure = request.args.get("measure") if request.args.get("measure") in MEASURES else "total"
    since, until = _day("since"), _day("until")
    with view() as reading:
        watched = access.watched(reading, key, asked["version"], asked["place"])
        lines = standing(reading, key, **asked)
        steps = pace(reading, key, **asked, since=since, until=until)
        page: dict[str, Any] = {
            "deployed": watched.deployed, "versions": versions(reading, key), "lines": lines, "steps": steps,
            "loops": loops(reading, key, **asked, since=since, until=until),
            "places": places_register.jurisdictions(reading),
        }  # fmt: skip
    show = "pace" if request.args.get("show") == "pace" else "live"
    marks = _heat(steps, str(measure)) if show == "pace" else _badges(key, lines, asked)
    return render_template(
        "watching/process.html", key=key, show=show, asked=asked, measure=measure, measures=MEASURES, span=span,
        since=since, until=until, marks=marks, **page,
    )  # fmt: skip


@blueprint.get("/<key>/diagram.bpmn")
def diagram(key: str) -> ResponseReturnValue:
    with view() as reading:
        source = access.watched(reading, key, _asked()["version"]).deployed.source
    return diagram_answer(source)


@blueprint.get("/<key>/elements/<element>")
def element(key: str, element: str) -> ResponseReturnValue:
    """The cases that stand at an element."""
    asked = _asked()
    with view() as reading:
        deployed = access.watched(reading, key, asked["version"], asked["place"]).deployed
        page = cases_at(reading, key, element, **asked, cursor=request.args.get("cursor"))
        here = next((line for line in standing(reading, key, **asked) if line.element == element), None)
    return render_template(
        "watching/element.html", key=key, element=element, deployed=deployed, page=page, asked=asked, here=here
    )


def _asked() -> dict[str, Any]:
    """Version (None: the one in force) and place of the address."""
    number = request.args.get("version", "")
    return {"version": int(number) if number.isdecimal() and len(number) < 9 else None,
            "place": request.args.get("place", "")[:12]}  # fmt: skip


def _day(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _badges(key: str, lines: list[Standing], asked: dict[str, Any]) -> list[dict[str, Any]]:
    """What the diagram shows at each element: how many cases, red where one of them is, leading to their list."""
    return [
        {
            "id": line.element, "text": str(line.cases), "red": bool(line.overdue or line.troubled),
            "more": str(line.overdue + line.troubled) if line.overdue or line.troubled else "",
            "href": url_for("watching.element", key=key, element=line.element, version=asked["version"],
                            place=asked["place"] or None),
        }
        for line in lines
    ]  # fmt: skip


def _heat(steps: list[Pace], measure: str) -> list[dict[str, Any]]:
    """The degree of heat of each step, and its number in words."""
    values = {step.element: float(getattr(step, measure)) for step in steps}
    most = max(values.values(), default=0) or 1
    return [
        {"id": id_, "text": str(int(value)) if measure == "items" else str(span(value)),
         "heat": min(HOTTEST, 1 + int(value * HOTTEST / most))}
        for id_, value in values.items()
    ]  # fmt: skip
