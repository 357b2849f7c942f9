"""Going on where a recorded run stopped: its verbs are done again in a new space, and what it brought is known anew."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.errors import BangfuError
from engine.scenarios.playing import Words, reasons
from engine.scenarios.scenario import Expect, Scenario, Step
from engine.scenarios.setting import set_up
from engine.trials import looking
from engine.trials.trial import Trial
from engine.trials.verbs import Verb

if TYPE_CHECKING:
    from engine.trials.space import Space, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """A trial as its record leaves it; `broken` is the step (from 1) that cannot be done any more, and why."""

    trial: Trial
    broken: tuple[int, Words] | None = None
    troubled: tuple[tuple[str, ...], ...] = ()
    """After each verb done, the elements at which there was an incident."""


def resume(scenario: Scenario, space: "Space") -> Resumed:
    """Do the verbs of a record again, in a space opened at `scenario.at`.

    Unlike a play it holds nothing against expectations and goes on after incidents, since whoever tries may mend them.
    """
    trial = Trial(space)
    set_up(space, scenario)
    troubled: list[tuple[str, ...]] = []
    for number, step in enumerate(scenario.steps, 1):
        if not isinstance(step.what, Verb):
            continue
        try:
            trial.perform(step.what)
        except BangfuError as error:
            if step.refused:
                continue
            said = (reasons(error, "zh"), reasons(error, "en"))
            return Resumed(trial=trial, broken=(number, said), troubled=tuple(troubled))
        troubled.append(tuple(one.element for one in looking.incidents(trial)))
    return Resumed(trial=trial, troubled=tuple(troubled))


def kept(trial: Trial, scene: Scenario) -> Scenario:
    """The scene with what was done so far, to be resumed."""
    return replace(scene, steps=tuple(Step(line=0, what=verb) for verb in trial.done))


def scenario_of(scene: Scenario, template: "Template") -> Scenario:
    """The record as a scenario that can be played: incidents on the way and where it comes to are what it expects.

    Raises Refused, Unknown and whatever else a verb of it raises that cannot be done any more.
    """
    space = template.open(scene.at)
    try:
        resumed = resume(scene, space)
        verbs = [step for step in scene.steps if isinstance(step.what, Verb)][: len(resumed.troubled)]
        steps: list[Step] = []
        for step, troubled in zip(verbs, resumed.troubled, strict=True):
            steps.append(step)
            if troubled:
                steps.append(Step(line=0, what=Expect(asked={"incidents": list(troubled)})))
        if resumed.trial.case_id is not None:
            steps.append(Step(line=0, what=Expect(asked=looking.standing(resumed.trial, resumed.trial.case_id))))
        return replace(scene, steps=tuple(steps))
    finally:
        space.close()
