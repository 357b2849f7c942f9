"""Drawing processes in the browser: nothing is lost, nobody is overwritten, and problems lead to where they are."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.demonstration import TODAY
from tests.e2e.clocked import FileClock
from tests.e2e.drawing import Drawing, canonical
from tests.e2e.server import ROOT, Server
from tests.e2e.stage import furnish

DIAGRAMS = sorted((ROOT / "bpmn").glob("*/*.bpmn"))
HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" '
    'xmlns:other="urn:other" id="d" targetNamespace="urn:x" modeler:executionPlatform="Camunda Cloud" '
    'modeler:executionPlatformVersion="8.9.0">'
)
DRAWN = """<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:dd="http://www.omg.org/spec/DD/20100524/DI" id="di">
 <bpmndi:BPMNPlane id="plane" bpmnElement="p">
 <bpmndi:BPMNShape id="s_di" bpmnElement="s"><dc:Bounds x="{x}" y="100" width="36" height="36"/></bpmndi:BPMNShape>
 <bpmndi:BPMNShape id="t_di" bpmnElement="t"><dc:Bounds x="260" y="80" width="100" height="80"/></bpmndi:BPMNShape>
 <bpmndi:BPMNShape id="e_di" bpmnElement="e"><dc:Bounds x="420" y="100" width="36" height="36"/></bpmndi:BPMNShape>
 <bpmndi:BPMNEdge id="a_di" bpmnElement="a">
 <dd:waypoint x="196" y="118"/><dd:waypoint x="260" y="118"/></bpmndi:BPMNEdge>
 <bpmndi:BPMNEdge id="b_di" bpmnElement="b">
 <dd:waypoint x="360" y="118"/><dd:waypoint x="420" y="118"/></bpmndi:BPMNEdge>
 </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"""


@pytest.fixture(scope="module")
def commission(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of these tests' own, since drafts stay where they are begun."""
    folder = tmp_path_factory.mktemp("designer")
    FileClock(folder / "clock").set(TODAY)
    database = f"sqlite:///{shutil.copy(_sqlite_template, folder / 'bangfu.db')}"
    furnish(database, TODAY)
    server = Server(database=database, log=folder / "log", clock=folder / "clock")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def drawing(page: Page, commission: Server) -> Drawing:
    return Drawing(page, commission.url)


def diagram(folder: Path, inside: str, x: str = "160") -> Path:
    """A file with a start `s` and a step `t` named 办理, into which something is written."""
    file = folder / "case.bpmn"
    steps = (
        '<bpmn:startEvent id="s" name="登记"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>'
        f'<bpmn:userTask id="t" name="办理">{inside}<bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>'
        '</bpmn:userTask><bpmn:endEvent id="e" name="办结"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>'
        '<bpmn:sequenceFlow id="a" sourceRef="s" targetRef="t"/><bpmn:sequenceFlow id="b" sourceRef="t" targetRef="e"/>'
    )
    process = f'<bpmn:process id="p" name="试" isExecutable="true">{steps}</bpmn:process>'
    file.write_text(f"{HEAD}{process}{DRAWN.format(x=x)}</bpmn:definitions>", "utf-8")
    return file


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.parent.name)
def test_every_diagram_of_ours_opens_and_comes_back_equal(drawing: Drawing, path: Path) -> None:
    # given a process of ours as somebody hands it in
    drawing.import_files(path)
    # when it is drawn at and the drawing taken back
    drawing.save_unchanged()
    # then what is saved is what was handed in
    assert canonical(drawing.file()) == canonical(path.read_bytes())


def test_what_a_newer_modeler_wrote_is_kept(drawing: Drawing, tmp_path: Path) -> None:
    # given a file with extension elements and attributes that nobody here knows
    path = diagram(
        tmp_path,
        '<bpmn:extensionElements><zeebe:userTask/><zeebe:agentRun model="x" other:note="y"><zeebe:tool name="a"/>'
        '<zeebe:tool name="b"/></zeebe:agentRun><other:thing size="3"><other:part>text</other:part></other:thing>'
        '<zeebe:properties><zeebe:property name="whatever" value="1" hint="2"/></zeebe:properties>'
        "</bpmn:extensionElements>",
    )
    drawing.import_files(path)
    # when it is saved by our editor, then all of it is still there
    drawing.save_unchanged()
    assert canonical(drawing.file()) == canonical(path.read_bytes())


