"""How a run begins: with whom and when, by the real start form, by a message, or from a saved scenario."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import drafts
from engine.answers import starting
from engine.clock import ZONE
from engine.errors import BangfuError, Invalid, InvalidAnswers
from engine.forms import View
from engine.in_force import in_force
from engine.items import Typed, start_form
from engine.people import Actor
from engine.scenarios.reading import read
from engine.scenarios.resuming import kept
from engine.scenarios.scenario import BEGIN, Scenario
from engine.scenarios.speaking import spoken
from engine.scenarios.writing import write
from engine.trials import Begin, By, Trial
from engine.trials.cast import actor_of, home, person_of
from engine.trials.players import Player, players
from web.admin.forms import texts
from web.context import me, view
from web.designer.blueprint import blueprint
from web.designer.trying import back, bench, faults_page, keep
from web.designer.trying_posting import typed_in
from web.designer.words import STATES
from web.errors import status_of
from web.i18n import language

OURS = ("by", "at", "place")
"""Names of inputs that choose how the run begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who starts the case, when it is, and with whose organization (empty: the model commission)."""

    by: str
    at: datetime
    place: str


@blueprint.get("/drafts/<draft_id>/try/beginning")
def try_beginning(draft_id: str) -> ResponseReturnValue:
    return _show(draft_id)


@blueprint.post("/drafts/<draft_id>/try/beginning")
def try_begin(draft_id: str) -> ResponseReturnValue:
    """Start the case from its form; without one, the run begins and waits for what comes from outside."""
    typed = Typed(posted={})
    try:
        with _opened(draft_id) as (trial, scene, asked):
            if "_without" not in request.form:
                typed = _typed(trial, asked)
                if "_add" in typed.posted or "_remove" in typed.posted:
                    return _show(draft_id, typed=_with_rows_edited(trial, scene.process, asked, typed))
                offered, filled = (_form(trial, scene.process, asked, one) for one in (None, typed))
                answers = spoken(filled, offered) if filled and offered else {}
                trial.perform(Begin(process=scene.process, by=By(name=asked.by), answers=answers))
            text = write(kept(trial, scene))
    except Invalid:
        return back(draft_id)
    except InvalidAnswers as faults:
        return _show(draft_id, typed=replace(typed, errors=faults.errors), status=status_of(faults))
    except BangfuError as refused:
        return _show(draft_id, typed=typed, trouble=texts(refused), status=status_of(refused))
    keep(draft_id, text, asked.place)
    return back(draft_id)


@blueprint.post("/drafts/<draft_id>/try/beginning/form")
def try_begin_refresh(draft_id: str) -> ResponseReturnValue:
    """The questions again, after an answer that shows or hides others, or after a row button."""
    with _opened(draft_id) as (trial, scene, asked):
        typed = _with_rows_edited(trial, scene.process, asked, _typed(trial, asked))
        form = _form(trial, scene.process, asked, typed)
        address = url_for("designer.try_begin_refresh", draft_id=draft_id)
        return render_template("designer/try_form.html", form=form, address=address)


@blueprint.post("/drafts/<draft_id>/try/scenario")
def try_from_scenario(draft_id: str) -> ResponseReturnValue:
    """Play a saved scenario, and go on from where it comes to."""
    try:
        with view() as reading:
            draft = drafts.draft_view(reading, draft_id)
            content, _revision = drafts.content(reading, draft_id, request.form.get("scenario", ""))
        text = write(read(content.decode(), draft.key))
    except BangfuError as refused:
        return _show(draft_id, trouble=texts(refused), status=status_of(refused))
    keep(draft_id, text, "")
    return back(draft_id)


def _show(
    draft_id: str, *, typed: Typed | None = None, trouble: Sequence[str] = (), status: int = 200
) -> ResponseReturnValue:
    try:
        with _opened(draft_id) as (trial, scene, asked):
            with view() as reading:
                draft = drafts.draft_view(reading, draft_id)
            with trial.space.engine.view() as reading:
                starts = in_force(reading, scene.process).spec.starts
            page = render_template(
                "designer/try_beginning.html", draft=draft, states=STATES, asked=asked, players=_grouped(trial),
                form=_form(trial, scene.process, asked, typed), trouble=trouble, starts=starts, places=_places(),
                scenarios=[name for name in draft.files if name.endswith(".yaml")],
            )  # fmt: skip
    except Invalid as faulty:
        with view() as reading:
            return faults_page(drafts.draft_view(reading, draft_id), faulty)
    return page, status


@contextmanager
def _opened(draft_id: str) -> Iterator[tuple[Trial, Scenario, Asked]]:
    """A trial that nobody keeps, at the moment asked, for the start form and its first try. Raises Invalid."""
    with view() as reading:
        draft, files = drafts.draft_view(reading, draft_id), drafts.contents(reading, draft_id)
        place = request.values.get("place", "")
        place = place if place in {code for code, _name in _places()} else ""
        with bench().template(reading, files, place) as template:
            trial = Trial(template.open(_moment()))
        try:
            asked = Asked(by=_by(trial), at=trial.now, place=place)
            yield trial, Scenario(name=draft.name, process=draft.key, at=trial.now), asked
        finally:
            trial.close()


def _moment() -> datetime:
    try:
        return datetime.fromisoformat(request.values.get("at", "")).replace(tzinfo=ZONE)
    except ValueError:
        return BEGIN


def _by(trial: Trial) -> str:
    """The person asked for, where there is one; else whoever receives at the commission."""
    wanted = request.values.get("by", "")
    with trial.space.engine.view() as reading:
        if wanted and person_of(reading, By(name=wanted)):
            return wanted
        return actor_of(reading, By(name=home(reading).full_name)).name


def _typed(trial: Trial, asked: Asked) -> Typed:
    return typed_in(trial, _actor(trial, asked), OURS)


def _actor(trial: Trial, asked: Asked) -> Actor:
    with trial.space.engine.view() as reading:
        return actor_of(reading, By(name=asked.by))


def _form(trial: Trial, process: str, asked: Asked, typed: Typed | None) -> View | None:
    actor = _actor(trial, asked)
    with trial.space.engine.view(actor) as reading:
        return start_form(reading, process, actor.posts[0].department_id, typed=typed, language=language())[1]


def _with_rows_edited(trial: Trial, process: str, asked: Asked, typed: Typed) -> Typed:
    actor = _actor(trial, asked)
    with trial.space.engine.view(actor) as reading:
        form, _known = starting(reading, in_force(reading, process), actor.posts[0].department_id)
    edited = form.edit_rows(typed.posted) if form else None
    return replace(typed, posted=edited) if edited is not None else typed


def _grouped(trial: Trial) -> dict[str, list[Player]]:
    """Those who can start, by department."""
    found: dict[str, list[Player]] = {}
    for player in players(trial):
        found.setdefault(player.department, []).append(player)
    return found


def _places() -> list[tuple[str, str]]:
    """The jurisdictions with whose organization the actor can try: those of the actor's own posts."""
    return list({post.jurisdiction_code: post.organization_name for post in me().posts}.items())
