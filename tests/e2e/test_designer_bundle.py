"""What the browser gets of the designer: small enough, only where it is drawn, and in Chinese throughout."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import subprocess
from pathlib import Path

import pytest

from engine.vocabulary import AD_HOC_PROPERTIES, SETTING_PROPERTIES, STEP_PROPERTIES

ROOT = Path(__file__).resolve().parent.parent.parent
FRONT = ROOT / "web" / "frontend"
DIST = ROOT / "web" / "static" / "dist"
FIRST_LOAD = 900 * 1024
"""Bytes of the first load of the designer, compressed."""
IMPORT = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
LAZY = re.compile(r"""import\(["']\./([\w.-]+\.js)["']\)""")


@pytest.fixture(scope="module")
def untranslated(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the scripts can say that no dictionary has."""
    script = Path(__file__).with_name("words.mjs")
    done = subprocess.run([node(), script, FRONT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def node() -> str:
    """The Node with which the front end is built."""
    spec = importlib.util.spec_from_file_location("hatch_build", FRONT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    path, _environment = module.find_node()
    return str(path)


def manifest() -> dict[str, str]:
    found: dict[str, str] = json.loads((DIST / "manifest.json").read_text())
    return found


def needed(name: str) -> set[str]:
    """A script with all it imports at once, as the browser fetches it."""
    found, waiting = set[str](), [name]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += IMPORT.findall((DIST / file).read_text("utf-8"))
    return found


def lazy(name: str, stem: str) -> str:
    """The chunk of an editor that a script fetches when it is needed."""
    return next(each for each in LAZY.findall((DIST / name).read_text("utf-8")) if each.startswith(f"{stem}-"))


def compressed(names: set[str]) -> int:
    return sum(len(gzip.compress((DIST / name).read_bytes(), 9)) for name in names)


def test_the_designer_loads_less_than_900_kilobytes_before_one_can_draw() -> None:
    files = manifest()
    scripts = needed(files["designer.js"]) | needed(lazy(files["designer.js"], "bpmn")) | needed(files["main.js"])
    assert compressed(scripts | {files["designer.css"], files["main.css"]}) < FIRST_LOAD


def test_other_pages_load_nothing_of_the_designer() -> None:
    # what every page loads, and what it fetches to show a diagram
    scripts = needed(manifest()["main.js"])
    scripts |= needed(lazy(manifest()["main.js"], "diagram"))
    text = "".join((DIST / name).read_text("utf-8") for name in scripts)
    assert "bio-properties-panel" not in text
    assert "modelerTemplate" not in text


def test_every_word_of_the_designer_has_its_chinese(untranslated: list[str]) -> None:
    assert untranslated == []


@pytest.mark.parametrize(
    ("table", "properties"),
    [("STEP|LIGHTS|OCCURRENCE", STEP_PROPERTIES), ("AD_HOC", AD_HOC_PROPERTIES), ("SETTING", SETTING_PROPERTIES)],
)
def test_each_setting_of_the_engine_is_asked_in_words(table: str, properties: dict[str, str]) -> None:
    # given the tables from which the panel makes its fields
    source = (FRONT / "src" / "designer" / "panel" / "vocabulary.js").read_text("utf-8")
    parts = re.findall(rf"export const (?:{table}) = \[(.*?)\n\];", source, re.DOTALL)
    shared = set(re.findall(r"const (\w+) = \{ key: '(\w+)'", source))
    asked = set(re.findall(r"(?:key: |days\()'(\w+)'", "".join(parts)))
    asked |= {key for name, key in shared if re.search(rf"\b{name}\b", "".join(parts))}
    # then what the engine knows is in them
    assert properties.keys() <= asked
