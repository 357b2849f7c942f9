"""An open item of a run: its real form filled as any of those who can, and what they can do with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import drafts
from engine.errors import BangfuError, Invalid, InvalidAnswers, NotFound
from engine.forms import Message
from engine.items import ItemView, Typed, form_of, open_item
from engine.people import Actor
from engine.rehearsal import worker
from engine.scenarios.bench import Run
from engine.scenarios.speaking import spoken
from engine.trials import Activate, By, Claim, Conclude, Do, Release, SendBack, Transfer, Trial, Verb, looking
from engine.trials.cast import actor_of
from engine.trials.finding import told_apart
from engine.trials.players import Player, players, players_of
from engine.trials.reasons import Reasons, reasons
from web.admin.forms import texts
from web.context import view
from web.designer.blueprint import blueprint
from web.designer.trying import act, back, sitting
from web.designer.trying_posting import typed_in
from web.designer.words import STATES
from web.errors import status_of
from web.i18n import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """Somebody in front of an item: the item as it is open, and who there is to act; `default` is whoever has it."""

    trial: Trial
    open: looking.Open
    actor: Actor
    players: list[Player]
    default: str
    why: Reasons

    def by(self) -> By | None:
        """Who acts, as a verb keeps it: nothing where it is whoever has the item."""
        return None if self.actor.name == self.default else By(name=self.actor.name)

    def opened(self, typed: Typed | None = None) -> ItemView:
        """The item as its page shows it to the one who acts."""
        with self.trial.space.engine.view(self.actor) as reading:
            return open_item(reading, self.open.item_id, typed=typed, language=language())

    def meant(self) -> dict[str, Any]:
        """Step, words that tell the item from others, and who acts: what every verb about it begins with."""
        with self.trial.space.engine.view() as reading:
            of = told_apart(reading, self.open.item_id, self.trial.case_id)
        return {"element": self.open.element, "of": of, "by": self.by()}


@blueprint.get("/drafts/<draft_id>/try/items/<element>/<int:number>")
def try_item(draft_id: str, element: str, number: int) -> ResponseReturnValue:
    """The item as the person named by `by` has it before them; else as whoever has it."""
    return _show(draft_id, element, number)


@blueprint.post("/drafts/<draft_id>/try/items/<element>/<int:number>/form")
def try_item_form(draft_id: str, element: str, number: int) -> ResponseReturnValue:
    """The questions again, after an answer that shows or hides others, or after a row button."""
    with _sat(draft_id, element, number) as sat:
        opened = sat.opened(_with_rows_edited(sat, typed_in(sat.trial, sat.actor)))
    address = url_for("designer.try_item_form", draft_id=draft_id, element=element, number=number)
    return render_template("designer/try_form.html", form=opened.form, address=address)


@blueprint.post("/drafts/<draft_id>/try/items/<element>/<int:number>/<verb>")
def try_on_item(draft_id: str, element: str, number: int, verb: str) -> ResponseReturnValue:
    """One verb on what was typed; whatever goes wrong, the page comes back in words with all that was typed."""
    if verb not in VERBS:
        raise NotFound(what=Message("该操作", "this verb"))
    typed = Typed(posted={})
    try:
        with _sat(draft_id, element, number) as sat:
            typed = typed_in(sat.trial, sat.actor)
            edited = _with_rows_edited(sat, typed) if {"_add", "_remove"} & typed.posted.keys() else None
            meant = None if edited else VERBS[verb](sat, typed)
        if meant is None:
            return _show(draft_id, element, number, typed=edited)
        act(draft_id, lambda _run: meant)
    except Invalid:
        return back(draft_id)
    except InvalidAnswers as faults:
        return _show(draft_id, element, number, typed=replace(typed, errors=faults.errors), status=status_of(faults))
    except BangfuError as refused:
        return _show(draft_id, element, number, typed=typed, trouble=texts(refused), status=status_of(refused))
    return back(draft_id)


def _do(sat: Sat, typed: Typed) -> Verb:
    offered, filled = sat.opened().form, sat.opened(typed).form
    answers = spoken(filled, offered) if filled and offered else {}
    return Do(**sat.meant(), answers=answers, opinion=typed.opinion)


def _send_back(sat: Sat, typed: Typed) -> Verb:
    return SendBack(**sat.meant(), to=request.form.get("_element", ""), opinion=_reason("return", typed))


def _transfer(sat: Sat, typed: Typed) -> Verb:
    to = By(name=request.form.get("_receiver", ""))
    return Transfer(**sat.meant(), to=to, opinion=_reason("transfer", typed))


def _activate(sat: Sat, typed: Typed) -> Verb:
    return Activate(element=request.form.get("_work", ""), by=sat.by(), opinion=typed.opinion)


VERBS: Mapping[str, Callable[[Sat, Typed], Verb]] = {
    "completion": _do,
    "return": _send_back,
    "transfer": _transfer,
    "claim": lambda sat, _typed: Claim(**sat.meant()),
    "release": lambda sat, _typed: Release(**sat.meant()),
    "activation": _activate,
    "conclusion": lambda sat, typed: Conclude(**sat.meant(), opinion=typed.opinion),
}


def _show(
    draft_id: str, element: str, number: int, *, typed: Typed | None = None, trouble: Sequence[str] = (),
    status: int = 200,
) -> ResponseReturnValue:  # fmt: skip
    with view() as reading:
        draft = drafts.draft_view(reading, draft_id)
    try:
        with _sat(draft_id, element, number) as sat:
            opened = sat.opened(typed)
            receivers = players(sat.trial) if "transfer" in opened.actions else []
    except Invalid:
        return back(draft_id)
    except NotFound as gone:
        flash(texts(gone)[0], "warning")
        return back(draft_id)
    faults = typed.errors.items() if typed else ()
    opinion = [("opinion", message.text(language())) for name, message in faults if name == "opinion"]
    page = render_template(
        "designer/try_item.html", draft=draft, states=STATES, sat=sat, opened=opened, receivers=receivers,
        number=number, trouble=[*opinion, *((None, text) for text in trouble)],
    )  # fmt: skip
    return page, status


@contextmanager
def _sat(draft_id: str, element: str, number: int) -> Iterator[Sat]:
    """The nth open item of a step, before whoever the request names. Raises NotFound where it is open no longer."""
    with sitting(draft_id) as run:
        yield _seat(run, element, number)


def _seat(run: Run, element: str, number: int) -> Sat:
    trial = run.trial
    found = [one for one in looking.open_now(trial) if one.element == element]
    if not 1 <= number <= len(found):
        raise NotFound(what=Message("该待办（试运行已经往前走了）", "this item: the run has gone on"))
    item = found[number - 1]
    with trial.space.engine.view() as reading:
        holder = worker(reading, item.item_id)
    able = players_of(trial, item.item_id)
    default = holder.name if holder else able[0].by.name if able else ""
    wanted = request.values.get("_by") or request.values.get("by") or default
    if not wanted:
        raise NotFound(what=Message("能办理该待办的人员", "anybody who can do this item"))
    with trial.space.engine.view() as reading:
        actor = actor_of(reading, By(name=wanted))
    return Sat(trial=trial, open=item, actor=actor, players=able, default=holder.name if holder else "",
               why=reasons(trial, item.item_id))  # fmt: skip


def _with_rows_edited(sat: Sat, typed: Typed) -> Typed:
    with sat.trial.space.engine.view(sat.actor) as reading:
        form = form_of(reading, open_item(reading, sat.open.item_id).item)
    edited = form.edit_rows(typed.posted) if form else None
    return replace(typed, posted=edited) if edited is not None else typed


def _reason(verb: str, typed: Typed) -> str:
    """The reason given beside the verb, else the opinion."""
    return request.form.get(f"_{verb}_reason", "").strip() or typed.opinion
