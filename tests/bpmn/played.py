"""Scenarios played for tests that look at what is left of them: papers, bars, cases; or with something taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bpmn
import workflows
from engine.papers.document import docx_of
from engine.papers.offering import printout
from engine.rules import Rules
from engine.scenarios.playing import Played, play
from engine.scenarios.reading import read
from engine.trials.space import Template
from engine.trials.trial import Trial
from web import discovery

FOLDER = Path(bpmn.__file__).parent
Files = Mapping[str, bytes]


def template(*keys: str, diagram: Callable[[str], str] = str, rule: Callable[[bytes], bytes] = bytes) -> Template:
    """The model commission with some processes, their diagrams and the rules changed on the way."""
    deployments = []
    for key in keys:
        files = bpmn.files(FOLDER / key)
        source = files[f"{key}.bpmn"].decode()
        deployments.append({**files, f"{key}.bpmn": diagram(source).encode()})
    rules = Rules(rule(path.read_bytes()) for path in bpmn.rules())
    return Template(deployments, processes=discovery.processes(workflows), rules=rules)


@contextmanager
def played(template: Template, text: str, key: str) -> Iterator[Played]:
    """A scenario told in a text, as it stands when it is over or breaks off."""
    scenario = read(text, key)
    space = template.open(scenario.at)
    try:
        yield play(scenario, space)
    finally:
        space.close()


def scenario(key: str, stem: str) -> str:
    """The text of a scenario of the installation."""
    return (FOLDER / key / "scenarios" / f"{stem}.yaml").read_text("utf-8")


def looked(trial: Trial, read: Callable[..., Any], *arguments: Any) -> Any:
    """What an administrator sees of a trial."""
    with trial.space.engine.view(trial.administrator()) as view:
        return read(view, *arguments)


def paper(trial: Trial, case_id: str, name: str) -> bytes:
    """A paper of a case as a .docx."""
    found = looked(trial, printout, case_id, name)
    return docx_of(found.sheet, found.case.number, trial.now)
