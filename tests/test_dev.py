"""The command ./dev where something is missing: it says what, and what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

DEV = Path(__file__).resolve().parent.parent / "dev"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with nothing but the command."""
    shutil.copy(DEV, tmp_path / "dev")
    return tmp_path


def run(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["./dev", *arguments], cwd=checkout, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_without_a_command_it_tells_the_two_there_are(checkout: Path) -> None:
    answer = run(checkout)
    assert answer.returncode == 0
    assert "./dev demo" in answer.stdout
    assert "./dev test" in answer.stdout


def test_an_unknown_command_is_refused_with_the_known_ones(checkout: Path) -> None:
    answer = run(checkout, "deploy")
    assert answer.returncode == 2
    assert "./dev demo" in answer.stderr


def test_a_machine_with_only_an_old_python_is_told_so(checkout: Path) -> None:
    # given a machine whose pythons all refuse to be 3.11
    programs = checkout / "bin"
    programs.mkdir()
    for name in ("sh", "dirname", "cat", "mkdir"):
        (programs / name).symlink_to(str(shutil.which(name)))
    old = programs / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    # when the demonstration is asked for
    answer = run(checkout, "demo", PATH=str(programs), PYTHON="")
    # then nothing is made, and the next step is named
    assert answer.returncode == 1
    assert "Python 3.11" in answer.stderr
    assert "PYTHON=" in answer.stderr
    assert not (checkout / ".venv").exists()
