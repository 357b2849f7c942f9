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


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A scenario played: the trial as it stands at its end or where it broke off, and what was not as expected."""

    trial: Trial
    mismatches: tuple[Mismatch, ...]


def play(scenario: Scenario, space: "Space", after: Callable[[Trial, Step], Any] | None = None) -> Played:
    """Play in a space opened at `scenario.at`; `after` is called behind every step.

    An expectation that fails is noted and the play goes on; it ends at a verb that cannot be done, is done though it
    should be refused, or leaves an incident which the next step does not expect.
    """
    trial = Trial(space)
    set_up(space, scenario)
    found: list[Mismatch] = []
    since = ""
    for number, step in enumerate(scenario.steps):
        if isinstance(step.what, Expect):
            found += mismatches(trial, step.what, since, step.line)
        else:
            since = looking.latest(trial)
            broken = _perform(trial, step, step.what) or _trouble(trial, step, scenario.steps[number + 1 :])
            if broken:
                found.append(broken)
                break
        if after:
            after(trial, step)
    return Played(trial=trial, mismatches=tuple(found))


def _perform(trial: Trial, step: Step, verb: "Verb") -> Mismatch | None:
    try:
        trial.perform(verb)
    except BangfuError as error:
        said = {language: reasons(error, language) for language in ("zh", "en")}
        if step.refused and any(step.refused in text for text in said.values()):
            return None
        return Mismatch(line=step.line, zh=f"没有办成：{said['zh']}", en=f"it could not be done: {said['en']}")
    if step.refused:
        return Mismatch(line=step.line, zh=f"应当被拒绝（{step.refused}），却办成了",
                        en=f"it should be refused ({step.refused}), but was done")  # fmt: skip
    return None


def reasons(error: BangfuError, language: str) -> str:
    """What an error says, with the sentences about single fields."""
    if isinstance(error, InvalidAnswers):
        return "；".join(f"{name}：{text.text(language)}" for name, text in error.errors.items())
    return error.text(language)


def _trouble(trial: Trial, step: Step, rest: tuple[Step, ...]) -> Mismatch | None:
    following = rest[0].what if rest else None
    if isinstance(following, Expect) and "incidents" in following.asked:
        return None
    known = looking.incidents(trial)
    if not known:
        return None
    zh, en = "；".join(one.zh for one in known), "; ".join(one.en for one in known)
    where = "、".join(one.element for one in known)
    return Mismatch(line=step.line, zh=f"“{where}”出现异常：{zh}", en=f"there is an incident at {where}: {en}")
