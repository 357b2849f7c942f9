"""The page of a work item, and its verbs as resources below it."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine.commands.activate import activate
from engine.commands.claim import claim
from engine.commands.comment import comment
from engine.commands.complete import complete
from engine.commands.conclude import conclude
from engine.commands.release import release
from engine.commands.remind import remind
from engine.commands.save_draft import save_draft
from engine.commands.send_back import send_back
from engine.commands.transfer import transfer
from engine.errors import BangfuError, Conflict, InvalidAnswers, Overtaken
from engine.items import Typed, form_of, open_item
from engine.unit import Unit
from web.context import me, unit, view
from web.errors import status_of
from web.i18n import language, moment
from web.inbox.filters import of_link
from web.items import posting
from web.items.page import show

blueprint = Blueprint("items", __name__, template_folder="templates")

Verb = Callable[[Unit, Typed], None]


@blueprint.get("/items/<item_id>")
def item(item_id: str) -> ResponseReturnValue:
    return show(item_id)


@blueprint.post("/items/<item_id>/claim")
def claim_item(item_id: str) -> ResponseReturnValue:
    typed, _refusals = posting.typed()
    with unit() as changing:
        claim(changing, item_id)
        _keep(changing, item_id, typed)
    undo = url_for("items.release_item", item_id=item_id, _verb="DELETE", _list=_list())
    flash({"text": _("已领取，归您办理。"), "undo": undo, "label": _("撤销领取")})  # type: ignore[arg-type]
    from_list = request.form.get("_from") == "list"
    return redirect(_list() if from_list else _address(item_id), 303)


@blueprint.delete("/items/<item_id>/claim")
def release_item(item_id: str) -> ResponseReturnValue:
    typed, _refusals = posting.typed()
    with unit() as changing:
        _keep(changing, item_id, typed)
        release(changing, item_id)
    flash(_("已释放，处室同事可以领取。"))
    return redirect(_list(), 303)


@blueprint.post("/items/<item_id>/completion")
def complete_item(item_id: str) -> ResponseReturnValue:
    return _act(item_id, lambda changing, typed: complete(changing, item_id, typed.posted, typed.opinion))


@blueprint.post("/items/<item_id>/activations")
def activate_item(item_id: str) -> ResponseReturnValue:
    """Begin a piece of work of the ad-hoc subprocess the item stands for."""
    work = request.form.get("_work", "")
    done = _("已开展，承办的处室或人员会在待办中看到。")
    return _act(item_id, lambda changing, typed: activate(changing, item_id, work, typed.opinion), done)


@blueprint.post("/items/<item_id>/conclusion")
def conclude_item(item_id: str) -> ResponseReturnValue:
    return _act(item_id, lambda changing, typed: conclude(changing, item_id, typed.opinion))


@blueprint.post("/items/<item_id>/return")
def return_item(item_id: str) -> ResponseReturnValue:
    target = request.form.get("_element", "")
    return _act(item_id, lambda changing, typed: send_back(changing, item_id, target, _reason("return", typed)))


@blueprint.post("/items/<item_id>/transfer")
def transfer_item(item_id: str) -> ResponseReturnValue:
    kind, _colon, receiver = request.form.get("_receiver", "").partition(":")
    chosen = {"to_department": receiver if kind == "department" else None,
              "to_person": receiver if kind == "person" else None}  # fmt: skip
    done = _("已转办，办理时限不变。")
    return _act(
        item_id, lambda changing, typed: transfer(changing, item_id, _reason("transfer", typed), **chosen), done
    )


@blueprint.route("/items/<item_id>/draft", methods=["POST", "PUT"])
def draft(item_id: str) -> ResponseReturnValue:
    """Keep what was typed; in the background it answers with the time, else with the page again."""
    typed, refusals = posting.typed()
    with unit() as changing:
        save_draft(changing, item_id, typed.posted, typed.opinion)
        saved = _("已保存 %(time)s", time=f"{changing.now:%H:%M}")
    if request.headers.get("HX-Request"):
        return render_template("items/draft.html", saved=saved)
    for refusal in refusals:
        flash(refusal, "warning")
    flash(saved)
    return redirect(_address(item_id), 303)


@blueprint.post("/items/<item_id>/form")
def refresh(item_id: str) -> ResponseReturnValue:
    """The questions again, after an answer that shows or hides others, or after a row button."""
    typed, _refusals = posting.typed()
    with view() as reading:
        opened = open_item(reading, item_id, typed=_with_rows_edited(reading, item_id, typed), language=language())
    return render_template("items/form.html", opened=opened)


@blueprint.post("/items/<item_id>/comments")
def comment_item(item_id: str) -> ResponseReturnValue:
    with unit() as changing:
        comment(changing, open_item(changing, item_id).case.id, request.form.get("_opinion", ""), item_id=item_id)
    flash(_("意见已发表，承办人员会看到。"))
    return redirect(_address(item_id), 303)


@blueprint.post("/items/<item_id>/reminders")
def remind_item(item_id: str) -> ResponseReturnValue:
    with unit() as changing:
        remind(changing, item_id)
    flash(_("已催办，承办人员会收到提醒。"))
    return redirect(_address(item_id), 303)


def _act(item_id: str, verb: Verb, done: str = "") -> ResponseReturnValue:
    """One verb on what was typed; whatever goes wrong, the page comes back in words with all that was typed."""
    typed, refusals = posting.typed()
    if "_add" in typed.posted or "_remove" in typed.posted:
        with view() as reading:
            typed = _with_rows_edited(reading, item_id, typed)
        return show(item_id, typed=typed)
    if refusals:
        return show(item_id, typed=typed, trouble=refusals, status=422)
    try:
        _do(verb, typed)
    except InvalidAnswers as faults:
        return show(item_id, typed=replace(typed, errors=faults.errors), status=status_of(faults))
    except (Overtaken, Conflict) as lost:
        return _too_late(item_id, typed, lost)
    except BangfuError as refused:
        return show(item_id, typed=typed, trouble=[refused.text(language())], status=status_of(refused))
    if done:
        flash(done)
    return redirect(_address(item_id), 303)


def _do(verb: Verb, typed: Typed) -> None:
    """One command; once more where the draft of this very page was being saved at the same moment."""
    try:
        with unit() as changing:
            verb(changing, typed)
    except Conflict:
        with unit() as changing:
            verb(changing, typed)


def _too_late(item_id: str, typed: Typed, lost: BangfuError) -> ResponseReturnValue:
    """A second submission shows the result of the first; a colleague's shows who was faster. What was typed stays."""
    with view() as reading:
        opened = open_item(reading, item_id)
    if opened.item.state == "done" and opened.item.completed_by == me().id:
        at = moment(opened.item.completed_at)
        notice = _("您已于 %(at)s 办结此事项，刚才的重复提交没有再次生效。", at=at)
        return show(item_id, notice=notice, unsent=typed)
    return show(item_id, typed=typed, notice=lost.text(language()), unsent=typed, status=status_of(lost))


def _with_rows_edited(reading: Unit, item_id: str, typed: Typed) -> Typed:
    form = form_of(reading, open_item(reading, item_id).item)
    edited = form.edit_rows(typed.posted) if form else None
    return replace(typed, posted=edited) if edited is not None else typed


def _reason(verb: str, typed: Typed) -> str:
    """The reason given beside the verb, else the opinion."""
    return request.form.get(f"_{verb}_reason", "").strip() or typed.opinion


def _keep(changing: Unit, item_id: str, typed: Typed) -> None:
    """These buttons stand in the form: what is typed there stays as a draft."""
    if typed.posted or typed.opinion:
        save_draft(changing, item_id, typed.posted, typed.opinion)


def _list() -> str:
    """The list the person came from, as far as it is one of the inbox's."""
    asked = of_link(request.values.get("_list", ""))
    if asked is None:
        return url_for("inbox.page")
    filters, cursor = asked
    return filters.link(cursor=cursor)


def _address(item_id: str) -> str:
    return url_for("items.item", item_id=item_id, _list=request.values.get("_list") or None)
