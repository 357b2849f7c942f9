"""The scenarios of all processes: each is played straight and with a restart after every step, and
no way through a diagram is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import bpmn
import workflows
from engine import definitions, kernel
from engine.rules import Rules
from engine.scenarios.coverage import coverage, paths
from engine.scenarios.playing import Played, play
from engine.scenarios.reading import read
from engine.scenarios.scenario import Scenario
from engine.trials.budget import Budget
from engine.trials.space import Template
from web import discovery

FOLDERS = {folder.name: folder for folder in bpmn.folders()}
FILES = {f"{key}/{file.stem}": file for key, folder in FOLDERS.items() for file in bpmn.scenarios(folder)}


@cache
def template() -> Template:
    """The model commission with all processes; what each play changes is in a copy."""
    rules = Rules(path.read_bytes() for path in bpmn.rules())
    deployments = [bpmn.files(folder) for folder in FOLDERS.values()]
    return Template(deployments, processes=discovery.processes(workflows), rules=rules)


def scenario_of(file: Path) -> Scenario:
    return read(file.read_text("utf-8"), file.parent.parent.name)


@cache
def walked(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """What the cases of each process pass in a scenario; it is played once however often this is asked."""
    scenario = scenario_of(FILES[name])
    space = template().open(scenario.at, budget=Budget(seconds=600))
    try:
        played = play(scenario, space)
        complain(name, played)
        return paths(played.trial)
    finally:
        space.close()


def complain(name: str, played: Played) -> None:
    if played.mismatches:
        listed = "\n".join(f"bpmn/{_file(name)}:{one.line}: {one.en}\n    {one.zh}" for one in played.mismatches)
        pytest.fail(listed, pytrace=False)


def _file(name: str) -> str:
    key, _, stem = name.partition("/")
    return f"{key}/scenarios/{stem}.yaml"


def missed(key: str) -> Iterator[str]:
    """The flow nodes and sequence flows of a diagram that none of its scenarios passes, with their words."""
    specs = definitions.specs_of(bpmn.files(FOLDERS[key]), "")
    played = [walked(name) for name in FILES if name.startswith(f"{key}/")]
    walks = [walk for cases in played for spec in specs for walk in cases.get(spec.process, ())]
    for spec in specs:
        for id_ in coverage(spec, walks).missed:
            yield f"bpmn/{key}/{key}.bpmn: no scenario passes {id_}: {_words(spec, id_)}"


def _words(spec: kernel.Spec, id_: str) -> str:
    if id_ in spec.flows:
        flow = spec.flows[id_]
        return f"{flow.source} -> {flow.target} {flow.name}"
    return f"{spec.elements[id_].name} ({spec.elements[id_].kind})"


@pytest.mark.parametrize("name", FILES)
def test_a_scenario_goes_as_it_says(name: str) -> None:
    walked(name)


@pytest.mark.parametrize("name", FILES)
def test_a_scenario_goes_the_same_way_when_the_program_is_restarted_after_every_step(name: str, tmp_path: Path) -> None:
    scenario = scenario_of(FILES[name])
    space = template().open(scenario.at, f"sqlite:///{tmp_path / 'trial.db'}", Budget(seconds=600))
    played = play(scenario, space, after=lambda *_: space.restart())
    complain(name, played)
    assert paths(played.trial) == walked(name)
    space.close()


@pytest.mark.parametrize("key", FOLDERS)
def test_every_way_through_a_diagram_is_gone_by_a_scenario(key: str) -> None:
    if faults := list(missed(key)):
        pytest.fail("\n".join(faults), pytrace=False)
