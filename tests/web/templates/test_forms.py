"""Forms on a page: every question can be answered by keyboard, read aloud and sent without JavaScript."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html

from engine.forms import View
from tests.engine.forms.drawing import answers, check, component, draw, show

TEMPLATES = Path(__file__).parents[3] / "web" / "templates"
PAGE = (
    '{% from "forms/form.html" import render_form %}{% from "forms/values.html" import render_values %}'
    "<form>{{ render_form(view, url) }}</form><main>{{ render_values(view, file_url) }}</main>"
)


def page(view: View, url: str | None = None) -> Any:
    """The parsed page with the form as questions (`form`) and as values (`main`)."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    jinja.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    text = jinja.from_string(PAGE).render(view=view, url=url, file_url=lambda id: f"/files/{id}")
    return html.document_fromstring(text)


def sent(root: Any) -> dict[str, list[str]]:
    """What a browser would send for the form as it stands."""
    posted: dict[str, list[str]] = {}
    for name, value in root.forms[0].form_values():
        posted.setdefault(name, []).append(value)
    return posted


EVERYTHING = draw(
    component("textfield", "title", "标题", description="一句话", validate={"required": True, "maxLength": 50}),
    component("textarea", "text", "描述"),
    component("number", "sum", "资金", properties={"kind": "money"}),
    component("number", "share", "进度", decimalDigits=0, appearance={"suffixAdorner": "%"}),
    component("datetime", "due", "时限", disallowPassedDates=True),
    component("datetime", "at", "时刻", subtype="datetime"),
    component("datetime", "time", "时间", subtype="time"),
    component("select", "unit", "科室", properties={"kind": "department"}),
    component("radio", "outcome", "结论", values=["同意", "退回"], validate={"required": True}),
    component("textarea", "reason", "理由", conditional={"hide": '=outcome != "退回"'}),
    component("checklist", "ways", "方式", values=["现场", "书面"], validate={"required": True}),
    component("taglist", "units", "配合", properties={"kind": "department"}),
    component("checkbox", "common", "共性问题"),
    component("filepicker", "files", "材料", multiple=True, accept=".pdf"),
    component("textfield", "card", "身份证号", properties={"kind": "idcard"}),
    component("textfield", "phone", "电话", properties={"kind": "phone"}),
    component("textfield", "number", "编号", readonly=True),
    component("text", text="## 说明\n- **先**填\n[网](https://example.cn/)"),
    component("separator"),
    component("spacer"),
    component("group", "plan", "方案", components=[component("textfield", "goal", "目标")], showOutline=True),
    component(
        "dynamiclist",
        "measures",
        "措施",
        components=[component("textfield", "title", "内容"), component("checkbox", "redo", "重做")],
    ),
)
VALUES: Mapping[str, Any] = {
    "title": '<script>"',
    "number": "ZG-2026-0147",
    "files": ["old"],
    "units": ["d1"],
    "outcome": "退回",
    "common": True,
    "card": "11010519491231002X",
    "measures": [{"title": "甲"}, {"title": "乙", "redo": True}],
}


def named(root: Any) -> list[Any]:
    return list(root.xpath("//form//*[self::input or self::select or self::textarea][not(@type='hidden')]"))


def test_every_input_has_a_name_that_is_read_aloud_and_every_reference_an_end() -> None:
    root = page(show(EVERYTHING, VALUES, posted={}, errors=check(EVERYTHING).errors))
    ids = root.xpath("//@id")

    assert len(ids) == len(set(ids))
    for one in named(root):
        label = root.xpath("//label[@for=$id]", id=one.get("id"))
        assert label or one.get("aria-label"), html.tostring(one)
    for reference in root.xpath("//@for | //@aria-describedby"):
        assert set(reference.split()) <= set(ids)
    for link in root.xpath("//*[@role='alert']//a/@href"):
        assert link.removeprefix("#") in ids


