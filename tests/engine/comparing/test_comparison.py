"""Two states of a process are compared in words: every kind of change is told once, where a designer looks for it."""

from __future__ import annotations

import pytest

import bpmn
from engine.comparing import Change, Comparison, compare
from tests.engine.kernel.diagrams import diagram

FOLDERS = {folder.name: folder for folder in bpmn.folders()}
RECTIFICATION = bpmn.files(FOLDERS["issue-rectification"])
NAME = "issue-rectification.bpmn"


def process(inside: str) -> dict[str, bytes]:
    return {"main.bpmn": diagram(inside)}


def task(id_: str, name: str, inside: str = "") -> str:
    extensions = f"<bpmn:extensionElements>{inside}</bpmn:extensionElements>"
    return f'<bpmn:userTask id="{id_}" name="{name}">{extensions}</bpmn:userTask>'


def with_text(was: str, now: str) -> dict[str, bytes]:
    """The rectification with another text in its diagram."""
    drawn = RECTIFICATION[NAME].decode()
    assert was in drawn
    return {**RECTIFICATION, NAME: drawn.replace(was, now).encode()}


def changes(comparison: Comparison, section: str) -> list[Change]:
    return [change for each in comparison.sections if each.id == section for change in each.changes]


def told(change: Change) -> dict[str, tuple[str, str]]:
    return {fact.label.zh: (fact.was, fact.now) for fact in change.facts}


@pytest.mark.parametrize("key", FOLDERS)
def test_a_process_differs_in_nothing_from_itself(key: str) -> None:
    files = bpmn.files(FOLDERS[key])
    assert compare(files, files).empty


def test_steps_that_came_and_went_are_told_and_marked_on_their_side() -> None:
    was, now = (process(f"{task(id_, name)}\nstart -> {id_}") for id_, name in (("old", "旧环节"), ("new", "新环节")))
    comparison = compare(was, now)
    # then one is added and one removed
    told_of = [(one.kind, one.name) for one in changes(comparison, "steps")]
    assert told_of == [("added", "新环节"), ("removed", "旧环节")]
    # then each is marked in the diagram it stands in
    assert (comparison.marks_before["old"], comparison.marks_after["new"]) == ("removed", "added")
    assert "new" not in comparison.marks_before


def test_what_a_step_says_is_told_before_and_now() -> None:
    was = task("plan", "方案", '<zeebe:taskSchedule dueDate="=workdays after(now(), 5)"/>')
    now = task("plan", "整改方案", '<zeebe:taskSchedule dueDate="=workdays after(now(), 8)"/>'
               '<zeebe:properties><zeebe:property name="remind_before" value="=2"/></zeebe:properties>')  # fmt: skip
    (change,) = changes(compare(process(was + "\nstart -> plan"), process(now + "\nstart -> plan")), "steps")
    assert (change.kind, change.what.zh) == ("changed", "人工环节")
    assert told(change) == {
        "名称": ("方案", "整改方案"), "办理时限": ("=workdays after(now(), 5)", "=workdays after(now(), 8)"),
        "到期前提醒": ("", "=2"),
    }  # fmt: skip


def test_a_step_under_another_name_changes_no_flow_that_leads_to_it() -> None:
    was, now = (process(f"{task('plan', name)}\nstart -> plan") for name in ("方案", "整改方案"))
    assert [section.id for section in compare(was, now).sections] == ["steps"]


def test_a_changed_condition_is_told_with_its_flow() -> None:
    now = with_text('=acceptance_outcome = "accept"', '=acceptance_outcome = "yes"')
    assert [list(told(change)) for change in changes(compare(RECTIFICATION, now), "flows")] == [["条件"]]


def test_a_setting_is_told_apart_from_the_process() -> None:
    now = with_text('name="setting.accept_days" value="=3"', 'name="setting.accept_days" value="=4"')
    comparison = compare(RECTIFICATION, now)
    assert [section.id for section in comparison.sections] == ["settings"]
    (change,) = changes(comparison, "settings")
    assert told(change) == {"参数“认领时限”": ("=3", "=4")}


def test_what_was_only_moved_is_told_as_moved() -> None:
    # given a drawing in which one shape stands elsewhere
    drawn = RECTIFICATION[NAME].decode()
    x = drawn.index('x="', drawn.index('bpmnElement="accept"')) + 3
    end = drawn.index('"', x)
    moved = f"{drawn[:x]}{int(drawn[x:end]) + 40}{drawn[end:]}"
    # when both are compared
    comparison = compare(RECTIFICATION, {**RECTIFICATION, NAME: moved.encode()})
    # then that one is moved and nothing else
    assert comparison.marks_after == {"accept": "moved"}


def test_a_file_that_is_no_diagram_is_said_to_be_none() -> None:
    (change,) = changes(compare(RECTIFICATION, {"main.bpmn": b"<html></html>"}), "process")
    assert "HTML" in change.name


def test_scenarios_are_told_by_what_happens_in_them() -> None:
    was = {"scenarios/a.yaml": "name: 退回一次\nsteps: []\n".encode()}
    now = {
        "scenarios/a.yaml": "name: 退回一次\nsteps: [{until: 2026-03-02}]\n".encode(), "scenarios/b.yaml": b"name: x",
    }  # fmt: skip
    assert [(one.kind, one.name) for one in changes(compare(was, now), "scenarios")] == [
        ("changed", "退回一次"), ("added", "x"),
    ]  # fmt: skip
