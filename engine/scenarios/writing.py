"""Writing a scenario as the text it can be read from, and recording a trial as one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from engine.clock import ZONE
from engine.scenarios.scenario import BEGIN, Division, Expect, Member, Scenario, Step
from engine.scenarios.source import scalar
from engine.trials import looking
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
    from engine.trials.trial import Trial

Written = dict[str, Any]


def record(trial: "Trial", scene: Scenario) -> Scenario:
    """The scene with everything done in a trial, and where it has come to as what is expected."""
    steps = [Step(line=0, what=verb) for verb in trial.done]
    if trial.case_id is not None:
        steps.append(Step(line=0, what=Expect(asked=looking.standing(trial, trial.case_id))))
    return replace(scene, steps=tuple(steps))


def write(scenario: Scenario) -> str:
    """The text of a scenario; reading it gives the same scenario again."""
    steps = list(scenario.steps)
    found: Written = {"name": scenario.name, "process": scenario.process}
    if scenario.about:
        found["about"] = scenario.about
    if scenario.at != BEGIN:
        found["at"] = scenario.at
    if scenario.settings:
        found["settings"] = dict(scenario.settings)
    if scenario.duties:
        found["duties"] = {division.key: _division(division) for division in scenario.duties}
    if scenario.members:
        found["members"] = [_member(member) for member in scenario.members]
    if steps and isinstance(steps[0].what, Begin | Evaluate | Message | Signal):
        found["start"] = _start(steps.pop(0))
    last = steps.pop() if steps and isinstance(steps[-1].what, Expect) else None
    if steps:
        found["steps"] = [_step(step) for step in steps]
    if last is not None and isinstance(last.what, Expect):
        found["then"] = dict(last.what.asked)
    return yaml.dump(_plain(found), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def _start(step: Step) -> Written:
    verb = step.what
    if isinstance(verb, Begin):
        return _without_empty({"by": _by(verb.by), "answers": dict(verb.answers), "refused": step.refused})
    return _step(step)


def _step(step: Step) -> Written:
    if isinstance(step.what, Expect):
        return {"expect": dict(step.what.asked)}
    written = _WRITERS[type(step.what)](step.what)
    return {**written, "refused": step.refused} if step.refused else written


def _item(verb: OnItem, name: str, **more: Any) -> Written:
    return {name: verb.element, **_without_empty({"of": verb.of, "by": _by(verb.by), **more})}


def _outside(name: str, verb: Message | Signal) -> Written:
    key = verb.key if isinstance(verb, Message) else ""
    return {name: {"name": verb.name, **_without_empty({"key": key, "variables": dict(verb.variables)})}}


_WRITERS: dict[type[Verb], Callable[[Any], Written]] = {
    Do: lambda verb: _item(verb, "do", answers=dict(verb.answers), opinion=verb.opinion),
    Claim: lambda verb: _item(verb, "claim"),
    Release: lambda verb: _item(verb, "release"),
    SendBack: lambda verb: _item(verb, "send_back", to=verb.to, opinion=verb.opinion),
    Transfer: lambda verb: _item(verb, "transfer", to=_by(verb.to), opinion=verb.opinion),
    Until: lambda verb: {"until": verb.moment},
    Wait: lambda verb: {"wait": verb.duration},
    Message: lambda verb: _outside("message", verb),
    Signal: lambda verb: _outside("signal", verb),
    Evaluate: lambda verb: {"evaluate": dict(verb.facts), **_without_empty({"of": verb.process})},
    Report: lambda verb: {
        "report": verb.element,
        **_without_empty({"by": _by(verb.by), "answers": dict(verb.answers), "opinion": verb.opinion}),
    },
    Activate: lambda verb: {
        "activate": verb.element, **_without_empty({"by": _by(verb.by), "opinion": verb.opinion})
    },
    Conclude: lambda verb: _item(verb, "conclude", opinion=verb.opinion),
    Retry: lambda verb: {"retry": verb.element},
    Skip: lambda verb: {"skip": verb.element, "reason": verb.reason},
    Assign: lambda verb: {"assign": dict(verb.variables), "reason": verb.reason},
    Cancel: lambda verb: {"cancel": verb.reason},
}


def _by(by: By | None) -> Any:
    """A name alone stands for itself."""
    if by is None:
        return None
    named = _without_empty(
        {"name": by.name, "organization": by.organization, "department": by.department, "role": by.role}
    )
    return by.name if named == {"name": by.name} else named


def _division(division: Division) -> Written:
    return _without_empty(
        {"lead": list(division.lead), "support": list(division.support), "leaders": list(division.leaders),
         "mode": division.mode}
    )  # fmt: skip


def _member(member: Member) -> Written:
    return _without_empty(
        {"organization": member.organization, "department": member.department, "person": member.person,
         "role": member.role, "portfolio": list(member.portfolio)}
    )  # fmt: skip


def _without_empty(found: Mapping[str, Any]) -> Written:
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _plain(value: Any) -> Any:
    """Plain containers of texts, those that stand for another value bare."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        moment = value.astimezone(ZONE) if value.tzinfo else value
        return _Bare(f"{moment:%Y-%m-%dT%H:%M}{f':{moment:%S}' if moment.second else ''}")
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return _Bare("null" if value is None else str(value).lower())
    if isinstance(value, date):
        return _Bare(value.isoformat())
    return _Bare(f"{value:f}" if isinstance(value, Decimal) else str(value))


class _Bare(str):
    """A scalar written as it is."""


class _Dumper(yaml.SafeDumper):
    """Quotes exactly the texts that would be read as something else."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else None if scalar(value) == value else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Bare, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", str(value)))
