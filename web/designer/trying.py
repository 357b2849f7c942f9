"""Trying a draft with data: the run a designer has under way, its page, and how each verb reaches it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import drafts, jobs
from engine.drafts import DraftRow
from engine.errors import BangfuError, Invalid, NotFound
from engine.forms import Message
from engine.occurrences import occurrences
from engine.scenarios.bench import Bench, Run
from engine.scenarios.replaying import spoken_variables
from engine.trials import Trial, Verb, looking
from engine.trials.happenings import happened
from engine.trials.players import Player, players_of
from engine.trials.reasons import Reasons, reasons
from web.admin.forms import texts
from web.context import engine, me, unit, view
from web.designer.blueprint import blueprint
from web.designer.telling import told
from web.designer.words import HAPPENED, STATES
from web.diagrams import diagram_answer
from web.errors import status_of
from web.i18n import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An open item of a run: its number among those of its step, why it lies where it lies, and who can act."""

    open: looking.Open
    number: int
    why: Reasons
    players: list[Player]


@blueprint.get("/drafts/<draft_id>/try")
def try_page(draft_id: str) -> ResponseReturnValue:
    """The run under way; where there is none, how one begins."""
    with view() as reading:
        draft, kept = drafts.draft_view(reading, draft_id), drafts.trial_of(reading, draft_id)
    if kept is None:
        return redirect(url_for("designer.try_beginning", draft_id=draft_id))
    try:
        with sitting(draft_id) as run:
            page = render_template("designer/try.html", draft=draft, place=kept.place, **_looked(run))
    except Invalid as faulty:
        return faults_page(draft, faulty)
    except BangfuError as refused:
        # What was kept cannot even be set up: people were renamed, or the draft has another process by now.
        _drop(draft_id)
        flash(_("原来的试运行已不能恢复：%(why)s", why=" ".join(texts(refused))), "warning")
        return redirect(url_for("designer.try_beginning", draft_id=draft_id))
    return page


@blueprint.get("/drafts/<draft_id>/try/diagram.bpmn")
def try_diagram(draft_id: str) -> Response:
    """The diagram of the process named by `of` as it was deployed into the run."""
    with view() as reading, bench().template(reading, drafts.contents(reading, draft_id)) as template:
        source = template.deployed(request.args.get("of") or drafts.draft_view(reading, draft_id).key).source
    return diagram_answer(source)


@blueprint.post("/drafts/<draft_id>/try/undo")
def try_undo(draft_id: str) -> ResponseReturnValue:
    """The run without its last verb."""
    with sitting(draft_id) as run:
        last, text = told(run.trial)[-1:], run.undone
    keep(draft_id, text)
    flash(_("已撤销：%(what)s", what=last[0] if last else ""))
    return back(draft_id)


@blueprint.delete("/drafts/<draft_id>/try")
def try_again(draft_id: str) -> ResponseReturnValue:
    """Throw the run away and begin another."""
    _drop(draft_id)
    return redirect(url_for("designer.try_beginning", draft_id=draft_id), 303)


def bench() -> Bench:
    """The bench of this application."""
    found: Bench = current_app.extensions.setdefault("bangfu-bench", Bench(engine()))
    return found


@contextmanager
def sitting(draft_id: str) -> Iterator[Run]:
    """The actor's run of a draft, on the draft as it is now. Raises NotFound, Invalid."""
    with view() as reading:
        files, kept = drafts.contents(reading, draft_id), drafts.trial_of(reading, draft_id)
        if kept is None:
            raise NotFound(what=Message("试运行（已重新开始，请从登记做起）", "this run: it was begun anew"))
        with bench().run(reading, f"{draft_id} {me().id}", files, kept.text, kept.place) as run:
            yield run


def act(draft_id: str, verb: Callable[[Run], Verb]) -> None:
    """Let a verb happen and keep the run with it. Raises what the engine has against it; nothing is then changed."""
    with sitting(draft_id) as run:
        run.trial.perform(verb(run))
        text = run.text
    keep(draft_id, text)


def acted(draft_id: str, verb: Callable[[Run], Verb]) -> ResponseReturnValue:
    """Let a verb happen, and back to the run: with what it brought, or in words why it could not be."""
    try:
        act(draft_id, verb)
    except Invalid:
        pass  # the page of the run tells the faults
    except BangfuError as refused:
        for text in texts(refused):
            flash(text, "danger")
    return back(draft_id)


def keep(draft_id: str, text: str, place: str | None = None) -> None:
    """Keep the run as this text, so that it is there again after a restart."""
    with unit() as changing:
        known = drafts.trial_of(changing, draft_id)
        drafts.keep_trial(changing, draft_id, text, place if place is not None else known.place if known else "")


def back(draft_id: str) -> ResponseReturnValue:
    """To the page of the run."""
    return redirect(url_for("designer.try_page", draft_id=draft_id), 303)


def faults_page(draft: DraftRow, faulty: Invalid) -> ResponseReturnValue:
    """Why a draft cannot be tried yet, with links to where it is drawn."""
    faults = [(one.element, one.line, one.zh if language() == "zh" else one.en) for one in faulty.faults]
    return render_template("designer/try_faults.html", draft=draft, states=STATES, faults=faults), status_of(faulty)


def _drop(draft_id: str) -> None:
    with unit() as changing:
        drafts.drop_trial(changing, draft_id)
    bench().put_away(f"{draft_id} {me().id}")


def _looked(run: Run) -> dict[str, Any]:
    """Everything the page of a run shows."""
    trial = run.trial
    own = _of_case(trial, trial.case_id) if trial.case_id else {}
    return {
        "states": STATES, "run": run, "now_then": trial.now, "next_due": jobs.next_due(trial.space.engine),
        "standing": _standing(trial), "happened": happened(trial), "happenings": HAPPENED, "done": told(trial),
        "incidents": looking.incidents(trial), "awaited": looking.awaited(trial), "case": None, **own,
    }  # fmt: skip


def _of_case(trial: Trial, case_id: str) -> dict[str, Any]:
    with trial.space.engine.view(trial.administrator()) as reading:
        case, offered = trial.own_case(reading), occurrences(reading, case_id)
    return {
        "case": case, "occurrences": offered, "diagrams": looking.diagrams(trial, case_id),
        "variables": spoken_variables(trial, case_id), "decided": looking.decided(trial, case_id),
        "papers": looking.papers(trial, case_id), "entries": looking.history(trial, case_id),
    }  # fmt: skip


def _standing(trial: Trial) -> list[Standing]:
    seen: dict[str, int] = {}
    found = []
    for one in looking.open_now(trial):
        number = seen[one.element] = seen.get(one.element, 0) + 1
        found.append(Standing(open=one, number=number, why=reasons(trial, one.item_id),
                              players=players_of(trial, one.item_id)))  # fmt: skip
    return found
