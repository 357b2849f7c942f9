"""The scenarios of all processes: each is played straight and with a restart after every step."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import bpmn
import workflows
from engine.rules import Rules
from engine.scenarios.coverage import paths
from engine.scenarios.playing import Played, play
from engine.scenarios.reading import read
from engine.scenarios.scenario import Scenario
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
    space = template().open(scenario.at)
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


@pytest.mark.parametrize("name", FILES)
def test_a_scenario_goes_as_it_says(name: str) -> None:
    walked(name)


@pytest.mark.parametrize("name", FILES)
def test_a_scenario_goes_the_same_way_when_the_program_is_restarted_after_every_step(name: str, tmp_path: Path) -> None:
    scenario = scenario_of(FILES[name])
    space = template().open(scenario.at, f"sqlite:///{tmp_path / 'trial.db'}")
    played = play(scenario, space, after=lambda _trial, _step: space.restart())
    complain(name, played)
    assert paths(played.trial) == walked(name)
    space.close()
