"""`bangfu duties import` from the shell: a look without writing, an import, refusals with an exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine import organizations
from engine.duties import library
from engine.unit import Engine
from tests.engine.notices import shapes
from tests.web.commission import PLACE
from web.cli import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["duties", "import", *map(str, arguments)])


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.md"
    path.write_text(shapes.TABLE_IN_TEXT, "utf-8")
    return path


def test_a_dry_run_prints_the_notice_its_duties_and_the_report_as_json(notice: Path) -> None:
    found = json.loads(run("--dry-run", "--format", "json", notice).stdout)
    assert set(found) == {"notice", "duties", "report"}
    assert set(found["notice"]) == {"issuers", "number", "date", "title"}
    assert found["notice"]["number"] == "云卫发〔2021〕7号"
    first = found["duties"][0]
    assert {"sequence", "article", "task", "leads", "supports", "leaders", "units", "groups", "mode", "lines",
            "questions"} <= set(first)  # fmt: skip
    assert (first["leads"], first["mode"]) == (["医政处", "基层处"], "joint")
    assert {fate["line"] for fate in found["report"]} >= set(first["lines"])


def test_a_dry_run_writes_nothing(notice: Path, tmp_path: Path) -> None:
    database = tmp_path / "none.db"
    assert run("--dry-run", "--database", f"sqlite:///{database}", notice).exit_code == 0
    assert not database.exists()


def test_the_text_is_for_reading(notice: Path) -> None:
    text = run("--dry-run", notice).stdout
    assert "牵头：医政处、基层处" in text and "[each]" in text


def test_what_is_no_notice_ends_with_an_exit_code_and_two_sentences(notice: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("--dry-run", empty, notice)
    assert result.exit_code == 1
    assert "空文件" in result.stderr and "is empty" in result.stderr
    # the other file is shown all the same
    assert "建好山区巡诊车队" in result.stdout


def test_an_import_waits_in_the_database_for_confirmation(notice: Path, sqlite_url: str) -> None:
    engine = Engine(sqlite_url)
    with engine.unit() as unit:
        organizations.add_jurisdiction(unit, PLACE, "云山市", "city")
    result = run("--database", sqlite_url, "--jurisdiction", PLACE, notice)
    assert result.exit_code == 0, result.output
    with engine.view() as view:
        (row,) = library.notice_rows(view).rows
    assert (row.state, row.duties) == ("imported", 4)
    assert row.id in result.stdout
    # the same file again is refused
    again = run("--database", sqlite_url, "--jurisdiction", PLACE, notice)
    assert again.exit_code == 1
    assert "无需重复导入" in again.stderr
    engine.close()


def test_an_import_needs_a_jurisdiction_that_exists(notice: Path, sqlite_url: str) -> None:
    assert "--jurisdiction" in run("--database", sqlite_url, notice).stderr
    assert "辖区" in run("--database", sqlite_url, "--jurisdiction", "110000", notice).stderr
