"""What is added by adding files is found, and what is incomplete stops the start with a sentence."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import web
import workflows
from engine.errors import Misconfigured
from web import discovery


def test_every_module_of_workflows_is_a_process() -> None:
    assert "issue-rectification" in {process.key for process in discovery.processes(workflows)}


def test_every_package_with_views_is_a_blueprint() -> None:
    found = {module.blueprint.name for module in discovery.blueprints(web)}
    assert {"auth", "inbox", "items", "reminders", "search", "attachments"} <= found


@pytest.mark.parametrize(
    ("file", "find", "words"),
    [
        ("half.py", discovery.processes, "half 中没有 process"),
        ("part/views.py", discovery.blueprints, "part.views 中没有 blueprint"),
    ],
)
def test_an_incomplete_module_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, find: object, words: str
) -> None:
    package = tmp_path / f"given_{file.partition('.')[0].replace('/', '_')}"
    module = package / file
    module.parent.mkdir(parents=True)
    for folder in {package, module.parent}:
        (folder / "__init__.py").touch()
    module.touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(Misconfigured) as stopped:
        find(importlib.import_module(package.name))  # type: ignore[operator]
    assert words in stopped.value.text("zh")
