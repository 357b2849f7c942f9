"""Acting in a trial: each verb becomes one command of the engine, in the name of whoever does it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine import commands, kernel
from engine.course import run_of
from engine.errors import Refused
from engine.items import Typed, open_item, start_form
from engine.models import Item
from engine.occurrences import occurrences, open_occurrence
from engine.people import Actor
from engine.rehearsal import worker
from engine.trials.answering import Posted, posted
from engine.trials.cast import actor_of, department_of, person_of
from engine.trials.errors import NotWaiting, Unknown
from engine.trials.finding import incident_of, item_of, open_items
from engine.trials.jumping import after, jump
from engine.trials.verbs import (
    Activate,
    Assign,
    Begin,
    By,
    Cancel,
    Claim,
    Conclude,
    Do,
    Evaluate,
    Message,
    OnItem,
    Release,
    Report,
    Retry,
    SendBack,
    Signal,
    Skip,
    Transfer,
    Until,
    Verb,
    Wait,
)

if TYPE_CHECKING:
    from engine.forms import View
    from engine.trials.trial import Trial
    from engine.unit import Unit


def perform(trial: "Trial", verb: Verb) -> None:
    """Do what the verb says."""
    _ACTS[type(verb)](trial, verb)


def _begin(trial: "Trial", verb: Begin) -> None:
    engine = trial.space.engine
    with engine.view() as view:
        department, actor = _department_and_actor(view, verb.by)

    def page(filled: Posted) -> "View | None":
        with engine.view(actor) as view:
            return start_form(view, verb.process, department, typed=Typed(posted=filled))[1]

    answers = posted(engine, actor, page, verb.answers)
    with engine.unit(actor) as unit:
        case_id = commands.start(unit, verb.process, answers, department)
    trial.case_id = trial.case_id or case_id


def _department_and_actor(view: "Unit", by: By) -> tuple[str, Actor]:
    """Who starts a case for which department: that of the person, where a person is named."""
    actor = actor_of(view, by)
    if by.name and person_of(view, by):
        return next(post.department_id for post in actor.posts), actor
    return department_of(view, by), actor


def _do(trial: "Trial", verb: Do) -> None:
    item_id, actor = _item_and_actor(trial, verb)
    engine = trial.space.engine

    def page(filled: Posted) -> "View | None":
        with engine.view(actor) as view:
            return open_item(view, item_id, typed=Typed(posted=filled)).form

    answers = posted(engine, actor, page, verb.answers)
    with engine.unit(actor) as unit:
        commands.complete(unit, item_id, answers, verb.opinion)


def _claim(trial: "Trial", verb: Claim) -> None:
    _on_item(trial, verb, commands.claim)


def _release(trial: "Trial", verb: Release) -> None:
    _on_item(trial, verb, commands.release)


def _send_back(trial: "Trial", verb: SendBack) -> None:
    _on_item(trial, verb, commands.send_back, verb.to, verb.opinion)


def _transfer(trial: "Trial", verb: Transfer) -> None:
    with trial.space.engine.view() as view:
        person = person_of(view, verb.to)
        department = None if person else department_of(view, verb.to)
    _on_item(trial, verb, commands.transfer, verb.opinion, to_department=department, to_person=person)


def _on_item(trial: "Trial", verb: OnItem, command: Callable[..., Any], *arguments: Any, **named: Any) -> None:
    item_id, actor = _item_and_actor(trial, verb)
    with trial.space.engine.unit(actor) as unit:
        command(unit, item_id, *arguments, **named)


def _item_and_actor(trial: "Trial", verb: OnItem) -> tuple[str, Actor]:
    """The item meant and who acts: whoever is named, else whoever has it. Raises Unknown where nobody has."""
    with trial.space.engine.view() as view:
        item = item_of(view, verb, trial.case_id)
        actor = actor_of(view, verb.by) if verb.by else worker(view, item.id)
        if actor is None:
            raise Unknown(words=item.name, what="承办人")
        return item.id, actor


def _until(trial: "Trial", verb: Until) -> None:
    _jump(trial, verb.moment)


def _wait(trial: "Trial", verb: Wait) -> None:
    moment = after(trial.now, verb.duration)
    if moment is None:
        raise Refused(zh=f"“{verb.duration}”不是时长，请写成 P3D、PT4H 或 P6M。",
                      en=f"{verb.duration!r} is no duration; write P3D, PT4H or P6M.")  # fmt: skip
    _jump(trial, moment)


def _jump(trial: "Trial", moment: datetime) -> None:
    """On the way a timer may begin the case that the trial is about."""
    known = set(trial.cases())
    jump(trial.space, moment)
    trial.begun(known)


def _message(trial: "Trial", verb: Message) -> None:
    known = set(trial.cases())
    key, variables = trial.meant({"key": verb.key})["key"], trial.meant(verb.variables)
    with trial.space.engine.unit() as unit:
        commands.publish(unit, verb.name, key or "", variables)
    trial.begun(known)


def _signal(trial: "Trial", verb: Signal) -> None:
    known, variables = set(trial.cases()), trial.meant(verb.variables)
    with trial.space.engine.unit() as unit:
        commands.broadcast(unit, verb.name, variables)
    trial.begun(known)


def _evaluate(trial: "Trial", verb: Evaluate) -> None:
    known, facts = set(trial.cases()), trial.meant(verb.facts)
    with trial.space.engine.unit() as unit:
        begun = commands.evaluate(unit, facts, verb.process or None)
    if not begun:
        raise Refused(zh="没有流程的启动条件因这些数据而成立，没有产生事项。",
                      en="no process begins with a condition that these facts make true.")  # fmt: skip
    trial.begun(known)


def _report(trial: "Trial", verb: Report) -> None:
    engine = trial.space.engine
    with engine.view(trial.administrator()) as view:
        case_id = trial.own_case(view).id
        known = occurrences(view, case_id)
        found = next((one for one in known if one.element == verb.element), None)
        actor = actor_of(view, verb.by) if verb.by else view.actor
    if found is None or actor is None:
        raise NotWaiting(element=verb.element, open="、".join(one.element for one in known) or "—")
    id_ = found.id

    def page(filled: Posted) -> "View | None":
        with engine.view(actor) as view:
            return open_occurrence(view, case_id, id_, typed=Typed(posted=filled)).form

    answers = posted(engine, actor, page, verb.answers)
    with engine.unit(actor) as unit:
        commands.report(unit, case_id, id_, answers, verb.opinion)


def _activate(trial: "Trial", verb: Activate) -> None:
    engine = trial.space.engine
    with engine.view() as view:
        item = _ad_hoc(view, verb.element)
        actor = actor_of(view, verb.by) if verb.by else worker(view, item.id)
        if actor is None:
            raise Unknown(words=item.name, what="承办人")
    with engine.unit(actor) as unit:
        commands.activate(unit, item.id, verb.element, verb.opinion)


def _ad_hoc(view: "Unit", element: str) -> Item:
    """The item of the ad-hoc subprocess in which the step can be begun now."""
    for item in open_items(view):
        wait = run_of(view, item.case).waits.get(item.wait_id)
        if isinstance(wait, kernel.AdHocWait) and element in wait.choices:
            return item
    raise NotWaiting(element=element, open="—")


def _conclude(trial: "Trial", verb: Conclude) -> None:
    _on_item(trial, verb, commands.conclude, verb.opinion)


def _retry(trial: "Trial", verb: Retry) -> None:
    with trial.space.engine.unit(trial.administrator()) as unit:
        commands.retry(unit, incident_of(unit, verb.element).id)


def _skip(trial: "Trial", verb: Skip) -> None:
    with trial.space.engine.unit(trial.administrator()) as unit:
        commands.skip(unit, incident_of(unit, verb.element).id, verb.reason)


def _assign(trial: "Trial", verb: Assign) -> None:
    variables = trial.meant(verb.variables)
    with trial.space.engine.unit(trial.administrator()) as unit:
        commands.assign(unit, trial.own_case(unit).id, PROCESS_SCOPE, variables, verb.reason)


def _cancel(trial: "Trial", verb: Cancel) -> None:
    with trial.space.engine.unit(trial.administrator()) as unit:
        commands.cancel(unit, trial.own_case(unit).id, verb.reason)


PROCESS_SCOPE = "0"
"""The scope of the process itself, which every case has."""

_ACTS: dict[type[Verb], Callable[[Any, Any], None]] = {
    Activate: _activate, Assign: _assign, Begin: _begin, Cancel: _cancel, Claim: _claim, Conclude: _conclude,
    Do: _do, Evaluate: _evaluate, Message: _message, Release: _release, Report: _report, Retry: _retry,
    SendBack: _send_back, Signal: _signal, Skip: _skip, Transfer: _transfer, Until: _until, Wait: _wait,
}  # fmt: skip