def test_several_boxes_have_their_question_as_legend() -> None:
    root = page(show(EVERYTHING))

    assert root.xpath("string(//fieldset[@role='radiogroup']/legend)").strip().startswith("结论")
    assert "必填" in root.xpath("string(//fieldset[.//input[@name='ways']]/legend)")


def test_required_questions_are_marked_for_eyes_and_ears() -> None:
    root = page(show(EVERYTHING))
    (title,) = root.xpath("//input[@name='title']")

    assert title.get("aria-required") == "true"
    assert "*" in root.xpath("string(//label[@for='f-title'])")
    assert title.get("required") is None, "the server says all at once, and row buttons must work"


def test_errors_stand_on_top_as_links_and_beside_their_question() -> None:
    checked = check(EVERYTHING, title="", outcome="退回", ways="现场", due="2026-01-01")
    posted = answers({"outcome": "退回", "ways": "现场", "due": "2026-01-01"})

    root = page(show(EVERYTHING, posted=posted, errors=checked.errors))
    (title,) = root.xpath("//input[@name='title']")

    assert root.xpath("//*[@role='alert']//a/@href") == ["#f-title", "#f-due"]
    assert title.get("aria-invalid") == "true"
    assert title.get("aria-describedby").split() == ["f-title-error", "f-title-help"]
    assert root.xpath("string(//*[@id='f-title-error'])") == "请填写此项。"
    assert root.xpath("//input[@name='due']/@value") == ["2026-01-01"]


def test_phones_open_the_right_keyboard_and_dates_a_calendar() -> None:
    root = page(show(EVERYTHING))

    def of(name: str, attribute: str) -> str:
        return str(root.xpath(f"//*[@name='{name}'][not(@type='hidden')]/@{attribute}")[0])

    assert (of("sum", "inputmode"), of("share", "inputmode"), of("phone", "type")) == ("decimal", "numeric", "tel")
    assert (of("due", "type"), of("at", "type"), of("time", "type")) == ("date", "datetime-local", "time")
    assert of("due", "min") == "2026-11-23"
    assert of("files", "accept") == ".pdf"


def test_what_the_browser_sends_back_untouched_is_what_was_stored() -> None:
    complete = {**VALUES, "ways": ["现场"], "title": "题", "plan": {"goal": "稳"}}

    posted = sent(page(show(EVERYTHING, complete)))
    checked = check(EVERYTHING, complete, **posted)

    assert not checked.errors
    assert {name: checked.values[name] for name in complete if name != "number"} == {
        **{name: value for name, value in complete.items() if name != "number"},
        "measures": [{"title": "甲", "redo": False}, {"title": "乙", "redo": True}],
    }


def test_text_of_people_never_becomes_markup() -> None:
    root = page(show(EVERYTHING, VALUES))

    assert not root.xpath("//script")
    assert root.xpath("//input[@name='title']/@value") == ['<script>"']


def test_a_long_text_keeps_its_lines() -> None:
    root = page(show(EVERYTHING, {"text": "甲\n乙"}))

    assert root.xpath("//textarea[@name='text']")[0].value == "甲\n乙"


def test_rows_are_added_and_removed_by_buttons_that_need_no_javascript() -> None:
    root = page(show(EVERYTHING, VALUES))
    add = root.xpath("//button[@name='_add']")
    remove = root.xpath("//button[@name='_remove']")

    assert [(one.get("value"), one.get("formnovalidate") is not None) for one in add] == [("measures", True)]
    assert [one.get("value") for one in remove] == ["measures[0]", "measures[1]"]
    assert [one.get("aria-label") for one in remove] == ["删除第 1 行", "删除第 2 行"]

    edited = EVERYTHING.edit_rows({**sent(root), "_remove": ["measures[0]"]})
    again = page(show(EVERYTHING, VALUES, posted=edited))

    assert again.xpath("//input[@name='measures[1].title']/@value") == ["乙"]
    assert not again.xpath("//input[@name='measures[0].title']")


