"""Decision files in the designer: every one opens, keeps all it says, and is edited in Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.designing import Desk, canonical

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = sorted((ROOT / "bpmn").glob("*/*.dmn"))
LIGHTS = ROOT / "bpmn" / "deadline-lights" / "cn.2020-01-01.dmn"
OWN = (
    ".content-editable, .cm-editor, textarea, input, .djs-label, .djs-visual, [data-own], .dmn-definitions-id, "
    ".bjs-powered-by"
)
SIGNATURE = re.compile(": (string|number|boolean|date)$")  # of a function, in FEEL's own names of types
SPEAKS_FOR_ITSELF = {"FEEL", "Ctrl+Z", "Java", "PMML"}


@pytest.fixture
def desk(page: Page, server_url: str) -> Desk:
    return Desk(page, server_url)


def test_every_decision_file_comes_out_as_it_went_in(desk: Desk) -> None:
    # given the decision files of all processes
    draft = desk.begin({"lights.dmn": LIGHTS.read_bytes()})
    desk.open(draft, "lights.dmn")
    # when each is opened in the editor and read as it would be saved
    found = desk.edited("dmn", [file.read_text("utf-8") for file in FILES])
    # then not one opened for reading only, none was changed by opening, and each says what it said
    assert [each["said"] for each in found] == [""] * len(FILES)
    assert [each["changes"] for each in found] == [0] * len(FILES)
    for file, each in zip(FILES, found, strict=True):
        assert canonical(each["text"].encode()) == canonical(file.read_bytes()), file


def test_a_changed_cell_is_saved_and_nothing_else_changes(desk: Desk) -> None:
    # given a table in the editor
    draft = desk.begin({"lights.dmn": LIGHTS.read_bytes()})
    desk.open(draft, "lights.dmn")
    desk.page.get_by_role("tab", name="决策表 提前工作日").click()
    cell = desk.page.locator("td.output-cell .content-editable").first
    # when a result is written over
    cell.click()
    cell.press("Control+A")
    desk.page.keyboard.type("3")
    # then it is saved by itself, and everything else of the file is as before
    expect(desk.page.locator("[data-saved='saved']")).to_be_visible()
    expected = LIGHTS.read_text("utf-8").replace("<text>2</text>", "<text>3</text>", 1)
    assert canonical(desk.content(draft, "lights.dmn")) == canonical(expected.encode())


def test_a_file_that_the_editor_would_shorten_opens_as_text(desk: Desk) -> None:
    # given a decision by a conditional, which is newer (DMN 1.4) than what the editor knows
    logic = (
        "<conditional id='c'><if><literalExpression id='i'><text>1 = 1</text></literalExpression></if></conditional>"
    )
    newer = f"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="d" namespace="d">
      <decision id="one" name="是否"><variable id="v" name="是否"/>{logic}</decision></definitions>"""
    draft = desk.begin({"newer.dmn": newer.encode()})
    # when it is opened
    desk.open(draft, "newer.dmn")
    # then the page says so, and shows every letter of it
    expect(desk.page.locator("[data-notice]")).to_contain_text("按文本打开")
    expect(desk.page.get_by_role("textbox", name="newer.dmn")).to_have_value(newer)


def test_all_of_the_editor_is_chinese(desk: Desk) -> None:
    files = {
        "a.dmn": LIGHTS.read_bytes(),
        "b.dmn": (ROOT / "bpmn/medical-settlement/990100.2019-01-01.dmn").read_bytes(),
    }
    draft = desk.begin(files)
    foreign: set[str] = set()
    for name in files:
        desk.open(draft, name)
        foreign |= set(desk.spoken(OWN))
        desk.page.locator(".djs-element.djs-shape").first.click()
        foreign |= set(desk.spoken(OWN))
        for tab in desk.page.get_by_role("tab").all()[1:8]:
            tab.click()
            desk.page.wait_for_timeout(150)
            foreign |= set(desk.spoken(OWN))
            foreign |= opened_by_hand(desk)
    assert not [words for words in sorted(foreign - SPEAKS_FOR_ITSELF) if not SIGNATURE.search(words)]


def opened_by_hand(desk: Desk) -> set[str]:
    """What the menus of a table say: of a column, of a rule, of a cell."""
    found: set[str] = set()
    page = desk.page
    for place in ("thead .input", "thead .output", "td.input-cell", "td.output-cell", "td.rule-index"):
        if not page.locator(place).count():
            continue
        page.locator(place).first.dblclick()
        page.wait_for_timeout(80)
        found |= set(desk.spoken(OWN))
        page.locator(place).first.click(button="right")
        page.wait_for_timeout(80)
        found |= set(desk.spoken(OWN))
        page.keyboard.press("Escape")
        page.mouse.click(1200, 120)
    return found


def test_a_table_of_a_thousand_rules_opens_and_scrolls(desk: Desk) -> None:
    # given a table with a thousand rules
    rules = "".join(
        f"<rule id='r{n}'><inputEntry id='i{n}'><text>{n}</text></inputEntry><outputEntry id='o{n}'><text>{n}</text>"
        "</outputEntry></rule>"
        for n in range(1000)
    )
    large = f"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="d" namespace="d">
      <decision id="one" name="大表"><variable id="v" name="大表"/><decisionTable id="t"><input id="in">
      <inputExpression id="e"><text>数</text></inputExpression></input><output id="out"/>{rules}</decisionTable>
      </decision></definitions>"""
    draft = desk.begin({"large.dmn": large.encode()})
    # when it is opened and scrolled to its end
    desk.open(draft, "large.dmn")
    desk.page.get_by_role("tab", name="大表").click()
    last = desk.page.locator("td.rule-index").nth(999)
    last.scroll_into_view_if_needed()
    # then the last rule is in sight
    expect(last).to_be_in_viewport()


def test_a_hostile_file_runs_nothing(desk: Desk) -> None:
    # given names and cells with script, and an expression that would count for ever
    bad = "&lt;img src=x onerror=&quot;document.title='run'&quot;&gt;&lt;script&gt;document.title='run'&lt;/script&gt;"
    bomb = "for i in 1..1000000000, j in 1..1000000000 return i * j"
    hostile = f"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="{bad}" namespace="d">
      <decision id="one" name="{bad}"><variable id="v" name="{bad}"/><decisionTable id="t"><input id="in" label="{bad}">
      <inputExpression id="e"><text>{bad}</text></inputExpression></input><output id="out" label="{bad}" name="{bad}"/>
      <rule id="r"><description>{bad}</description><inputEntry id="i"><text>{bad}</text></inputEntry>
      <outputEntry id="o"><text>{bomb}</text></outputEntry></rule></decisionTable></decision>
      <decision id="two" name="two"><variable id="w" name="two"/><literalExpression id="l"><text>{bomb}</text>
      </literalExpression></decision></definitions>"""
    draft = desk.begin({"hostile.dmn": hostile.encode()})
    # when all its views are opened
    desk.open(draft, "hostile.dmn")
    for tab in desk.page.get_by_role("tab").all():
        tab.click()
    # then the page is alive, and nothing of it ran
    expect(desk.page.get_by_role("tab", selected=True)).to_contain_text("two")
    assert "run" not in desk.page.title()
