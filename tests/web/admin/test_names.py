"""Aliases on the administrator's page: added, searched, removed and put back."""

from __future__ import annotations

import html
import re

from tests.web.commission import PLACE, Commission, id_of


def test_an_alias_is_saved_found_removed_and_put_back(commission: Commission) -> None:
    browser = commission.browser("admin")
    data = {"name": "市卫健委医政", "department": id_of("medical"), "jurisdiction": PLACE}
    assert "别名已保存" in browser.follow(browser.post("/admin/aliases", data)).text
    assert "市卫健委医政" in browser.get("/admin/aliases?q=市卫健委").text
    assert "没有符合条件的别名" in browser.get("/admin/aliases?q=没有").text
    action = re.search(r'action="(/admin/aliases/\w+\?_verb=DELETE)"', browser.get("/admin/aliases").text)
    assert action
    page = browser.follow(browser.post(action[1])).text
    undo = re.search(r'action="(/admin/aliases/restored[^"]+)"', page)
    assert "还没有别名" in page and undo
    assert "市卫健委医政" in browser.follow(browser.post(html.unescape(undo[1]))).text


def test_an_alias_without_a_name_is_refused_in_words(commission: Commission) -> None:
    browser = commission.browser("admin")
    data = {"name": " ", "department": id_of("medical"), "jurisdiction": PLACE}
    assert "请填写别名" in browser.follow(browser.post("/admin/aliases", data)).text