def test_what_the_editor_would_lose_can_only_be_looked_at(drawing: Drawing, tmp_path: Path) -> None:
    # given a file with an element of BPMN's own namespace that BPMN does not have
    drawing.import_files(diagram(tmp_path, '<bpmn:hologram id="h"/>'))
    # then the page says so and takes no change
    expect(drawing.page.locator("[data-notice]")).to_contain_text("只能查看")
    drawing.pick("办理")
    drawing.page.keyboard.press("Delete")
    expect(drawing.page.locator("[data-element-id=t]")).to_be_visible()


def test_a_step_becomes_a_co_sign_step_by_its_template(drawing: Drawing) -> None:
    # given a new process
    drawing.begin("cosign", "会签试验")
    drawing.pick("办理")
    # when its step gets the template 会签
    drawing.page.locator(".bio-properties-panel-select-template-button").click()
    drawing.page.locator(".djs-popup .entry", has_text="会签").click()
    drawing.saved()
    # then each supporting department has a copy, is asked for its opinion, and has three working days
    said = drawing.file().decode()
    assert 'inputCollection="=duty.support"' in said
    assert '<zeebe:property name="opinion" value="required"' in said
    assert 'dueDate="=workdays after(now(), 3)"' in said
    expect(drawing.page.locator(".bio-properties-panel-header-type")).to_have_text("会签")


def test_expressions_are_completed_with_what_the_case_knows(drawing: Drawing) -> None:
    # given the step of a new process
    drawing.begin("complete", "补全试验")
    drawing.pick("办理")
    # when somebody begins to write by when it is due
    field = drawing.group("提醒和上报").locator(".cm-content").first
    field.click()
    drawing.page.keyboard.type("work")
    # then the functions that count working days are offered, with what they do
    offered = drawing.page.locator(".cm-tooltip-autocomplete")
    expect(offered).to_contain_text("workdays after(moment, days)")


def test_a_setting_of_the_step_is_asked_in_words_and_saved_as_the_engine_reads_it(drawing: Drawing) -> None:
    drawing.begin("words", "词语试验")
    drawing.pick("办理")
    group = drawing.group("怎么办理")
    group.get_by_label("台账中的阶段").fill("办理中")
    group.locator("select").first.select_option(label="必填")
    drawing.saved()
    drawing.page.wait_for_timeout(300)
    drawing.page.locator("[data-saved=saved]").wait_for()
    said = drawing.file().decode()
    assert '<zeebe:property name="stage" value="办理中"' in said
    assert '<zeebe:property name="opinion" value="required"' in said


def test_a_problem_leads_to_its_element(drawing: Drawing, tmp_path: Path) -> None:
    # given a step whose form is not among the files
    asking = '<bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="none"/></bpmn:extensionElements>'
    drawing.import_files(diagram(tmp_path, asking))
    # when everything is checked as for publishing
    drawing.page.locator("[data-tool=check]").first.click()
    problem = drawing.page.locator(".problem", has_text="表单“none”不存在")
    problem.click()
    # then the step is selected
    expect(drawing.page.locator(".bio-properties-panel-header-label")).to_have_text("办理")
    expect(drawing.page.locator("[data-problem-count]")).to_have_attribute("data-level", "error")


