"""How a diagram is shown: in a real browser, from the bundle that the pages load, under the pages' security policy."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

DIST = Path(__file__).resolve().parent.parent.parent / "web" / "static" / "dist"
POLICY = "default-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:"

DIAGRAM = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:dd="http://www.omg.org/spec/DD/20100524/DI"
  targetNamespace="test">
  <process id="p"><startEvent id="found" name="发现问题"/><userTask id="accept" name="责任单位认领"/>
    <userTask id="plan" name="制定方案"/><sequenceFlow id="to-accept" sourceRef="found" targetRef="accept"/>
    <sequenceFlow id="to-plan" sourceRef="accept" targetRef="plan"/></process>
  <di:BPMNDiagram><di:BPMNPlane bpmnElement="p">
    <di:BPMNShape bpmnElement="found"><dc:Bounds x="100" y="120" width="36" height="36"/></di:BPMNShape>
    <di:BPMNShape bpmnElement="accept"><dc:Bounds x="200" y="98" width="100" height="80"/></di:BPMNShape>
    <di:BPMNShape bpmnElement="plan"><dc:Bounds x="380" y="98" width="100" height="80"/></di:BPMNShape>
    <di:BPMNEdge bpmnElement="to-accept"><dd:waypoint x="136" y="138"/><dd:waypoint x="200" y="138"/></di:BPMNEdge>
    <di:BPMNEdge bpmnElement="to-plan"><dd:waypoint x="300" y="138"/><dd:waypoint x="380" y="138"/></di:BPMNEdge>
  </di:BPMNPlane></di:BPMNDiagram>
</definitions>"""

PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>流程图</title>
<link rel="stylesheet" href="{css}"><script type="module" src="{js}"></script></head><body><main><h1>流程图</h1>
<div data-diagram="{diagram}" data-path='["found", "to-accept", "gone"]' data-tokens='{{"accept": 2, "gone": 1}}'
  data-label="问题整改流程图" data-token="当前环节" data-zoom-in="放大" data-zoom-out="缩小" data-zoom-fit="适合窗口"
  data-failed="流程图无法显示"></div></main></body></html>"""


class Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the test's output is for the test."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of two pages: good.html shows a diagram, bad.html names one that is not there."""
    names = json.loads((DIST / "manifest.json").read_text())
    (tmp_path / "dist").symlink_to(DIST)
    (tmp_path / "case.bpmn").write_text(DIAGRAM, "utf-8")
    bundle = {"css": f"dist/{names['main.css']}", "js": f"dist/{names['main.js']}"}
    (tmp_path / "good.html").write_text(PAGE.format(diagram="case.bpmn", **bundle), "utf-8")
    (tmp_path / "bad.html").write_text(PAGE.format(diagram="none.bpmn", **bundle), "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_case_shows_where_it_stands_and_how_it_came_there(
    page: Page, site: str, barriers: Callable[[Page], list[str]]
) -> None:
    # given a case that came over the start to a task, where two of its tokens are
    page.goto(f"{site}/good.html")
    # when its diagram is shown
    expect(page.locator("[data-shown=done]")).to_be_visible()
    # then the way it took, the task it stands at and the number of tokens can be seen
    assert page.locator(".djs-element.taken").evaluate_all("all => all.map(e => e.dataset.elementId).sort()") == [
        "found",
        "to-accept",
    ]
    assert page.locator(".djs-element.live").get_attribute("data-element-id") == "accept"
    expect(page.get_by_text("当前环节 ×2")).to_be_visible()
    # and the mark of bpmn.io stays, as its licence asks
    expect(page.locator(".bjs-powered-by")).to_be_visible()
    assert barriers(page) == []


def test_a_diagram_is_moved_and_zoomed_with_the_keyboard_and_the_buttons(page: Page, site: str) -> None:
    # given a diagram
    page.goto(f"{site}/good.html")
    task = page.locator("[data-element-id=accept].djs-shape")
    expect(page.locator("[data-shown=done]")).to_be_visible()
    first = task.bounding_box()
    assert first is not None
    # when it has the focus and keys are pressed
    page.get_by_role("application", name="问题整改流程图").focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    # then it is larger and has moved, until it is made to fit again
    zoomed = task.bounding_box()
    assert zoomed is not None and zoomed["width"] > first["width"]
    page.keyboard.press("0")
    assert task.bounding_box() == first
    # and the buttons do the same
    page.get_by_role("button", name="缩小").click()
    smaller = task.bounding_box()
    assert smaller is not None and smaller["width"] < first["width"]
    page.get_by_role("button", name="适合窗口").click()
    assert task.bounding_box() == first


def test_a_diagram_that_cannot_be_had_says_so_in_words(page: Page, site: str) -> None:
    page.goto(f"{site}/bad.html")
    expect(page.get_by_role("alert")).to_have_text("流程图无法显示")
    expect(page.get_by_role("button", name="放大")).to_have_count(0)
