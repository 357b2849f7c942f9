"""A replay: what a scenario showed after each of its steps, in names that mean the same in another trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import kernel
from engine.clock import ZONE
from engine.course import known
from engine.dmn.explaining import shown
from engine.environment import context
from engine.models import Attachment, Case, Department, Duty, Organization, Person
from engine.scenarios.coverage import paths
from engine.scenarios.expecting import Mismatch
from engine.scenarios.playing import play
from engine.scenarios.scenario import Scenario
from engine.trials import looking
from engine.trials.happenings import happened
from engine.trials.verbs import Verb

if TYPE_CHECKING:
    from engine.trials.space import Template
    from engine.trials.trial import Trial
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """An open item: with whom it lies, who has a copy, until when, and its light."""

    receivers: tuple[str, ...]
    copied: tuple[str, ...]
    due: datetime | None
    light: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What could be seen after a step something was done in (its number from 1); `path` is what it passed by that."""

    step: int
    stage: str
    state: str
    path: tuple[str, ...]
    items: Mapping[tuple[str, str], Inbox]
    """(name of the step, subject) -> where the item lies."""
    variables: Mapping[str, Any]
    decisions: Mapping[str, Any]
    reminded: tuple[tuple[str, str, str], ...]
    """(step, what the reminder says, person), sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A scenario as it went: a moment for each step that was taken, what was not as expected, and what it passed."""

    scenario: Scenario
    moments: tuple[Moment, ...]
    mismatches: tuple[Mismatch, ...]
    names: Mapping[str, str]
    """What people call the elements and flows of the diagram."""
    paths: Mapping[str, tuple[tuple[str, ...], ...]]
    """Key of a process -> what each of its cases has passed, for the coverage of its diagram."""


def replay(scenario: Scenario, template: "Template") -> Replay:
    """Play a scenario in a space of its own, and keep what it showed."""
    moments: list[Moment] = []
    space = template.open(scenario.at)
    try:

        def note(trial: "Trial", step: int) -> None:
            if isinstance(scenario.steps[step - 1].what, Verb):
                moments.append(_moment(trial, step))

        played = play(scenario, space, after=note)
        names = _element_names(template.deployed(scenario.process).spec)
        return Replay(
            scenario=scenario, moments=tuple(moments), mismatches=played.mismatches, names=names,
            paths=paths(played.trial),
        )  # fmt: skip
    finally:
        space.close()


def _moment(trial: "Trial", step: int) -> Moment:
    path: tuple[str, ...] = ()
    stage, state = "", ""
    variables: Mapping[str, Any] = {}
    decisions: dict[str, Any] = {}
    with trial.space.engine.view() as view:
        if trial.case_id is not None:
            case = trial.own_case(view)
            stage, state, variables = case.stage, case.state, _variables(view, case)
    if trial.case_id is not None:
        path = looking.passed(trial, trial.case_id, trial.before.row)
        decisions = {one.decision: one.value for one in looking.decided(trial, trial.case_id)}
    reminders = {(one.name, one.text(), one.to) for one in happened(trial) if one.kind == "reminded"}
    return Moment(
        step=step, stage=stage, state=state, path=path, items=_items(trial), variables=variables, decisions=decisions,
        reminded=tuple(sorted(reminders)),
    )  # fmt: skip


def _items(trial: "Trial") -> dict[tuple[str, str], Inbox]:
    found: dict[tuple[str, str], Inbox] = {}
    for one in looking.open_now(trial):
        inbox = Inbox(
            receivers=one.receivers, copied=one.copied, due=one.due_at.astimezone(ZONE) if one.due_at else None,
            light=one.light.value,
        )  # fmt: skip
        key = (one.name, one.subject)
        while key in found:  # the same step about the same thing, once for each of several departments
            key = (key[0], f"{key[1]}+")
        found[key] = inbox
    return found


def _variables(view: "Unit", case: Case) -> dict[str, Any]:
    """The case's variables as texts and numbers, ids by the names behind them."""
    deployed = view.definitions.get(view.session, case.definition_id)
    outside, seen = context(view, case, deployed), known(view, case)
    names = names_known(view)
    return {name: named(shown(value), names) for name, value in sorted(seen.items()) if name not in outside}


def spoken_variables(trial: "Trial", case_id: str) -> dict[str, dict[str, Any]]:
    """The variables of each scope of a case as texts and numbers, ids by the names behind them.

    Of a case at its end, which stands in no scope any more, what it has come to.
    """
    scopes = looking.variables(trial, case_id)
    with trial.space.engine.view() as view:
        if not scopes:
            return {"": _variables(view, view.session.get_one(Case, case_id))}
        names = names_known(view)
    return {
        scope: {name: named(shown(value), names) for name, value in sorted(found.items())}
        for scope, found in scopes.items()
    }


def named(value: Any, names: Mapping[str, str]) -> Any:
    """A value with the names behind the ids in it."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {name: named(one, names) for name, one in value.items()}
    return [named(one, names) for one in value] if isinstance(value, list) else value


def names_known(view: "Unit") -> dict[str, str]:
    """Id -> name of everything a variable may name."""
    found: dict[str, str] = {}
    for kind in (Person, Duty, Case, Attachment):
        label = {Person: "name", Duty: "task", Case: "number", Attachment: "name"}[kind]
        found.update(view.session.execute(select(kind.id, getattr(kind, label))).all())
    rows = view.session.execute(select(Department, Organization).join(Organization))
    found.update((department.id, department.full_name) for department, _organization in rows)
    return found


def _element_names(spec: kernel.Spec) -> dict[str, str]:
    named = {element.id: element.name or element.id for element in spec.elements.values()}
    return named | {flow.id: flow.name for flow in spec.flows.values() if flow.name}