def test_enter_in_a_text_presses_no_row_button() -> None:
    (first, *_) = page(show(EVERYTHING, VALUES)).xpath("//form//button")

    assert first.get("disabled") is not None and first.get("hidden") is not None


def test_a_table_of_rows_carries_its_labels_along_for_phones() -> None:
    root = page(show(EVERYTHING, VALUES))

    assert root.xpath("//form//table//td[@data-label='内容']//input/@aria-label") == ["第 1 行 内容", "第 2 行 内容"]


def test_with_htmx_only_deciding_questions_ask_the_server() -> None:
    root = page(show(EVERYTHING), url="/items/1/form")

    asking = {one.get("name") for one in named(root) if one.get("hx-post")}

    assert asking == {"outcome"}
    assert root.xpath("//input[@name='outcome']/@hx-target")[0] == "#form-fields"
    assert root.xpath("//input[@type='file']/@hx-preserve") == ["true"], "a chosen file survives the refresh"
    assert not page(show(EVERYTHING)).xpath("//@hx-post")


@pytest.mark.parametrize(("outcome", "times"), [("退回", 1), ("同意", 0)])
def test_conditional_questions_come_and_go(outcome: str, times: int) -> None:
    root = page(show(EVERYTHING, posted=answers({"outcome": outcome})))

    assert len(root.xpath("//textarea[@name='reason']")) == times


def test_answers_are_read_as_words_with_numbers_masked_and_files_linked() -> None:
    (main,) = page(show(EVERYTHING, VALUES)).xpath("//main")
    terms = {dt.text_content(): dt.getnext().text_content().strip() for dt in main.xpath(".//dt")}

    assert (terms["身份证号"], terms["配合"], terms["共性问题"]) == ("110105********002X", "医政处", "是")
    assert terms["描述"] == "—"
    assert main.xpath(".//a/@href") == ["/files/old"]
    assert [td.text_content() for td in main.xpath(".//td")] == ["甲", "否", "乙", "是"]


def test_words_between_questions_keep_their_structure() -> None:
    root = page(show(EVERYTHING))

    assert root.xpath("//div[@class='form-words']/h3/text()") == ["说明"]
    assert root.xpath("//div[@class='form-words']//strong/text()") == ["先"]
    assert root.xpath("//div[@class='form-words']//a/@rel") == ["noopener noreferrer"]


def test_unticking_a_stored_box_takes_it_back() -> None:
    root = page(show(EVERYTHING, VALUES))
    for box in root.xpath("//form//input[@type='checkbox'][@name='common' or @name='measures[1].redo']"):
        box.checked = False

    values = check(EVERYTHING, VALUES, **sent(root)).values

    assert values["common"] is False
    assert values["measures"][1]["redo"] is False


def test_a_row_added_where_one_was_removed_is_a_new_one() -> None:
    stored = {"measures": [{"id": "m1", "title": "甲"}, {"id": "m2", "title": "乙"}]}
    posted: Any = sent(page(show(EVERYTHING, stored)))
    for button in ({"_remove": ["measures[1]"]}, {"_add": ["measures"]}):
        posted = sent(page(show(EVERYTHING, stored, posted=EVERYTHING.edit_rows({**posted, **button}))))

    rows = check(EVERYTHING, stored, **{**posted, "measures[1].title": ["丙"]}).values["measures"]

    assert [(row.get("id"), row["title"]) for row in rows] == [("m1", "甲"), (None, "丙")]


def test_a_list_emptied_on_the_page_is_empty() -> None:
    stored = {"measures": [{"title": "甲"}]}
    posted: Any = sent(page(show(EVERYTHING, stored)))

    edited = EVERYTHING.edit_rows({**posted, "_remove": ["measures[0]"]})
    posted = sent(page(show(EVERYTHING, stored, posted=edited)))

    assert check(EVERYTHING, stored, **posted).values["measures"] == []
