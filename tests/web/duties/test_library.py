"""Notices on the pages: uploaded, refused in words, questioned, read line by line, withdrawn and brought back."""

from __future__ import annotations

import re
from io import BytesIO

from werkzeug.test import TestResponse

from tests.engine.notices import shapes
from tests.web.commission import PLACE, Browser, Commission


def upload(browser: Browser, content: bytes, name: str = "notice.md") -> TestResponse:
    data = {"file": (BytesIO(content), name), "jurisdiction": PLACE}
    return browser.post("/notices", data, content_type="multipart/form-data")


def imported(browser: Browser, text: str = shapes.TABLE_IN_TEXT, name: str = "notice.md") -> str:
    """The address of the page of a notice just uploaded."""
    answer = upload(browser, text.encode(), name)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_an_uploaded_notice_waits_for_confirmation_with_its_duties_shown(commission: Commission) -> None:
    browser = commission.browser("admin")
    page = browser.get(imported(browser)).text
    assert "已导入，尚未生效" in page
    assert all(words in page for words in ("待确认", "建好山区巡诊车队", "药政处", "分别负责"))
    assert "建好山区巡诊车队" not in browser.get("/duties").text
    assert "云卫发〔2021〕7号" in browser.get("/notices").text


def test_a_word_file_and_a_workbook_are_taken_too(commission: Commission) -> None:
    browser = commission.browser("admin")
    for name, content in (("table.docx", shapes.word(["云山市文件"])), ("table.xlsx", shapes.sheet())):
        answer = upload(browser, content, name)
        assert "办好流动药房" in browser.follow(answer).text


def test_the_same_file_again_is_answered_with_the_way_to_the_first(commission: Commission) -> None:
    browser = commission.browser("admin")
    first = imported(browser)
    answer = upload(browser, shapes.TABLE_IN_TEXT.encode())
    assert answer.status_code == 400
    assert "无需重复导入" in answer.text and f'href="{first}"' in answer.text


def test_what_is_no_notice_is_refused_in_words(commission: Commission) -> None:
    browser = commission.browser("admin")
    assert "空文件" in upload(browser, b"").text
    assert "不像是任务分工文件" in upload(browser, "会议室已经打扫干净。".encode()).text
    assert "请选择要导入的文件" in browser.post("/notices", {"jurisdiction": PLACE}).text


def test_questions_are_answered_on_the_page_and_then_the_notice_can_be_confirmed(commission: Commission) -> None:
    # given a notice with questions, one asking for a name
    browser = commission.browser("admin")
    path = imported(browser, shapes.NUMBERED_ITEMS)
    page = browser.get(path).text
    assert "配合”管到哪一家" in page and "确认并生效" not in page
    # when one is answered
    browser.post(f"{path}/answers", {"answer-3-0": "all"})
    # then it stays answered, the others stay open
    page = browser.get(path).text
    assert re.search(r'name="answer-3-0" value="all"[^>]*checked', page)
    left = int(re.search(r"答复(\d+)处疑问", page)[1])  # type: ignore[index]
    # and accepting the rest leaves none
    assert left > 0
    browser.post(f"{path}/answers", {"rest": "1"})
    assert "确认并生效" in browser.get(path).text


def test_an_answer_that_needs_a_name_is_asked_back(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = imported(browser, shapes.WITHOUT_ASSIGNMENTS)
    name = re.search(r'name="(answer-notice-\d+)" value="name"', browser.get(path).text)[1]  # type: ignore[index]
    answer = browser.post(f"{path}/answers", {name: "name"})
    assert "请填写单位或处室名称" in browser.follow(answer).text


def test_the_tabs_show_the_original_the_coverage_and_what_became_of_each_line(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = imported(browser)
    original = browser.get(f"{path}/source?lines=10").text
    assert re.search(r'<li id="line-10" class="marked">', original)
    assert original.count('class="marked"') == 1
    coverage = browser.get(f"{path}/coverage").text
    assert "讲好健康故事" in coverage
    assert "任务分工表" in browser.get(f"{path}/report").text
    download = browser.get(f"{path}/file")
    assert download.data == shapes.TABLE_IN_TEXT.encode()
    assert "attachment" in download.headers["Content-Disposition"]


def test_a_notice_is_withdrawn_and_brought_back_from_the_message(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = imported(browser)
    page = browser.follow(browser.post(f"{path}/withdrawal"))
    undo = re.search(rf'action="({path}/withdrawal\?_verb=DELETE)"', page.text)
    assert "已撤回" in page.text and undo
    assert "已恢复" in browser.follow(browser.post(undo[1])).text
    assert "待确认" in browser.get(path).text


def test_everybody_reads_notices_and_only_administrators_change_them(commission: Commission) -> None:
    path = imported(commission.browser("admin"))
    browser = commission.browser("clerk")
    assert browser.get(path).status_code == browser.get(f"{path}/source").status_code == 200
    assert 'name="file"' not in browser.get("/notices").text
    assert upload(browser, shapes.LABELS_ON_LINES.encode()).status_code == 403
    for verb in ("answers", "withdrawal", "confirmation"):
        assert browser.post(f"{path}/{verb}").status_code == 403


def test_the_list_of_notices_is_searched(commission: Commission) -> None:
    browser = commission.browser("admin")
    imported(browser)
    assert "没有符合条件的文件" in browser.get("/notices?q=没有").text
    assert "云卫发〔2021〕7号" in browser.get("/notices?q=山区&state=imported").text
