"""The command `bangfu` publishes processes, and lists every fault of those it cannot publish."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

import bpmn
from tests.engine.kernel.diagrams import diagram
from web.cli import main


def test_a_process_with_faults_is_refused_with_a_line_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # given an installation with a process that breaks two rules beside a sound one
    start = '<bpmn:startEvent id="start"/><bpmn:userTask id="work"/>\nstart -> work\n'
    for name, inside in (("sound", start), ("broken", f'{start}<bpmn:task id="alone" name="核查"/>\nwork -> start')):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.bpmn").write_bytes(diagram(inside, process=name))
    monkeypatch.setattr(bpmn, "folders", lambda: [tmp_path / "broken", tmp_path / "sound"])
    # when its processes are published
    done = CliRunner().invoke(main, ["deploy", "--database", f"sqlite:///{tmp_path}/bangfu.db"])
    # then each fault is listed with its place, its sentences and its clause, and the sound one is published
    assert done.exit_code == 1
    first, second, *_ = done.stderr.splitlines()
    assert first.startswith("broken:5:start: 连线不能进入开始事件“start”。 No sequence flow may lead into")
    assert first.endswith("[flow-into-start, BPMN 2.0.2 §10.5.2]")
    assert "“核查”" in second
    assert "sound" in done.stdout


def test_who_deploys_is_told_what_of_a_diagram_is_not_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # given a process drawn for another engine
    foreign = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:assignee="demo"'
    inside = f'<bpmn:startEvent id="start"/><bpmn:userTask id="work" {foreign}/>\nstart -> work\n'
    (tmp_path / "other.bpmn").write_bytes(diagram(inside, process="other"))
    monkeypatch.setattr(bpmn, "folders", lambda: [tmp_path])
    # when it is published
    done = CliRunner().invoke(main, ["deploy", "--database", f"sqlite:///{tmp_path}/bangfu.db"])
    # then it is, with a remark
    assert done.exit_code == 0
    assert "“work”的 camunda:assignee 是其他引擎的设置" in done.stderr


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_a_sentence_before_anything_is_begun(tmp_path: Path, command: str) -> None:
    # given another program that listens
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        # when Bangfu is to be served there
        arguments = [command, "--port", str(port), "--database", f"sqlite:///{tmp_path}/bangfu.db"]
        done = CliRunner().invoke(main, arguments)
    # then it says so and what to do, and has made no database
    assert done.exit_code == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr
    assert not (tmp_path / "bangfu.db").exists()
