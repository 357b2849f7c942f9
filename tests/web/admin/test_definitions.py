"""Processes on the administrator's pages: versions, diagram, settings with their defaults."""

from __future__ import annotations

import re

from tests.web.commission import Commission

PAGE = "/admin/definitions/issue-rectification"


def test_a_process_is_shown_with_its_diagram_and_the_cases_that_run(commission: Commission) -> None:
    commission.register()
    browser = commission.browser("admin")
    assert "issue-rectification" in browser.get("/admin/definitions").text
    page = browser.get(PAGE).text
    source = re.search(r'data-diagram="([^"]+)"', page)
    assert source and "1件在办" in page
    assert b"bpmn:definitions" in browser.get(source[1]).data or b"definitions" in browser.get(source[1]).data


def test_a_setting_is_changed_with_the_name_of_who_did_it_and_set_back(commission: Commission) -> None:
    browser = commission.browser("admin")
    action = re.search(rf'action="({PAGE}/settings/\w+)"', browser.get(PAGE).text)
    assert action
    page = browser.follow(browser.post(action[1], {"value": "7"})).text
    assert "由系统管理员于" in page
    assert "由系统管理员于" in browser.follow(browser.post(action[1], {"value": "七天"})).text
    page = browser.follow(browser.post(f"{action[1]}?_verb=DELETE")).text
    assert "由系统管理员于" not in page


def test_a_process_that_is_not_there_answers_in_words(commission: Commission) -> None:
    answer = commission.browser("admin").get("/admin/definitions/none")
    assert answer.status_code == 404 and "未找到" in answer.text
