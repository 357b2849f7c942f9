"""Playing a scenario: its trial is set up, its steps are performed, and what is otherwise than expected is said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.errors import BangfuError, InvalidAnswers
from engine.scenarios.expecting import Mismatch, mismatches
from engine.scenarios.scenario import Expect, Scenario, Step
from engine.scenarios.setting import set_up
from engine.trials import looking
from engine.trials.trial import Trial

if TYPE_CHECKING:
    from engine.trials.space import Space
    from engine.trials.verbs import Verb


Words = tuple[str, str]
"""A sentence in Chinese and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A scenario played: the trial as it stands at its end or where it broke off, and what was not as expected."""

    trial: Trial
    mismatches: tuple[Mismatch, ...]


def play(scenario: Scenario, space: "Space", after: Callable[[Trial, int], Any] | None = None) -> Played:
    """Play in a space opened at `scenario.at`; `after` is called behind every step with its number, from 1.

    An expectation that fails is noted and the play goes on; it ends at a verb that cannot be done, is done though it
    should be refused, or leaves an incident which the next step does not expect.
    """
    trial = Trial(space)
    set_up(space, scenario)
    found: list[Mismatch] = []
    for number, step in enumerate(scenario.steps, 1):
        if isinstance(step.what, Expect):
            found += mismatches(trial, step.what, number, step.line)
        else:
            broken = _perform(trial, step, step.what) or _trouble(trial, scenario.steps[number:])
            if broken:
                zh, en = broken
                found.append(Mismatch(step=number, line=step.line, zh=zh, en=en))
                break
        if after:
            after(trial, number)
    return Played(trial=trial, mismatches=tuple(found))


def _perform(trial: Trial, step: Step, verb: "Verb") -> Words | None:
    try:
        trial.perform(verb)
    except BangfuError as error:
        said = {language: reasons(error, language) for language in ("zh", "en")}
        if step.refused and any(step.refused in text for text in said.values()):
            return None
        return f"没有办成：{said['zh']}", f"it could not be done: {said['en']}"
    if step.refused:
        return f"应当被拒绝（{step.refused}），却办成了", f"it should be refused ({step.refused}), but was done"
    return None


def reasons(error: BangfuError, language: str) -> str:
    """What an error says, with the sentences about single fields."""
    if isinstance(error, InvalidAnswers):
        return "；".join(f"{name}：{text.text(language)}" for name, text in error.errors.items())
    return error.text(language)


def _trouble(trial: Trial, rest: tuple[Step, ...]) -> Words | None:
    following = rest[0].what if rest else None
    if isinstance(following, Expect) and "incidents" in following.asked:
        return None
    known = looking.incidents(trial)
    if not known:
        return None
    zh, en = "；".join(one.zh for one in known), "; ".join(one.en for one in known)
    where = "、".join(one.element for one in known)
    return f"“{where}”出现异常：{zh}", f"there is an incident at {where}: {en}"
