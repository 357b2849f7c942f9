"""The conformance runner over our own examples, one for each boxed expression and hit policy at least."""

import csv
import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.dmn.tck import Result, run
from engine.dmn.tck.running import written
from tests.engine.dmn.conftest import decision, file

EXAMPLES = Path(__file__).parent / "tck"
MOMENT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
RESULTS = list(run(EXAMPLES, MOMENT))


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.file}:{result.case}")
def test_an_example_of_the_standard_passes(result: Result) -> None:
    assert result.outcome == "SUCCESS", result.comment


def test_every_boxed_expression_and_hit_policy_has_an_example() -> None:
    text = "".join(path.read_text("utf-8") for path in EXAMPLES.rglob("*.dmn"))
    boxes = ("literalExpression", "context", "list", "relation", "invocation", "functionDefinition", "conditional")
    for tag in (*boxes, "filter", "for", "some", "every", "decisionTable", "decisionService", "typeConstraint"):
        assert f"<{tag}" in text, tag
    for policy in ("UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT"):
        assert f'hitPolicy="{policy}"' in text, policy
    for aggregation in ("SUM", "MIN", "MAX", "COUNT"):
        assert f'aggregation="{aggregation}"' in text, aggregation


def test_a_wrong_value_is_an_error_that_says_what_was_expected(tmp_path: Path) -> None:
    # given an example whose expectation is wrong
    suite = tmp_path / "compliance-level-2" / "0001-greeting"
    suite.mkdir(parents=True)
    for path in (EXAMPLES / "compliance-level-2" / "0001-greeting").iterdir():
        suite.joinpath(path.name).write_text(path.read_text("utf-8").replace("您好，张三", "再见"), "utf-8")
    # when it is run
    results = list(run(tmp_path, MOMENT))
    # then the first case fails and says why, and the others pass
    assert [each.outcome for each in results] == ["ERROR", "SUCCESS", "SUCCESS"]
    assert "再见" in results[0].comment and "您好，张三" in results[0].comment


def test_without_a_model_every_case_is_an_error_and_the_run_goes_on(tmp_path: Path) -> None:
    source = EXAMPLES / "compliance-level-2" / "0001-greeting" / "0001-greeting-test-01.xml"
    (tmp_path / "a-test-01.xml").write_bytes(source.read_bytes())
    (tmp_path / "b-test-01.xml").write_text("<broken", "utf-8")
    assert [(each.file, each.case, each.outcome) for each in run(tmp_path, MOMENT)] == [
        ("a-test-01", "001", "ERROR"),
        ("a-test-01", "002", "ERROR"),
        ("a-test-01", "003", "ERROR"),
        ("b-test-01", "", "ERROR"),
    ]


def suite(folder: Path, cases: str, model: str, name: str = "m.dmn") -> list[Result]:
    """The results of cases with the model in the folder above them."""
    (folder / "0001-m").mkdir()
    (folder / name).write_bytes(file(model))
    head = '<testCases xmlns="t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>m.dmn</modelName>'
    (folder / "0001-m" / "0001-m-test-01.xml").write_text(f"{head}{cases}</testCases>", "utf-8")
    return list(run(folder / "0001-m", MOMENT))


def test_a_case_that_cannot_be_read_fails_alone(tmp_path: Path) -> None:
    # given a case with a day that is none, one that holds, and one whose decision is not there and need not be
    cases = (
        '<testCase id="a"><resultNode name="d"><expected><value xsi:type="xsd:date">2026-13-01</value></expected>'
        "</resultNode></testCase>"
        '<testCase id="b"><resultNode name="d"><expected><value xsi:type="xsd:decimal">1.0</value></expected>'
        "</resultNode></testCase>"
        '<testCase id="c"><resultNode name="gone" errorResult="true"/></testCase>'
    )
    # when they are run over a model in the folder above
    results = suite(tmp_path, cases, decision("d", "1"))
    # then each has its own outcome, under the names of the last two folders
    assert [(each.case, each.outcome) for each in results] == [("a", "ERROR"), ("b", "SUCCESS"), ("c", "SUCCESS")]
    assert {each.suite for each in results} == {f"{tmp_path.name}/0001-m"}


def test_times_are_compared_to_the_microsecond(tmp_path: Path) -> None:
    cases = (
        '<testCase id="a"><resultNode name="d"><expected><value xsi:type="xsd:time">08:00:00.123456789Z</value>'
        "</expected></resultNode></testCase>"
    )
    assert suite(tmp_path, cases, decision("d", 'time("08:00:00.123456789Z")'))[0].outcome == "SUCCESS"


def test_results_are_rows_of_suite_file_case_outcome_and_comment() -> None:
    rows = list(csv.reader(io.StringIO(written(RESULTS))))
    assert rows[0] == ["compliance-level-2/0001-greeting", "0001-greeting-test-01", "001", "SUCCESS", ""]
    assert len(rows) == len(RESULTS)


def test_the_command_writes_a_file_and_says_how_many_passed(tmp_path: Path) -> None:
    table = tmp_path / "results.csv"
    command = [sys.executable, "-m", "engine.dmn.tck", str(EXAMPLES), str(table)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{len(RESULTS)} of {len(RESULTS)} test cases passed" in done.stderr
    assert len(table.read_text("utf-8").splitlines()) == len(RESULTS)
