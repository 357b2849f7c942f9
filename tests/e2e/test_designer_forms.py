"""Forms in the designer: only our kinds of questions, in Chinese, shown as the server shows them, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from engine import forms
from engine.vocabulary import NAMES
from tests.e2e.designing import READY, Desk

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = sorted((ROOT / "bpmn").glob("*/*.form"))
ARRANGE = ROOT / "bpmn" / "telemedicine-referral" / "arrange.form"
OWN = (
    ".fjs-form-field-label, .fjs-form-field-text, .fjs-form-field-description, .fjs-inline-label, input, textarea, "
    ".cm-editor, .fjs-input-adornment, .fjs-powered-by, option[value], iframe"
)
BLANK: dict[str, Any] = {"id": "visit", "type": "default", "schemaVersion": 18, "components": []}


@pytest.fixture
def desk(page: Page, server_url: str) -> Desk:
    return Desk(page, server_url)


def written(desk: Desk, draft: str, name: str) -> dict[str, Any]:
    """The form as it was saved, once it is."""
    expect(desk.page.locator("[data-saved='saved']")).to_be_visible()
    found: dict[str, Any] = json.loads(desk.content(draft, name))
    return found


def test_every_form_comes_out_as_it_went_in(desk: Desk) -> None:
    # given the forms of all processes
    draft = desk.begin({"arrange.form": ARRANGE.read_bytes()})
    desk.open(draft, "arrange.form")
    # when each is opened in the editor and read as it would be saved
    found = desk.edited("form", [file.read_text("utf-8") for file in FILES])
    # then none was changed by opening, and each says what it said
    assert [(each["said"], each["changes"]) for each in found] == [("", 0)] * len(FILES)
    for file, each in zip(FILES, found, strict=True):
        assert json.loads(each["text"]) == json.loads(file.read_bytes()), file


def test_a_question_of_every_kind_is_drawn_in_chinese_and_is_one_the_server_knows(desk: Desk) -> None:
    # given a blank form
    draft = desk.begin({"visit.form": json.dumps(BLANK).encode()})
    desk.open(draft, "visit.form")
    foreign = set(desk.spoken(OWN))
    # when a question of each kind is added, and its properties are looked at
    kinds = desk.page.locator(".form-palette .fjs-palette-field")
    for number in range(kinds.count()):
        kinds.nth(number).click()
        foreign |= set(desk.spoken(OWN))
    # then everything that the editor says is Chinese
    assert sorted(foreign) == []
    # and the server reads each of them as a question with nothing wrong
    schema = written(desk, draft, "visit.form")
    assert len(schema["components"]) == kinds.count()
    forms.load(json.dumps(schema).encode(), NAMES)


def test_properties_are_saved_as_the_server_reads_them(desk: Desk) -> None:
    # given a form with a number
    draft = desk.begin({"visit.form": json.dumps(BLANK).encode()})
    desk.open(draft, "visit.form")
    page = desk.page
    page.get_by_role("button", name="金额", exact=True).click()
    panel = page.get_by_role("complementary", name="属性")
    # when it is named, bounded, required and given a condition
    panel.get_by_label("名称", exact=True).fill("慰问金")
    panel.get_by_label("变量名").fill("慰问金额")
    panel.get_by_label("必填").check()
    panel.get_by_label("最大值").fill("5000")
    condition = panel.get_by_role("textbox", name="满足条件时隐藏")
    condition.click()
    page.keyboard.type("household = null")
    # then the file says so in the words of the server
    (field,) = written(desk, draft, "visit.form")["components"]
    asked = {name: field[name] for name in ("type", "label", "key", "properties", "validate", "conditional")}
    assert asked == {
        "type": "number", "label": "慰问金", "key": "慰问金额", "properties": {"kind": "money"},
        "validate": {"min": 0, "required": True, "max": 5000}, "conditional": {"hide": "=household = null"},
    }  # fmt: skip


def test_expressions_are_completed_from_the_form_and_the_case(desk: Desk) -> None:
    draft = desk.begin({"arrange.form": ARRANGE.read_bytes()})
    desk.open(draft, "arrange.form")
    desk.page.locator("[data-id=field_fee]").click()
    desk.page.get_by_role("textbox", name="满足条件时隐藏").click()
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.type("work")
    expect(desk.page.locator(".cm-tooltip-autocomplete")).to_contain_text("workdays after(date, n)")


def test_the_preview_shows_what_the_server_shows_and_follows_the_answers(desk: Desk) -> None:
    # given the form of a step, in which one answer decides what else is asked
    draft = desk.begin({"arrange.form": ARRANGE.read_bytes()})
    desk.open(draft, "arrange.form")
    # when it is looked at as on a phone and that answer is given
    desk.page.get_by_role("button", name="手机预览").click()
    frame = desk.page.frame_locator(".form-preview")
    expect(frame.get_by_label("不能安排的理由")).to_have_count(0)
    frame.get_by_label("不能安排", exact=True).check()
    # then the question that hangs on it is there
    expect(frame.get_by_label("不能安排的理由")).to_be_visible()
    assert (desk.page.locator(".form-preview").bounding_box() or {})["width"] == 390


def test_what_the_server_has_against_a_form_leads_to_its_question(desk: Desk) -> None:
    # given a form whose choice has no options
    field = {"id": "one", "type": "select", "key": "one", "label": "等级", "values": [{"label": "甲", "value": "a"}]}
    draft = desk.begin({"visit.form": json.dumps(BLANK | {"components": [field]}).encode()})
    desk.open(draft, "visit.form")
    desk.page.locator("[data-id=one]").click()
    desk.page.get_by_role("button", name="删除第1个选项").click()
    # when the problems are opened
    desk.page.get_by_role("button", name="问题", exact=False).first.click()
    problem = desk.page.locator(".problem").filter(has_text="没有选项")
    problem.click()
    # then the one there is leads to it
    expect(desk.page.get_by_role("complementary", name="属性").get_by_label("名称", exact=True)).to_have_value("等级")


def test_parts_that_our_forms_do_not_know_are_refused_by_name(desk: Desk) -> None:
    foreign = {"id": "page", "type": "iframe", "label": "外部网页", "url": "https://example.org"}
    draft = desk.begin({"visit.form": json.dumps(BLANK | {"components": [foreign]}).encode()})
    desk.open(draft, "visit.form")
    expect(desk.page.locator("[data-notice]")).to_contain_text("外部网页 (iframe)")
    expect(desk.page.locator("iframe")).to_have_count(0)


def test_a_form_is_begun_for_a_step_and_opens(desk: Desk) -> None:
    # given the diagram of a draft with a step that has no form
    draft = desk.begin({})
    desk.open(draft, "trial.bpmn")
    # when a form is begun from the step
    desk.page.locator("[data-element-id=step]").first.click()
    desk.page.get_by_title("为该环节新建表单").click()
    desk.page.get_by_role("button", name="新建").click()
    # then it is a file of the draft, named as the step, and its editor is open
    expect(desk.page.locator(READY)).to_be_attached()
    expect(desk.page.locator("summary").filter(has_text="step.form")).to_be_visible()
    assert json.loads(desk.content(draft, "step.form"))["id"] == "step"


def test_the_drawing_of_a_process_loads_no_editor_of_other_files(desk: Desk) -> None:
    loaded: list[str] = []
    desk.page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    draft = desk.begin({"arrange.form": ARRANGE.read_bytes()})
    desk.open(draft, "trial.bpmn")
    assert any(name.startswith("bpmn-") for name in loaded)
    assert [name for name in loaded if name.startswith(("dmn", "form"))] == []


def test_a_hostile_form_runs_nothing(desk: Desk) -> None:
    # given labels with script, words with script, and expressions that would count for ever
    bad = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    bomb = "=for i in 1..1000000000, j in 1..1000000000 return i * j"
    parts = [
        {"id": "a", "type": "textfield", "key": "a", "label": bad, "description": bad, "properties": {"default": bomb}},
        {"id": "b", "type": "text", "text": bad},
        {"id": "c", "type": "select", "key": "c", "label": "{{" + bomb[1:] + "}}", "valuesExpression": bomb},
        {"id": "d", "type": "number", "key": "d", "label": "d", "conditional": {"hide": bomb}, "readonly": bomb},
    ]
    draft = desk.begin({"hostile.form": json.dumps(BLANK | {"components": parts}).encode()})
    # when it is opened, each part is chosen, and the server renders it
    desk.open(draft, "hostile.form")
    desk.page.get_by_role("button", name="电脑预览").click()
    for part in parts:
        desk.page.locator(f".form-canvas [data-id={part['id']}]").click()
    # then the page is alive and nothing of it ran
    expect(desk.page.frame_locator(".form-preview").locator("form")).to_be_attached()
    assert "run" not in desk.page.title()