def test_the_second_editor_reads_and_takes_over_knowingly(
    drawing: Drawing, commission: Server, new_page: Callable[..., Page]
) -> None:
    # given a draft that a designer has open
    drawing.begin("shared", "共同设计")
    address = drawing.page.url
    # when an administrator opens it too
    other = Drawing(new_page(), commission.url, "admin")
    other.page.goto(address)
    other.opened()
    # then it can be looked at, and nothing done to it is saved
    expect(other.page.locator("[data-notice]")).to_contain_text("流程设计员正在编辑这份草稿")
    other.pick("办理")
    other.page.keyboard.press("Delete")
    expect(other.page.locator("[data-element-id=step]")).to_be_visible()
    # when the administrator takes over and changes it
    other.page.on("dialog", lambda dialog: dialog.accept())
    other.page.get_by_role("button", name="接手编辑").click()
    expect(other.page.locator("[data-notice]")).to_be_hidden()
    other.opened()
    other.pick("办理")
    other.group("基本").get_by_label("名称").fill("走访")
    other.saved()
    # then what the first one does is refused in words, with a choice, and overwrites nothing
    drawing.pick("办理")
    drawing.group("基本").get_by_label("名称").fill("办理二")
    expect(drawing.page.locator("[data-notice]")).to_contain_text("系统管理员正在编辑这份草稿")
    expect(drawing.page.get_by_role("button", name="另存一份继续")).to_be_visible()
    assert "走访" in other.file().decode()


def test_the_drawing_leaves_as_a_picture(drawing: Drawing) -> None:
    drawing.begin("picture", "图片试验")
    for tool, begins in (("svg", b"<?xml"), ("png", b"\x89PNG")):
        drawing.page.locator("summary", has_text="导出").click()
        with drawing.page.expect_download() as waiting:
            drawing.page.locator(f"[data-tool={tool}]").click()
        assert Path(waiting.value.path()).read_bytes().startswith(begins)


def test_walking_through_shows_where_a_case_goes(drawing: Drawing) -> None:
    drawing.begin("walk", "走一遍试验")
    drawing.page.locator("[data-tool=simulate]").click()
    drawing.page.get_by_title("触发").first.click()
    expect(drawing.page.locator(".designer-simulation .bts-notification", has_text="登记")).to_be_visible()
    drawing.page.locator("[data-tool=simulate]").click()
    expect(drawing.page.locator(".designer-simulation")).to_have_count(0)


def test_on_a_phone_the_drawing_is_looked_at(phone: Page, commission: Server) -> None:
    drawing = Drawing(phone, commission.url)
    drawing.begin("phone", "手机查看")
    expect(phone.locator("[data-notice]")).to_contain_text("请在电脑上绘制")
    expect(phone.locator("[data-element-id=step]")).to_be_visible()
    expect(phone.locator(".djs-palette")).to_be_hidden()


SCRIPT = "&lt;script&gt;window.hacked=1&lt;/script&gt;&lt;img src=x onerror='window.hacked=1'&gt;"
ICON = "data:image/svg+xml,&lt;svg xmlns='http://www.w3.org/2000/svg' onload='parent.hacked=1'/&gt;"
DEEP = "(" * 20_000
HOSTILE = {
    "label": (f'<bpmn:documentation>{SCRIPT}</bpmn:documentation>', "160"),
    "icon": (f'<bpmn:documentation>{ICON}</bpmn:documentation>', "160"),
    "far": ("", "1e300"),
    "nowhere": ("", "NaN"),
    "bomb": (f'<bpmn:extensionElements><zeebe:taskSchedule dueDate="={DEEP}1"/></bpmn:extensionElements>', "160"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_neither_runs_nor_hangs_the_page(drawing: Drawing, tmp_path: Path, kind: str) -> None:
    inside, x = HOSTILE[kind]
    path = diagram(tmp_path, inside, x)
    text = path.read_text("utf-8").replace('name="登记"', f'name="{SCRIPT}" zeebe:modelerTemplateIcon="{ICON}"')
    path.write_text(text.replace('id="t" name', 'zeebe:modelerTemplate="none" id="t" name'), "utf-8")
    drawing.import_files(path)
    drawing.page.locator("[data-tool=problems]").first.click()
    assert drawing.page.evaluate("window.hacked") is None
    expect(drawing.page.locator("[data-problems]")).to_be_visible()


def test_entities_are_not_even_read(drawing: Drawing, tmp_path: Path) -> None:
    path = diagram(tmp_path, "")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    drawing.page.goto(f"{drawing.server}/designer")
    path.write_text(bomb + path.read_text("utf-8"), "utf-8")
    drawing.hand_in(path)
    expect(drawing.page.get_by_text("DTD").first).to_be_visible()
