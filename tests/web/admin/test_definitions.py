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


def test_its_settings_are_shown_with_their_defaults(commission: Commission) -> None:
    page = commission.browser("admin").get(PAGE).text
    assert 'href="/admin/settings/issue-rectification/accept_days"' in page
    assert "认领时限" in page and "3 个工作日" in page and "默认值" in page


def test_a_process_that_is_not_there_answers_in_words(commission: Commission) -> None:
    answer = commission.browser("admin").get("/admin/definitions/none")
    assert answer.status_code == 404 and "未找到" in answer.text
