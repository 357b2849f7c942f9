"""What a scenario can expect, and the sentence where it is otherwise."""

from __future__ import annotations

import pytest

from tests.engine.scenarios.conftest import Stage

BEGUN = "name: 甲\nstart: {by: 整改办, answers: {title: 药品不足}}\n"
DONE = f"{BEGUN}steps:\n  - do: check\n    answers: {{finding: 属实}}\n    opinion: 已核\n"
LATE = f"{BEGUN}steps:\n  - until: 2026-03-05T18:00\n"


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (BEGUN, "waiting: [check]"),
        (BEGUN, "inboxes: {check: 医政处}"),
        (BEGUN, "copied: {check: [规划信息处]}"),
        (BEGUN, "due: {check: 2026-03-09}"),
        (BEGUN, "due: {check: 2026-03-09T17:30}"),
        (BEGUN, "lights: {check: green}"),
        (BEGUN, "variables: {title: 药品不足, finding: null, 'string length(title)': 4}"),
        (BEGUN, "variables: {duty.lead: '=[department(\"医政处\")]'}"),
        (BEGUN, "stage: 核实"),
        (BEGUN, "state: open"),
        (BEGUN, "ended: false"),
        (BEGUN, "title: 药品不足"),
        (BEGUN, "passed: [start, check]"),
        (BEGUN, "not_passed: [no, decide]"),
        (BEGUN, "incidents: []"),
        (BEGUN, "cases: {main: 1}"),
        (BEGUN, "papers: []"),
        (DONE, "waiting: []"),
        (DONE, "ended: true"),
        (DONE, "ledger: {核实情况: 属实}"),
        (DONE, "case: main\n  passed: ['yes', end]"),
        (LATE, "reminded: [医政处经办]"),
        (LATE, "lights: {check: blue}"),
    ],
)
def test_what_is_so_is_not_complained_about(stage: Stage, told: str, asked: str) -> None:
    assert stage.complaints(f"{told}then:\n  {asked}\n") == []


@pytest.mark.parametrize(
    ("told", "asked", "words"),
    [
        (BEGUN, "waiting: [decide]", "“waiting”应为 [decide]，实际为 [check]"),
        (BEGUN, "waiting: []", "实际为 [check]"),
        (BEGUN, "inboxes: {check: 医改办}", "实际为 check: [云川市卫生健康委员会医政处]"),
        (BEGUN, "copied: {check: []}", "规划信息处"),
        (BEGUN, "due: {check: 2026-03-10}", "2026-03-09"),
        (BEGUN, "lights: {check: red}", "green"),
        (BEGUN, "variables: {title: 别的}", "药品不足"),
        (BEGUN, "variables: {'title +': 1}", "无法判断"),
        (BEGUN, "stage: 审批", "核实"),
        (BEGUN, "ended: true", "False"),
        (BEGUN, "passed: [decide]", "decide"),
        (BEGUN, "not_passed: [check]", "check"),
        (BEGUN, "incidents: [check]", "[]"),
        (BEGUN, "cases: {main: 2}", "main: 1"),
        (BEGUN, "papers: [告知书]", "告知书"),
        (BEGUN, "decided: {level: high}", "level"),
        (BEGUN, "case: other\n  waiting: []", "还没有这个流程的事项"),
        (DONE, "ledger: {核实情况: 不实}", "属实"),
        (LATE, "reminded: [医改办经办]", "医政处经办"),
    ],
)
def test_what_is_otherwise_is_said_with_what_it_is(stage: Stage, told: str, asked: str, words: str) -> None:
    (complaint,) = stage.complaints(f"{told}then:\n  {asked}\n")
    line, _, said = complaint.partition(": ")
    assert int(line) == told.count("\n") + (1 if "other" in asked else 2)
    assert words in said
